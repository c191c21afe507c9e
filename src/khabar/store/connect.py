"""Opening a store, in a file or on a server: is it ours, is it of this version, may we write?"""

from __future__ import annotations

import logging
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, Engine, func, select
from sqlalchemy.exc import DBAPIError

from khabar.errors import NewerError, UsageError
from khabar.store import lists, postgres, sqlite, tables

_LOG = logging.getLogger(__name__)  # without settings of one's own, warnings go to stderr
VERSION: Final = 9  # one more with each migration
MIGRATIONS: Final = Path(__file__).parent / "migrations"


def open_engine(
    place: str, *, busy_seconds: float, durable: bool, make: bool = True
) -> tuple[Engine, int]:
    """Return an engine on the store at a path or address, and which version was found there.

    An older store is brought up to date. Where there is none (version 0), one is made, or
    UsageError raised if `make` is False.
    """
    on_server = postgres.is_address(place)
    if not on_server and place != sqlite.IN_MEMORY:
        sqlite.check_place(place)
    with said_plainly(place):
        found = 0 if on_server else sqlite.version_of(place)
        opened = postgres.engine_on if on_server else sqlite.engine_on
        engine = opened(place, busy_seconds=busy_seconds, durable=durable)
        try:
            found = postgres.version_of(engine, place) if on_server else found
            _check_version(place, found, make=make)
            if found < VERSION:
                with writing(engine) as connection:
                    _upgrade(connection, place, found)
        except BaseException:
            engine.dispose()
            raise
    return engine, found


def shown(place: str) -> str:
    """Return a place as it may be shown to others: an address without its password."""
    return postgres.shown(place) if postgres.is_address(place) else place


def _check_version(place: str, found: int, *, make: bool) -> None:
    if found > VERSION:
        raise NewerError(
            f"{shown(place)}: a later khabar wrote this store (form {found}; this one knows "
            f"{VERSION}). Install the later version."
        )
    if not found and not make:
        raise UsageError(
            f"{shown(place)}: there is no store. Name one with --db, or make one by khabar code."
        )


@contextmanager
def writing(engine: Engine) -> Iterator[Connection]:
    """Yield a connection that holds the write lock from the start; commit at the end."""
    with engine.connect().execution_options(writes=True) as connection, connection.begin():
        yield connection


@contextmanager
def said_plainly(place: str) -> Iterator[None]:
    """Turn what the database raises into an error that says what to do."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        meant_by = postgres.meant_by if postgres.is_address(place) else sqlite.meant_by
        meant = meant_by(cause or error, place)
        if meant is None:
            raise
        raise meant from error


def _upgrade(connection: Connection, place: str, found: int) -> None:
    """Run the migrations and stamp the store, in the caller's transaction.

    An older store has its lists made anew, which takes a while and is said.
    """
    from alembic import command  # a quarter of a second that most runs need not spend
    from alembic.config import Config

    config = Config(attributes={"connection": connection})
    config.set_main_option("script_location", str(MIGRATIONS))
    config.set_main_option("path_separator", "os")
    command.upgrade(config, "head")
    if connection.dialect.name == "sqlite":
        sqlite.stamp(connection, VERSION)
    if found:
        events, claims = (
            connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in (tables.events, tables.claims)
        )
        _LOG.warning(
            "khabar: %s: an older store (form %d, now %d); making its lists anew, this once "
            "(events: %d, claims: %d).", shown(place), found, VERSION, events, claims,
        )  # fmt: skip
        lists.rebuild(connection)
