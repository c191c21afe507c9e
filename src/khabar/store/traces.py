"""What merging left behind, kept for the next time: see `merge/traces.py`.

Every function runs in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from itertools import groupby, islice

from sqlalchemy import Connection, delete, insert, select

from khabar.store import read, tables

# A trace's kind, its key, and what it says.
Trace = tuple[str, str, bytes]


def replace_traces(connection: Connection, traces: Iterable[Trace]) -> None:
    """Keep these traces in place of all that were kept."""
    connection.execute(delete(tables.merge_traces))
    left = iter(traces)
    while part := list(islice(left, read.AT_ONCE)):
        _insert(connection, part)


def change_traces(connection: Connection, changes: Mapping[tuple[str, str], bytes | None]) -> None:
    """Put other traces in place of some, by kind and key; None takes one away."""
    t = tables.merge_traces.c
    for kind, keys in groupby(sorted(changes), key=lambda change: change[0]):
        for part in read.in_parts([key for _, key in keys]):
            gone = delete(tables.merge_traces).where(t.kind == kind, t.key.in_(part))
            connection.execute(gone)
    new = ((kind, key, value) for (kind, key), value in changes.items() if value is not None)
    _insert(connection, list(new))


def find_traces(connection: Connection, kind: str, keys: Collection[str]) -> dict[str, bytes]:
    """Return those of these traces that are kept, by key."""
    t, found = tables.merge_traces.c, {}
    for part in read.in_parts(sorted(keys)):
        rows = connection.execute(select(t.key, t.value).where(t.kind == kind, t.key.in_(part)))
        found.update({row.key: row.value for row in rows})
    return found


def _insert(connection: Connection, traces: Iterable[Trace]) -> None:
    rows = [{"kind": kind, "key": key, "value": value} for kind, key, value in traces]
    if rows:
        connection.execute(insert(tables.merge_traces), rows)
