"""What holds for a store in a file alone."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from khabar.errors import DamagedError, ForeignError, NewerError, UsageError
from khabar.store.content import dump
from khabar.store.store import open_store
from tests.store.test_contract import coded


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "case.db"


def test_commits_survive_a_power_cut(path: Path) -> None:
    with open_store(path) as store, store.read() as connection:
        ask = connection.exec_driver_sql
        assert ask("PRAGMA journal_mode").scalar() == "wal"
        assert ask("PRAGMA synchronous").scalar() == 2
        assert ask("PRAGMA foreign_keys").scalar() == 1


def test_a_file_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    path.write_text("shopping list " * 100)
    with pytest.raises(ForeignError, match="expected a khabar store"):
        open_store(path)
    assert path.read_text().startswith("shopping list")


def test_a_database_of_another_program_is_refused_and_left_alone(path: Path) -> None:
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE recipes (name)")
    connection.close()
    before = path.read_bytes()
    with pytest.raises(ForeignError, match="another SQLite database"):
        open_store(path)
    assert path.read_bytes() == before


def test_a_store_of_a_later_version_is_refused(path: Path) -> None:
    open_store(path).close()
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA user_version = 99")
    connection.close()
    with pytest.raises(NewerError, match="form 99"):
        open_store(path)


def made_older(path: Path) -> None:
    """Take the last migrations back."""
    with sqlite3.connect(path) as connection:
        connection.execute("DROP TABLE merge_traces")
        connection.execute("DROP TABLE event_changes")
        connection.execute("ALTER TABLE copies DROP COLUMN version")
        connection.execute("UPDATE alembic_version SET version_num = '0006'")
        connection.execute("PRAGMA user_version = 6")
    connection.close()


def test_an_older_store_is_brought_up_to_date_and_what_takes_long_is_said(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    with open_store(path) as store:
        store.add(coded(), "toy 1")
        with store.read() as connection:
            before = list(dump(connection))
    assert not caplog.messages
    made_older(path)
    with open_store(path) as store, store.read() as connection:
        assert list(dump(connection)) == before
    (said,) = caplog.messages
    assert "an older store (form 6, now" in said
    assert "events: 0, claims: 1" in said
    open_store(path).close()
    assert len(caplog.messages) == 1


@pytest.mark.parametrize("where", [".", "missing/case.db"])
def test_a_place_that_cannot_hold_a_store_is_refused(tmp_path: Path, where: str) -> None:
    with pytest.raises(UsageError, match=r"expected a file|does not exist"):
        open_store(tmp_path / where)


def test_a_damaged_file_is_reported(path: Path) -> None:
    with open_store(path) as store:
        store.add(coded(), "toy 1")
    body = bytearray(path.read_bytes())
    body[4096:] = b"\xff" * (len(body) - 4096)
    path.write_bytes(body)
    with pytest.raises(DamagedError, match="Restore it from a backup"), open_store(path) as store:
        store.claims()
