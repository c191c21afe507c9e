"""Grades by the published rule, and what they wait for."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.merge import merge_claims
from khabar.merge.grade import grade
from khabar.model import Claim, Event
from khabar.review.corrections import correct_events
from khabar.review.decisions import current, with_status
from tests.make import decision
from tests.merge.make import FRONT, articles, by, claim, harm, parties

ARTICLES = articles("a", "b")


def event(*claims: Claim) -> Event:
    (made,) = merge_claims(claims, ARTICLES, [], [])
    return made


def graded(*claims: Claim) -> str:
    return event(*claims).grade.value


OWNED = claim("b", by=by("Red Brigade", "claims_responsibility"))


def test_one_source_is_weak_and_two_are_fair() -> None:
    assert graded(claim("a")) == "weak"
    assert graded(claim("a"), claim("b")) == "weak"
    assert graded(claim("a"), claim("b", by="a doctor")) == "fair"


@pytest.mark.parametrize("stance", ["claims_responsibility", "confirms"])
def test_who_is_held_responsible_and_says_so_confirms(stance: str) -> None:
    owned = claim("b", by=by("Red Brigade", stance))  # type: ignore[arg-type]
    made = event(claim("a"), owned)
    assert made.grade.value == "confirmed"
    assert made.grade.because == "Red Brigade, held responsible, says that it did it."


def test_what_another_party_confirms_is_not_confirmed() -> None:
    assert graded(claim("a"), claim("b", by=by("Northern Front", "confirms"))) == "fair"


def test_a_denial_contests_before_anything_else_counts() -> None:
    denial = claim("b", kind="statement", factuality="denied", by=by("Red Brigade", "denies"))
    told = [claim("a"), replace(denial, article_id="a")]
    (made,) = merge_claims(told, ARTICLES, [], [])
    assert made.grade.value == "contested"
    assert "Red Brigade denies it" in made.grade.because


def test_sources_that_blame_different_parties_contest_it() -> None:
    other = claim("b", actors=parties(FRONT), factuality="alleged", by="a doctor")
    made = event(claim("a", harm(12)), replace(other, harm=(harm(12),)))
    assert made.grade.value == "contested"


def test_what_every_source_says_was_not_so_is_discounted() -> None:
    assert graded(claim("a", factuality="negated")) == "discounted"


@pytest.mark.parametrize(
    ("claims", "suggested"),
    [((claim("a"), OWNED), "confirmed"), ((claim("a", factuality="negated"),), "discounted")],
)
def test_confirmed_and_discounted_are_suggestions_until_an_analyst_accepts(
    claims: tuple[Claim, ...], suggested: str
) -> None:
    made = event(*claims)
    assert made.grade.value == suggested
    ((_, before),) = with_status([made], [])
    assert before == "open"
    accepted = current([decision(made.id, "accept")])
    ((_, after),) = with_status([made], accepted)
    assert after == "accepted"
    changed = current([decision(made.id, "correct", field="grade.value", value="weak")])
    assert correct_events([made], changed)[0].grade.value == "weak"


def test_a_grade_says_why() -> None:
    assert grade([claim("a")], [], 1).because == "One independent source tells of it."
    assert grade([claim("a")], [], 3).because == "3 independent sources tell of it."
