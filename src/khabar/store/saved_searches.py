"""Saved searches and what each has found. Every function runs in the caller's transaction."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import Any, Final

from sqlalchemy import Connection, delete, func, insert, select, update

from khabar.store import read, tables

_S, _F = tables.saved_searches, tables.search_finds
_ASKED: Final = "searches"  # beside the names of lists: the change at which searches were asked


@dataclass(frozen=True, slots=True)
class SavedSearch:
    """A filter that an analyst wants to be told of.

    `key` opens its feed to whoever has no other right. Only events of which some source says that
    at least `killed_at_least` were killed count, where that is given. `seen` is when somebody last
    looked at what is new. Times are ISO, in UTC.
    """

    id: str
    name: str
    filter: str
    key: str
    webhook: str | None
    killed_at_least: int | None
    created: str
    seen: str


@dataclass(frozen=True, slots=True)
class Find:
    """An event that a search found, as it was when last told of: what was new, and when.

    `told` is False until the webhook, where there is one, has been told.
    """

    event_id: str
    at: str
    what: str
    killed_low: int | None
    killed_high: int | None
    grade: str
    told: bool


def save(connection: Connection, search: SavedSearch) -> None:
    """Add a search."""
    connection.execute(insert(_S), [asdict(search)])


def forget(connection: Connection, id: str) -> bool:
    """Remove a search with what it found; tell whether there was one."""
    connection.execute(delete(_F).where(_F.c.search_id == id))
    return connection.execute(delete(_S).where(_S.c.id == id)).rowcount > 0


def look(connection: Connection, id: str, at: str) -> bool:
    """Note that somebody has seen what is new; tell whether there is such a search."""
    return connection.execute(update(_S).where(_S.c.id == id).values(seen=at)).rowcount > 0


def searches(connection: Connection) -> list[SavedSearch]:
    """Return all searches, the first saved first."""
    rows = connection.execute(select(_S).order_by(_S.c.created, _S.c.id))
    return [SavedSearch(*row) for row in rows]


def search(connection: Connection, id: str) -> SavedSearch | None:
    """Return one search."""
    row = connection.execute(select(_S).where(_S.c.id == id)).first()
    return SavedSearch(*row) if row is not None else None


def finds(connection: Connection, id: str) -> dict[str, Find]:
    """Return what a search has found, by event."""
    return {found.event_id: found for found in _read(connection, select_of(id))}


def select_of(id: str) -> Any:
    """Return the statement that asks for what a search has found."""
    columns = [column for column in _F.c if column is not _F.c.search_id]
    return select(*columns).where(_F.c.search_id == id)


def latest(connection: Connection, id: str, most: int) -> list[Find]:
    """Return the latest that a search found, newest first."""
    asked = select_of(id).order_by(_F.c.at.desc(), _F.c.event_id).limit(most)
    return list(_read(connection, asked))


def _read(connection: Connection, asked: Any) -> Iterator[Find]:
    for row in connection.execute(asked):
        yield Find(**row._mapping)


def untold(connection: Connection, id: str) -> list[Find]:
    """Return what the webhook of a search has not been told of, oldest first."""
    asked = select_of(id).where(_F.c.told.is_(False)).order_by(_F.c.at, _F.c.event_id)
    return list(_read(connection, asked))


def note(connection: Connection, id: str, found: Iterable[Find], gone: Sequence[str]) -> None:
    """Write what a search found in place of what was noted of those events; `gone` is no more."""
    new = list(found)
    for part in read.in_parts([*(one.event_id for one in new), *gone]):
        mine = _F.c.search_id == id, _F.c.event_id.in_(part)
        connection.execute(delete(_F).where(*mine))
    if new:
        connection.execute(insert(_F), [{"search_id": id, **asdict(one)} for one in new])


def mark_told(connection: Connection, id: str, events: Sequence[str]) -> None:
    """Note that the webhook has been told of these events."""
    for part in read.in_parts(events):
        mine = _F.c.search_id == id, _F.c.event_id.in_(part)
        connection.execute(update(_F).where(*mine).values(told=True))


def count_new(connection: Connection, search: SavedSearch) -> int:
    """Return how many events came or changed since somebody last looked."""
    new = select(func.count()).where(_F.c.search_id == search.id, _F.c.at > search.seen)
    return int(connection.execute(new).scalar_one())


def up_to_date(connection: Connection) -> bool:
    """Tell whether the searches have been asked since the list of events last changed."""
    changes = tables.list_changes
    rows = connection.execute(select(changes.c.list, changes.c.number))
    numbers = {row.list: row.number for row in rows}
    return bool(numbers.get(_ASKED) == numbers[tables.event_list.name])


def note_asked(connection: Connection) -> None:
    """Note that the searches have been asked of the events as they are."""
    changes = tables.list_changes
    whole = select(changes.c.number).where(changes.c.list == tables.event_list.name)
    row = {"list": _ASKED, "number": connection.execute(whole).scalar_one()}
    connection.execute(delete(changes).where(changes.c.list == _ASKED))
    connection.execute(insert(changes), [row])
