"""What every store promises, in SQLite and in PostgreSQL alike."""

from __future__ import annotations

from dataclasses import replace

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlalchemy import text
from sqlalchemy.exc import IntegrityError

from khabar.errors import LockedError
from khabar.model import CopyGroup, Dropped
from khabar.store.content import dump, faults
from khabar.store.document import Document
from khabar.store.store import Store, open_store
from khabar.store.tables import metadata
from khabar.store.text_index import NAMES
from tests.make import TEXT, article, claim, decision, event, page


def not_full_text(name: str | None, kind: str, parents: object) -> bool:
    return kind != "table" or not str(name).startswith(NAMES)


def coded(source: str = "a.txt", words: str = TEXT) -> Document:
    one, read = page(words, source), article(words, source)
    return Document(one.id, one, read, [claim(read)])


def test_a_document_comes_back_whole(store: Store) -> None:
    document = coded()
    store.add(document, "toy 1")
    assert store.articles() == [document.article]
    assert store.claims() == document.claims
    assert store.has(document.id, "toy 1")
    assert not store.has(document.id, "toy 2")


def test_what_is_stored_is_there_when_opened_again(place: str) -> None:
    with open_store(place) as store:
        store.add(coded(), "toy 1")
    with open_store(place) as store:
        assert store.claims() == coded().claims


def test_writing_a_document_twice_changes_nothing(store: Store) -> None:
    store.add(coded(), "toy 1")
    with store.read() as connection:
        once = list(dump(connection))
    store.add(coded(), "toy 1")
    with store.read() as connection:
        assert list(dump(connection)) == once


def test_a_later_coder_replaces_the_claims_and_keeps_the_old_ones(store: Store) -> None:
    store.add(coded(), "toy 1")
    old = coded().claims[0]
    new = replace(old, coder="toy 2")
    store.add(replace(coded(), claims=[new]), "toy 2")
    assert store.claims() == [new]
    assert store.claim(old.id) == old


def test_a_reason_is_kept_for_what_was_dropped(store: Store) -> None:
    bad = Dropped("b.txt", "acquire", "quarantined", "expected text, found nothing")
    store.add(Document("b1", None, dropped=bad), "toy 1")
    assert store.dropped() == [bad]
    assert store.outcomes(["b1", "never seen"]) == {"b1": "quarantined"}


def test_an_odd_file_name_can_be_stored(store: Store) -> None:
    bad = Dropped("caf\udce9.txt", "acquire", "quarantined", "not there")
    store.add(Document("b1", None, dropped=bad), "toy 1")
    assert store.dropped()[0].item == "caf\ufffd.txt"


def test_pages_can_be_left_out(place: str) -> None:
    with open_store(place, bodies=False) as store:
        store.add(coded(), "toy 1")
        with store.read() as connection:
            assert connection.execute(text("SELECT body FROM pages")).scalar() is None
            assert not list(faults(connection))


def test_the_first_article_with_a_text_is_the_original(store: Store) -> None:
    store.add(coded(), "toy 1")
    copy = page(TEXT, "b.txt")
    assert store.original_of(article(TEXT, "b.txt"), copy.id) == article().id
    assert store.original_of(article(), page().id) is None


def test_events_are_replaced_as_a_whole(store: Store) -> None:
    store.add(coded(), "toy 1")
    one = claim()
    groups = [
        CopyGroup("w", (), "Agency", "credited in its dateline"),
        CopyGroup("x", ("y", "z"), None, "same text", (2, None)),
    ]
    store.replace_events([(event(one, id="e1"), "open")], groups, {})
    assert [e.id for e in store.events()] == ["e1"]
    assert store.copies() == groups
    store.replace_events([(event(one, id="e2"), "rejected")], [], {"e1": "e2"})
    assert store.events() == []
    assert [e.id for e in store.events(rejected=True)] == ["e2"]
    assert store.copies() == []
    moved = store.event("e1")
    assert moved is not None
    assert moved.id == "e2"


def test_redirects_lead_on_to_where_an_event_is_now(store: Store) -> None:
    store.add(coded(), "toy 1")
    store.replace_events([(event(claim(), id="e2"), "open")], [], {"e1": "e2"})
    store.replace_events([(event(claim(), id="e3"), "open")], [], {"e2": "e3"})
    found = store.event("e1")
    assert found is not None
    assert found.id == "e3"


