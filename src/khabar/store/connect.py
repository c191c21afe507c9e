"""Opening a store: is it ours, is it of this version, and may we write to it?"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing, contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, StaticPool, create_engine, event
from sqlalchemy.exc import DBAPIError

from khabar.errors import (
    DamagedError,
    ForeignError,
    LockedError,
    NewerError,
    SpaceError,
    UsageError,
)
from khabar.store import lists

APPLICATION_ID: Final = 0x6B686162  # "khab", as SQLite's file header holds it
VERSION: Final = 2  # one more with each migration
MIGRATIONS: Final = Path(__file__).parent / "migrations"
IN_MEMORY: Final = ":memory:"


def open_engine(path: str, *, busy_seconds: float, durable: bool) -> Engine:
    """Return an engine on the store at `path`, made or brought up to date where needed."""
    if path != IN_MEMORY:
        _check_place(Path(path))
    with said_plainly(path):
        found = 0 if path == IN_MEMORY else _version_of(path)
        engine = _engine(path, busy_seconds=busy_seconds, durable=durable)
        if found < VERSION:
            with writing(engine) as connection:
                _upgrade(connection)
                if found:
                    lists.rebuild(connection)
    return engine


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that holds the write lock from the start; commit at the end."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def said_plainly(path: str) -> Iterator[None]:
    """Turn what the database raises into an error that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        words = str(cause)
        if "locked" in words or "busy" in words:
            raise LockedError(
                f"{path}: another program is writing to this store. Try again when it is done."
            ) from error
        if "full" in words or "disk I/O" in words:
            raise SpaceError(
                f"{path}: the disk takes no more ({words}). Make room and run the same again; "
                "what was committed is safe."
            ) from error
        if "malformed" in words or "not a database" in words or "no such table" in words:
            raise DamagedError(
                f"{path}: the file is damaged ({words}). Restore it from a backup."
            ) from error
        raise


def _check_place(path: Path) -> None:
    if path.is_dir():
        raise UsageError(f"{path}: expected a file for the store, found a folder.")
    if not path.absolute().parent.is_dir():
        raise UsageError(
            f"{path}: the folder {path.absolute().parent} does not exist. Make it first."
        )


def _version_of(path: str) -> int:
    """Return the version of the store, 0 if there is none yet. Refuses files of others."""
    if not Path(path).exists() or Path(path).stat().st_size == 0:
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
    if version > VERSION:
        raise NewerError(
            f"{path}: a later khabar wrote this store (form {version}; this one knows {VERSION}). "
            "Install the later version."
        )
    return int(version)


def _engine(path: str, *, busy_seconds: float, durable: bool) -> Engine:
    if path == IN_MEMORY:
        only = {"check_same_thread": False}
        engine = create_engine("sqlite://", poolclass=StaticPool, connect_args=only)
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


def _upgrade(connection: Connection) -> None:
    """Run the migrations and stamp the file, in the caller's transaction."""
    from alembic import command  # a quarter of a second that most runs need not spend
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    connection.exec_driver_sql(f"PRAGMA application_id={APPLICATION_ID}")
    connection.exec_driver_sql(f"PRAGMA user_version={VERSION}")
