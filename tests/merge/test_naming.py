"""Ids of events: from their claims, kept as claims join, never given twice."""

from __future__ import annotations

from dataclasses import replace

from khabar.merge import merge_claims
from khabar.merge.naming import name_events
from khabar.model import Event
from tests.merge.make import articles, claim

(SHAPE,) = merge_claims([claim("a")], articles("a"), [], [])


def known(id: str, *claims: str) -> Event:
    return replace(SHAPE, id=id, claims=claims)


def test_the_same_claims_give_the_same_id_and_others_another() -> None:
    assert name_events([["a", "b"]], []) == name_events([["a", "c"]], [])
    assert name_events([["a"]], []) != name_events([["b"]], [])


def test_a_known_event_keeps_its_id_as_claims_join_before_and_after() -> None:
    assert name_events([["a", "b", "c"]], [known("old", "b")]) == ["old"]


def test_of_two_merged_the_one_that_gave_more_claims_lends_its_id() -> None:
    before = [known("small", "a"), known("large", "b", "c")]
    assert name_events([["a", "b", "c"]], before) == ["large"]
    even = [known("z", "a"), known("y", "b")]
    assert name_events([["a", "b"]], even) == ["y"]


def test_of_two_halves_the_larger_keeps_the_id() -> None:
    kept, new = name_events([["b", "c"], ["a"]], [known("old", "a", "b", "c")])
    assert kept == "old"
    assert new != "old"


def test_the_half_that_would_have_had_the_id_gets_another() -> None:
    """The id comes from the least claim, which the larger half does not hold."""
    (id,) = name_events([["a", "b", "c"]], [])
    kept, new = name_events([["b", "c"], ["a"]], [known(id, "a", "b", "c")])
    assert kept == id
    assert new not in (id, "")
