"""What merging leaves behind, so that after a decision only a part must be merged again.

A trace has a kind, a key of at most 24 characters and a value. Of a `telling`, by its id: its
article and the scores of those it may be of one happening with. Of a `shelf`: which tellings are
found under some of the keys (see `near.py`). Of a `word`: how many articles hold it. Of an `event`:
what tells whether it is part of another; `wholes` and `parts` list the events of one type and
actor. `form` tells how all were made.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cache
from importlib.resources import files
from typing import Any, Final

from pydantic import TypeAdapter

from khabar import __version__
from khabar.merge.near import entries, shelf_of
from khabar.merge.score import FILE as WEIGHTS
from khabar.merge.telling import Days, Side, Telling
from khabar.merge.topics import Topics
from khabar.merge.wording import FILE as WORDS
from khabar.model import EventType, Where

Trace = tuple[str, str, bytes]
ALL_ARTICLES: Final = ""  # the word that every article holds
_WHERE: Final[TypeAdapter[Where]] = TypeAdapter(Where)


@cache
def form() -> bytes:
    """Return a name of how traces are made; those of another merging are of no use."""
    read = [files("khabar.merge").joinpath(name).read_bytes() for name in (WEIGHTS, WORDS)]
    return f"{__version__} {hashlib.sha256(b''.join(read)).hexdigest()}".encode()


@dataclass(frozen=True, slots=True)
class Kept:
    """What is kept of a telling: its article, and whom it is likely tied to, with the scores."""

    article: str
    likely: Mapping[str, float]

    def written(self) -> bytes:
        """Return it as a trace's value."""
        ties = [f"{id} {score!r}" for id, score in sorted(self.likely.items())]
        return "\n".join((self.article, *ties)).encode()


def read_kept(value: bytes) -> Kept:
    """Return what `Kept.written` wrote."""
    article, *ties = value.decode().split("\n")
    return Kept(article, {id: float(score) for id, score in (tie.split(" ") for tie in ties)})


@dataclass(frozen=True, slots=True)
class Outline:
    """What tells whether an event is part of another, and of which one it is."""

    event_type: EventType
    several: bool
    planned: bool
    days: Days | None
    where: Where | None
    actors: tuple[str, ...]
    targets: tuple[str, ...]
    part_of: str | None

    @property
    def kind(self) -> str:
        """Whether it may be a whole or a part: the list that it stands in."""
        return "wholes" if self.several else "parts"

    @property
    def lists(self) -> list[str]:
        """The keys of the lists that it stands in: none where its days are not known."""
        names = [f"{self.event_type} {name}" for name in self.actors] if self.days else ()
        return [short_name(name) for name in names]

    def written(self) -> bytes:
        """Return it as a trace's value."""
        where = _WHERE.dump_python(self.where, mode="json") if self.where else None
        told = (self.event_type, self.several, self.planned, self.days, where)
        return _written([*told, self.actors, self.targets, self.part_of])

    def telling(self) -> Telling:
        """Return it as a telling that has nothing else to tell."""
        actors, targets = (
            Side(frozenset(names), frozenset()) for names in (self.actors, self.targets)
        )
        none: frozenset[Any] = frozenset()
        return Telling(
            ids=(), claims=(), article="", published=None, main=False,
            event_type=self.event_type, modes=none, planned=self.planned, several=self.several,
            days=self.days, where=self.where, place_words=none, actors=actors, targets=targets,
            killed=none, injured=none, words=none, topic={},
        )  # fmt: skip


def outline(telling: Telling, part_of: str | None) -> Outline:
    """Return what is kept of an event, told as one telling."""
    return Outline(
        telling.event_type, telling.several, telling.planned, telling.days, telling.where,
        tuple(sorted(telling.actors.names)), tuple(sorted(telling.targets.names)), part_of,
    )  # fmt: skip


def read_outline(value: bytes) -> Outline:
    """Return what `Outline.written` wrote."""
    kind, several, planned, days, where, actors, targets, part_of = json.loads(value)
    return Outline(
        kind, several, planned, tuple(days) if days else None,
        _WHERE.validate_python(where) if where else None,
        tuple(actors), tuple(targets), part_of,
    )  # fmt: skip


def traces(
    tellings: Sequence[Telling],
    likely: Mapping[tuple[str, str], float],
    about: Topics,
    events: Mapping[str, Telling],
    part_of: Mapping[str, str],
) -> Iterator[Trace]:
    """Yield all traces of a merging; `tellings` are those of different articles that met."""
    yield "form", "", form()
    yield from _of_tellings(tellings, likely)
    yield "word", ALL_ARTICLES, _count(about.articles)
    yield from (("word", short_name(word), _count(n)) for word, n in about.holding.items())
    lists: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id, telling in sorted(events.items()):
        found = outline(telling, part_of.get(id))
        yield "event", id, found.written()
        for name in found.lists:
            lists[found.kind, name].append(id)
    yield from ((kind, name, listed(ids)) for (kind, name), ids in lists.items())


def _of_tellings(
    tellings: Sequence[Telling], likely: Mapping[tuple[str, str], float]
) -> Iterator[Trace]:
    ties: defaultdict[str, dict[str, float]] = defaultdict(dict)
    for (one, other), score in likely.items():
        ties[one][other] = ties[other][one] = score
    shelves: defaultdict[str, list[bytes]] = defaultdict(list)
    for telling in tellings:
        for entry in entries(telling):
            shelves[shelf_of(entry)].append(entry)
        yield "telling", telling.id, Kept(telling.article, ties.get(telling.id, {})).written()
    for name, found in sorted(shelves.items()):
        yield "shelf", name, b"".join(sorted(found))


def listed(ids: Iterable[str]) -> bytes:
    """Return a list of events as a trace's value."""
    return " ".join(sorted(ids)).encode()


def read_listed(value: bytes) -> list[str]:
    """Return what `listed` wrote."""
    return value.decode().split()


def short_name(text: str) -> str:
    """Return 16 hex digits that stand for a text of any length."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _count(count: int) -> bytes:
    return str(count).encode()


def _written(told: object) -> bytes:
    return json.dumps(told, separators=(",", ":")).encode()


def with_part_of(found: Outline, part_of: str | None) -> Outline:
    """Return the outline of an event that is part of another one now."""
    return replace(found, part_of=part_of)
