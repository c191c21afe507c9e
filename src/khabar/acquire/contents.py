"""What bytes hold, judged by the bytes: text, a page, JSON Lines, or none of these."""

from __future__ import annotations

import codecs
import re
from typing import Literal

_UTF8_MARK = codecs.BOM_UTF8
_WIDE_MARKS = (codecs.BOM_UTF32_LE, codecs.BOM_UTF32_BE, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_PAGE_START = re.compile(
    rb"\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--.{0,2000}?-->\s*)?"
    rb"<(?:!doctype\s+html|html|head|body|article|div|p|h1|meta|title)\b",
    re.I | re.S,
)

# C0 controls that text files do hold: tab, line ends, form feed, escape (as `file` counts them).
_CONTROLS = bytes(code for code in range(32) if code not in b"\t\n\v\f\r\x1b")

_EMPTY = "expected text, found nothing but white space: the item is empty; take it out"

# A page may hold a stray control character; a picture or PDF has them throughout.
_MOST_CONTROLS = 0.01


def what_is_wrong(body: bytes, media: Literal["text", "html"]) -> str | None:
    """Return why `body` cannot be read as `media`, or None if it can."""
    if not body.removeprefix(_UTF8_MARK).strip():
        return _EMPTY
    if body.startswith(_WIDE_MARKS):
        return None if media == "html" else _not_utf8("a UTF-16 or UTF-32 byte order mark")
    if media == "html":
        return _binary_page(body)
    return _binary_text(body) or _broken_utf8(body) or _blank(body)


def _blank(body: bytes) -> str | None:
    """Separators and wide spaces are white space to text, though not to bytes."""
    return None if body.decode("utf-8").strip() else _EMPTY


def looks_like_page(start: bytes) -> bool:
    """Return whether bytes begin as an HTML page does."""
    return _PAGE_START.match(start.removeprefix(_UTF8_MARK)) is not None


def _binary_page(body: bytes) -> str | None:
    controls = len(body) - len(body.translate(None, _CONTROLS))
    if controls <= _MOST_CONTROLS * len(body):
        return None
    return (
        f"expected an HTML page, found binary content ({controls:,} control characters); remove it"
    )


def _binary_text(body: bytes) -> str | None:
    at = body.find(b"\0")
    if at < 0:
        return None
    return (
        f"expected text, found a NUL byte at byte {at:,}: the file is binary or damaged; "
        "remove the byte or save the text again"
    )


def _broken_utf8(body: bytes) -> str | None:
    try:
        body.decode("utf-8")
    except UnicodeDecodeError as error:
        return _not_utf8(f"byte 0x{body[error.start]:02x} at byte {error.start:,}")
    return None


def _not_utf8(found: str) -> str:
    return f"expected UTF-8, found {found}; save the text again as UTF-8"
