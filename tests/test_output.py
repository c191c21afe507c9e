"""Results take the place of a file when they are whole, and never that of a store."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from khabar.errors import UsageError
from khabar.output import check_output, written
from khabar.store.store import open_store


def test_a_file_is_replaced_when_all_is_written(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    out.write_bytes(b"old")
    with written(out) as file:
        file.write(b"new")
        assert out.read_bytes() == b"old"
    assert out.read_bytes() == b"new"


def test_what_fails_on_the_way_leaves_the_file_and_nothing_beside_it(tmp_path: Path) -> None:
    out = tmp_path / "rows.csv"
    out.write_bytes(b"old")
    with pytest.raises(ZeroDivisionError), written(out) as file:
        file.write(b"half" * (1 // 0))
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (b"old", [out])


def test_a_store_is_no_place_for_results(tmp_path: Path) -> None:
    open_store(tmp_path / "case.db").close()
    with pytest.raises(UsageError, match="holds a store"):
        check_output(tmp_path / "case.db")


def test_a_snapshot_is_no_place_for_results(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "case.zip", "w") as archive:
        archive.writestr("datapackage.json", "{}")
    with pytest.raises(UsageError, match="holds a snapshot"):
        check_output(tmp_path / "case.zip")


def test_what_is_no_plain_file_is_written_to_directly() -> None:
    with written(Path("/dev/null")) as file:
        assert file.write(b"row") == 3
