"""What merging left behind is kept, found and changed alike in both databases."""

from __future__ import annotations

from khabar.store.content import dump
from khabar.store.store import Store
from khabar.store.traces import change_traces, find_traces


def test_traces_take_the_place_of_those_before(store: Store) -> None:
    store.keep_traces([("word", "a", b"1"), ("word", "b", b"2"), ("event", "a", b"\x00\xff")])
    with store.read() as connection:
        assert find_traces(connection, "word", {"a", "b", "c"}) == {"a": b"1", "b": b"2"}
        assert find_traces(connection, "event", ["a"]) == {"a": b"\x00\xff"}
    store.keep_traces(("word", str(number), b"1") for number in range(25_000))
    with store.read() as connection:
        assert len(find_traces(connection, "word", {*map(str, range(30_000))})) == 25_000
        assert find_traces(connection, "event", ["a"]) == {}


def test_single_traces_change_and_go(store: Store) -> None:
    store.keep_traces([("word", "a", b"1"), ("word", "b", b"2"), ("event", "a", b"3")])
    with store.write() as connection:
        change_traces(connection, {("word", "a"): None, ("event", "a"): b"4", ("word", "c"): b"5"})
        assert find_traces(connection, "word", ["a", "b", "c"]) == {"b": b"2", "c": b"5"}
        assert find_traces(connection, "event", ["a"]) == {"a": b"4"}


def test_traces_are_no_content(store: Store) -> None:
    with store.read() as connection:
        empty = list(dump(connection))
    store.keep_traces([("word", "a", b"1")])
    with store.read() as connection:
        assert list(dump(connection)) == empty
