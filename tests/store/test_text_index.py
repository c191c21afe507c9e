from __future__ import annotations

import pytest
from sqlalchemy import select

from khabar.store.store import Store
from khabar.store.text_index import Phrase, Question, answers, delete, event_search, insert

ROWS = {1: "bombing near market", 2: "bombed and shelled", 3: "bo marketing", 4: "bombardments all"}


@pytest.fixture
def indexed(store: Store) -> Store:
    with store.write() as connection:
        insert(connection, event_search, list(ROWS.items()))
    return store


def found(store: Store, *phrases: Phrase) -> list[int]:
    with store.read() as connection:
        fits = answers(connection, event_search, Question((phrases,)))
        rows = select(event_search.c.rowid).where(fits).order_by(event_search.c.rowid)
        return list(connection.execute(rows).scalars())


@pytest.mark.parametrize("length", range(1, 13))
def test_a_beginning_of_any_length_finds_the_words_that_have_it(
    indexed: Store, length: int
) -> None:
    for word in ("bombardments", "marketing"):
        start = word[:length]
        expected = [n for n, text in ROWS.items() if any(w.startswith(start) for w in text.split())]
        assert found(indexed, Phrase((start,), open_end=True)) == expected


def test_only_the_last_word_of_a_phrase_is_open(indexed: Store) -> None:
    assert found(indexed, Phrase(("near", "mark"), open_end=True)) == [1]
    assert found(indexed, Phrase(("bo", "mark"), open_end=True)) == [3]
    assert found(indexed, Phrase(("bombed", "shelled"), open_end=True)) == []


def test_what_was_taken_out_is_found_no_more(indexed: Store) -> None:
    with indexed.write() as connection:
        delete(connection, event_search, [1, 4])
    assert found(indexed, Phrase(("bomb",), open_end=True)) == [2]


def test_sqlite_has_an_index_of_beginnings(indexed: Store) -> None:
    with indexed.read() as connection:
        if connection.dialect.name == "sqlite":
            made = connection.exec_driver_sql(
                "SELECT sql FROM sqlite_master WHERE name IN ('event_search', 'claim_search')"
            )
            assert all("prefix='2 3 4 5 6'" in sql for (sql,) in made)
