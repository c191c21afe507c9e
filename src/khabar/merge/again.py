"""Merging a part again after a few decisions, to the very events that merging all would give.

Tellings that decisions change are taken out and put in anew. The groups of all whom that touches
are put together again, with the groups around them, along the same pairs in the same order. If one
of those around comes out otherwise it belongs to what is touched, and the groups around it are
taken in too. A group all of whose neighbours come out as before cannot have been joined otherwise:
whether two groups fit depends on their members alone.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from khabar.merge.about import BEARS, about
from khabar.merge.cluster import Clustering, Groups
from khabar.merge.events import joined_of, named
from khabar.merge.facts import Happening, event_of
from khabar.merge.part import Change, Changes, Known, Part
from khabar.merge.part_of import part_of_again
from khabar.merge.sources import origins
from khabar.merge.telling import Telling, whole
from khabar.merge.traces import form
from khabar.model import Claim, Event, Joined

# Where more events are touched, or stand beside those, merging all is hardly slower.
MOST_EVENTS = 1_000


@dataclass(frozen=True, slots=True)
class Again:
    """The events that came out otherwise, those that are no more, and how traces change."""

    events: list[Event]
    gone: frozenset[str]
    traces: Changes


def merge_again(known: Known, change: Change) -> Again | None:
    """Return what decisions make of the events; see the top of this file.

    None where the last merging left no traces that are of use, or too much is touched.
    """
    if known.traces("form", [""]).get("") != form():
        return None
    part = Part(known, change)
    part.read(change.articles)
    touched = _Touched(part)
    touched.change_tellings()
    outcome = touched.grouped()
    return _told(part, touched, outcome) if outcome is not None else None


@dataclass
class _Touched:
    """The events that may come out otherwise, and the tellings that are in no event yet."""

    part: Part
    events: set[str] = field(default_factory=set)
    loose: dict[str, Telling] = field(default_factory=dict)

    def change_tellings(self) -> None:
        """Take out the tellings that are no more, put in new ones, and tie those anew."""
        part, pairs = self.part, set()
        gone = [t for told in part.told_before.values() for t in told if not self._is_now(t)]
        new = [
            t for id in part.change.articles for t in part.told[id]
            if t not in part.told_before[id]
        ]  # fmt: skip
        came = {id for telling in new for id in telling.ids}
        bound = [id for pair in part.bonds.together if not came.isdisjoint(pair) for id in pair]
        self._touch([*part.change.claims, *(id for t in gone for id in t.ids), *bound])
        for telling in gone:
            pairs |= part.take_out(telling)
        for telling in new:
            pairs |= part.put_in(telling)
        self.loose = {telling.id: telling for telling in new}
        compared = part.compared(self.loose)
        part.tellings({other for others in compared.values() for other in others})
        for id, others in compared.items():
            for other in others:
                if (score := part.score(id, other)) is not None:
                    part.tie(id, other, score)
        changed = self.loose.keys() | {telling.id for telling in gone}
        self._tie_anew([pair for pair in pairs if changed.isdisjoint(pair)])

    def _is_now(self, telling: Telling) -> bool:
        return telling in self.part.told[telling.article]

    def _touch(self, claims: Collection[str]) -> None:
        self.events.update(self.part.known.event_ids(claims).values())

    def _tie_anew(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Look again at tellings that came to be near each other, or no longer are."""
        part, ids = self.part, {id for pair in pairs for id in pair}
        compared, homes = part.compared(ids), part.known.event_ids(ids)
        for one, other in pairs:
            before = part.kept([one])[one].likely.get(other)
            now = part.score(one, other) if other in compared[one] else None
            if before != now:
                part.tie(one, other, now)
            if before != now or homes.get(one) == homes.get(other):
                self.events.update(homes[id] for id in (one, other) if id in homes)

    def grouped(self) -> tuple[Groups, dict[str, list[Telling]]] | None:
        """Return how the tellings come out, and the groups around them that are as they were.

        None where they are too many.
        """
        while True:
            inner = [*self.loose.values(), *_flat(self.members(self.events).values())]
            beside = self._beside(inner) - self.events
            if len(self.events) + len(beside) > MOST_EVENTS:
                return None
            around = self.members(beside)
            found = self._clustered([*inner, *_flat(around.values())])
            same = {frozenset(t.id for t in group) for group in found.groups}
            other = {
                id for id, group in around.items() if frozenset(t.id for t in group) not in same
            }
            if not other:
                return found, around
            self.events |= other

    def _beside(self, tellings: Sequence[Telling]) -> set[str]:
        """Return the events of all that are likely tied to one of the tellings."""
        ids = {telling.id for telling in tellings}
        kept = self.part.kept(ids)
        others = {other for one in kept.values() for other in one.likely} - ids
        return set(self.part.known.event_ids(others).values())

    def members(self, events: Collection[str]) -> dict[str, list[Telling]]:
        """Return the tellings that are in each event and have not changed."""
        part, found = self.part, self.part.known.events(events)
        part.read(id for event in found.values() for id in event.articles)
        return {
            id: [
                telling
                for article in event.articles
                for telling in part.told[article]
                if telling.id not in self.loose and not set(event.claims).isdisjoint(telling.ids)
            ]
            for id, event in found.items()
        }

    def _clustered(self, tellings: Iterable[Telling]) -> Groups:
        part = self.part
        ordered = sorted(tellings, key=lambda telling: telling.id)
        at = {telling.id: place for place, telling in enumerate(ordered)}
        likely: dict[tuple[int, int], float] = {}
        pairs: set[tuple[int, int]] = set()
        compared = part.compared(at.keys())
        for id, kept in part.kept(at.keys()).items():
            pairs |= {(at[id], at[one]) for one in compared[id] & at.keys() if id < one}
            ties = {one: score for one, score in kept.likely.items() if one in at and id < one}
            likely |= {(at[id], at[one]): score for one, score in ties.items()}
        return Clustering(ordered, part.bonds).along(sorted(pairs), likely)


