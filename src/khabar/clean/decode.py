"""From bytes to text: plain text is UTF-8 or refused; a page may say which encoding it has."""

from __future__ import annotations

import codecs
import re

from resiliparse.parse.encoding import bytes_to_str, detect_encoding

MOST_REPLACED = 0.01
"""Share of characters of a page that may be unreadable before the page is refused."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_UNREADABLE = "\N{REPLACEMENT CHARACTER}"


class UnreadableError(ValueError):
    """A page that cannot become text; the message says what was expected and what found."""


def decode_text(body: bytes) -> str:
    """Return plain text as it is, but for line ends, which become `\\n`.

    A byte order mark at the start is no part of the text: offsets count from after it.
    """
    try:
        text = body.removeprefix(codecs.BOM_UTF8).decode("utf-8")
    except UnicodeDecodeError as error:
        found = f"byte 0x{body[error.start]:02x} at byte {error.start:,}"
        raise UnreadableError(f"expected UTF-8, found {found}; save it again as UTF-8") from error
    if "\0" in text:
        at = text.index("\0")
        raise UnreadableError(f"expected text, found a NUL at character {at:,}; remove it")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def decode_page(body: bytes) -> str:
    """Return a page's markup, decoded by its mark, else as UTF-8, else as it says or looks like.

    Control characters, which HTML does not allow, are left out.
    """
    html = _CONTROLS.sub("", _decoded(body))
    if html.count(_UNREADABLE) > MOST_REPLACED * len(html):
        raise UnreadableError(
            f"expected a page in one encoding, found {html.count(_UNREADABLE):,} characters that "
            "cannot be read; save it again as UTF-8"
        )
    return html


def _decoded(body: bytes) -> str:
    for mark, encoding in _MARKS:
        if body.startswith(mark):
            return body.removeprefix(mark).decode(encoding, "replace")
    try:
        return body.decode("utf-8")
    except UnicodeDecodeError:
        return str(bytes_to_str(body, _declared(body), "replace"))


def _declared(body: bytes) -> str:
    encoding = str(detect_encoding(body, from_html_meta=True))
    try:
        codecs.lookup(encoding)
    except LookupError:
        return "utf-8"
    return encoding
