"""Reading the list of events into columns: all of it, or what was changed since."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Final

import numpy as np
from sqlalchemy import ColumnElement, Connection, Row, select

from khabar.store import change_log, read, tables
from khabar.store import facets as f
from khabar.store.columns import Columns, Toll
from khabar.store.columns_joined import joined
from khabar.store.rows import first_day, last_day
from khabar.store.spots import Spot, Spots
from khabar.store.values import NONE, Gathered, Values, Whole, Yes, whole

# An actor's id → its id and name, and those of the bodies above it.
Above = Callable[[str], Sequence[tuple[str, str]]]
_SINGLE: Final[Mapping[str, str]] = {
    "type": "event_type", "mode": "mode", "country": "country_code", "admin1": "admin1",
    "admin2": "admin2", "place": "place", "grade": "grade", "status": "status",
    "precision": "place_precision",
}  # fmt: skip
_READ: Final = (
    "number", "hash", "event_id", "first_day", "last_day", "country", "latitude", "longitude",
    "killed_low", "killed_high", "injured_low", "injured_high", "independent", "disputed",
    "facets", *_SINGLE.values(),
)  # fmt: skip


def change_of(connection: Connection) -> int:
    """Return how often the list of events was changed."""
    changes = tables.list_changes
    mine = select(changes.c.number).where(changes.c.list == tables.event_list.name)
    return int(connection.execute(mine).scalar_one())


def load_columns(connection: Connection, above: Above) -> Columns:
    """Read all events as they are listed now."""
    e = tables.event_list
    rows = connection.execute(select(*_columns()).order_by(e.c.number)).all()
    return _built(connection, rows, above)


def brought_up_to_date(connection: Connection, held: Columns, above: Above) -> Columns:
    """Return the columns as the list is now; where little was changed, only that is read."""
    kept, new = changes(connection, held, above)
    return joined(held, kept, new)


def changes(connection: Connection, held: Columns, above: Above) -> tuple[Yes, Columns]:
    """Return which rows are still listed as they were, and the columns of all others."""
    touched = change_log.since(connection, held.change, change_of(connection))
    if touched is None:
        touched = _compared(connection, held)
    kept = ~np.isin(held.numbers, whole(touched))
    e = tables.event_list.c
    rows = [
        row
        for part in read.in_parts(sorted(touched))
        for row in connection.execute(
            select(*_columns()).where(e.number.in_(part)).order_by(e.number)
        )
    ]
    return kept, _built(connection, rows, above)


def _compared(connection: Connection, held: Columns) -> set[int]:
    """Return the numbers of all rows that are not listed as they were, or not any more."""
    e = tables.event_list.c
    known = dict(zip(held.numbers.tolist(), held.hashes, strict=True))
    now = {row.number: row.hash for row in connection.execute(select(e.number, e.hash))}
    return {number for number in known.keys() | now.keys() if known.get(number) != now.get(number)}


def _columns() -> Iterable[ColumnElement[Any]]:
    return (tables.event_list.c[name] for name in _READ)


def _built(connection: Connection, rows: Sequence[Row[Any]], above: Above) -> Columns:
    told = f.read_all(f.EventFacets, [row.facets for row in rows])
    spots: dict[Spot, int] = {}
    spot = [spots.setdefault(_spot(r), len(spots)) if r.place_precision else NONE for r in rows]
    articles = _words([one.articles for one in told])
    return Columns(
        change=change_of(connection),
        numbers=whole(row.number for row in rows),
        hashes=[row.hash for row in rows],
        ids=[row.event_id for row in rows],
        first_day=whole(row.first_day for row in rows),
        last_day=whole(row.last_day for row in rows),
        fields=_single(rows) | _several(rows, told) | _named(told),
        counted=_counted(told, above),
        killed=_toll(rows, "killed", [one.killed for one in told]),
        injured=_toll(rows, "injured", [one.injured for one in told]),
        independent=whole(row.independent for row in rows),
        wholes=[one.part_of for one in told],
        spots=Spots(spots),
        spot=whole(spot),
        articles=articles,
        published=_published(connection, articles),
    )


def _single(rows: Sequence[Row[Any]]) -> dict[str, Values]:
    """Return the fields of which a row has one value or none."""
    found = {}
    for field, column in _SINGLE.items():
        gathered = Gathered()
        at = _READ.index(column)
        label = _READ.index("country") if field == "country" else at
        for number, row in enumerate(rows):
            if row[at]:
                gathered.add(number, row[at], row[label])
        found[field] = gathered.values(len(rows))
    return found


def _several(rows: Sequence[Row[Any]], told: Sequence[f.EventFacets]) -> dict[str, Values]:
    disputed = [row.disputed.split("; ") if row.disputed else () for row in rows]
    return {
        "outlet": _words([one.outlets for one in told]),
        "language": _words([one.languages for one in told]),
        "factuality": _words([one.factuality for one in told]),
        "standing": _words([(one.standing,) for one in told]),
        "disputed": _words(disputed),
    }


def _words(words: Sequence[Sequence[str]]) -> Values:
    gathered = Gathered()
    for row, some in enumerate(words):
        for word in some:
            gathered.add(row, word)
    return gathered.values(len(words))


def _named(told: Sequence[f.EventFacets]) -> dict[str, Values]:
    """Return who takes part and who says so, by name and by id, as filters find them."""
    found = {}
    for field, part in (("actor", "actors"), ("target", "targets"), ("claimant", "claimants")):
        gathered = Gathered()
        for row, one in enumerate(told):
            for id, name in getattr(one, part):
                gathered.add(row, name)
                if id:
                    gathered.add(row, id)
        found[field] = gathered.values(len(told))
    return found


def _counted(told: Sequence[f.EventFacets], above: Above) -> dict[str, Values]:
    """Return the same to be counted: by id where there is one, and for the bodies above too."""
    lines: dict[str, Sequence[tuple[str, str]]] = {}
    found = {}
    for field, parts in (("party", ("actors", "targets")), ("claimant", ("claimants",))):
        gathered = Gathered()
        for row, one in enumerate(told):
            for id, name in (named for part in parts for named in getattr(one, part)):
                if id is None:
                    gathered.add(row, name)
                    continue
                if id not in lines:
                    lines[id] = above(id) or ((id, name),)
                for value, label in lines[id]:
                    gathered.add(row, value, label)
        found[field] = gathered.values(len(told))
    return found


def _spot(row: Row[Any]) -> Spot:
    return Spot(
        row.place, row.country, row.country_code, row.admin1, row.admin2, row.latitude,
        row.longitude, row.place_precision,
    )  # fmt: skip


def _toll(rows: Sequence[Row[Any]], outcome: str, highest: Iterable[int | None]) -> Toll:
    low, high = (_READ.index(f"{outcome}_{bound}") for bound in ("low", "high"))
    figures = ((row[low] for row in rows), (row[high] for row in rows), highest)
    return Toll(*(whole(NONE if n is None else n for n in part) for part in figures))


def _published(connection: Connection, articles: Values) -> tuple[Whole, Whole]:
    """Return the days between which each article was published; -1 where that is not known."""
    a = tables.articles.c
    ids = [id for id, _ in articles.labels.each]
    found = {
        row.id: row.published
        for part in read.in_parts(ids)
        for row in connection.execute(select(a.id, a.published).where(a.id.in_(part)))
    }
    days = [_days(found.get(id)) for id in ids]
    return whole(first for first, _ in days), whole(last for _, last in days)


def _days(published: str | None) -> tuple[int, int]:
    try:
        return first_day((published or "")[:10]), last_day((published or "")[:10])
    except ValueError:
        return NONE, NONE
