"""Links from RSS, Atom and RDF feeds."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from datetime import datetime
from email.utils import parsedate_to_datetime
from typing import Any

from khabar.acquire.links import Found, Link, is_address, quarantined, skipped
from khabar.model import Page

MOST_ENTRIES = 10_000
"""Entries of a feed that are taken; real ones have some hundred."""

_START = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:(?:<\?[^>]{0,500}>|<!--.{0,2000}?-->|<!DOCTYPE[^>\[]{0,500}>)\s*)*"
    rb"<(?:\w+:)?(?:rss|feed|rdf)\b",
    re.I | re.S,
)
_END = re.compile(rb"</(?:\w+:)?(?:rss|feed|rdf)\s*>\s*(?:<!--.{0,2000}?-->\s*)*\Z", re.I | re.S)
_ENTRY = re.compile(rb"<(?:\w+:)?(?:item|entry)[\s>]", re.I)
_ENTITY = re.compile(rb"<!ENTITY", re.I)


def is_feed(body: bytes) -> bool:
    """Return whether bytes begin as a feed does."""
    return _START.match(body[:8192]) is not None


def read_feed(name: str, body: bytes, base: str | None = None) -> Found:
    """Yield a link for each entry, newest first as feeds have them; `base` is the feed's address.

    An entry without a link is a page of its own if it holds its text. What a cut or damaged feed
    lacks is told; the last entry of one that was cut off is left out, since it may be half.
    """
    if _ENTITY.search(body):
        yield name, quarantined(name, "expected a feed, found one that defines entities: refused")
        return
    try:
        parsed = _parsed(body, base)
    except Exception as error:  # feedparser raises all sorts on characters that no feed should have
        problem = f"expected a feed, found one that cannot be read: {type(error).__name__}"
        yield name, quarantined(name, problem)
        return
    entries: list[Any] = list(parsed.entries)
    whole = _END.search(body) is not None
    kept = entries if whole else entries[:-1]
    # feedparser has RSS's dc:date, which is of publication, where Atom's date of change stands.
    dates = ("published",) if str(parsed.version).startswith("atom") else ("published", "updated")
    for number, entry in enumerate(kept[:MOST_ENTRIES], start=1):
        day = next(filter(None, (_day(entry, date) for date in dates)), None)
        yield from _entry(f"{name}, entry {number}", entry, day)
    yield from _missing(name, body, len(entries), whole=whole)


def _parsed(body: bytes, base: str | None) -> Any:
    import feedparser  # late: it takes a quarter of a second, and most runs read no feed

    # Never a str: feedparser takes one that looks like a path or an address for that.
    headers = {"content-location": base} if base else {}
    return feedparser.parse(io.BytesIO(body), response_headers=headers)


def _missing(name: str, body: bytes, found: int, *, whole: bool) -> Found:
    """Yield what the feed holds beyond what was read of it."""
    written = len(_ENTRY.findall(body))
    if not whole:
        yield (
            name,
            quarantined(
                name,
                "expected a whole feed, found one cut off: its last entry is "
                f"left out, {max(0, found - 1)} are kept; fetch it again",
            ),
        )
    elif written > found:
        yield name, quarantined(name, f"expected {written} entries, found {found} that can be read")
    elif not found:
        yield name, skipped(name, "a feed without entries")
    if found > MOST_ENTRIES:
        yield name, skipped(name, f"entries after the first {MOST_ENTRIES:,} of {found:,}")


def _entry(where: str, entry: Any, day: str | None) -> Found:
    link = str(entry.get("link") or "").strip()
    if is_address(link):
        yield link, Link(where, link, published=day)
        return
    text = next(_texts(entry), None)
    if text is None:
        yield where, quarantined(where, "expected an entry with a link or its text, found neither")
        return
    named = str(entry.get("id") or where)
    body = text.encode("utf-8", "replace")
    yield where, Page(named, body, "html", title=entry.get("title"), published=day)


def _texts(entry: Any) -> Iterator[str]:
    for content in entry.get("content", []):
        if str(content.get("value", "")).strip():
            yield str(content["value"])


def _day(entry: Any, date: str) -> str | None:
    """Return the day of one of an entry's dates, as its own clock has it."""
    # The entry's own `get` gives one date for another, and warns that it will not go on doing so.
    words = str(dict.get(entry, date) or "")[:64]
    for read in (parsedate_to_datetime, datetime.fromisoformat):
        try:
            return read(words).date().isoformat()
        except (TypeError, ValueError, IndexError, OverflowError):
            continue
    parsed = dict.get(entry, f"{date}_parsed")
    return f"{parsed.tm_year:04}-{parsed.tm_mon:02}-{parsed.tm_mday:02}" if parsed else None
