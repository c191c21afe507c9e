"""Denials are tied to the event in their article that they are most like."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.merge import merge_claims
from khabar.model import Claim, Event
from tests.merge.make import FRONT, articles, claim, day, harm, parties, span, town

ARTICLES = articles("a", "b")
TWO = [
    claim("a", harm(5)),
    claim("a", harm(40), when=day("2024-03-01"), where=town("Oran", number=8),
          actors=parties(FRONT), words=span("a", "bombing", 400)),
]  # fmt: skip


def denied(**more: Any) -> Claim:
    words = span("a", "denied", 60)
    given = {"kind": "statement", "factuality": "denied", "words": words, "by": "Red Brigade"}
    return claim("a", **{**given, **more})


def events(*claims: Claim) -> dict[str, Event]:
    """The events by the day on which they were."""
    made = merge_claims([*TWO, *claims], ARTICLES, [], [])
    return {event.when.start: event for event in made if event.when}


def test_a_denial_contests_the_event_that_it_speaks_of_and_no_other() -> None:
    found = events(denied())
    assert [d.about for d in found["2024-05-04"].disputes] == ["responsibility"]
    assert found["2024-03-01"].disputes == ()


def test_a_denial_is_no_claim_of_the_event() -> None:
    denial = denied()
    assert all(denial.id not in event.claims for event in events(denial).values())


@pytest.mark.parametrize(
    "more",
    [{"event_type": "COERCE"}, {"factuality": "asserted"}, {"event_type": None}],
    ids=["another type", "no denial", "of no type"],
)
def test_what_speaks_of_something_else_contests_nothing(more: dict[str, Any]) -> None:
    assert all(event.disputes == () for event in events(denied(**more)).values())


def test_a_denial_in_another_article_is_not_tied_by_guess() -> None:
    elsewhere = claim("b", kind="statement", factuality="denied", by="Red Brigade")
    assert all(event.disputes == () for event in events(elsewhere).values())
