"""What holds for a store on a PostgreSQL server."""

from __future__ import annotations

import threading
from pathlib import Path

import psycopg
import pytest

from khabar.case import Case
from khabar.errors import ForeignError, NewerError, StoreError, UsageError
from khabar.store.content import dump
from khabar.store.postgres import shown
from khabar.store.store import Store, open_store
from tests.make import ToySteps, write_articles
from tests.store.conftest import Server
from tests.store.test_contract import coded


def execute(place: str, statement: str) -> None:
    with psycopg.connect(place, autocommit=True) as connection:
        connection.execute(statement.encode())


def test_the_migrations_run_in_an_empty_database(server: Server) -> None:
    place = server.new(empty=True)
    with pytest.raises(UsageError, match="there is no store"):
        open_store(place, make=False)
    with open_store(place) as store:
        store.add(coded(), "toy 1")
    with open_store(place, make=False) as store:
        assert store.claims() == coded().claims


def test_a_database_of_another_program_is_refused_and_left_alone(server: Server) -> None:
    place = server.new(empty=True)
    execute(place, "CREATE TABLE recipes (name text)")
    with pytest.raises(ForeignError, match="tables of another program"):
        open_store(place)


def test_a_store_of_a_later_version_is_refused(server: Server) -> None:
    place = server.new()
    execute(place, "UPDATE alembic_version SET version_num = '0099'")
    with pytest.raises(NewerError, match="form 99"):
        open_store(place)


def test_a_server_that_is_not_there_is_reported_without_the_password(tmp_path: Path) -> None:
    with pytest.raises(StoreError, match="cannot be used") as caught:
        open_store(f"postgresql://ana:secret@/case?host={tmp_path}")
    assert "secret" not in str(caught.value)
    assert shown("postgresql://ana:secret@host/case") == "postgresql://ana:***@host/case"


def test_an_address_that_is_none_is_refused() -> None:
    with pytest.raises(UsageError, match="such as postgresql://user@host/database"):
        open_store("postgresql://host:port/case")


def test_writers_wait_for_one_another_and_nothing_is_lost(server: Server) -> None:
    place = server.new()
    failed: list[BaseException] = []

    def add(numbers: range) -> None:
        try:
            with open_store(place) as store:
                for number in numbers:
                    words = f"Rebels killed {number} people in Northtown on 2024-05-06."
                    store.add(coded(f"{number}.txt", words), "toy 1")
        except BaseException as error:
            failed.append(error)

    threads = [threading.Thread(target=add, args=(range(n, n + 8),)) for n in (0, 10, 20)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failed == []
    with open_store(place) as store:
        assert len(store.claims()) == 24


def content(store: Store) -> list[str]:
    with store.read() as connection:
        return list(dump(connection))


def test_the_same_pages_give_the_same_rows_as_in_sqlite(server: Server, tmp_path: Path) -> None:
    texts = write_articles(tmp_path / "in")
    found = []
    for place in (str(tmp_path / "case.db"), server.new()):
        with Case(open_store(place), ToySteps()) as case:
            case.add(texts)
            case.decide("correct", case.claims[0].id, who="A", why="b", field="mode", value="knife")
            found.append([line for line in content(case.store) if '"decisions"' not in line])
    assert found[0] == found[1]
