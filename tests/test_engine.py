from __future__ import annotations

import time
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.engine import LocalEngine
from khabar.errors import SpaceError
from khabar.model import Dropped

names = st.text("abcdef", min_size=1, max_size=1)


def halve(number: int) -> int:
    if number % 2:
        raise ValueError(f"{number} is odd")
    return number // 2


def test_each_gives_the_results_in_order() -> None:
    assert list(LocalEngine().each(halve, [4, 2], str)) == [(4, 2), (2, 1)]


def test_an_item_on_which_the_step_fails_is_quarantined_and_the_rest_goes_on() -> None:
    (_, first), (_, second) = LocalEngine().each(halve, [3, 2], "number {}".format)
    assert isinstance(first, Dropped)
    assert (first.item, first.outcome) == ("number 3", "quarantined")
    assert first.reason.startswith("ValueError: 3 is odd (in test_engine.py:halve < ")
    assert second == 1


def test_an_error_of_the_whole_run_stops_it() -> None:
    def full(number: int) -> int:
        raise SpaceError("the disk is full")

    with pytest.raises(SpaceError):
        list(LocalEngine().each(full, [1], str))


def test_a_step_that_takes_too_long_is_quarantined() -> None:
    def slow(number: int) -> int:
        while number:
            time.sleep(0.001)
        return number

    (_, first), (_, second) = LocalEngine(seconds=0.05).each(slow, [1, 0], str)
    assert isinstance(first, Dropped)
    assert "expected an answer in 0.05 seconds" in first.reason
    assert second == 0


def test_grouped_gives_each_group_to_the_step_once() -> None:
    def first_letters(word: str) -> Iterable[str]:
        return word[:1]

    def joined(words: list[str]) -> Iterable[str]:
        yield "+".join(words)

    assert list(LocalEngine().grouped(first_letters, joined, ["bee", "ant", "bug"])) == [
        "ant",
        "bee+bug",
    ]


@given(st.lists(st.tuples(names, names)))
def test_connected_puts_the_ends_of_each_pair_into_one_set(pairs: list[tuple[str, str]]) -> None:
    sets = list(LocalEngine().connected(pairs))
    assert all(any({a, b} <= one for one in sets) for a, b in pairs)
    assert sum(map(len, sets)) == len({name for pair in pairs for name in pair})
    assert sets == list(LocalEngine().connected(reversed(pairs)))
