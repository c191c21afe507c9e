"""A snapshot: what a store knows, as one archive to cite, share and read again.

A ZIP of Parquet tables with `datapackage.json`, a Data Package (datapackage.org) that names every
table with its columns, size and SHA-256. The package's id is a digest of those, so two snapshots
of the same knowledge have the same id, whenever they are made. Texts of articles and bytes of pages
are the publishers': they are left out unless asked for.
"""

from __future__ import annotations

import hashlib
import json
import struct
import zipfile
import zlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from typing import Any, Final

from sqlalchemy import Connection, Table, func, select

from khabar.errors import DamagedError, ForeignError, NewerError, UsageError
from khabar.store import tables
from khabar.store.arrow import arrow, arrow_type, field_type

MANIFEST: Final = "datapackage.json"
FORM: Final = 1  # of the archive; one more with each change that older programs cannot read
SUFFIX: Final = ".zip"
_AT_ONCE: Final = 10_000
# What a ZIP archive with a changed byte may raise when it is read.
_BROKEN: Final = (
    zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError, OSError, RuntimeError,
    ValueError, struct.error,
)  # fmt: skip
_WHEN: Final = (1980, 1, 1, 0, 0, 0)  # the same archive for the same content
_PROFILE: Final = "https://datapackage.org/profiles/2.0/datapackage.json"
# `runs` holds clocks only, `list_changes` and `event_changes` count; the lists' full text and what
# merging left behind are made again from the records. Events of other projects have terms of their
# own, and many may not be passed on. Saved searches hold keys and addresses of those who saved
# them.
_LEFT_OUT: Final = (
    tables.runs, tables.list_changes, tables.event_changes, tables.merge_traces,
    tables.external_files, tables.external_events, tables.saved_searches, tables.search_finds,
)  # fmt: skip
_KEPT: Final = tuple(t for t in tables.metadata.sorted_tables if t not in _LEFT_OUT)
_LISTS: Final = (tables.event_list, tables.claim_list, tables.claim_sources)
_TEXTS: Final = {("articles", "text"): "", ("pages", "body"): None}

Manifest = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Made:
    """What a snapshot holds, to cite it by."""

    id: str
    sha256: str
    created: str
    counts: Mapping[str, int]
    coders: tuple[str, ...]


def is_snapshot(place: str) -> bool:
    """Tell a snapshot from a store in a file."""
    return place.endswith(SUFFIX)


def write_snapshot(
    connection: Connection, out: Path, *, title: str, version: str, texts: bool = False
) -> Made:
    """Write all that the store knows at this moment, and return what was written."""
    if out.suffix != SUFFIX or not out.absolute().parent.is_dir():
        raise UsageError(f"{out}: expected a file name that ends in {SUFFIX} in a folder there is.")
    resources: list[dict[str, Any]] = []
    part = out.with_name(out.name + ".part")
    with zipfile.ZipFile(part, "w", zipfile.ZIP_STORED) as archive:
        for table in _KEPT:
            body = _parquet(connection, table, texts=texts)
            _add(archive, _path(table), body)
            resources.append(_resource(table, body))
        about = _manifest(connection, resources, title, version, texts=texts)
        _add(archive, MANIFEST, json.dumps(about, indent=2, ensure_ascii=False).encode())
    part.replace(out)
    mine = about["khabar"]
    whole = hashlib.sha256(out.read_bytes()).hexdigest()
    return Made(about["id"], whole, about["created"], mine["counts"], tuple(mine["coders"]))


def _path(table: Table) -> str:
    return f"data/{table.name}.parquet"


def _add(archive: zipfile.ZipFile, name: str, body: bytes) -> None:
    archive.writestr(zipfile.ZipInfo(name, _WHEN), body)


def _resource(table: Table, body: bytes) -> dict[str, Any]:
    return {
        "name": table.name.replace("_", "-"),
        "path": _path(table),
        "format": "parquet",
        "mediatype": "application/vnd.apache.parquet",
        "bytes": len(body),
        "hash": f"sha256:{hashlib.sha256(body).hexdigest()}",
        "schema": {
            "fields": [{"name": c.name, "type": field_type(c)} for c in table.columns],
            "primaryKey": [column.name for column in table.primary_key.columns],
            "foreignKeys": [
                {
                    "fields": [key.parent.name],
                    "reference": {
                        "resource": key.column.table.name.replace("_", "-"),
                        "fields": [key.column.name],
                    },
                }
                for key in sorted(table.foreign_keys, key=lambda key: key.parent.name)
            ],
        },
    }


