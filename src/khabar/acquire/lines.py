"""Articles from JSON Lines: one object a line, with `id`, and `text` or `html`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from datetime import date, datetime
from typing import Any, BinaryIO, Literal, NoReturn

from khabar.acquire.contents import what_is_wrong
from khabar.acquire.limits import MAX_BYTES, TOO_LARGE
from khabar.model import Dropped, Page

Media = Literal["text", "html"]
MEDIA: tuple[Media, ...] = ("text", "html")
OPTIONAL = ("title", "outlet", "published", "url", "language")


class _BadLineError(ValueError):
    """A line that is no article; the message says what was expected, what found, what to do."""


def read_lines(name: str, file: BinaryIO) -> Iterator[tuple[str, Page | Dropped]]:
    """Yield where each line of a JSON Lines file stands, and its page or why it is none.

    Lines end at LF alone, so that a U+2028 inside a text does not split it. Blank lines are passed.
    """
    empty = True
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            empty = False
            where = f"{name}, line {number}"
            yield where, _page(where, line)
    if empty:
        problem = "expected one article a line, found no line with words; take the file out"
        yield name, Dropped(name, "acquire", "quarantined", problem)


def is_record(line: bytes) -> bool:
    """Return whether a line holds a JSON object."""
    try:
        return isinstance(json.loads(line.decode("utf-8-sig")), dict)
    except (ValueError, RecursionError):
        return False


def _lines(file: BinaryIO) -> Iterator[bytes]:
    """Yield lines; of one that is too long only the first part, so that memory stays bounded."""
    while line := file.readline(MAX_BYTES + 1):
        yield line
        while len(line) > MAX_BYTES and not line.endswith(b"\n"):
            line = file.readline(MAX_BYTES + 1)


def _page(where: str, line: bytes) -> Page | Dropped:
    try:
        return _record_page(_record(line))
    except _BadLineError as bad:
        return Dropped(where, "acquire", "quarantined", str(bad))


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_BYTES:
        raise _BadLineError(TOO_LARGE)
    try:
        found = json.loads(
            line.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        raise _BadLineError(
            f"expected UTF-8, found another encoding at byte {error.start}"
        ) from error
    except json.JSONDecodeError as error:
        raise _BadLineError(
            f"expected one JSON object, found {error.msg} at column {error.colno}; correct the line"
        ) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, _BadLineError):
            raise
        raise _BadLineError(f"expected a flat JSON object, found {_why(error)}") from error
    if not isinstance(found, dict):
        raise _BadLineError(f"expected a JSON object, found a {type(found).__name__}")
    return found


def _why(error: Exception) -> str:
    return "values nested too deep" if isinstance(error, RecursionError) else str(error)


def _once_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise _BadLineError(f'expected each key once, found "{key}" twice; keep the right one')
        record[key] = value
    return record


def _no_number(name: str) -> NoReturn:
    raise _BadLineError(f"expected JSON, found {name}, which JSON does not have; use null")


def _record_page(record: dict[str, Any]) -> Page:
    media, body = _body(record)
    problem = what_is_wrong(body, media)
    if problem:
        raise _BadLineError(f'"{media}": {problem}')
    given = {key: _words(record, key) for key in OPTIONAL}
    given["published"] = _day(given["published"])
    return Page(_required(record, "id"), body, media, **given)


def _body(record: dict[str, Any]) -> tuple[Media, bytes]:
    for key in MEDIA:
        words = _words(record, key)
        if words is not None:
            return key, _bytes(key, words)
    empty = [key for key in MEDIA if isinstance(record.get(key), str)]
    found = f'an empty "{empty[0]}"' if empty else "neither"
    raise _BadLineError(f'expected a "text" or "html" with words, found {found}; add it')


def _bytes(key: str, words: str) -> bytes:
    try:
        return words.encode("utf-8")
    except UnicodeEncodeError as error:
        raise _BadLineError(
            f'expected text in "{key}", found half a surrogate pair '
            f"(U+{ord(words[error.start]):04X}) at character {error.start:,}; "
            "write the text again as UTF-8"
        ) from error


def _required(record: dict[str, Any], key: str) -> str:
    words = _words(record, key)
    if words is None:
        raise _BadLineError(f'expected "{key}", found no such key or an empty one; add it')
    return words


def _words(record: dict[str, Any], key: str) -> str | None:
    """Return a string, or None where the key is absent, null or blank."""
    value = record.get(key)
    if value is None:
        return None
    if not isinstance(value, str):
        raise _BadLineError(
            f'expected "{key}" to be a string, found {json.dumps(value)[:60]}; put it in quotes'
        )
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
        raise _BadLineError(
            f'expected "published" to be an ISO date such as 2023-04-29, found "{words[:40]}"; '
            "correct it, or leave it out"
        ) from error
