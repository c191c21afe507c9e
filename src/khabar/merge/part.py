"""The tellings of some articles, as decisions had them and have them now, read when needed.

Beside them stands what merging left behind, with what has changed since.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Protocol

from khabar.merge.block import met
from khabar.merge.bonds import bonds
from khabar.merge.cluster import likely_score
from khabar.merge.events import tellings_about, told_once, within
from khabar.merge.near import entries, is_alone, moved, near, shelf_of, with_one, without
from khabar.merge.signals import told_by
from khabar.merge.telling import Telling, published_days
from khabar.merge.topics import dwelt_on, weighed
from khabar.merge.traces import ALL_ARTICLES, Kept, read_kept, short_name
from khabar.model import Article, Claim, CopyGroup, Decision, Event, Joined

Claims = Mapping[str, Sequence[Claim]]
# By kind and key: what a trace says now, None where there is none any more.
Changes = dict[tuple[str, str], bytes | None]


class Known(Protocol):
    """What is asked of a store. Ids of claims are those that they have after the decisions."""

    def traces(self, kind: str, keys: Collection[str], /) -> Mapping[str, bytes]:
        """Return the traces that the last merging left."""
        ...

    def claims(self, articles: Collection[str], /) -> tuple[Claims, Claims]:
        """Return what articles claim before and after the decisions, without what is rejected."""
        ...

    def articles(self, ids: Collection[str], /) -> Mapping[str, Article]:
        """Return articles by id."""
        ...

    def copies(self, articles: Collection[str], /) -> Sequence[CopyGroup]:
        """Return the groups of copies that articles are in."""
        ...

    def event_ids(self, claims: Collection[str], /) -> Mapping[str, str]:
        """Return the event of each claim that is in one, also by an id that it had before."""
        ...

    def events(self, ids: Collection[str], /) -> Mapping[str, Event]:
        """Return events as told, by id; those that are no more are left out."""
        ...


@dataclass(frozen=True, slots=True)
class Change:
    """What decisions change: the articles and the claims, and how all stand before and after."""

    articles: frozenset[str]
    claims: frozenset[str]
    before: Sequence[Decision]
    after: Sequence[Decision]


@dataclass
class Part:
    """What has been read of a store so far, and how its traces change."""

    known: Known
    change: Change
    changes: Changes = field(default_factory=dict)
    articles: dict[str, Article] = field(default_factory=dict)
    published: dict[str, int | None] = field(default_factory=dict)
    told: dict[str, list[Telling]] = field(default_factory=dict)
    told_before: dict[str, list[Telling]] = field(default_factory=dict)
    statements: dict[str, list[Claim]] = field(default_factory=dict)
    statements_before: dict[str, list[Claim]] = field(default_factory=dict)
    inside: list[Joined] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.bonds = bonds(self.change.after)
        self._bonds_before = bonds(self.change.before)
        self._seen: dict[tuple[str, str], bytes | None] = {}
        self._telling: dict[str, Telling] = {}

    def read(self, articles: Iterable[str]) -> None:
        """Read the tellings of articles, unless that is done."""
        wanted = sorted(set(articles) - self.told.keys())
        if not wanted:
            return
        before, after = self.known.claims(wanted)
        texts = self.known.articles(wanted)
        about, published = self._about(texts), published_days(texts)
        self.articles.update(texts)
        self.published.update(published)
        for id in wanted:
            mine = after.get(id, ())
            found = within(tellings_about(mine, published, about), self.bonds)
            self.told[id] = told_once(found.groups)
            self.inside += found.joined
            self.statements[id] = [claim for claim in mine if claim.kind == "statement"]
            self._telling.update((telling.id, telling) for telling in self.told[id])
            if id in self.change.articles:
                had = before.get(id, ())
                was = within(tellings_about(had, published, about), self._bonds_before)
                self.told_before[id] = told_once(was.groups)
                self.statements_before[id] = [c for c in had if c.kind == "statement"]

    def _about(self, texts: Mapping[str, Article]) -> dict[str, Mapping[str, float]]:
        dwelt = {id: dwelt_on(article) for id, article in texts.items()}
        names = {word: short_name(word) for counts in dwelt.values() for word in counts}
        kept = self.traces("word", {ALL_ARTICLES, *names.values()})
        holding = {word: int(kept[name]) for word, name in names.items()}
        return weighed(dwelt, holding, int(kept[ALL_ARTICLES]))

    def traces(self, kind: str, keys: Collection[str]) -> dict[str, bytes]:
        """Return the traces as they are now."""
        missing = [key for key in keys if (kind, key) not in self._seen]
        if missing:
            found = self.known.traces(kind, missing)
            self._seen.update(((kind, key), found.get(key)) for key in missing)
        return {key: value for key in keys if (value := self._seen[kind, key]) is not None}

    def trace(self, kind: str, key: str, value: bytes | None) -> None:
        """Put another trace in place of one; None takes it away."""
        self._seen[kind, key] = self.changes[kind, key] = value

    def kept(self, ids: Collection[str]) -> dict[str, Kept]:
        """Return what is kept of tellings."""
        return {id: read_kept(value) for id, value in self.traces("telling", ids).items()}

    def tellings(self, ids: Collection[str]) -> dict[str, Telling]:
        """Return tellings by id."""
        missing = [id for id in ids if id not in self._telling]
        self.read(kept.article for kept in self.kept(missing).values())
        return {id: self._telling[id] for id in ids}

    def compared(self, ids: Collection[str]) -> dict[str, set[str]]:
        """Return with whom each of some tellings is compared, those of its article left out."""
        found = self.tellings(ids)
        mine = {id: entries(telling) for id, telling in found.items()}
        shelves = self.traces("shelf", {shelf_of(one) for its in mine.values() for one in its})
        others = {
            id: met((is_alone(one), near(shelves[shelf_of(one)], one)) for one in its)
            for id, its in mine.items()
        }
        kept = self.kept({other for its in others.values() for other in its})
        return {
            id: {other for other in its if kept[other].article != found[id].article}
            for id, its in others.items()
        }

    def score(self, one: str, other: str) -> float | None:
        """Return the score of two tellings that are likelier than not of one happening."""
        first, second = map(self.tellings([one, other]).__getitem__, sorted((one, other)))
        return likely_score(first, second, told_by(first), told_by(second))

    def tie(self, one: str, other: str, score: float | None) -> None:
        """Keep that two tellings are likely of one happening, or that they are not."""
        for id, with_whom in ((one, other), (other, one)):
            kept = self.kept([id])[id]
            ties = {other: tie for other, tie in kept.likely.items() if other != with_whom}
            if score is not None:
                ties[with_whom] = score
            self.trace("telling", id, replace(kept, likely=ties).written())

    def take_out(self, telling: Telling) -> set[tuple[str, str]]:
        """Take a telling off its shelves; return the pairs of others near each other by that."""
        for other in self.kept([telling.id])[telling.id].likely:
            self.tie(telling.id, other, None)
        self.trace("telling", telling.id, None)
        pairs: set[tuple[str, str]] = set()
        for entry, name, shelf in self._on_shelves(telling):
            pairs.update(moved(shelf, entry))
            self.trace("shelf", name, without(shelf, entry) or None)
        return pairs

    def put_in(self, telling: Telling) -> set[tuple[str, str]]:
        """Put a telling on its shelves; return the pairs of others that it comes between."""
        self.trace("telling", telling.id, Kept(telling.article, {}).written())
        pairs: set[tuple[str, str]] = set()
        for entry, name, before in self._on_shelves(telling):
            shelf = with_one(before, entry)
            pairs.update(moved(shelf, entry))
            self.trace("shelf", name, shelf)
        return pairs

    def _on_shelves(self, telling: Telling) -> Iterator[tuple[bytes, str, bytes]]:
        """Yield each entry of a telling with the name of its shelf and what that holds by then."""
        mine = entries(telling)
        self.traces("shelf", {*map(shelf_of, mine)})  # all read at once
        for entry in mine:
            name = shelf_of(entry)
            yield entry, name, self.traces("shelf", [name]).get(name, b"")
