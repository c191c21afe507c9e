"""What is counted in memory is what filters find in the database."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from datetime import date

import numpy as np
import pytest
from sqlalchemy import select

from khabar.errors import UsageError
from khabar.model import Event, Party
from khabar.query_text import parse_filter
from khabar.store import tables
from khabar.store.change_log import since
from khabar.store.columns import Columns
from khabar.store.columns_joined import joined
from khabar.store.columns_read import brought_up_to_date, change_of, changes, load_columns
from khabar.store.counts import Counted, Total, by_days, days_told, most_frequent, sizes, totals
from khabar.store.here import gathered
from khabar.store.live import LiveColumns
from khabar.store.search import Search
from khabar.store.sieve import Sieve
from khabar.store.store import Store
from khabar.store.values import NONE, plain
from khabar.view.tolls import killed_over
from tests.store.told import FINDS, SPAN, where
from tests.store.told import fill as fill_with_few


def alone(_id: str) -> tuple[()]:
    return ()


def sieve_of(store: Store) -> Sieve:
    with store.read() as connection:
        return Sieve(load_columns(connection, alone))


def passing(store: Store, sieve: Sieve, text: str, but: str | None = None) -> list[str]:
    with store.read() as connection:
        found = sieve.passing(connection, parse_filter(text), but)
    return [sieve.columns.ids[row] for row in np.flatnonzero(found).tolist()]


def values(columns: Columns, field: str, most: int = 9) -> list[tuple[str, int]]:
    every = np.ones(len(columns), dtype=bool)
    return [(one.label, one.count) for one in most_frequent(columns, field, every, most)[0]]


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_what_passes_in_memory_is_what_the_filter_finds(
    told: Store, text: str, expected: str
) -> None:
    assert passing(told, sieve_of(told), text) == expected.split()


@pytest.mark.parametrize(("text", "expected"), FINDS)
def test_the_numbers_of_a_search_are_those_of_its_rows(
    told: Store, text: str, expected: str
) -> None:
    with told.read() as connection:
        search = Search("events", parse_filter(text))
        rows = [row[0] for row in search.cells(connection, ["number"])]
        assert sorted(search.numbers(connection)) == sorted(rows)
        assert len(rows) == len(expected.split())


def test_conditions_that_only_the_database_can_answer_are_asked_once(told: Store) -> None:
    sieve = sieve_of(told)
    assert passing(told, sieve, "airport country:AFG") == ["e1"]
    known = dict(sieve._remembered)
    assert passing(told, sieve, "-airport killed>=4") == ["e4"]
    assert all(sieve._remembered[condition] is known[condition] for condition in known)


def test_a_field_can_be_left_out_of_the_filter(told: Store) -> None:
    sieve = sieve_of(told)
    assert passing(told, sieve, "grade:fair country:AFG", but="grade") == ["e2", "e1", "e4"]
    assert passing(told, sieve, "grade:fair country:AFG", but="country") == ["e2"]


def test_what_only_claims_have_is_refused(told: Store) -> None:
    with pytest.raises(UsageError, match="which only claims have"):
        passing(told, sieve_of(told), "kind:event")


def test_values_are_counted_with_the_most_frequent_first(told: Store) -> None:
    columns = sieve_of(told).columns
    assert values(columns, "country") == [("Afghanistan", 3)]
    assert values(columns, "grade") == [("weak", 3), ("fair", 1)]
    assert values(columns, "party") == [
        ("rebels", 2),
        ("IS Khorasan", 1),
        ("gunmen", 1),
        ("village", 1),
    ]
    assert values(columns, "claimant") == [("Mayor", 3), ("Wire", 1)]
    assert values(columns, "outlet") == [("Daily", 4), ("Wire", 1)]
    assert values(columns, "disputed") == [("figures", 1)]
    assert values(columns, "precision") == [("exact", 2), ("admin1", 1)]


def test_values_asked_for_are_counted_also_where_no_event_has_them(told: Store) -> None:
    columns = sieve_of(told).columns
    none = np.zeros(len(columns), dtype=bool)
    found, more = most_frequent(columns, "party", none, 9, ["GUNMEN", "never seen"])
    assert (found, more) == ([Counted("gunmen", "gunmen", 0)], False)
    found, more = most_frequent(columns, "party", ~none, 1, ["iskp"])
    assert ([one.value for one in found], more) == (["rebels", "iskp"], True)


def test_an_actors_events_count_for_the_bodies_above_it(told: Store) -> None:
    def above(id: str) -> list[tuple[str, str]]:
        return [(id, "IS Khorasan"), ("is", "Islamic State")] if id == "iskp" else []

    with told.read() as connection:
        columns = load_columns(connection, above)
    assert ("Islamic State", 1) in values(columns, "party")
    assert "is" not in {value for value, _ in columns.fields["actor"].labels.each}


def test_counters_are_those_of_the_records(told: Store) -> None:
    columns = sieve_of(told).columns
    found = totals(columns, np.ones(len(columns), dtype=bool))
    toll = killed_over(told.events())
    assert toll is not None
    assert found.killed == Total(toll.low, toll.best, toll.high, toll.more)
    assert (found.events, found.independent, found.articles, found.outlets) == (4, 6, 4, 2)
    assert (found.disputed, found.unplaced, found.undated, found.reviewed) == (1, 1, 1, 0)
    assert found.injured is None
    with told.read() as connection:
        assert sizes(connection).events == 4


def test_events_stand_in_the_stretch_that_holds_all_their_days(told: Store) -> None:
    columns = sieve_of(told).columns
    every = np.ones(len(columns), dtype=bool)
    edges = [date(2021, month, 1).toordinal() for month in range(1, 13)]
    found, wider = by_days(columns, every, edges)
    assert [one.events for one in found] == [0] * 7 + [1] + [0] * 3
    assert (found[7].killed_low, found[7].killed_high, wider) == (3, 5, 2)
    whole, _ = by_days(
        columns, every, [date(year, 1, 1).toordinal() for year in (2021, 2022, 2023)]
    )
    assert [one.events for one in whole] == [2, 1]
    assert [(one.killed_low, one.killed_high) for one in whole] == [(3, 5), (0, 0)]


def test_articles_stand_in_the_stretch_in_which_they_were_published(told: Store) -> None:
    columns = sieve_of(told).columns
    every = np.ones(len(columns), dtype=bool)
    assert days_told(columns, every) == (date(2021, 8, 1).toordinal(), date(2024, 5, 7).toordinal())
    found, _ = by_days(columns, every, [date(2024, 5, day).toordinal() for day in (6, 7, 8)])
    assert [one.reported for one in found] == [0, 4]


def test_places_are_gathered_with_their_events(told: Store) -> None:
    columns = sieve_of(told).columns
    every, places = np.ones(len(columns), dtype=bool), columns.places
    groups = np.where(places.is_point, 0, NONE)
    [here] = gathered(columns, every, groups, most=1)
    assert (here.count, here.ids, here.killed, here.grade) == (2, ["e4"], 47, "weak")
    assert here.latitude == pytest.approx((34.53 + 33.55) / 2)
    [area] = gathered(columns, every, places.area[0], most=9)
    named = places.areas[area.group]
    assert (named.level, named.name, area.ids, area.killed) == (
        "admin1",
        "Herat Province",
        ["e2"],
        None,
    )


def test_nothing_passes_without_events(store: Store) -> None:
    sieve = sieve_of(store)
    assert passing(store, sieve, "country:AFG killed>=1 from:2020 near:1,1,5") == []
    columns, none = sieve.columns, np.zeros(0, dtype=bool)
    assert totals(columns, none).killed is None
    assert gathered(columns, none, columns.places.area[0], 5) == []
    assert days_told(columns, none) is None
    assert most_frequent(columns, "type", none, 5) == ([], False)


def test_columns_follow_every_change_of_the_list(store: Store) -> None:
    live = LiveColumns()
    with store.read() as connection:
        assert len(live.at(connection).columns) == 0
    fill_with_few(store)
    with store.read() as connection:
        first = live.at(connection)
        assert len(first.columns) == 4
        assert live.at(connection) is first
    events = [(event, "rejected" if event.id == "e1" else "open") for event in store.events()]
    store.replace_events(events, [], {})
    with store.read() as connection:
        assert live.at(connection) is not first
    assert passing(store, live._sieve or first, "country:AFG") == ["e2", "e4"]
    assert passing(store, live._sieve or first, "country:AFG", but="status") == ["e2", "e1", "e4"]


def rows_of(columns: Columns) -> list[tuple[object, ...]]:
    """Return all that is known of each row, whatever codes it is kept under."""
    fields = {**columns.fields, **{f"{f} counted": v for f, v in columns.counted.items()}}
    fields["articles"] = columns.articles
    told: list[set[tuple[str, str]]] = [set() for _ in columns.ids]
    for name, values in fields.items():
        for row, code in zip(values.rows.tolist(), values.codes.tolist(), strict=True):
            told[row].add((name, plain(values.labels[code][0])))
    published = dict(zip([plain(a) for a, _ in columns.articles.labels.each],
                         zip(*(part.tolist() for part in columns.published), strict=True),
                         strict=True))  # fmt: skip
    return [
        (
            id, columns.numbers[row], columns.first_day[row], columns.last_day[row],
            columns.killed.low[row], columns.killed.high[row], columns.killed.highest[row],
            columns.places.spots[columns.spot[row]] if columns.spot[row] != NONE else None,
            columns.part_of[row], sorted(told[row]),
            sorted(published[value] for name, value in told[row] if name == "articles"),
        )
        for row, id in enumerate(columns.ids)
    ]  # fmt: skip


def changed(events: list[Event]) -> Iterator[list[Event]]:
    """Yield the events after each of some changes."""
    first, second, third, fourth = events
    yield [first, second, replace(third, where=where("Khost", 33.3, 69.9)), fourth]
    yield [first, second, third]
    yield [replace(first, when=second.when, part_of=second.id), second, third, fourth]
    yield [replace(second, id="e9", actors=(Party("GUNMEN", SPAN), Party("new", SPAN, "new")))]
    yield []
    yield events


@pytest.mark.parametrize("most", [2_000, 0], ids=["told", "too many to tell"])
def test_what_was_changed_is_read_into_the_same_columns_as_all_of_it(
    store: Store, most: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khabar.store.change_log.MOST_ROWS", most)
    fill_with_few(store)
    held = sieve_of(store).columns
    for events in changed(store.events()):
        store.replace_events([(event, "open") for event in events], [], {})
        with store.read() as connection:
            whole = load_columns(connection, alone)
            held = joined(held, *changes(connection, held, alone))
            assert rows_of(held) == rows_of(whole)
            assert held.change == whole.change
            assert rows_of(brought_up_to_date(connection, held, alone)) == rows_of(whole)
            every = np.ones(len(held), dtype=bool)
            assert totals(held, every) == totals(whole, every)


def test_only_the_rows_that_were_touched_are_told(store: Store) -> None:
    fill_with_few(store)
    events = [(event, "open") for event in store.events()]
    with store.read() as connection:
        before = change_of(connection)
    (first, _), *_ = events
    store.change_events([(first, "accepted")], {}, {})
    with store.read() as connection:
        number = select(tables.event_list.c.number).where(tables.event_list.c.event_id == first.id)
        row = connection.execute(number).scalar_one()
        now = change_of(connection)
        assert since(connection, before, now) == {row}
        assert since(connection, now, now) == set()


def test_changes_of_long_ago_are_forgotten(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.store.change_log.MOST_CHANGES", 3)
    fill_with_few(store)
    with store.read() as connection:
        before = change_of(connection)
    for status in ("accepted", "rejected", "accepted"):
        store.change_events([(event, status) for event in store.events()], {}, {})
    with store.read() as connection:
        now = change_of(connection)
        assert since(connection, before, now) is None
        assert since(connection, now - 2, now) is not None
