"""A store in one SQLite file: is it ours, of which version, and how it is opened."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, QueuePool, create_engine, event

from khabar.errors import (
    DamagedError,
    ForeignError,
    KhabarError,
    LockedError,
    SpaceError,
    UsageError,
)

APPLICATION_ID: Final = 0x6B686162  # "khab", as SQLite's file header holds it
IN_MEMORY: Final = ":memory:"


def check_place(path: str) -> None:
    """Raise UsageError for a path that can hold no store."""
    if Path(path).is_dir():
        raise UsageError(f"{path}: expected a file for the store, found a folder.")
    folder = Path(path).absolute().parent
    if not folder.is_dir():
        raise UsageError(f"{path}: the folder {folder} does not exist. Make it first.")


def version_of(path: str) -> int:
    """Return the version of the store, 0 if there is none yet. Refuses files of others."""
    if path == IN_MEMORY or not Path(path).exists() or Path(path).stat().st_size == 0:
        return 0
    try:
        with closing(sqlite3.connect(path)) as connection:
            application, version, tables = (
                connection.execute(question).fetchone()[0]
                for question in (
                    "PRAGMA application_id",
                    "PRAGMA user_version",
                    "SELECT count(*) FROM sqlite_master",
                )
            )
    except sqlite3.DatabaseError as error:
        if "not a database" not in str(error):
            raise
        raise ForeignError(f"{path}: expected a khabar store, found another file.") from error
    if application != APPLICATION_ID and tables:
        raise ForeignError(f"{path}: expected a khabar store, found another SQLite database.")
    return int(version)


def engine_on(path: str, *, busy_seconds: float, durable: bool) -> Engine:
    """Return an engine whose transactions that write hold the write lock from the start."""
    if path == IN_MEMORY:
        # The store is its connection, so there is one, and threads take turns with it.
        only = {"check_same_thread": False}
        engine = create_engine(
            "sqlite://", poolclass=QueuePool, pool_size=1, max_overflow=0, connect_args=only
        )
    else:
        engine = create_engine(f"sqlite:///{path}")

    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _record: object) -> None:
        connection.isolation_level = None  # we begin and commit ourselves, by the listener below
        for pragma in (
            f"busy_timeout={int(busy_seconds * 1000)}",
            "journal_mode=WAL",
            f"synchronous={'FULL' if durable else 'OFF'}",
            "foreign_keys=ON",
            "trusted_schema=OFF",
        ):
            connection.execute(f"PRAGMA {pragma}")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        # A transaction that reads first and then writes fails under load; see SQLite's BEGIN.
        writes = connection.get_execution_options().get("writes", False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def stamp(connection: Connection, version: int) -> None:
    """Write into the file whose it is and of which version."""
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={version}")


def meant_by(error: BaseException, path: str) -> KhabarError | None:
    """Return what an error of SQLite means for the user, None where it means a fault of ours."""
    words = str(error)
    if "locked" in words or "busy" in words:
        return LockedError(
            f"{path}: another program is writing to this store. Try again when it is done."
        )
    if "readonly" in words:
        return UsageError(f"{path}: it can be read but not written to, as a snapshot is.")
    if "full" in words or "disk I/O" in words:
        return SpaceError(
            f"{path}: the disk takes no more ({words}). Make room and run the same again; "
            "what was committed is safe."
        )
    if "malformed" in words or "not a database" in words or "no such table" in words:
        return DamagedError(f"{path}: the file is damaged ({words}). Restore it from a backup.")
    return None
