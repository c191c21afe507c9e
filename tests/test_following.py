"""After a decision a part is merged again, and the store is as after gathering all."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from khabar.deciding import decide, now
from khabar.errors import UsageError
from khabar.merge import again
from khabar.model import Article, CopyGroup, Decision, Event
from khabar.pipeline import gather
from khabar.store import tables
from khabar.store.content import dump
from khabar.store.document import Document
from khabar.store.store import Store, open_store
from khabar.store.traces import change_traces
from tests.make import article, page
from tests.merge.crowd import crowd, several
from tests.real_merging import RealMerging


class Counting(RealMerging):
    """Merges as the real steps do, and counts how often all is merged."""

    merged = 0

    def copies(self, articles: Sequence[Article]) -> Sequence[CopyGroup]:
        ordered = sorted(articles, key=lambda a: (a.published is None, a.published or "", a.id))
        first, *others = [one.id for one in ordered[:4]]
        alike = CopyGroup(first, tuple(others), None, "alike", (2, 2, None)[: len(others)])
        credited = [CopyGroup(one.id, (), "Agency", "credited") for one in ordered[4:5]]
        return sorted([alike, *credited], key=lambda group: group.original)

    def merge(self, *given: object) -> Sequence[Event]:
        self.merged += 1
        return super().merge(*given)  # type: ignore[arg-type]


def crowded(seed: int, steps: Counting, most: int = 20) -> Store:
    draw = Random(seed)
    told, store = crowd(draw, most), open_store(":memory:")
    claims = several(draw, told)
    for read in told.articles.values():
        came = page(read.text, read.id)
        mine = [claim for claim in claims if claim.article_id == read.id]
        store.add(Document(came.id, came, read, mine), "toy 1")
    gather(store, steps)
    return store


def rows(store: Store) -> list[object]:
    """All that the store holds, with what merging left behind."""
    with store.read() as connection:
        t = tables.merge_traces
        kept = connection.execute(select(t).order_by(t.c.kind, t.c.key))
        return [*dump(connection), *map(tuple, kept)]


CORRECTIONS = (
    ("mode", "drone"), ("when", "null"), ("where", "null"), ("harm", "[]"), ("actors", "[]"),
    ("event_type", "COERCE"), ("event_type", "null"), ("kind", "statement"), ("kind", "event"),
    ("factuality", "denied"), ("factuality", "planned"), ("role", "main"), ("where.name", "Ostrov"),
)  # fmt: skip
ON_EVENTS = (("mode", "drone"), ("when", "null"), ("grade.value", "fair"))


VERDICTS = ("accept", "reject", *("merge", "split", "undo", "correct") * 2)


def drawn(draw: Random, store: Store) -> Decision:
    """Draw what an analyst may ask for; not all of it can be applied."""
    verdict = draw.choice(VERDICTS)
    events = sorted(store.events(rejected=True), key=lambda event: event.id)
    claims = sorted(claim.id for claim in store.claims())
    event = draw.choice(events) if events and draw.random() < 0.4 else None
    subject, field, value = event.id if event else draw.choice(claims), None, None
    if verdict == "correct":
        field, value = draw.choice(ON_EVENTS if event else CORRECTIONS)
    elif verdict == "merge":
        value = draw.choice((*(one.id for one in events), *claims))
    elif verdict == "split":
        inside = draw.sample(event.claims, draw.randint(1, len(event.claims))) if event else claims
        value = ",".join(inside) if event else draw.choice(inside)
    return Decision(subject, verdict, "Ana", now(), "seen", field, value)  # type: ignore[arg-type]


def decided(store: Store, steps: Counting, wanted: Decision) -> tuple[Decision, ...]:
    try:
        return decide(store, steps, wanted).decisions
    except UsageError:
        return ()


@settings(max_examples=12, deadline=None)
@given(st.integers(0, 10**9), st.sampled_from([6, 20]))
def test_after_each_decision_the_store_is_as_after_gathering_all(seed: int, most: int) -> None:
    draw, steps = Random(seed), Counting()
    with crowded(seed, steps, most) as part, crowded(seed, steps, most) as whole:
        merged = steps.merged
        for _ in range(6):
            made = decided(part, steps, drawn(draw, part))
            assert steps.merged == merged
            for decision in made:
                whole.decide(decision)
            gather(whole, steps)
            merged = steps.merged
            assert rows(part) == rows(whole)


def without_traces(store: Store) -> None:
    store.keep_traces(())


def with_traces_of_another_merging(store: Store) -> None:
    with store.write() as connection:
        change_traces(connection, {("form", ""): b"another"})


def with_a_decision_that_waits(store: Store) -> None:
    one, other, *_ = store.claims()
    store.decide(Decision(one.id, "merge", "Ana", now(), "seen", value=other.id))


def with_an_article_that_came_in(store: Store) -> None:
    came = page("Nothing happened.", "new.txt")
    store.add(Document(came.id, came, article("Nothing happened.", "new.txt")), "toy 1")


def with_an_older_correction(store: Store) -> None:
    """Two claims that a correction makes one, so that an id no longer tells which is meant."""
    first = store.claims()[0]
    mode = "drone" if first.mode != "drone" else "aerial"
    twin = replace(first, mode=mode)
    came = page("Twins.", first.article_id)
    told = [c for c in store.claims() if c.article_id == first.article_id]
    read = store.article(first.article_id)
    assert read is not None
    store.add(Document(came.id, came, read, [*told, twin]), "toy 1")
    store.decide(Decision(first.id, "correct", "Ana", now(), "seen", "mode", mode))
    gather(store, Counting())


@pytest.mark.parametrize(
    "made",
    [
        without_traces,
        with_traces_of_another_merging,
        with_a_decision_that_waits,
        with_an_article_that_came_in,
        with_an_older_correction,
    ],
)
def test_where_it_is_in_doubt_all_is_merged(made: Callable[[Store], None]) -> None:
    steps = Counting()
    with crowded(3, steps) as store:
        made(store)
        merged = steps.merged
        claim = store.claims()[-1]
        decide(store, steps, Decision(claim.id, "reject", "Ana", now(), "seen"))
        assert steps.merged == merged + 1
        once = rows(store)
        gather(store, steps)
        assert rows(store) == once


def test_where_much_is_touched_all_is_merged(monkeypatch: pytest.MonkeyPatch) -> None:
    steps = Counting()
    monkeypatch.setattr(again, "MOST_EVENTS", 0)
    with crowded(3, steps) as store:
        merged = steps.merged
        decide(store, steps, Decision(store.claims()[0].id, "reject", "Ana", now(), "seen"))
        assert steps.merged == merged + 1
