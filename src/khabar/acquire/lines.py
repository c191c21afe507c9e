"""Articles and links from JSON Lines: one object a line, with `id` and a text, or with `url`."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any, BinaryIO, NoReturn

from khabar.acquire.limits import MAX_BYTES, TOO_LARGE
from khabar.acquire.links import Found, Link, quarantined
from khabar.acquire.records import BadRecordError, link_of, record_page
from khabar.model import Dropped, Page


def read_lines(name: str, file: BinaryIO) -> Found:
    """Yield where each line of a JSON Lines file stands, and what it holds or why nothing.

    Lines end at LF alone, so that a U+2028 inside a text does not split it. Blank lines are passed.
    """
    empty = True
    for number, line in enumerate(_lines(file), start=1):
        if line.strip():
            empty = False
            where = f"{name}, line {number}"
            yield where, _item(where, line)
    if empty:
        problem = "expected one article a line, found no line with words; take the file out"
        yield name, quarantined(name, problem)


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


def _item(where: str, line: bytes) -> Page | Link | Dropped:
    try:
        record = _record(line)
        return link_of(where, record) or record_page(record)
    except BadRecordError as bad:
        return quarantined(where, str(bad))


def _record(line: bytes) -> dict[str, Any]:
    if len(line) > MAX_BYTES:
        raise BadRecordError(TOO_LARGE)
    try:
        found = json.loads(
            line.decode("utf-8-sig"), object_pairs_hook=_once_each, parse_constant=_no_number
        )
    except UnicodeDecodeError as error:
        raise BadRecordError(
            f"expected UTF-8, found another encoding at byte {error.start}"
        ) from error
    except json.JSONDecodeError as error:
        raise BadRecordError(
            f"expected one JSON object, found {error.msg} at column {error.colno}; correct the line"
        ) from error
    except (ValueError, RecursionError) as error:
        if isinstance(error, BadRecordError):
            raise
        raise BadRecordError(f"expected a flat JSON object, found {_why(error)}") from error
    if not isinstance(found, dict):
        raise BadRecordError(f"expected a JSON object, found a {type(found).__name__}")
    return found


def _why(error: Exception) -> str:
    return "values nested too deep" if isinstance(error, RecursionError) else str(error)


def _once_each(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    record: dict[str, Any] = {}
    for key, value in pairs:
        if key in record:
            raise BadRecordError(f'expected each key once, found "{key}" twice; keep the right one')
        record[key] = value
    return record


def _no_number(name: str) -> NoReturn:
    raise BadRecordError(f"expected JSON, found {name}, which JSON does not have; use null")
