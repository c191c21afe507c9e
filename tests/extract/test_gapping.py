"""One verb, several happenings: "killed five in Belsk and seven in Varia"."""

from __future__ import annotations

import pytest

from khabar.model import Claim
from tests.extract.make import code

Told = list[tuple[int | None, str | None, str]]


def told(claims: list[Claim]) -> Told:
    """Return each claim's first figure, place and words."""
    return [
        (c.harm[0].low, c.where.words.words if c.where else None, c.words.words) for c in claims
    ]


def test_a_figure_with_a_place_of_its_own_is_a_happening_of_its_own() -> None:
    found = told(code("Gunmen killed five farmers in Belsk and three soldiers near Torun Pass."))
    assert found == [
        (5, "Belsk", "Gunmen killed five farmers in Belsk"),
        (3, "near Torun Pass", "three soldiers near Torun Pass"),
    ]


def test_both_have_the_actor_and_the_date_that_the_sentence_tells_once() -> None:
    one, other = code("Rebels killed five farmers in Belsk and six in Selmark on Monday.")
    assert [p.name for p in one.actors] == [p.name for p in other.actors] == ["Rebels"]
    assert one.when == other.when is not None


def test_a_bare_number_means_the_same_people() -> None:
    _, other = code("The shelling killed nine farmers in Belsk and two near Torun Pass.")
    (target,) = other.targets
    assert (target.name, target.words.words) == ("farmers", "two")
    assert target.meant is not None
    assert target.meant.words == "farmers"


def test_three_places_are_three_happenings() -> None:
    text = "Air strikes killed ten people in Belsk, four in Selmark and two soldiers at Torun Pass."
    assert [low for low, _, _ in told(code(text))] == [10, 4, 2]


@pytest.mark.parametrize(
    ("text", "total"),
    [
        ("Gunmen killed five farmers and three soldiers in Belsk.", 8),
        ("The blast left ten people dead in Belsk and four in custody.", 10),
        ("A bomb killed five people in Belsk, including three soldiers.", 5),
    ],
)
def test_figures_of_one_place_stay_one_happening(text: str, total: int) -> None:
    (claim,) = code(text)
    assert claim.harm[0].low == total
