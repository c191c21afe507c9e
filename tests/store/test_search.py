from __future__ import annotations

import pytest

from khabar.errors import UsageError
from khabar.query_text import parse_filter
from khabar.store.search import Of, Order, Search
from khabar.store.store import Store
from tests.store.told import FINDS


@pytest.fixture
def store(told: Store) -> Store:
    return told


def found(store: Store, text: str, of: Of = "events", order: Order = "oldest") -> list[str]:
    key = "event_id" if of == "events" else "claim_id"
    with store.read() as connection:
        search = Search(of, parse_filter(text), order=order)
        ids = [id for (id,) in search.cells(connection, [key])]
        assert search.count(connection) == len(ids)
        return ids


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_a_filter_finds_what_it_says(store: Store, text: str, expected: str) -> None:
    assert found(store, text) == expected.split()
    dated = [id for id in expected.split()[::-1] if id != "e4"]
    undated = ["e4"] * ("e4" in expected)
    assert found(store, text, order="newest") == dated + undated


@pytest.mark.parametrize("text", ["", "country:AFG", "from:2021-09", "near:34,66,900km"])
@pytest.mark.parametrize("order", ["oldest", "newest"])
def test_pages_together_are_the_whole(store: Store, text: str, order: Order) -> None:
    search, seen, after = Search("events", parse_filter(text), order=order), [], None
    with store.read() as connection:
        while rows := list(search.cells(connection, ["number", "event_id"], after, 1)):
            [(after, id)] = rows
            seen.append(id)
    assert seen == found(store, text, order=order)


def test_claims_are_found_by_kind_article_and_event(store: Store) -> None:
    one = store.claims()[0]
    assert found(store, f"article:{one.article_id[:8]}", "claims") == [one.id]
    assert len(found(store, "kind:event stance:claims", "claims")) == 4
    event_id = store.event_ids()[one.id]
    assert found(store, f"event:{event_id}", "claims") == [one.id]
    assert len(found(store, f"-event:{event_id}", "claims")) == 3


def test_what_a_record_does_not_have_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="which only claims have"):
        found(store, "kind:event")
    with pytest.raises(UsageError, match="ask for events"):
        found(store, "grade:fair", "claims")


def test_what_a_name_means_is_asked_for(store: Store) -> None:
    def meaning(field: str, words: str) -> list[str]:
        return ["iskp"] if (field, words) == ("actor", "Daesh") else []

    with store.read() as connection:
        search = Search("events", parse_filter("actor:Daesh"), meaning)
        assert list(search.cells(connection, ["event_id"])) == [("e1",)]


def test_hostile_words_find_nothing_and_break_nothing(store: Store) -> None:
    for text in ('"x\' OR 1=1 --"', '"NEAR(a b)"', 'place:"\'); DROP"', '"a\\" OR \\"b"', "é́́"):
        assert found(store, text) == []
