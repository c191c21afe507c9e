"""An article as a record: `id`, `text` or `html`, and what else is known, by its key."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import date, datetime
from typing import Any, Literal

from khabar.acquire.contents import what_is_wrong
from khabar.acquire.links import Link, is_address, quarantined
from khabar.model import Dropped, Page

Media = Literal["text", "html"]
MEDIA: tuple[Media, ...] = ("text", "html")
OPTIONAL = ("title", "outlet", "published", "url", "language")
KEYS = ("id", *MEDIA, *OPTIONAL)


class BadRecordError(ValueError):
    """A record that is no article; the message says what was expected, what found, what to do."""


def item_of(where: str, record: Mapping[str, Any]) -> Page | Link | Dropped:
    """Return the page of a record, or its link if it has an address and no text, or why neither.

    A text without an id is known by where it stands.
    """
    try:
        known = record if _words(record, "id") is not None else {**record, "id": where}
        return link_of(where, record) or record_page(known)
    except BadRecordError as bad:
        return quarantined(where, str(bad))


def link_of(where: str, record: Mapping[str, Any]) -> Link | None:
    """Return the link of a record with an address and no text. Raises BadRecordError."""
    if any(_words(record, key) for key in MEDIA):
        return None
    stated = given(record)
    url = stated["url"]
    if url is None:
        return None
    if not is_address(url):
        raise BadRecordError(f'expected an address in "url", found "{url[:60]}"; correct it')
    return Link(where, url, stated["published"], stated["outlet"], stated["title"],
                stated["language"])  # fmt: skip


def record_page(record: Mapping[str, Any]) -> Page:
    """Return the page of a record. Raises BadRecordError."""
    media, body = _body(record)
    problem = what_is_wrong(body, media)
    if problem:
        raise BadRecordError(f'"{media}": {problem}')
    return Page(_required(record, "id"), body, media, **given(record))


def given(record: Mapping[str, Any]) -> dict[str, str | None]:
    """Return what a record states beside its text, by key. Raises BadRecordError."""
    stated = {key: _words(record, key) for key in OPTIONAL}
    stated["published"] = _day(stated["published"])
    return stated


def _body(record: Mapping[str, Any]) -> tuple[Media, bytes]:
    for key in MEDIA:
        words = _words(record, key)
        if words is not None:
            return key, _bytes(key, words)
    empty = [key for key in MEDIA if isinstance(record.get(key), str)]
    found = f'an empty "{empty[0]}"' if empty else "neither"
    raise BadRecordError(f'expected a "text" or "html" with words, found {found}; add it')


def _bytes(key: str, words: str) -> bytes:
    try:
        return words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise BadRecordError(
            f'expected text in "{key}", found half a surrogate pair '
            f"(U+{ord(words[error.start]):04X}) at character {error.start:,}; "
            "write the text again as UTF-8"
        ) from error


def _required(record: Mapping[str, Any], key: str) -> str:
    words = _words(record, key)
    if words is None:
        raise BadRecordError(f'expected "{key}", found no such key or an empty one; add it')
    return words


def _words(record: Mapping[str, Any], key: str) -> str | None:
    """Return a string, or None where the key is absent, null or blank."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        found = json.dumps(value, default=repr)[:60]
        raise BadRecordError(f'expected "{key}" to be a string, found {found}; put it in quotes')
    if key not in MEDIA:
        _bytes(key, value)
    return value if value.strip() else None


def _day(words: str | None) -> str | None:
    """Return the day of an ISO date, or of an ISO date and time as written there."""
    if words is None:
        return None
    try:
        if len(words) == len("2023-04-29"):
            return date.fromisoformat(words).isoformat()
        return datetime.fromisoformat(words).date().isoformat()
    except ValueError as error:
        raise BadRecordError(
            f'expected "published" to be an ISO date such as 2023-04-29, found "{words[:40]}"; '
            "correct it, or leave it out"
        ) from error
