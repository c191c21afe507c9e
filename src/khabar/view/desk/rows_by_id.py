"""Listed events by their ids, as rows to show."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import Connection, select

from khabar.store import tables
from khabar.store.facets import EventFacets, read_all
from khabar.view.desk.rows import EVENT_COLUMNS, event_row
from khabar.view.desk.schema import EventRow


def rows_by_id(connection: Connection, ids: Sequence[str]) -> dict[str, EventRow]:
    """Return the rows of those events that are listed; a few thousand at once."""
    e = tables.event_list.c
    asked = select(*(e[name] for name in EVENT_COLUMNS)).where(e.event_id.in_(ids))
    rows = connection.execute(asked).mappings().all()
    told = read_all(EventFacets, [row["facets"] for row in rows])
    return {row["event_id"]: event_row(dict(row), f) for row, f in zip(rows, told, strict=True)}
