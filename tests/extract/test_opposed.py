"""Two that were named against or beside each other are "both sides" later; three are not."""

from __future__ import annotations

import pytest

from tests.extract.said import actors, events

TRUCE = "The two sides signed a truce on Friday."


def signed(text: str) -> list[str]:
    """Who the last sentence says signed."""
    return actors(events(text)[-1])


@pytest.mark.parametrize(
    "before",
    [
        "Talks between Varia and Selmark began on Monday.",
        "Varia fired on Selmark on Monday.",
        "Varia and Selmark fought near Torun Pass.",
        "The Varia-Selmark war killed 300 people last year.",
    ],
)
def test_the_two_sides_are_the_two_named_before(before: str) -> None:
    assert signed(f"{before} {TRUCE}") == ["Varia", "Selmark"]


@pytest.mark.parametrize("words", ["Both sides", "The two countries", "The warring parties"])
def test_they_may_be_called_by_several_words(words: str) -> None:
    assert signed(f"Varia fired on Selmark on Monday. {words} signed a truce on Friday.") == [
        "Varia", "Selmark",
    ]  # fmt: skip


def test_groups_oppose_each_other_too() -> None:
    text = "The Red Brigade clashed with the Northern Front near Belsk. The rival groups met."
    assert signed(text) == ["Red Brigade", "Northern Front"]


def test_of_three_none_is_a_side() -> None:
    three = "Varia, Selmark and the Green Crescent met on Monday."
    assert signed(f"{three} {TRUCE}") == ["sides"]


def test_persons_are_no_sides() -> None:
    assert signed(f"The president met the envoy. {TRUCE}") == ["sides"]


def test_countries_of_a_kind_are_not_the_two_named_before() -> None:
    text = "Varia fired on Selmark on Monday. The countries of the north signed a truce."
    assert signed(text) == ["countries of the north"]


def test_he_is_the_person_named_before_and_the_group_the_group() -> None:
    assert signed("President Oren Talvik met envoys in Belsk. He called for a truce.") == [
        "President Oren Talvik"
    ]
    assert signed("The Red Brigade attacked Belsk on Monday. The group also burned a school.") == [
        "Red Brigade"
    ]
