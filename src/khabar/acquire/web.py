"""What addresses lead to: a page, or the links of the feed or sitemap that is there."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING

from khabar.acquire.addresses import NOTHING_OWN, Own, RefusedError
from khabar.acquire.answers import Fetched, FetchError, Known
from khabar.acquire.contents import looks_like_page, what_is_wrong
from khabar.acquire.feeds import is_feed, read_feed
from khabar.acquire.inflate import PackedError
from khabar.acquire.limits import MAX_BYTES, TOO_LARGE
from khabar.acquire.links import Found, Link, quarantined, skipped
from khabar.acquire.refusals import refusal_in
from khabar.acquire.sitemaps import is_sitemap, read_sitemap, unpacked_sitemap
from khabar.model import Dropped, Page
from khabar.settings import FetchSettings

if TYPE_CHECKING:
    from khabar.acquire.polite import Polite

PAGES = ("text/", "application/xhtml+xml")
LISTS = (*PAGES, "application/xml", "application/rss", "application/atom", "application/rdf",
         "application/gzip", "application/x-gzip", "application/octet-stream")  # fmt: skip
"""Beginnings of the types that pages, and that feeds and sitemaps, are served as."""


class Web:
    """Follows links, politely. `own` is for tests: see there."""

    def __init__(self, limits: FetchSettings, own: Own = NOTHING_OWN) -> None:
        self._limits = limits
        self._own = own

    @cached_property
    def _polite(self) -> Polite:
        # HTTP takes a quarter of a second to import, which only those who fetch should wait.
        from khabar.acquire.polite import Polite

        return Polite(self._limits, self._own)

    def follow(self, link: Link) -> Found:
        """Yield the page that a link leads to, or further links, or why there is neither."""
        try:
            yield from self.found(link, self.fetch(link))
        except RefusedError as refused:
            yield link.url, skipped(link.url, str(refused))
        except (FetchError, PackedError) as failed:
            yield link.url, quarantined(link.url, str(failed))

    def fetch(self, link: Link, known: Known | None = None) -> Fetched:
        """Return what is at the address. Raises RefusedError or FetchError."""
        return self._polite.fetch(link.url, known=known, media=LISTS if link.leads else PAGES)

    def found(self, link: Link, answer: Fetched) -> Found:
        """Yield what an answer holds. Raises PackedError for one packed badly."""
        if link.leads and answer.status == 200:
            body = unpacked_sitemap(answer.body, self._limits.most_bytes)
            if is_feed(body):
                yield from read_feed(link.url, body, answer.url)
                return
            if is_sitemap(body):
                yield from read_sitemap(link.url, body, answer.url, link.leads - 1)
                return
        yield link.url, page_of(link, answer)


def page_of(link: Link, answer: Fetched) -> Page | Dropped:
    """Return the page in an answer, with what its link states, or why it is none."""
    if answer.status != 200:
        return quarantined(link.url, f"expected a page, found HTTP status {answer.status}")
    body = answer.body
    if len(body) > MAX_BYTES:
        return quarantined(link.url, TOO_LARGE)
    if is_feed(body) or is_sitemap(body):
        return quarantined(link.url, "expected an article, found a feed or sitemap")
    plain = answer.media == "text/plain" and not looks_like_page(body[:4096])
    problem = what_is_wrong(body, "text" if plain else "html") or why_refused(body)
    if problem:
        return quarantined(link.url, problem)
    return Page(
        link.url,
        body,
        "text" if plain else "html",
        link.title,
        link.outlet,
        link.published,
        answer.url,
        link.language,
    )


def why_refused(body: bytes) -> str | None:
    """Return why a page is none, if the site sent it in place of one."""
    means = refusal_in(body)
    return None if means is None else f"expected an article, found {means}"
