from __future__ import annotations

from pathlib import Path

import pytest

from khabar.acquire.answers import Fetched, Known
from khabar.acquire.links import Link
from khabar.acquire.memory import Memory
from khabar.errors import ForeignError, LockedError

ONE = Link("feed, entry 1", "https://harbour.example/1", "2024-01-02", "Harbour News")
TWO = Link("feed, entry 2", "https://harbour.example/2")
ANSWER = Fetched("https://harbour.example/feed", 200, b"", etag='"1"', modified="yesterday")


def test_a_link_waits_until_it_is_done_and_never_comes_again(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        memory.expect("feed", [ONE, TWO], ANSWER)
        assert memory.waiting(0, 9) == [ONE, TWO]
        memory.done(ONE.url)
    with Memory(tmp_path / "m") as memory:
        memory.expect("feed", [ONE, TWO], ANSWER)
        assert memory.waiting(0, 9) == [TWO]
        assert memory.known("feed") == Known('"1"', "yesterday")
        assert not memory.is_empty()


def test_a_link_that_is_put_off_waits_so_long(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        memory.expect("feed", [ONE, TWO], None)
        memory.put_off(ONE.url, 100)
        assert memory.waiting(99, 9) == [TWO]
        assert memory.waiting(100, 9) == [ONE, TWO]
        assert memory.tried(ONE.url) == 1
        memory.done(TWO.url)
        assert memory.next_wait() == 100
        assert memory.known("feed") is None


def test_a_file_is_known_as_it_was(tmp_path: Path) -> None:
    with Memory(tmp_path / "m") as memory:
        assert memory.is_empty()
        memory.keep_file("a.txt", "1 2")
        assert memory.has_file("a.txt", "1 2")
        assert not memory.has_file("a.txt", "1 3")
        assert not memory.is_empty()


def test_two_programs_cannot_hold_it_at_once(tmp_path: Path) -> None:
    with Memory(tmp_path / "m"), pytest.raises(LockedError, match="another khabar watch"):
        Memory(tmp_path / "m")
    Memory(tmp_path / "m").__exit__()


def test_a_file_of_another_kind_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "m").write_text("dear diary, " * 100)
    with pytest.raises(ForeignError):
        Memory(tmp_path / "m")
