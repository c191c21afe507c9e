from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from khabar.acquire import read
from khabar.acquire.web import Web
from khabar.model import Dropped, Page
from khabar.settings import FetchSettings
from tests.acquire.server import Server, answer

ARTICLE = "<html><body><p>Troops left the town on Monday.</p></body></html>"


def web(server: Server) -> Web:
    return Web(FetchSettings(seconds=5, delay_seconds=0), server.own)


def items(server: Server, *paths: object, lists: tuple[str, ...] = ()) -> list[Page | Dropped]:
    return list(read([str(path) for path in paths], url_lists=lists, web=web(server)))


def feed(server: Server, *paths: str) -> str:
    entries = "".join(f"<item><link>{server.url(path)}</link></item>" for path in paths)
    return f"<rss version='2.0'><channel>{entries}</channel></rss>"


def sources(found: list[Page | Dropped]) -> list[str]:
    return [item.source if isinstance(item, Page) else item.item for item in found]


def test_an_address_gives_its_page(server: Server) -> None:
    url = server.page("/1", ARTICLE)
    assert items(server, url) == [Page(url, ARTICLE.encode(), "html", url=url)]


def test_plain_text_on_the_web_is_text(server: Server) -> None:
    url = server.page("/1", "Troops left the town.", "text/plain")
    (page,) = items(server, url)
    assert isinstance(page, Page)
    assert page.media == "text"


def test_a_page_keeps_the_address_that_it_was_moved_to(server: Server) -> None:
    server.page("/2", ARTICLE)
    server.answers["/1"] = answer(301, Location="/2")
    (page,) = items(server, server.url("/1"))
    assert isinstance(page, Page)
    assert (page.source, page.url) == (server.url("/1"), server.url("/2"))


def test_a_feed_gives_the_pages_that_it_points_to(server: Server) -> None:
    server.page("/1", ARTICLE)
    server.page("/2", ARTICLE + " ")
    url = server.page("/feed", feed(server, "/1", "/2", "/gone", "/1"), "application/rss+xml")
    found = items(server, url)
    assert [type(item) for item in found] == [Page, Page, Dropped, Dropped]
    assert isinstance(found[2], Dropped)
    assert "404" in found[2].reason
    assert isinstance(found[3], Dropped)
    assert found[3].reason == "already read in this run"
    assert server.paths().count("/1") == 1


def test_an_index_of_sitemaps_leads_to_pages_packed_or_not(server: Server) -> None:
    server.page("/1", ARTICLE)
    urls = f"<urlset><url><loc>{server.url('/1')}</loc></url></urlset>"
    server.page("/news.xml.gz", gzip.compress(urls.encode()), "application/gzip")
    index = (
        f"<sitemapindex><sitemap><loc>{server.url('/news.xml.gz')}</loc></sitemap></sitemapindex>"
    )
    url = server.page("/sitemap.xml", index, "text/xml")
    assert sources(items(server, url)) == [server.url("/1")]


def test_an_index_that_leads_to_itself_comes_to_an_end(server: Server) -> None:
    loop = f"<sitemapindex><sitemap><loc>{server.url('/s')}</loc></sitemap></sitemapindex>"
    found = items(server, server.page("/s", loop, "text/xml"))
    assert [type(item) for item in found] == [Dropped]


def test_a_feed_inside_a_feed_is_no_article(server: Server) -> None:
    server.page("/inner", feed(server, "/1"), "text/xml")
    (item,) = items(server, server.page("/feed", feed(server, "/inner"), "text/xml"))
    assert isinstance(item, Dropped)


def test_a_list_of_addresses_is_read_by_its_ending_or_its_option(
    server: Server, tmp_path: Path
) -> None:
    url = server.page("/1", ARTICLE)
    for name in ("today.urls", "today.txt"):
        (tmp_path / name).write_text(f"# today\n\n{url}\nharbour.example\n")
    by_ending = items(server, tmp_path / "today.urls")
    by_option = items(server, lists=(str(tmp_path / "today.txt"),))
    for found in (by_ending, by_option):
        assert [type(item) for item in found] == [Dropped, Page]