def _flat(groups: Iterable[Sequence[Telling]]) -> list[Telling]:
    return [telling for group in groups for telling in group]


def _told(part: Part, touched: _Touched, outcome: tuple[Groups, dict[str, list[Telling]]]) -> Again:
    found, around = outcome
    kept = {frozenset(t.id for t in group) for group in around.values()}
    groups = [group for group in found.groups if frozenset(t.id for t in group) not in kept]
    before = part.known.events(touched.events)
    others = set(touched.events)
    made = named(groups, before.values(), lambda id: id not in others and _is_there(part, id))
    outlines = {id: whole(group) for id, group in made.items()}
    part_of, moved = part_of_again(part, touched.events, outlines)
    retold = moved.keys() | _with_denials(part, touched, made)
    same = touched.members(retold - made.keys())
    by_id = {**made, **same}
    homes = {telling.id: id for id, group in made.items() for telling in group}
    denials = _denials(part, by_id, homes)
    joined = _joined(part, found, made)
    known = part.known.events(same.keys())
    joined |= {id: list(event.joined) for id, event in known.items()}
    part_of |= {id: known[id].part_of for id in same} | moved
    return Again(
        _events(part, by_id, denials, joined, part_of),
        frozenset(touched.events - made.keys()),
        part.changes,
    )


def _is_there(part: Part, id: str) -> bool:
    return bool(part.known.events([id]))


def _with_denials(part: Part, touched: _Touched, made: Mapping[str, Sequence[Telling]]) -> set[str]:
    """Return the events of articles that deny something, where an event changes that is told."""
    articles = {t.article for group in made.values() for t in group} | part.change.articles
    articles |= {
        id for event in part.known.events(touched.events).values() for id in event.articles
    }
    part.read(articles)
    denying = [
        id
        for id in articles
        if any(map(_denies, (*part.statements[id], *part.statements_before.get(id, ()))))
    ]
    ids = [t.id for id in denying for t in part.told[id] if t.id not in touched.loose]
    return set(part.known.event_ids(ids).values()) - touched.events


def _denies(claim: Claim) -> bool:
    return claim.factuality in BEARS and claim.event_type is not None


def _denials(
    part: Part, by_id: Mapping[str, Sequence[Telling]], homes: Mapping[str, str]
) -> dict[str, list[Claim]]:
    """Return the denials of each event; `homes` has the tellings that are in another event now."""
    articles = {telling.article for group in by_id.values() for telling in group}
    here = [telling for id in articles for telling in part.told[id]]
    events = part.known.event_ids([t.id for t in here if t.id not in homes])
    around: dict[str, list[Telling]] = {}
    for telling in here:
        if (home := homes.get(telling.id) or events.get(telling.id)) is not None:
            around.setdefault(home, []).append(telling)
    statements = [claim for id in articles for claim in part.statements[id]]
    return about(sorted(statements, key=lambda c: c.id), around, part.published)


def _joined(
    part: Part, found: Groups, made: Mapping[str, Sequence[Telling]]
) -> dict[str, list[Joined]]:
    ids = {id for group in made.values() for telling in group for id in telling.ids}
    pairs = [pair for pair in (*part.inside, *found.joined) if {pair.one, pair.other} <= ids]
    return dict(joined_of(pairs, made))


def _events(
    part: Part,
    by_id: Mapping[str, Sequence[Telling]],
    denials: Mapping[str, Sequence[Claim]],
    joined: Mapping[str, Sequence[Joined]],
    part_of: Mapping[str, str | None],
) -> list[Event]:
    articles = {telling.article for group in by_id.values() for telling in group}
    came = origins(part.known.copies(articles))
    texts = part.articles | dict(part.known.articles({came.root(id) for id in articles}))
    return [
        event_of(
            Happening(id, group, denials.get(id, []), joined.get(id, []), part_of.get(id)),
            texts,
            came,
        )
        for id, group in sorted(by_id.items())
    ]
