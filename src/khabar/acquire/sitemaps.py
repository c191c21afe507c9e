"""Links from sitemaps, news sitemaps and indexes of sitemaps."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import date
from urllib.parse import urljoin

from lxml import etree

from khabar.acquire.inflate import PackedError, unpacked
from khabar.acquire.links import Found, Link, is_address, quarantined, skipped

MOST_LINKS = 50_000
"""Addresses of one sitemap that are taken: what the protocol allows."""

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?[^>]{0,500}>|<!--.{0,2000}?-->)\s*)*<(?:\w+:)?(?:urlset|sitemapindex)\b",
    re.I | re.S,
)
_GZIP = b"\x1f\x8b"


def unpacked_sitemap(body: bytes, most_bytes: int) -> bytes:
    """Return the body, unpacked if it is a `.xml.gz`. Raises PackedError."""
    return unpacked([body], "gzip", most_bytes) if body.startswith(_GZIP) else body


def is_sitemap(body: bytes) -> bool:
    """Return whether bytes begin as a sitemap or an index of sitemaps does."""
    return _START.match(body[:8192]) is not None


def read_sitemap(name: str, body: bytes, base: str | None = None, leads: int = 1) -> Found:
    """Yield a link for each address; those of an index lead through `leads` further sitemaps.

    What stands before damage is kept, and the damage told.
    """
    count = 0
    try:
        for element in _elements(body):
            count += 1
            if count > MOST_LINKS:
                rule = (
                    f"addresses after the first {MOST_LINKS:,}, which is all that sitemaps may have"
                )
                yield name, skipped(name, rule)
                return
            yield from _link(f"{name}, address {count}", element, base, leads)
    except (etree.XMLSyntaxError, PackedError) as error:
        what = " ".join(str(error).split())[:120]
        yield (
            name,
            quarantined(name, f"expected a whole sitemap, found: {what}; {count} read before"),
        )
        return
    if not count:
        yield name, skipped(name, "a sitemap without addresses")


def _elements(body: bytes) -> Iterator[etree._Element]:
    found = etree.iterparse(
        io.BytesIO(body),
        events=("end",),
        tag=("{*}url", "{*}sitemap"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    for _, element in found:
        yield element
        element.clear()


def _link(where: str, element: etree._Element, base: str | None, leads: int) -> Found:
    words = _text(element, "loc")
    url = urljoin(base, words) if base and words else words
    if url is None or not is_address(url):
        found = f'"{url[:60]}"' if url else "none"
        yield where, quarantined(where, f"expected an address, found {found}")
        return
    of_sitemap = etree.QName(element).localname == "sitemap"
    day, outlet = _day(_text(element, "publication_date")), _text(element, "name")
    yield url, Link(where, url, day, outlet, leads=leads if of_sitemap else 0)


def _text(element: etree._Element, name: str) -> str | None:
    found = element.find(f".//{{*}}{name}")
    words = (found.text or "").strip() if found is not None else ""
    return words or None


def _day(words: str | None) -> str | None:
    """Return the day of a W3C date, if it is one to the day."""
    try:
        return date.fromisoformat((words or "")[:10]).isoformat()
    except ValueError:
        return None