def _manifest(
    connection: Connection,
    resources: Sequence[Mapping[str, Any]],
    title: str,
    version: str,
    *,
    texts: bool,
) -> Manifest:
    id = _id_of(resources)
    coders = select(tables.claims.c.coder).where(tables.claims.c.current).distinct()
    shown = (tables.articles, tables.claims, tables.events, tables.decisions)
    counts = {t.name: connection.execute(select(func.count()).select_from(t)).scalar_one()
              for t in shown}  # fmt: skip
    return {
        "$schema": _PROFILE,
        "name": f"khabar-{id[:16]}",
        "id": id,
        "title": title,
        "created": datetime.now(UTC).isoformat(timespec="seconds"),
        "resources": list(resources),
        "khabar": {
            "form": FORM,
            "version": version,
            "coders": sorted(connection.execute(coders).scalars()),
            "counts": counts,
            "texts": texts,
        },
    }


def _parquet(connection: Connection, table: Table, *, texts: bool) -> bytes:
    pa, pq = arrow()
    schema = pa.schema([(column.name, arrow_type(column)) for column in table.columns])
    empty = {} if texts else {c: v for (name, c), v in _TEXTS.items() if name == table.name}
    body = BytesIO()
    rows = connection.execute(select(table).order_by(*table.primary_key.columns))
    with pq.ParquetWriter(body, schema, compression="zstd") as writer:
        for part in rows.partitions(_AT_ONCE):
            columns = zip(*part, strict=True)
            arrays = [
                pa.array(
                    [empty[kind.name]] * len(part) if kind.name in empty else values, kind.type
                )
                for values, kind in zip(columns, schema, strict=True)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return body.getvalue()


def read_manifest(place: str) -> Manifest:
    """Return a snapshot's manifest. Raises a StoreError where the file is none of ours."""
    try:
        with zipfile.ZipFile(place) as archive:
            about: Manifest = json.loads(archive.read(MANIFEST))
        _check_form(place, int(about["khabar"]["form"]))
        if _id_of(about["resources"]) != about["id"]:
            raise _damaged(place, f"{MANIFEST}, whose id is that of other tables,")
    except FileNotFoundError as error:
        raise UsageError(f"{place}: there is no such file.") from error
    except PermissionError:
        raise
    except (KeyError, TypeError, *_BROKEN) as error:
        raise ForeignError(
            f"{place}: expected a khabar snapshot, found another file or a damaged one. "
            "If it was one, get it again."
        ) from error
    return about


def _check_form(place: str, form: int) -> None:
    if form > FORM:
        raise NewerError(
            f"{place}: a later khabar wrote this snapshot (form {form}; this one knows {FORM}). "
            "Install the later version."
        )


def load_snapshot(connection: Connection, place: str) -> Manifest:
    """Write a snapshot's records into an empty store and return the manifest.

    Each table is checked. The lists are for other programs to read; here they are made anew.
    """
    about = read_manifest(place)
    hashes = {resource["path"]: resource["hash"] for resource in about["resources"]}
    with zipfile.ZipFile(place) as archive:
        for table in _KEPT:
            path = _path(table)
            body = _read(archive, path)
            if f"sha256:{hashlib.sha256(body).hexdigest()}" != hashes.get(path):
                raise _damaged(place, path)
            if table in _LISTS:
                continue
            for rows in _rows(body):
                connection.execute(table.insert(), rows)
    return about


def _read(archive: zipfile.ZipFile, path: str) -> bytes:
    """Return what lies at a path, nothing where it is not there or cannot be read."""
    try:
        return archive.read(path)
    except (KeyError, *_BROKEN):
        return b""


def _damaged(place: str, what: str) -> DamagedError:
    return DamagedError(f"{place}: {what} is not as it was written. Get the snapshot again.")


def _id_of(resources: Sequence[Mapping[str, Any]]) -> str:
    """Return the id by which a snapshot is cited: it stands for every byte of every table."""
    return hashlib.sha256("\n".join(r["hash"] for r in resources).encode()).hexdigest()


def _rows(body: bytes) -> Iterator[list[dict[str, Any]]]:
    _, pq = arrow()
    for batch in pq.ParquetFile(BytesIO(body)).iter_batches(_AT_ONCE):
        if rows := batch.to_pylist():
            yield rows
