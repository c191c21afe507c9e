"""Letting events follow what analysts decide without gathering all claims again.

What comes of it is, row for row, what gathering all would give. Where that is in doubt nothing is
done.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from sqlalchemy import Column, Connection

from khabar.model import Article, Claim, CopyGroup, Decision, Event
from khabar.review import corrections
from khabar.review.decisions import PAIRED, kept, settled, status
from khabar.steps import Gathering
from khabar.store import read, tables
from khabar.store.around import copies_among
from khabar.store.redirects import moved
from khabar.store.store import Store
from khabar.store.traces import change_traces, find_traces

if TYPE_CHECKING:
    from khabar.merge.again import Again
    from khabar.merge.part import Change, Claims

Standing = Sequence[Decision]


def follow_without_merging(store: Store, before: Standing, after: Standing) -> bool:
    """Let the records follow what stands now, if that needs no merging; tell whether they do."""
    changed = set(before) ^ set(after)
    subjects = sorted({decision.subject for decision in changed})
    events = {event.id: event for event in store.records(Event, subjects)}
    if any(not _needs_no_merging(decision, events) for decision in changed):
        return False
    told = {id: store.as_told(id) or event for id, event in events.items()}
    had = {d.subject for d in before if d.verdict == "correct"}
    if any(id in had and told[id] is event for id, event in events.items()):
        return False  # corrected when stores did not keep what was told
    _change_events(store, list(told.values()), after)
    _relist_claims(store, [id for id in subjects if id not in events], after)
    return True


def _needs_no_merging(decision: Decision, events: Collection[str]) -> bool:
    """What is said of an event changes that event alone, and a claim is accepted as it is."""
    return decision.verdict == "accept" or (
        decision.verdict in ("reject", "correct") and decision.subject in events
    )


def follow_by_merging(store: Store, steps: Gathering, before: Standing, after: Standing) -> bool:
    """Merge again what other decisions than before touch, if possible; tell whether that is done.

    All events followed the decisions that stood before, and no article has come in since.
    """
    changed = {d for d in set(before) ^ set(after) if d.verdict not in PAIRED}
    subjects = sorted({decision.subject for decision in changed})
    with store.write() as connection:
        known = _Known(connection, before, after)
        if list(store.records(Event, subjects)) or not known.is_clear():
            return False
        again = steps.merge_again(known, _change(known, subjects))
        if again is None:
            return False
        _write(store, again, known)
        _relist_claims(store, subjects, after)
        change_traces(connection, again.traces)
    return True


class _Known:
    """What merging a part asks of a store, with claims under the ids that corrections give them."""

    def __init__(self, connection: Connection, before: Standing, after: Standing) -> None:
        self._connection = connection
        self.before, self.after = before, after
        self.was, self.now = (self._corrected(standing) for standing in (before, after))

    def _corrected(self, standing: Standing) -> corrections.Corrected:
        subjects = {decision.subject for decision in standing if decision.verdict == "correct"}
        claims = kept(self._claims(tables.claims.c.id, subjects), standing)
        return corrections.correct_claims(claims, standing)

    def _claims(self, column: Column[str], values: Collection[str]) -> list[Claim]:
        """Return the claims that are current and have one of the values in a column."""
        where = (column.in_(part) for part in read.in_parts(sorted(values)))
        current = tables.claims.c.current
        return [one for part in where for one in read.claims(self._connection, current, part)]

    def is_clear(self) -> bool:
        """Tell whether no two claims have come to be the same by corrections."""
        pairs = {*self.was.stored.items(), *self.now.stored.items()}
        ids = {now for now, _ in pairs}
        return len(ids) == len(pairs) and not self._claims(tables.claims.c.id, ids)

    def stored(self, id: str) -> str:
        """Return the id in the store of a claim that corrections may have given another."""
        return self.now.stored.get(id) or self.was.stored.get(id) or id

    def articles_of(self, claims: Iterable[str]) -> frozenset[str]:
        """Return the articles of the current ones of claims, by their ids in the store."""
        return frozenset(c.article_id for c in self._claims(tables.claims.c.id, {*claims}))

    def traces(self, kind: str, keys: Collection[str]) -> Mapping[str, bytes]:
        return find_traces(self._connection, kind, keys)

    def claims(self, articles: Collection[str]) -> tuple[Claims, Claims]:
        told = self._claims(tables.claims.c.article_id, articles)
        return _by_article(told, self.before), _by_article(told, self.after)

    def articles(self, ids: Collection[str]) -> Mapping[str, Article]:
        a = tables.articles.c
        parts = (a.id.in_(part) for part in read.in_parts(sorted(ids)))
        found = (one for p in parts for one in read.articles(self._connection, a.current, p))
        return {article.id: article for article in found}

    def copies(self, articles: Collection[str]) -> Sequence[CopyGroup]:
        parts = read.in_parts(sorted(articles))
        found = (group for part in parts for group in copies_among(self._connection, part))
        return [*{group.original: group for group in found}.values()]

    def event_ids(self, claims: Collection[str]) -> Mapping[str, str]:
        stored = {id: self.stored(id) for id in claims}
        member = tables.event_claims.c.claim_id
        found: dict[str, str] = {}
        for part in read.in_parts(sorted({*stored.values()})):
            found |= read.event_ids(self._connection, member.in_(part))
        return {id: found[at] for id, at in stored.items() if at in found}

    def events(self, ids: Collection[str]) -> Mapping[str, Event]:
        told = read.events_as_told(self._connection, sorted(ids))
        return {event.id: event for event in corrections.with_claim_ids(told, self.now.now)}


def _by_article(claims: Sequence[Claim], standing: Standing) -> dict[str, list[Claim]]:
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in corrections.correct_claims(kept(claims, standing), standing).claims:
        found[claim.article_id].append(claim)
    return found


def _change(known: _Known, subjects: Iterable[str]) -> Change:
    """Return what the decisions touch: the subjects, and all claims tied to those of a pair."""
    from khabar.merge.part import Change

    before = corrections.with_subject_ids(known.before, known.was.now)
    after = corrections.with_subject_ids(known.after, known.now.now)
    tied = _tied(before, after)
    articles = known.articles_of((*subjects, *map(known.stored, tied)))
    return Change(articles, tied, before, after)


def _tied(before: Standing, after: Standing) -> frozenset[str]:
    """Return all claims that merges and splits connect with those of one that changed.

    Of decisions at odds the latest holds, so one more or less may bear on any of them.
    """
    beside: defaultdict[str, set[str]] = defaultdict(set)
    for decision in (*before, *after):
        if decision.verdict in PAIRED:
            one, other = decision.subject, decision.value or ""
            beside[one].add(other)
            beside[other].add(one)
    ahead = [d.subject for d in set(before) ^ set(after) if d.verdict in PAIRED]
    found: set[str] = set()
    while ahead:
        if (id := ahead.pop()) not in found:
            found.add(id)
            ahead += beside[id]
    return frozenset(found)


def _write(store: Store, again: Again, known: _Known) -> None:
    events = corrections.with_claim_ids(again.events, known.now.stored)
    gone = sorted(again.gone)
    went = moved(store.records(Event, gone), events)
    _change_events(store, events, known.after, gone, went)


def _change_events(
    store: Store,
    told: Sequence[Event],
    standing: Standing,
    gone: Collection[str] = (),
    went: Mapping[str, str] = MappingProxyType({}),
) -> None:
    events, as_told = settled(told, standing)
    inside = store.records(Claim, [id for event in told for id in event.claims])
    claims = corrections.as_corrected(inside, standing)
    store.change_events(events, claims, as_told, gone, went)


def _relist_claims(store: Store, ids: Sequence[str], standing: Standing) -> None:
    statuses = {id: status(id, standing) for id in ids}
    store.relist_claims(corrections.as_corrected(store.records(Claim, ids), standing), statuses)
