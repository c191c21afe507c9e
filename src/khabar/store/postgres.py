"""A store in a PostgreSQL database, for teams: is it ours, of which version, how it is opened."""

from __future__ import annotations

from typing import Final

from sqlalchemy import URL, Connection, Engine, create_engine, event, inspect, make_url, text
from sqlalchemy.exc import ArgumentError

from khabar.errors import (
    DamagedError,
    ForeignError,
    KhabarError,
    LockedError,
    SpaceError,
    StoreError,
    UsageError,
)

PREFIXES: Final = ("postgresql://", "postgres://")
# Any number will do, as long as no other program that uses the same database takes it.
_WRITERS_LOCK: Final = 0x6B686162
_NOT_THERE: Final = "42P01"
_LOCKED: Final = ("55P03", "40P01")
_FULL: Final = ("53100", "53200")


def is_address(place: str) -> bool:
    """Tell the address of a PostgreSQL database from the path of a file."""
    return place.startswith(PREFIXES)


def shown(place: str) -> str:
    """Return the address as it may be shown: without its password."""
    return _read(place).render_as_string(hide_password=True)


def _read(place: str) -> URL:
    try:
        return make_url(place)
    except (ArgumentError, ValueError):
        # The cause is left out: it would show the password.
        raise UsageError(
            "--db: expected an address such as postgresql://user@host/database."
        ) from None


def engine_on(place: str, *, busy_seconds: float, durable: bool) -> Engine:
    """Return an engine of which one connection at a time writes; readers never wait."""
    address = _read(place).set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(address, isolation_level="REPEATABLE READ")
    except ImportError as error:
        raise UsageError("PostgreSQL needs psycopg: pip install khabar[postgres].") from error

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if not connection.get_execution_options().get("writes", False):
            return
        # Whoever waited for the lock must see what was written in the meantime.
        connection.exec_driver_sql("SET TRANSACTION ISOLATION LEVEL READ COMMITTED")
        wait = max(1, int(busy_seconds * 1000))  # 0 would mean for ever
        connection.exec_driver_sql(f"SET LOCAL lock_timeout = {wait}")
        if not durable:
            connection.exec_driver_sql("SET LOCAL synchronous_commit = off")
        connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS_LOCK})")

    return engine


def version_of(engine: Engine, place: str) -> int:
    """Return the version of the store, 0 for an empty schema. Refuses what others made."""
    with engine.connect() as connection:
        there = set(inspect(connection).get_table_names())
        if not there:
            return 0
        if not {"alembic_version", "decisions", "jobs"} <= there:
            raise ForeignError(
                f"{shown(place)}: expected a khabar store or an empty schema, found tables of "
                "another program. Make a database for khabar."
            )
        found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar_one()
    return int(found)


def meant_by(error: BaseException, place: str) -> KhabarError | None:
    """Return what an error of PostgreSQL means for the user, None where it means our fault."""
    state = getattr(error, "sqlstate", None)
    words = " ".join(str(error).split())
    where = shown(place)
    if state in _LOCKED:
        return LockedError(
            f"{where}: another program is writing to this store. Try again when it is done."
        )
    if state in _FULL:
        return SpaceError(
            f"{where}: the server takes no more ({words}). Make room and run the same again; "
            "what was committed is safe."
        )
    if state == _NOT_THERE:
        return DamagedError(f"{where}: a table is missing ({words}). Restore it from a backup.")
    if state is None or state.startswith(("08", "28", "3D", "57P")):
        return StoreError(f"{where}: the server cannot be used ({words}).")
    return None
