"""In whatever order articles come, at once or one by one, the events are the same."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.merge import merge_claims
from khabar.model import Claim, CopyGroup, Decision, Event, Span
from khabar.store.redirects import moved
from tests.merge.test_events import article, claim

DAYS = ("2024-05-04", "2024-05-05", "2024-05-20", "2024-07-01")
NAMES = [f"a{number}" for number in range(8)]
ARTICLES = {id: article(id) for id in NAMES}


@st.composite
def tellings(draw: st.DrawFn) -> list[Claim]:
    """One claim an article, of blasts on few days with figures that differ."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=7, unique=True))
    return [
        claim(
            name,
            draw(st.integers(1, 30)),
            day=draw(st.sampled_from(DAYS)),
            source=draw(st.sampled_from(("police", "army", "a doctor"))),
        )
        for name in names
    ]


def grouped(events: Sequence[Event]) -> set[frozenset[str]]:
    return {frozenset(event.claims) for event in events}


@given(tellings().flatmap(lambda told: st.tuples(st.just(told), st.permutations(told))))
@settings(max_examples=60)
def test_any_order_of_claims_gives_the_same_events(both: tuple[list[Claim], list[Claim]]) -> None:
    one, other = both
    assert merge_claims(one, ARTICLES, [], []) == merge_claims(other, ARTICLES, [], [])


@st.composite
def arrivals(draw: st.DrawFn) -> list[list[Claim]]:
    """Articles of one to three claims each, in the order in which they come."""
    batches = []
    for name in draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=6, unique=True)):
        told = [
            replace(
                claim(name, draw(st.integers(1, 30)), day=draw(st.sampled_from(DAYS))),
                words=Span(name, number * 50, number * 50 + 6, "attack"),
                role=draw(st.sampled_from(("main", "background"))),
            )
            for number in range(draw(st.integers(1, 3)))
        ]
        batches.append(told)
    return batches


def as_they_come(batches: Sequence[Sequence[Claim]]) -> Iterator[list[Event]]:
    """The events after each article, each time with those of the last time known."""
    known: list[Event] = []
    for number in range(1, len(batches) + 1):
        told = [one for batch in batches[:number] for one in batch]
        known = merge_claims(told, ARTICLES, [], [], known)
        yield known


@given(arrivals())
@settings(max_examples=30, deadline=None)
def test_one_article_at_a_time_gives_the_groups_that_all_at_once_gives(
    batches: list[list[Claim]],
) -> None:
    *_, last = as_they_come(batches)
    told = [one for batch in batches for one in batch]
    assert grouped(last) == grouped(merge_claims(told, ARTICLES, [], []))


@given(arrivals(), st.integers(1, 5))
@settings(max_examples=30, deadline=None)
def test_by_pieces_of_any_size_gives_the_same_groups(batches: list[list[Claim]], size: int) -> None:
    pieces = [batches[at : at + size] for at in range(0, len(batches), size)]
    joined = [[one for batch in piece for one in batch] for piece in pieces]
    *_, by_piece = as_they_come(joined)
    *_, one_by_one = as_they_come(batches)
    assert grouped(by_piece) == grouped(one_by_one)


@given(arrivals())
@settings(max_examples=30, deadline=None)
def test_an_event_keeps_its_id_or_leaves_a_redirect_to_where_most_of_it_went(
    batches: list[list[Claim]],
) -> None:
    before: list[Event] = []
    for now in as_they_come(batches):
        there = {event.id: set(event.claims) for event in now}
        redirects = moved(before, now)
        for event in before:
            went = there[event.id if event.id in there else redirects[event.id]]
            shares = [len(claims & set(event.claims)) for claims in there.values()]
            assert len(went & set(event.claims)) > 0
            assert event.id in there or len(went & set(event.claims)) == max(shares)
        before = now


@given(arrivals())
@settings(max_examples=20, deadline=None)
def test_an_article_on_something_else_changes_no_event(batches: list[list[Claim]]) -> None:
    told = [one for batch in batches for one in batch]
    other = replace(claim("a7", 5, day="2021-01-01"), event_type="COERCE", where=None, actors=())
    before = merge_claims(told, ARTICLES, [], [])
    after = merge_claims([*told, other], ARTICLES, [], [], before)
    assert [event for event in after if other.id not in event.claims] == before


@given(tellings())
@settings(max_examples=60)
def test_every_claim_of_an_event_lies_in_exactly_one(told: list[Claim]) -> None:
    events = merge_claims(told, ARTICLES, [], [])
    inside = [id for event in events for id in event.claims]
    assert sorted(inside) == sorted(one.id for one in told)


@given(tellings())
@settings(max_examples=40)
def test_merging_again_changes_nothing(told: list[Claim]) -> None:
    once = merge_claims(told, ARTICLES, [], [])
    assert merge_claims(told, ARTICLES, [], [], once) == once


def decided(verdict: str, one: Claim, other: Claim) -> Decision:
    return Decision(one.id, verdict, "analyst", "2024-06-01", "seen", value=other.id)  # type: ignore[arg-type]


@pytest.mark.parametrize("day", ["2024-05-20", "2024-07-01"])
def test_an_analysts_merge_binds_and_its_end_parts_them_again(day: str) -> None:
    told = [claim("a0", 5), claim("a1", 5, day=day)]
    joined = merge_claims(told, ARTICLES, [], [decided("merge", *told)])
    assert len(joined) == 1
    assert len(merge_claims(told, ARTICLES, [], [], joined)) == 2


def test_an_analysts_split_binds_and_its_end_joins_them_again() -> None:
    told = [claim("a0", 5), claim("a1", 5)]
    apart = merge_claims(told, ARTICLES, [], [decided("split", *told)])
    assert len(apart) == 2
    assert len(merge_claims(told, ARTICLES, [], [], apart)) == 1


def test_events_are_not_chained_by_one_that_lies_between() -> None:
    days = ("2024-05-04", "2024-05-07", "2024-05-10", "2024-05-13", "2024-05-16")
    told = [claim(f"a{n}", 5 + n, day=day) for n, day in enumerate(days)]
    assert all(len(event.claims) <= 2 for event in merge_claims(told, ARTICLES, [], []))


def test_copies_of_one_dispatch_are_one_source() -> None:
    told = [claim(name, 5) for name in NAMES]
    copies = CopyGroup(NAMES[0], tuple(NAMES[1:]), "Coast Agency", "nearly the same text")
    (event,) = merge_claims(told, ARTICLES, [copies], [])
    assert event.independent == 1
    assert event.grade.value == "weak"
    assert len(event.articles) == len(NAMES)
