"""Events of other projects ↔ rows. Rows are only ever added; the latest import of an id counts.

Runs in the caller's transaction.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby
from typing import Final

from pydantic import TypeAdapter
from sqlalchemy import Connection, func, insert, select

from khabar.errors import BalanceError, UsageError
from khabar.external import External, ExternalFile
from khabar.model import content_id
from khabar.store import read
from khabar.store.records import digest
from khabar.store.tables import external_events, external_files

_RECORDS: Final = TypeAdapter(External)


def add(connection: Connection, file: ExternalFile, events: Sequence[External]) -> ExternalFile:
    """Write a file's events and return it with the number of those that are new.

    An event that says the same as one that is there already counts as a copy. A file that was
    imported before changes nothing. Raises BalanceError if a row is lost on the way.
    """
    rows = [_row(file, event) for event in events]
    known = _is_there(connection, file.sha256)
    there = _those_there(connection, [str(row["id"]) for row in rows])
    new = [] if known else [row for row in rows if row["id"] not in there]
    file = replace(file, new=len(new), copies=file.copies + len(rows) - len(new))
    if not file.adds_up:
        raise BalanceError(
            f"{file.name}: {file.rows} rows in, but {file.new} new, {file.copies} copies and "
            f"{file.refused} refused. Report this as a fault of khabar."
        )
    if not known:
        number = connection.execute(select(func.count()).select_from(external_files)).scalar_one()
        row = {name: getattr(file, name) for name in ExternalFile.__slots__}
        connection.execute(insert(external_files), [{**row, "number": number + 1}])
    if new:
        connection.execute(insert(external_events), new)
    return file


def files(connection: Connection) -> list[ExternalFile]:
    """Return the files that were imported, in their order."""
    f = external_files.c
    columns = [f[name] for name in ExternalFile.__slots__]
    found = connection.execute(select(*columns).order_by(f.number))
    return [ExternalFile(*row) for row in found]


def events(
    connection: Connection, dataset: str | None = None, sha256: str | None = None
) -> Iterator[External]:
    """Yield the events of a data set or of a file, by id; of each id the latest that came in.

    Raises UsageError where nothing of it was imported.
    """
    e, f = external_events.c, external_files.c
    wanted = [
        column == value for column, value in ((e.dataset, dataset), (e.file, sha256)) if value
    ]
    order = select(e.dataset, e.external_id, e.record, f.name, e.row).join_from(
        external_events, external_files
    )
    found = connection.execute(
        order.where(*wanted).order_by(e.dataset, e.external_id, f.number, e.row)
    )
    none = True
    for _, versions in groupby(found, key=lambda row: (row.dataset, row.external_id)):
        *_, (_, _, record, name, number) = versions
        yield replace(_RECORDS.validate_json(record), file=name, row=number)
        none = False
    if none:
        raise UsageError(f"{dataset or 'external events'}: none were imported. khabar import FILE.")


def faults(connection: Connection) -> Iterator[str]:
    """Yield a sentence for each event that is not as it was written."""
    e = external_events.c
    for id, record, hash in connection.execute(select(e.id, e.record, e.hash).order_by(e.id)):
        if digest(record) != hash:
            yield f"external event {id}: its record does not fit its hash"


def _row(file: ExternalFile, event: External) -> dict[str, object]:
    """Return an event as a row; its id depends on what it says, not on where it stands."""
    record = _RECORDS.dump_json(replace(event, file="", row=0)).decode()
    return {
        "id": content_id(event.dataset, event.id, record),
        "dataset": event.dataset,
        "external_id": event.id,
        "file": file.sha256,
        "row": event.row,
        "date_start": event.start,
        "date_end": event.end,
        "country": event.country,
        "record": record,
        "hash": digest(record),
    }


def _those_there(connection: Connection, ids: Sequence[str]) -> set[str]:
    e = external_events.c
    parts = (select(e.id).where(e.id.in_(part)) for part in read.in_parts(ids))
    return {id for part in parts for id in connection.execute(part).scalars()}


def _is_there(connection: Connection, sha256: str) -> bool:
    f = external_files.c
    return connection.execute(select(f.sha256).where(f.sha256 == sha256)).scalar() is not None
