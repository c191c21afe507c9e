from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.acquire.links import Link
from khabar.acquire.sitemaps import is_sitemap, read_sitemap
from khabar.model import Dropped, Page

NEWS = b"""<?xml version="1.0" encoding="UTF-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"
 xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><loc> https://harbour.example/1 </loc><news:news><news:publication>
<news:name>Harbour News</news:name><news:language>en</news:language></news:publication>
<news:publication_date>2024-01-02T23:30:00+05:00</news:publication_date>
<news:title>Troops leave</news:title></news:news></url>
<url><loc>https://harbour.example/2</loc><lastmod>2024-01-05</lastmod></url></urlset>"""

INDEX = b"""<sitemapindex xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
<sitemap><loc>https://harbour.example/news.xml</loc></sitemap></sitemapindex>"""


def found(body: bytes) -> list[Page | Dropped | Link]:
    return [item for _, item in read_sitemap("map", body)]


def test_a_news_sitemap_gives_links_with_day_and_outlet() -> None:
    assert found(NEWS) == [
        Link("map, address 1", "https://harbour.example/1", "2024-01-02", "Harbour News"),
        Link("map, address 2", "https://harbour.example/2"),
    ]


def test_an_index_leads_to_further_sitemaps() -> None:
    assert found(INDEX) == [Link("map, address 1", "https://harbour.example/news.xml", leads=1)]


def test_a_sitemap_is_known_by_its_start() -> None:
    assert is_sitemap(NEWS)
    assert is_sitemap(INDEX)
    assert not is_sitemap(b"<rss/>")
    assert not is_sitemap(b"<html></html>")


def test_of_a_sitemap_cut_anywhere_what_stands_before_is_kept_and_the_cut_told() -> None:
    known = set(found(NEWS))
    for cut in range(NEWS.index(b"<url>"), len(NEWS) - 1):
        *links, last = found(NEWS[:cut])
        assert set(links) <= known
        assert isinstance(last, Dropped), cut
        assert last.outcome == "quarantined"


@pytest.mark.parametrize("loc", ["", "javascript:alert(1)", "/1", "file:///etc/passwd"])
def test_what_is_no_address_is_quarantined(loc: str) -> None:
    (item,) = found(f"<urlset><url><loc>{loc}</loc></url></urlset>".encode())
    assert isinstance(item, Dropped)


def test_entities_are_not_followed() -> None:
    hostile = b"""<!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd">]>
    <urlset><url><loc>&x;</loc></url></urlset>"""
    assert not [item for item in found(hostile) if isinstance(item, Link)]


def test_an_empty_sitemap_says_so() -> None:
    (item,) = found(b"<urlset></urlset>")
    assert isinstance(item, Dropped)
    assert item.outcome == "skipped"


def test_what_is_beyond_the_limit_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("khabar.acquire.sitemaps.MOST_LINKS", 1)
    link, rest = found(NEWS)
    assert isinstance(link, Link)
    assert isinstance(rest, Dropped)


@given(st.sampled_from((NEWS, INDEX)), st.integers(0, 700), st.binary(max_size=12))
def test_any_damage_is_told_and_raises_nothing(body: bytes, at: int, junk: bytes) -> None:
    assert found(body[:at] + junk + body[at:])