def test_an_event_that_comes_back_is_found_under_its_own_id_again(store: Store) -> None:
    store.add(coded(), "toy 1")
    store.replace_events([(event(claim(), id="e2"), "open")], [], {"e1": "e2"})
    store.replace_events([(event(claim(), id="e1"), "open")], [], {"e2": "e1"})
    found = store.event("e1")
    assert found is not None
    assert found.id == "e1"
    assert store.redirects() == {"e2": "e1"}


def test_an_id_can_be_found_by_its_beginning(store: Store) -> None:
    store.add(coded(), "toy 1")
    one = claim()
    assert store.find(one.id[:6]) == [("claim", one.id)]
    assert store.find(one.article_id) == [("article", one.article_id)]
    assert store.find("ffff") == []


def test_decisions_keep_their_order(store: Store) -> None:
    made = [decision("c2"), decision("c1", "accept"), decision("c2", "undo")]
    for one in made:
        store.decide(one)
    assert store.decisions() == made


@pytest.mark.parametrize("change", ["UPDATE decisions SET subject = 'x'", "DELETE FROM decisions"])
def test_decisions_cannot_be_changed(store: Store, change: str) -> None:
    store.decide(decision("c1"))
    with (
        pytest.raises(IntegrityError, match="appended, never changed"),
        store.write() as connection,
    ):
        connection.execute(text(change))
    assert len(store.decisions()) == 1


def test_the_migrations_give_the_tables_that_the_code_uses(store: Store) -> None:
    with store.read() as connection:
        ours = {"compare_type": True, "include_name": not_full_text}
        context = MigrationContext.configure(connection, opts=ours)
        assert compare_metadata(context, metadata) == []


def test_a_store_that_another_program_writes_to_is_reported_locked(place: str) -> None:
    refused = pytest.raises(LockedError, match="another program")
    with open_store(place) as one, open_store(place, busy_seconds=0) as other, one.write(), refused:
        other.add(coded(), "toy 1")


def test_a_store_can_be_read_while_another_program_writes(place: str) -> None:
    with open_store(place) as one, open_store(place, busy_seconds=0) as other, one.write():
        assert other.claims() == []


@pytest.mark.parametrize(
    ("damage", "found"),
    [
        ("UPDATE pages SET sha256 = 'other'", "its bytes do not fit its hash"),
        ("UPDATE articles SET text = 'other'", "its text or blocks do not fit its hash"),
        ("UPDATE blocks SET kind = 'furniture'", "its text or blocks do not fit its hash"),
        ("UPDATE claims SET record = replace(record, 'asserted', 'denied')", "does not fit"),
        ("UPDATE events SET record = replace(record, 'weak', 'fair')", "does not fit its hash"),
        ("DELETE FROM jobs", "ended in no state"),
        ("UPDATE jobs SET outcome = 'skipped'", "no reason is kept"),
    ],
)
def test_a_changed_row_is_found(store: Store, damage: str, found: str) -> None:
    store.add(coded(), "toy 1")
    store.replace_events([(event(claim()), "open")], [], {})
    with store.read() as connection:
        assert not list(faults(connection))
    with store.write() as connection:
        connection.execute(text(damage))
    with store.read() as connection:
        assert found in " ".join(faults(connection))


def test_a_changed_decision_is_found(store: Store) -> None:
    for subject in ("c1", "c2"):
        store.decide(decision(subject))
    with store.write() as connection:
        on = "" if connection.dialect.name == "sqlite" else " ON decisions"
        connection.execute(text(f"DROP TRIGGER decisions_no_delete{on}"))
        connection.execute(text("DELETE FROM decisions WHERE number = 1"))
    with store.read() as connection:
        assert "does not follow the one before" in " ".join(faults(connection))


def test_a_run_notes_its_start_and_its_end_apart_from_the_content(store: Store) -> None:
    with store.read() as connection:
        empty = list(dump(connection))
    cut_off, whole = store.start_run("toy 1"), store.start_run("toy 1")
    store.end_run(whole, 7)
    with store.read() as connection:
        found = connection.execute(text("SELECT number, ended IS NULL, pages FROM runs")).fetchall()
        assert [tuple(row) for row in found] == [(cut_off, 1, None), (whole, 0, 7)]
        assert list(dump(connection)) == empty


def test_what_is_done_inside_a_transaction_happens_as_a_whole_or_not_at_all(store: Store) -> None:
    def add_and_fail() -> None:
        with store.write():
            store.add(coded(), "toy 1")
            assert len(store.claims()) == 1
            raise RuntimeError

    with pytest.raises(RuntimeError):
        add_and_fail()
    assert store.claims() == []
    store.add(coded(), "toy 1")
    assert len(store.claims()) == 1
