from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from khabar.acquire import Web, poll
from khabar.acquire.memory import Memory
from khabar.acquire.poll import Poll
from khabar.acquire.sources import Source
from khabar.model import Dropped, Page
from khabar.settings import FetchSettings
from tests.acquire.server import Server, answer
from tests.acquire.test_inputs import ARTICLE, feed


@dataclass
class Desk:
    """A poll of one source with a clock of its own, and what it finds."""

    server: Server
    memory: Memory
    now: float = 1_000_000.0
    found: list[Page | Dropped] = field(default_factory=list)

    def poll(self, source: Source) -> Poll:
        web = Web(FetchSettings(seconds=5, delay_seconds=0), self.server.own)
        return Poll([source], self.memory, web, lambda: self.now)

    def look(self, source: Source, *, store: bool = True) -> list[str]:
        """Return what one look gives: addresses of pages, or what became of other things."""
        told = []
        for stored, item in self.poll(source).take([source]):
            if store:
                stored()
            self.found.append(item)
            told.append(item.source if isinstance(item, Page) else f"{item.outcome} {item.item}")
        return told


@pytest.fixture
def desk(server: Server, tmp_path: Path) -> Iterator[Desk]:
    with Memory(tmp_path / "memory") as memory:
        yield Desk(server, memory)


def feed_of(desk: Desk, *paths: str, **head: str) -> Source:
    for path in paths:
        desk.server.page(path, ARTICLE + path)
    url = desk.server.page("/feed", feed(desk.server, *paths), "text/xml", **head)
    return Source(kind="feed", address=url, outlet="Harbour News")


def test_each_article_of_a_feed_comes_once(desk: Desk) -> None:
    source = feed_of(desk, "/1", "/2")
    assert desk.look(source) == [desk.server.url("/1"), desk.server.url("/2")]
    assert desk.look(source) == []
    feed_of(desk, "/3", "/1", "/2")
    assert desk.look(source) == [desk.server.url("/3")]
    assert isinstance(desk.found[0], Page)
    assert desk.found[0].outlet == "Harbour News"


def test_what_was_not_stored_comes_again(desk: Desk) -> None:
    source = feed_of(desk, "/1", ETag='"1"')
    assert desk.look(source, store=False) == [desk.server.url("/1")]
    desk.server.answers["/feed"] = answer(304)
    assert desk.look(source) == [desk.server.url("/1")]
    assert desk.look(source) == []


def test_a_feed_is_asked_only_for_what_is_new(desk: Desk) -> None:
    source = feed_of(desk, "/1", ETag='"1"')
    desk.look(source)
    desk.look(source)
    asked = [head.get("If-None-Match") for path, head, _ in desk.server.asked if path == "/feed"]
    assert asked == [None, '"1"']


def test_a_damaged_feed_is_asked_for_all_of_it_again(desk: Desk) -> None:
    source = feed_of(desk, "/1", "/2")
    whole = feed(desk.server, "/1", "/2")
    desk.server.page("/feed", whole[: whole.index("</channel>")], "text/xml", ETag='"1"')
    told = desk.look(source)
    assert told[0].startswith("quarantined")
    assert desk.memory.known(source.address) is None


def test_an_article_that_fails_is_tried_again_later_and_given_up_at_last(desk: Desk) -> None:
    source = feed_of(desk, "/1")
    desk.server.answers["/1"] = answer(500)
    for _ in range(poll.TRIES - 1):
        assert desk.look(source) == []
        assert desk.look(source) == []
        desk.now += 24 * 3600
    assert desk.look(source) == [f"quarantined {desk.server.url('/1')}"]
    assert desk.server.paths().count("/1") == poll.TRIES
    assert desk.look(source) == []


def test_an_article_that_comes_back_is_read(desk: Desk) -> None:
    source = feed_of(desk, "/1")
    desk.server.answers["/1"] = answer(503)
    assert desk.look(source) == []
    desk.server.page("/1", ARTICLE)
    desk.now += 3600
    assert desk.look(source) == [desk.server.url("/1")]


def test_a_site_that_asks_for_a_human_is_asked_again_later(desk: Desk) -> None:
    source = feed_of(desk, "/1")
    desk.server.page("/1", "<html><title>Just a moment...</title><p>Checking.</p></html>")
    assert desk.look(source) == []
    desk.server.page("/1", ARTICLE)
    desk.now += 3600
    assert desk.look(source) == [desk.server.url("/1")]


