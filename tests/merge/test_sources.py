"""Who speaks, and how many independent sources an event has."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.merge import merge_claims
from khabar.merge.sources import belligerents_alone, claimant, independent_sources, origins
from khabar.model import Claim, CopyGroup, Event, Source
from tests.merge.make import article, articles, by, claim, harm, span

TWO = {
    "a": article("a", "2024-05-05", outlet="Post"),
    "b": article("b", "2024-05-06", outlet="Post"),
    "c": article("c", "2024-05-06", outlet="Herald"),
}
DISPATCH = CopyGroup("a", ("b", "c"), "Coast Agency", "texts alike", (2, 1))


def sources(*claims: Claim, copies: Sequence[CopyGroup] = ()) -> frozenset[str]:
    return independent_sources(sorted(claims, key=lambda c: c.id), TWO, origins(copies))


def event(*claims: Claim, copies: Sequence[CopyGroup] = ()) -> Event:
    (made,) = merge_claims(claims, TWO, copies, [])
    return made


def test_the_innermost_named_source_speaks() -> None:
    assert claimant(claim()) == "police"
    assert claimant(claim(by=None)) == "Outlet a"
    assert claimant(claim(by="unspecified")) == "Outlet a"
    assert claimant(claim(attribution=(Source("unspecified", "believes"),))) == "unspecified"


def test_two_outlets_that_quote_one_person_are_one_source() -> None:
    assert sources(claim("a"), claim("c")) == {"police"}
    assert sources(claim("a"), claim("c", by="a doctor")) == {"police", "a doctor"}


def test_copies_are_the_agencys_word_once() -> None:
    told = [claim(name, by=None) for name in "abc"]
    assert sources(*told, copies=[DISPATCH]) == {"coast agency"}
    assert len(sources(*told)) == 3


def test_what_a_copy_alone_was_read_to_quote_is_no_other_source() -> None:
    assert sources(claim("a"), claim("c", by="a doctor"), copies=[DISPATCH]) == {"police"}


def test_whom_a_later_version_quotes_is_another_source() -> None:
    found = sources(claim("a"), claim("b", by="a doctor"), copies=[DISPATCH])
    assert found == {"police", "a doctor"}


def test_a_party_that_speaks_alone_is_marked() -> None:
    assert belligerents_alone([claim(by=by("Red Brigade", "claims"))])
    assert not belligerents_alone([claim(by=by("Red Brigade", "claims")), claim("c")])
    assert not belligerents_alone([claim(by=by("Red Brigade", "claims")), claim("c", by=None)])


def test_a_later_version_takes_the_place_of_its_carriers_earlier_figures() -> None:
    before, after = claim("a", harm(3)), claim("b", harm(9), by="a doctor")
    standing = [r.low for r in event(before, after, copies=[DISPATCH]).readings if not r.superseded]
    assert standing == [9]
    unrelated = [r.low for r in event(before, after).readings if not r.superseded]
    assert unrelated == [9, 3]


def test_what_another_carrier_of_the_first_version_tells_still_stands() -> None:
    told = [claim("a", harm(3)), claim("b", harm(9), by="a doctor"), claim("c", harm(3))]
    made = event(*told, copies=[DISPATCH])
    assert [(r.claimant, r.low) for r in made.readings if not r.superseded] == [
        ("a doctor", 9), ("police", 3),
    ]  # fmt: skip


def test_a_later_version_replaces_no_figure_that_it_does_not_tell() -> None:
    guards = harm(2, group="guards")
    told = [claim("a", harm(3), guards), claim("b", harm(9), words=span("b", "bombing"))]
    made = event(*told, copies=[DISPATCH])
    assert [(r.low, r.group) for r in made.readings if not r.superseded] == [
        (9, None), (2, "guards"),
    ]  # fmt: skip


def test_the_makers_give_each_article_an_outlet_of_its_own() -> None:
    assert {a.outlet for a in articles("a", "b").values()} == {"Outlet a", "Outlet b"}
