"""One figure of many, by each rule."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest

from khabar.merge import merge_claims
from khabar.merge.settle import RULES, Rule, settle
from khabar.model import Decision, Event, Reading
from tests.merge.test_events import ARTICLES, claim


def event(*readings: Reading) -> Event:
    (made,) = merge_claims([claim("a", 5)], ARTICLES, [], [])
    return replace(made, readings=readings)


def reading(
    claimant: str, low: int, high: int | None, *, claims: Sequence[str] = ("c",), **more: object
) -> Reading:
    made = Reading(claimant, "killed", low, high, None, False, tuple(claims), "2024-05-05")
    return replace(made, **more)  # type: ignore[arg-type]


EARLY = reading("police", 5, 5, published="2024-05-04")
LATE = reading("a doctor", 9, 9, published="2024-05-06", claims=("d", "e"))
PARTY = reading("Red Brigade", 2, 2, claims=("f",))


@pytest.mark.parametrize(
    ("rule", "figure"),
    [("range", (2, 9)), ("latest", (9, 9)), ("conservative", (5, 5)), ("majority", (9, 9))],
)
def test_each_rule_gives_its_figure(rule: Rule, figure: tuple[int, int]) -> None:
    assert settle(event(EARLY, LATE, PARTY), rule) == {"killed": figure}


def test_what_is_superseded_counts_for_no_rule() -> None:
    old = replace(EARLY, superseded=True)
    assert settle(event(old, LATE), "range") == {"killed": (9, 9)}


def test_an_analysts_figure_is_what_was_accepted_and_nothing_without() -> None:
    told = event(EARLY, LATE)
    accepted = Decision("c", "accept", "analyst", "2024-06-01", "the police were there")
    assert settle(told, "analyst") == {}
    assert settle(told, "analyst", [accepted]) == {"killed": (5, 5)}


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule != "analyst"])
def test_groups_add_up_where_nobody_tells_the_whole(rule: Rule) -> None:
    guards, guests = replace(EARLY, group="guards"), replace(EARLY, low=3, high=3, group="guests")
    assert settle(event(guards, guests), rule) == {"killed": (8, 8)}


@pytest.mark.parametrize("rule", RULES)
def test_no_figure_told_gives_none_rather_than_nought(rule: Rule) -> None:
    assert settle(event(), rule) == {}


def test_an_open_figure_has_no_say_against_one_that_fits_it() -> None:
    several = reading("a guard", 2, None, claims=("g", "h", "i"))
    exact = replace(EARLY, low=5, high=5)
    assert settle(event(several, exact), "majority") == {"killed": (5, 5)}
    assert settle(event(several), "majority") == {"killed": (2, None)}
    at_least = replace(several, low=9)
    assert settle(event(at_least, exact), "majority") == {"killed": (9, None)}
