"""Which rows of the list of events its latest changes took out or put in.

Whoever keeps the list in memory reads those alone. Runs in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from sqlalchemy import Connection, delete, insert, select

from khabar.store import tables

# So many changes are remembered, each with so many rows at most: what changed more is read whole.
MOST_CHANGES: Final = 400
MOST_ROWS: Final = 2_000


def note(connection: Connection, change: int, rows: Sequence[int]) -> None:
    """Note the rows, by their numbers, that a change of this number touched; forget old ones."""
    log = tables.event_changes
    connection.execute(delete(log).where(log.c.change <= change - MOST_CHANGES))
    if len(rows) <= MOST_ROWS:
        connection.execute(insert(log), [{"change": change, "row": row} for row in rows])


def since(connection: Connection, change: int, now: int) -> set[int] | None:
    """Return the rows touched after one change up to another, None where not all are known."""
    log = tables.event_changes.c
    found = connection.execute(select(log.change, log.row).where(log.change > change)).all()
    if len({row.change for row in found}) < now - change:
        return None
    return {row.row for row in found}
