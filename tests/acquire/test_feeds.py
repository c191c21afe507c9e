from __future__ import annotations

import feedparser
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from khabar.acquire.feeds import is_feed, read_feed
from khabar.acquire.links import Link
from khabar.model import Dropped, Page

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>Harbour News</title><link>https://harbour.example/</link>
<item><title>Troops leave &amp; return</title><link>https://harbour.example/1?a=1&amp;b=2</link>
<pubDate>Tue, 02 Jan 2024 23:30:00 +0500</pubDate></item>
<item><title>Bridge closed</title><link>/2</link></item>
</channel></rss>"""

ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Harbour News</title>
<entry><title>Troops leave</title><link rel="alternate" href="https://harbour.example/1"/>
<id>urn:1</id><published>2024-01-02T23:30:00+05:00</published></entry>
<entry><title>Notice</title><id>urn:2</id>
<content type="html">&lt;p&gt;The bridge is closed.&lt;/p&gt;</content></entry>
<entry><title>Nothing at all</title><id>urn:3</id></entry></feed>"""

RDF = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel rdf:about="https://harbour.example/"><title>Harbour News</title></channel>
<item rdf:about="https://harbour.example/1"><title>Troops leave</title>
<link>https://harbour.example/1</link><dc:date>2024-01-02T10:00Z</dc:date></item></rdf:RDF>"""


def found(text: str | bytes, base: str | None = None) -> list[Page | Dropped | Link]:
    body = text if isinstance(text, bytes) else text.encode()
    return [item for _, item in read_feed("feed", body, base)]


def links(text: str | bytes, base: str | None = None) -> list[Link]:
    return [item for item in found(text, base) if isinstance(item, Link)]


def test_an_rss_feed_gives_its_links_with_the_day_that_each_states() -> None:
    one, two = links(RSS, "https://harbour.example/feed")
    assert one == Link("feed, entry 1", "https://harbour.example/1?a=1&b=2", published="2024-01-02")
    assert two == Link("feed, entry 2", "https://harbour.example/2")


def test_an_atom_entry_without_a_link_is_a_page_if_it_holds_its_text() -> None:
    link, page, dropped = found(ATOM)
    assert isinstance(link, Link)
    assert link.published == "2024-01-02"
    assert page == Page("urn:2", b"<p>The bridge is closed.</p>", "html", title="Notice")
    assert isinstance(dropped, Dropped)
    assert "neither" in dropped.reason


def test_an_rdf_feed_is_read() -> None:
    assert links(RDF) == [Link("feed, entry 1", "https://harbour.example/1", "2024-01-02")]


@pytest.mark.parametrize("feed", [RSS, ATOM, RDF, "\ufeff" + RSS, "<!-- made today -->" + ATOM])
def test_a_feed_is_known_by_its_start(feed: str) -> None:
    assert is_feed(feed.encode())


@pytest.mark.parametrize("other", ["<html></html>", "<urlset/>", "rss", "", "<feeds/>", "{}"])
def test_what_is_no_feed_is_not_taken_for_one(other: str) -> None:
    assert not is_feed(other.encode())


def test_of_a_feed_cut_anywhere_no_half_entry_is_kept_and_the_cut_is_told() -> None:
    whole = RSS.encode()
    known = {link.url for link in links(RSS, "https://harbour.example/")}
    for cut in range(whole.index(b"<item>"), len(whole) - 1):
        items = found(whole[:cut], "https://harbour.example/")
        assert {item.url for item in items if isinstance(item, Link)} <= known
        assert isinstance(items[-1], Dropped), cut
        assert items[-1].outcome == "quarantined"


def test_damage_inside_a_feed_loses_no_entry_silently() -> None:
    damaged = RSS.replace("Bridge closed", "Bridge & road < closed")
    items = found(damaged, "https://harbour.example/")
    told = [item for item in items if isinstance(item, Dropped)]
    assert len([item for item in items if isinstance(item, Link)]) == 2 or told


def test_entities_of_its_own_are_refused() -> None:
    bomb = '<!DOCTYPE rss [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>' + RSS
    (item,) = found(bomb)
    assert isinstance(item, Dropped)
    assert "entities" in item.reason


def test_an_external_entity_opens_nothing(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(feedparser.http, "get", lambda *_: pytest.fail("it went to the network"))
    hostile = '<!DOCTYPE rss SYSTEM "http://127.0.0.1:9/x.dtd">' + RSS.split("?>")[1]
    assert len(links(hostile, "https://harbour.example/")) == 2


def test_a_feed_that_reads_as_an_address_is_not_opened() -> None:
    (item,) = found("http://127.0.0.1:9/feed")
    assert isinstance(item, Dropped)


def test_links_that_are_no_web_addresses_are_not_followed() -> None:
    hostile = RSS.replace("https://harbour.example/1?a=1&amp;b=2", "javascript:alert(1)")
    assert not [link for link in links(hostile) if "javascript" in link.url]


def test_an_endless_feed_is_cut_and_the_rest_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.acquire.feeds.MOST_ENTRIES", 1)
    link, rest = found(RSS, "https://harbour.example/")
    assert isinstance(link, Link)
    assert isinstance(rest, Dropped)
    assert "first 1 of 2" in rest.reason


@given(st.sampled_from((RSS, ATOM, RDF)), st.integers(0, 700), st.binary(max_size=12))
@example(ATOM, 90, b"&#x110000;")
@example(RSS, 34, b"\xef")
def test_any_damage_is_told_and_raises_nothing(feed: str, at: int, junk: bytes) -> None:
    body = feed.encode()
    assert found(body[:at] + junk + body[at:], "https://harbour.example/")
