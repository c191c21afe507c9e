from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.engine import Engine, LocalEngine, choose_engine
from khabar.errors import EngineError, KnowledgeError, UsageError
from khabar.model import Dropped
from tests.engine_steps import (
    difference,
    first_letter,
    full,
    half_of_both,
    halve,
    halve_late,
    halves,
    joined,
    letters,
)

members = st.integers(0, 8)

ENGINES: dict[str, Callable[[], Engine]] = {
    "local": lambda: choose_engine(),
    "workers": lambda: choose_engine(workers=2),
    "daft": lambda: choose_engine("daft", workers=2),
}


LEFT_OPEN = "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
# Daft leaves the ends of its workers' pipes to be closed by Python, which says so.
DAFT = pytest.param("daft", marks=pytest.mark.filterwarnings(LEFT_OPEN))


@pytest.fixture(params=["local", "workers", DAFT])
def engine(request: pytest.FixtureRequest) -> Engine:
    return ENGINES[request.param]()


def test_each_gives_the_results_in_the_order_of_the_items(engine: Engine) -> None:
    numbers = list(range(0, 40, 2))
    assert list(engine.each(halve_late, numbers, str)) == [(n, n // 2) for n in numbers]


def test_an_item_on_which_the_step_fails_is_quarantined_and_the_rest_goes_on(
    engine: Engine,
) -> None:
    (_, first), (_, second) = engine.each(halve, [3, 2], "number {}".format)
    assert isinstance(first, Dropped)
    assert (first.item, first.outcome) == ("number 3", "quarantined")
    assert first.reason.startswith("ValueError: 3 is odd (in engine_steps.py:halve < ")
    assert second == 1


def test_an_error_of_the_whole_run_stops_it(engine: Engine) -> None:
    with pytest.raises(KnowledgeError, match=r"actors.toml, entry 1: expected a name") as stop:
        list(engine.each(full, [1], str))
    assert stop.value.entry == 1


def test_no_items_give_no_results(engine: Engine) -> None:
    assert list(engine.each(halve, [], str)) == []


def test_grouped_gives_each_group_to_the_step_once(engine: Engine) -> None:
    found = engine.grouped(first_letter, joined, ["bee", "ant", "bug"])
    assert list(found) == ["ant", "bee+bug"]


def test_grouped_gives_an_item_to_each_of_its_groups_in_the_order_of_the_items(
    engine: Engine,
) -> None:
    found = engine.grouped(letters, joined, ["cab", "abba", "b", ""])
    assert list(found) == ["cab+abba", "cab+abba+b", "cab"]
    assert list(engine.grouped(letters, joined, [""])) == []


def test_paired_gives_the_step_both_items_of_each_pair(engine: Engine) -> None:
    found = engine.paired([(2, 0), (0, 1), (2, 0), (1, 1)], difference, [7, 5, 3])
    assert list(found) == [4, -2, 4, 0]
    assert list(engine.paired([], difference, [7, 5, 3])) == []


def test_connected_joins_pairs_that_share_a_member(engine: Engine) -> None:
    found = engine.connected([(5, 6), (1, 2), (3, 2), (4, 4)])
    assert list(found) == [frozenset((1, 2, 3)), frozenset((4,)), frozenset((5, 6))]
    assert list(engine.connected([])) == []


def test_connected_follows_a_chain_to_its_end(engine: Engine) -> None:
    members = Random(4).sample(range(100), 40)
    assert list(engine.connected(pairwise(members))) == [frozenset(members)]


def test_a_step_that_fails_on_a_group_or_a_pair_stops_the_run(engine: Engine) -> None:
    with pytest.raises((EngineError, ValueError), match="3 is odd"):
        list(engine.grouped(str, halves, [2, 3]))
    with pytest.raises((EngineError, ValueError), match="3 is odd"):
        list(engine.paired([(0, 1)], half_of_both, [2, 1]))


def test_a_step_that_takes_too_long_is_quarantined() -> None:
    def slow(number: int) -> int:
        while number:
            time.sleep(0.001)
        return number

    (_, first), (_, second) = LocalEngine(seconds=0.05).each(slow, [1, 0], str)
    assert isinstance(first, Dropped)
    assert "expected an answer in 0.05 seconds" in first.reason
    assert second == 0


def test_an_engine_that_is_not_installed_says_what_to_install(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setitem(__import__("sys").modules, "khabar.engine_daft", None)
    with pytest.raises(UsageError, match=r"pip install khabar\[cluster\]"):
        choose_engine("ray")


@given(st.lists(st.tuples(members, members)))
def test_connected_puts_the_ends_of_each_pair_into_one_set(pairs: list[tuple[int, int]]) -> None:
    sets = list(LocalEngine().connected(pairs))
    assert all(any({a, b} <= one for one in sets) for a, b in pairs)
    assert sum(map(len, sets)) == len({member for pair in pairs for member in pair})
    assert sets == list(LocalEngine().connected(reversed(pairs)))
