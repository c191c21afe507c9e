"""A snapshot's manifest is a Data Package by the library of those who wrote the standard.

The library reads Parquet through pandas, which makes NaN of an empty cell, so rows are handed to
it as Arrow has them.
"""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest
from frictionless import Package

import khabar
from khabar.case import Case
from khabar.errors import DamagedError, StoreError
from khabar.store.store import open_store
from tests.make import ToySteps


@pytest.fixture
def made(texts: Path, tmp_path: Path) -> Path:
    out = tmp_path / "case.zip"
    with Case(open_store(tmp_path / "case.db"), ToySteps()) as case:
        case.add(texts)
        case.decide("accept", case.events[0].id, who="Ana", why="checked")
        case.snapshot(out, title="Northtown")
    return out


def manifest(archive: zipfile.ZipFile) -> dict[str, Any]:
    about: dict[str, Any] = json.loads(archive.read("datapackage.json"))
    return about


def with_rows(archive: zipfile.ZipFile, about: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for resource in about["resources"]:
        table = pq.read_table(io.BytesIO(archive.read(resource["path"])))
        schema = resource["schema"]
        assert table.column_names == [field["name"] for field in schema["fields"]]
        rows = [[_plain(row[name]) for name in table.column_names] for row in table.to_pylist()]
        yield {"name": resource["name"], "data": [table.column_names, *rows], "schema": schema}


def _plain(value: Any) -> Any:
    return value.hex() if isinstance(value, bytes) else value


def test_the_manifest_is_a_data_package(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        about = manifest(archive)
    assert list(Package.metadata_validate(about)) == []
    assert len(Package.from_descriptor(about).resources) == len(about["resources"])


def test_every_row_keeps_to_the_columns_and_keys_of_the_manifest(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        resources = list(with_rows(archive, manifest(archive)))
    report = Package.from_descriptor({"name": "rows", "resources": resources}).validate()
    assert report.flatten(["name", "rowNumber", "fieldName", "type", "note"]) == []
    assert report.stats["tasks"] == len(resources)


def test_a_wrong_key_would_be_found(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        resources = list(with_rows(archive, manifest(archive)))
    blocks = next(one for one in resources if one["name"] == "blocks")
    blocks["data"][1][0] = "nowhere"
    assert not Package.from_descriptor({"name": "rows", "resources": resources}).validate().valid


def test_khabar_opens_it(made: Path) -> None:
    with khabar.open(made) as case:
        assert len(case.events) == 2
        assert len(case.claims) == 3


def told_by(snapshot: Path) -> object:
    """All that a snapshot tells, or "again" where it is refused and is to be got again."""
    try:
        with khabar.open(snapshot) as case:
            return list(case.events), list(case.claims), case.store.decisions()
    except StoreError as error:
        return "again" if "again" in str(error) else str(error)


@pytest.mark.parametrize("part", range(1, 24))
def test_a_changed_byte_is_told_or_changes_nothing(made: Path, part: int) -> None:
    told = told_by(made)
    assert told != "again"
    body = bytearray(made.read_bytes())
    body[len(body) * part // 24] ^= 0x10
    made.write_bytes(bytes(body))
    assert told_by(made) in (told, "again")


def test_tables_under_the_id_of_others_are_refused(made: Path) -> None:
    with zipfile.ZipFile(made) as archive:
        about = manifest(archive)
        parts = {name: archive.read(name) for name in archive.namelist()}
    events = pq.read_table(io.BytesIO(parts["data/events.parquet"])).slice(1)
    body = io.BytesIO()
    pq.write_table(events, body)
    parts["data/events.parquet"] = body.getvalue()
    (resource,) = (r for r in about["resources"] if r["path"] == "data/events.parquet")
    resource["hash"] = f"sha256:{hashlib.sha256(body.getvalue()).hexdigest()}"
    parts["datapackage.json"] = json.dumps(about).encode()
    with zipfile.ZipFile(made, "w") as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    with pytest.raises(DamagedError, match="Get the snapshot again"):
        khabar.open(made)
