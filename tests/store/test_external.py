from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.errors import BalanceError, UsageError
from khabar.external import External, ExternalFile
from khabar.store import content
from khabar.store.store import Store

EVENT = External(
    "ucdp", "17", "a.csv", 2, "2022-06-18", "2022-06-18", "state-based", ("A", "B"), "Varia"
)


def a_file(sha256: str = "a", rows: int = 1, **counts: int) -> ExternalFile:
    whole = {"new": 0, "copies": 0, "refused": 0, **counts}
    return ExternalFile(
        sha256, f"{sha256}.csv", "ucdp", "26.1", "2026-01-02T03:04:05+00:00", rows, **whole
    )


def test_an_event_comes_back_with_its_file_and_row(store: Store) -> None:
    done = store.add_external(a_file(rows=3, copies=1, refused=1), [EVENT])
    assert (done.new, done.copies, done.refused) == (1, 1, 1)
    assert store.external_events("ucdp") == [EVENT]
    assert store.external_files() == [done]
    assert store.faults() == []


def test_the_same_file_twice_changes_nothing(store: Store) -> None:
    store.add_external(a_file(), [EVENT])
    again = store.add_external(a_file(), [EVENT])
    assert (again.new, again.copies) == (0, 1)
    assert len(store.external_files()) == len(store.external_events()) == 1


def test_an_event_in_two_files_is_stored_once_and_a_changed_one_counts_as_last_told(
    store: Store,
) -> None:
    store.add_external(a_file(), [EVENT])
    same, changed = replace(EVENT, file="b.csv", row=9), replace(EVENT, killed=(1, 2, 3))
    assert store.add_external(a_file("b"), [same]).copies == 1
    assert store.external_events()[0].file == "a.csv"
    assert store.add_external(a_file("c"), [replace(changed, file="c.csv")]).new == 1
    assert [event.killed for event in store.external_events("ucdp")] == [(1, 2, 3)]
    assert [event.killed for event in store.external_events(sha256="a")] == [(None, None, None)]


def test_rows_that_are_lost_on_the_way_are_an_error(store: Store) -> None:
    with pytest.raises(BalanceError, match="5 rows in, but 1 new, 0 copies and 0 refused"):
        store.add_external(a_file(rows=5), [EVENT])
    assert store.external_files() == []


def test_what_was_never_imported_cannot_be_asked_for(store: Store) -> None:
    with pytest.raises(UsageError, match="none were imported"):
        store.external_events("acled")


def test_a_changed_record_is_found(store: Store) -> None:
    store.add_external(a_file(), [EVENT])
    with store.write() as connection:
        connection.exec_driver_sql("UPDATE external_events SET record = '{}'")
        assert "does not fit its hash" in next(content.faults(connection))
