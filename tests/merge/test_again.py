"""Merging a part again gives the very events, and traces, that merging all gives."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.merge import merge_claims
from khabar.merge.again import merge_again
from khabar.merge.part import Change, Claims
from khabar.merge.traces import Trace
from khabar.model import Article, Claim, CopyGroup, Decision, Event
from khabar.review.corrections import with_claim_ids
from tests.merge.crowd import crowd, several
from tests.merge.make import day, harm

Kept = dict[tuple[str, str], bytes]


@dataclass
class World:
    """A store in memory: claims by id, decisions, and what the last merging of all gave."""

    articles: Mapping[str, Article]
    claims: dict[str, Claim]
    decisions: list[Decision]
    copies: list[CopyGroup]
    events: dict[str, Event] = field(default_factory=dict)
    traces: Kept = field(default_factory=dict)

    def merge_all(self) -> None:
        kept: list[Trace] = []
        found = merge_claims(
            list(self.claims.values()), self.articles, self.copies, self.decisions,
            list(self.events.values()), None, kept.extend,
        )  # fmt: skip
        self.events = {event.id: event for event in found}
        self.traces = {(kind, key): value for kind, key, value in kept}


@dataclass
class Known:
    """What merging a part again asks of a world before and after a change."""

    before: World
    after: World
    now: Mapping[str, str]  # the id that each changed claim has now, by the one that it had

    def traces(self, kind: str, keys: Collection[str]) -> dict[str, bytes]:
        held = self.before.traces
        return {key: held[kind, key] for key in keys if (kind, key) in held}

    def claims(self, articles: Collection[str]) -> tuple[Claims, Claims]:
        return tuple(  # type: ignore[return-value]
            {id: [c for c in world.claims.values() if c.article_id == id] for id in articles}
            for world in (self.before, self.after)
        )

    def articles(self, ids: Collection[str]) -> dict[str, Article]:
        return {id: self.before.articles[id] for id in ids if id in self.before.articles}

    def copies(self, articles: Collection[str]) -> list[CopyGroup]:
        found = []
        for group in self.before.copies:
            if {group.original, *group.copies} & set(articles):
                found.append(group)
        return found

    def event_ids(self, claims: Collection[str]) -> dict[str, str]:
        home = {id: event.id for event in self.before.events.values() for id in event.claims}
        home |= {now: home[was] for was, now in self.now.items() if was in home}
        return {id: home[id] for id in claims if id in home}

    def events(self, ids: Collection[str]) -> dict[str, Event]:
        found = [self.before.events[id] for id in ids if id in self.before.events]
        return {event.id: event for event in with_claim_ids(found, self.now)}


def tied(before: Iterable[Decision], after: Iterable[Decision]) -> frozenset[str]:
    """All claims that decisions connect with those of decisions that changed."""
    changed = set(before) ^ set(after)
    found = {id for d in changed for id in (d.subject, d.value) if id}
    while True:
        more = {
            id
            for d in (*before, *after)
            if {d.subject, d.value} & found
            for id in (d.subject, d.value)
            if id
        }
        if more <= found:
            return frozenset(found)
        found |= more


def again(before: World, after: World, now: Mapping[str, str]) -> World:
    """Return what comes of the world where only a part is merged again."""
    ids = before.claims.keys() ^ after.claims.keys()
    changed = {
        c.article_id for w in (before, after) for id, c in w.claims.items()
        if id in ids or before.claims[id] != after.claims[id]
    }  # fmt: skip
    claims = tied(before.decisions, after.decisions)
    places = {c.article_id for w in (before, after) for id, c in w.claims.items() if id in claims}
    known = Known(before, after, now)
    change = Change(frozenset(changed | places), claims, before.decisions, after.decisions)
    found = merge_again(known, change)
    assert found is not None
    left = {
        event.id: event
        for event in with_claim_ids(before.events.values(), now)
        if event.id not in found.gone
    }
    events = left | {event.id: event for event in found.events}
    traces: Kept = dict(before.traces)
    for key, value in found.traces.items():
        if value is None:
            traces.pop(key, None)
        else:
            traces[key] = value
    return replace(after, events=dict(sorted(events.items())), traces=traces)


def changed(draw: Random, world: World, told: Sequence[Claim]) -> tuple[World, dict[str, str]]:
    """Draw one decision: two claims are of one event or not, one is wrong, right, or another."""
    claims, decisions = dict(world.claims), list(world.decisions)
    now: dict[str, str] = {}
    kind = draw.choice(("merge", "split", "undo", "reject", "reject", "restore", "correct"))
    if kind in ("merge", "split"):
        one, other = (draw.choice(told).id for _ in range(2))
        pair = Decision(one, kind, "Ana", str(len(decisions)), "seen", value=other)  # type: ignore[arg-type]
        decisions.append(pair)
    elif kind == "undo" and decisions:
        del decisions[draw.randrange(len(decisions))]
    elif kind == "reject" and claims:
        del claims[draw.choice(sorted(claims))]
    elif kind == "restore":
        one_more = draw.choice(told)
        if all(c.words != one_more.words for c in claims.values()):
            claims[one_more.id] = one_more
    elif kind == "correct" and claims:
        was = claims.pop(draw.choice(sorted(claims)))
        another = replace(was, **draw.choice(CORRECTIONS))
        claims[another.id] = another
        now = {was.id: another.id}
        decisions = [
            replace(d, subject=now.get(d.subject, d.subject), value=now.get(d.value or "", d.value))
            for d in decisions
        ]
    return replace(world, claims=claims, decisions=decisions), now


CORRECTIONS = (
    {"mode": "drone"}, {"when": None}, {"when": day("2024-05-05")}, {"where": None},
    {"harm": (harm(9),)}, {"event_type": "COERCE"}, {"kind": "statement", "factuality": "denied"},
    {"actors": ()}, {"role": "main"}, {"when": day("2024-04-01", "2024-06-30")},
)  # fmt: skip


def start(draw: Random, most: int) -> tuple[World, list[Claim]]:
    told = crowd(draw, most)
    claims = several(draw, told)
    names = sorted(told.articles)
    copies = [CopyGroup(names[0], tuple(names[1:3]), None, "same")] if len(names) > 3 else []
    world = World(told.articles, {c.id: c for c in claims}, told.decisions, copies)
    world.merge_all()
    return world, claims


@settings(max_examples=150, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([6, 20, 45]))
def test_a_part_merged_again_is_as_if_all_were(seed: int, most: int) -> None:
    draw = Random(seed)
    world, told = start(draw, most)
    for _ in range(6):
        after, now = changed(draw, world, told)
        part = again(world, after, now)
        whole = replace(after, events=dict(zip(
            world.events, with_claim_ids(world.events.values(), now), strict=True
        )))  # fmt: skip
        whole.merge_all()
        assert part.events == whole.events
        assert part.traces == whole.traces
        world = whole


@pytest.mark.parametrize("seed", range(3))
def test_a_change_that_changes_nothing_leaves_all_as_it_is(seed: int) -> None:
    world, _ = start(Random(seed), 20)
    assert again(world, world, {}) == world