def test_a_feed_or_table_on_disk_is_followed_only_if_it_is_named(
    server: Server, tmp_path: Path
) -> None:
    url = server.page("/1", ARTICLE)
    (tmp_path / "feed.xml").write_text(feed(server, "/1"))
    (tmp_path / "list.csv").write_text(f"url\n{url}\n")
    (inside, other) = items(server, tmp_path)
    assert isinstance(inside, Dropped)
    assert isinstance(other, Dropped)
    assert inside.outcome == other.outcome == "skipped"
    assert server.asked == []
    assert sources(items(server, tmp_path / "feed.xml")) == [url]
    assert sources(items(server, tmp_path / "list.csv")) == [url]


def test_other_xml_is_no_input(tmp_path: Path, server: Server) -> None:
    (tmp_path / "a.xml").write_text("<note>Troops left.</note>")
    (item,) = items(server, tmp_path / "a.xml")
    assert isinstance(item, Dropped)


def test_a_pattern_takes_the_files_that_fit_by_name(server: Server, tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "c.html"):
        (tmp_path / name).write_text("<p>Troops left.</p>")
    found = items(server, tmp_path / "*.txt")
    assert [Path(source).name for source in sources(found)] == ["a.txt", "b.txt"]
    (none,) = items(server, tmp_path / "*.warc")
    assert isinstance(none, Dropped)


def test_a_file_whose_name_has_a_sign_of_patterns_is_itself(server: Server, tmp_path: Path) -> None:
    (tmp_path / "a[1].txt").write_text("Troops left.")
    (page,) = items(server, tmp_path / "a[1].txt")
    assert isinstance(page, Page)


def test_an_address_named_twice_is_fetched_once(server: Server) -> None:
    url = server.page("/1", ARTICLE)
    assert [type(item) for item in items(server, url, url)] == [Page, Dropped]


@pytest.mark.parametrize(
    ("media", "body"),
    [("application/pdf", b"%PDF"), ("image/png", b"\x89PNG"), ("text/html", b"\x89PNG" + bytes(99)),
     ("text/html", b""), ("text/plain", b"caf\xe9"), ("application/json", b"{}")],
)  # fmt: skip
def test_what_is_no_article_is_quarantined(server: Server, media: str, body: bytes) -> None:
    (item,) = items(server, server.page("/1", body, media))
    assert isinstance(item, Dropped)
    assert item.outcome == "quarantined"


@pytest.mark.parametrize("url", ["http://127.0.0.1/", "http://10.0.0.1/", "https://localhost/"])
def test_an_address_of_this_network_is_skipped(server: Server, url: str) -> None:
    (item,) = items(server, url)
    assert isinstance(item, Dropped)
    assert item.outcome == "skipped"


def test_a_failure_reads_the_same_each_time(server: Server) -> None:
    server.answers["/1"] = answer(200, b"short", Content_Length="99")
    assert items(server, server.url("/1")) == items(server, server.url("/1"))


def test_without_leave_nothing_is_fetched(server: Server) -> None:
    (item,) = read([server.page("/1", ARTICLE)])
    assert isinstance(item, Dropped)
    assert item.outcome == "skipped"
    assert server.asked == []


def test_what_goes_wrong_at_one_address_does_not_keep_the_others_from_being_read(
    server: Server,
) -> None:
    bomb = gzip.compress(bytes(1 << 24)) * 64
    server.page("/bomb", bomb, Content_Encoding="gzip")
    server.page("/short", ARTICLE, Content_Length="999")
    server.answers |= {"/loop": answer(302, Location="/loop"), "/busy": answer(500)}
    server.answers["/inside"] = answer(302, Location="http://10.0.0.1/")
    server.page("/last", ARTICLE)
    paths = ("/bomb", "/short", "/loop", "/busy", "/inside", "/last")
    found = items(server, server.page("/feed", feed(server, *paths), "text/xml"))
    assert [type(item) for item in found] == [Dropped] * 5 + [Page]