def test_an_article_that_is_gone_is_told_once(desk: Desk) -> None:
    source = feed_of(desk, "/1")
    desk.server.answers["/1"] = answer(404)
    assert desk.look(source) == [f"quarantined {desk.server.url('/1')}"]
    assert desk.look(source) == []


def test_an_index_of_sitemaps_is_followed(desk: Desk) -> None:
    server = desk.server
    server.page("/1", ARTICLE)
    server.page("/news", f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>", "text/xml")
    index = f"<sitemapindex><sitemap><loc>{server.url('/news')}</loc></sitemap></sitemapindex>"
    source = Source(kind="sitemap", address=server.page("/map", index, "text/xml"))
    assert desk.look(source) == [server.url("/1")]
    assert desk.look(source) == []


def test_a_page_where_a_feed_should_be_is_told(desk: Desk) -> None:
    source = Source(kind="feed", address=desk.server.page("/feed", ARTICLE))
    assert desk.look(source) == [f"quarantined {source.address}"]
    assert isinstance(desk.found[0], Dropped)
    assert "expected a feed, found a page" in desk.found[0].reason


def test_every_version_of_a_page_counts_and_an_unchanged_one_does_not(desk: Desk) -> None:
    source = Source(kind="page", address=desk.server.page("/1", ARTICLE, ETag='"1"'))
    assert desk.look(source) == [source.address]
    desk.server.answers["/1"] = answer(304)
    assert desk.look(source) == []
    desk.server.page("/1", ARTICLE + "<p>And came back.</p>", ETag='"2"')
    assert desk.look(source) == [source.address]


def test_a_host_that_cannot_be_reached_is_told(desk: Desk) -> None:
    for kind in ("feed", "page"):
        source = Source.model_validate({"kind": kind, "address": "http://127.0.0.1:1/"})
        assert [told.split()[0] for told in desk.look(source)] == ["skipped"]


def test_a_folder_gives_new_and_changed_files_once(desk: Desk, tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "deep").mkdir(parents=True)
    written = [folder / "a.txt", folder / "deep" / "b.txt"]
    for path in written:
        path.write_text(f"Troops left {path.name}.")
        os.utime(path, (1, 1))
    source = Source(kind="folder", address=str(folder))
    assert desk.look(source, store=False) == [str(path) for path in written]
    assert desk.look(source) == [str(path) for path in written]
    assert desk.look(source) == []
    written[0].write_text("They came back.")
    os.utime(written[0], (2, 2))
    assert desk.look(source) == [str(written[0])]


def test_a_file_that_is_still_written_to_is_left_for_the_next_look(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_text("Troops")
    desk.now = (folder / "a.txt").stat().st_mtime + 1
    source = Source(kind="folder", address=str(folder))
    assert desk.look(source) == []
    desk.now += 60
    assert desk.look(source) == [str(folder / "a.txt")]


def test_a_file_of_several_articles_counts_as_read_when_all_are_stored(
    desk: Desk, tmp_path: Path
) -> None:
    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.jsonl").write_text('{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}\n')
    os.utime(folder / "a.jsonl", (1, 1))
    source = Source(kind="folder", address=str(folder))
    taken = desk.poll(source).take([source])
    stored, _ = next(taken)
    stored()
    taken.close()  # type: ignore[attr-defined]
    assert desk.look(source) == ["1", "2"]


def test_sources_come_due_after_their_interval(desk: Desk) -> None:
    source = feed_of(desk)
    one = desk.poll(source)
    assert one.due() == [source]
    desk.look(source)
    assert one.due() == []
    assert one.pause() == source.seconds
    desk.now += source.seconds
    assert one.due() == [source]
    desk.now -= 10 * source.seconds  # somebody set the clock back
    assert one.due() == [source]


def test_only_so_many_links_are_fetched_at_a_time(
    desk: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(poll, "LINKS_AT_A_TIME", 2)
    source = feed_of(desk, "/1", "/2", "/3")
    assert len(desk.look(source)) == 2
    assert desk.poll(source).has_waiting()
    assert len(desk.look(source)) == 1
    assert not desk.poll(source).has_waiting()
