"""The day and the place that hang on an act, and those that hang on something else."""

from __future__ import annotations

import pytest

from tests.extract.said import event, events, when, where


@pytest.mark.parametrize(
    ("text", "place", "day"),
    [
        ("In Belsk on Monday, gunmen killed two teachers.", "Belsk", "Monday"),
        ("On Friday a bomb killed the mayor of Belsk.", "Belsk", "Friday"),
        ("A bomb exploded outside a school in Belsk.", "outside a school in Belsk", None),
        ("The governor survived an attack in Belsk on Monday.", "Belsk", "Monday"),
        ("Protesters marched against the government in Belsk on Friday.", "Belsk", "Friday"),
        ("A governor of Belsk was killed in a blast on Friday.", "Belsk", "Friday"),
    ],
)
def test_a_place_and_a_day_beside_the_act_are_its_own(
    text: str, place: str, day: str | None
) -> None:
    told = event(text)
    assert (where(told), when(told)) == (place, day)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Two soldiers from Selmark were killed in Belsk.", "Belsk"),
        ("The commander, who was born in Selmark, was killed on Friday.", None),
        ("The head of the council in Selmark was shot in Belsk.", "Belsk"),
        ("The mayor of Belsk said that gunmen killed two teachers on Monday.", None),
        ("Rebels in Selmark attacked a village on Monday.", None),
    ],
)
def test_where_somebody_comes_from_or_holds_office_is_not_where_it_happened(
    text: str, place: str | None
) -> None:
    assert where(event(text)) == place


def test_the_day_of_the_saying_is_not_that_of_the_act() -> None:
    told = event("Varia said on Friday that a blast killed two people in Belsk on Monday.")
    assert when(told) == "Monday"
    guards = event("Officials on Tuesday announced that three guards were killed on Sunday.")
    assert when(guards) == "Sunday"


def test_what_follows_another_acts_noun_is_that_acts() -> None:
    killing, bombing = events("The army killed the planner of the bombing in Belsk in 2021.")
    assert (where(killing), when(killing)) == (None, None)
    assert (where(bombing), when(bombing)) == ("Belsk", "in 2021")


def test_a_place_that_says_more_of_a_place_belongs_to_it() -> None:
    told = event("Two people were killed in Belsk, a town near Torun Pass, on Sunday.")
    assert where(told) == "Belsk, a town near Torun Pass"
    assert when(told) == "Sunday"


def test_a_headlines_label_tells_where() -> None:
    assert {where(c) for c in events("Belsk: Blast hits temple, two dead.")} == {"Belsk"}


def test_where_nothing_is_told_nothing_is_known() -> None:
    told = event("Varia threatened to bomb Selmark.")
    assert (where(told), when(told)) == (None, None)
