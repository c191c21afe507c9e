"""Several threads share one store, as the dashboard's requests do."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from khabar.store.document import Document
from khabar.store.store import Store, open_store
from tests.make import article, claim, decision, page


@pytest.fixture
def store(tmp_path: Path):  # type: ignore[no-untyped-def]
    with open_store(tmp_path / "case.db", durable=False) as opened:
        yield opened


def test_what_one_thread_has_not_committed_no_other_sees(store: Store) -> None:
    with ThreadPoolExecutor(1) as other, store.write():
        store.decide(decision("c1"))
        assert len(store.decisions()) == 1
        assert other.submit(store.decisions).result() == []
    assert len(store.decisions()) == 1


def test_a_transaction_that_fails_takes_back_its_own_writes_alone(store: Store) -> None:
    def fails() -> None:
        with store.write():
            store.decide(decision("c1"))
            threads.submit(store.decide, decision("c2"))
            raise ZeroDivisionError

    with ThreadPoolExecutor(1) as threads, pytest.raises(ZeroDivisionError):
        fails()
    assert [made.subject for made in store.decisions()] == ["c2"]


def test_decisions_of_many_threads_are_one_chain(store: Store) -> None:
    def decide(number: int) -> None:
        store.decide(decision(f"c{number}"))

    with ThreadPoolExecutor(8) as threads:
        list(threads.map(decide, range(40)))
    assert len(store.decisions()) == 40
    assert store.faults() == []


def test_documents_are_read_whole_while_others_are_written(store: Store) -> None:
    where = article()
    document = Document(page().id, page(), where, [claim(where)])
    with ThreadPoolExecutor(4) as threads:
        writes = [threads.submit(store.add, document, "toy 1") for _ in range(10)]
        for _ in range(20):
            assert len(store.claims()) in (0, 1)
        for write in writes:
            write.result()
    assert store.faults() == []
