"""A campaign is a whole, single attacks its parts; neither swallows the other."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.merge import merge_claims
from khabar.merge.wholes import parts
from khabar.model import When
from tests.merge.make import FRONT, articles, claim, day, harm, parties, span, telling, town

MAY = When("2024-05-01", "2024-05-31", "approximate", "stated", span("w"))
CAMPAIGN: dict[str, Any] = {"when": MAY, "words": span("w", "a series of attacks"), "where": None}


def part_of(**more: Any) -> str | None:
    groups = {"whole": telling("w", **CAMPAIGN), "part": telling("p", **more)}
    return parts(groups).get("part")


def test_an_attack_within_a_campaigns_time_is_part_of_it() -> None:
    assert part_of(when=day("2024-05-04")) == "whole"


@pytest.mark.parametrize(
    "more",
    [
        {"when": day("2024-06-04")},
        {"when": None},
        {"actors": parties(FRONT)},
        {"event_type": "COERCE"},
        {"factuality": "planned"},
        {"words": span("p", "attacks")},
    ],
    ids=["another time", "no time", "another actor", "another type", "a plan", "several acts"],
)
def test_what_does_not_fit_is_no_part(more: dict[str, Any]) -> None:
    assert part_of(**{"when": day("2024-05-04"), **more}) is None


def test_an_attack_elsewhere_is_no_part() -> None:
    whole = telling("w", **{**CAMPAIGN, "where": town(country="SEL", precision="country")})
    assert parts({"whole": whole, "part": telling("p")}) == {}


def test_of_two_wholes_the_shorter_holds() -> None:
    week = When("2024-05-01", "2024-05-22", "approximate", "stated", span("w"))
    groups = {
        "month": telling("m", **CAMPAIGN),
        "weeks": telling("v", **{**CAMPAIGN, "when": week}),
        "part": telling("p"),
    }
    assert parts(groups) == {"part": "weeks"}


def test_a_campaign_and_its_attack_stay_two_events_that_are_linked() -> None:
    told = [claim("a", harm(40), **CAMPAIGN), claim("b", harm(5))]
    whole, part = sorted(
        merge_claims(told, articles("a", "b"), [], []), key=lambda e: bool(e.part_of)
    )
    assert part.part_of == whole.id
    assert whole.part_of is None
