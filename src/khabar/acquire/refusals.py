"""Pages that a site sends in place of an article, though with status 200."""

from __future__ import annotations

import html
import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError

FILE = "refusals.toml"
MOST_WORDS = 300
"""Words beyond which a page is an article after all: one may be headed "Access denied"."""

_SEARCHED = 1 << 16
_TITLE = re.compile(rb"<title\b[^>]{0,200}>([^<]{0,500})</title", re.I)
_CODE = re.compile(rb"<(?:script|style)\b", re.I)
_CODE_END = re.compile(rb"</(?:script|style)\b", re.I)


@dataclass(frozen=True, slots=True)
class Refusal:
    """How a page's title begins, and what the page is then."""

    begins: str
    example: str
    means: str


def refusal_in(body: bytes) -> str | None:
    """Return what a page is if it stands in place of an article, else None."""
    found = _TITLE.search(body[:_SEARCHED])
    if found is None:
        return None
    title = " ".join(html.unescape(found[1].decode("utf-8", "replace")).lower().split())
    means = next((one.means for one in refusals() if title.startswith(one.begins)), None)
    return None if means is None or _words(body) > MOST_WORDS else means


def _words(body: bytes) -> int:
    """Return how many words a page shows, about; in linear time, whatever the page."""
    shown, *code = _CODE.split(body)
    after = (part[found.end() :] for part in code if (found := _CODE_END.search(part)))
    pieces = (piece for part in (shown, *after) for piece in (b">" + part).split(b"<"))
    return sum(len(piece.partition(b">")[2].split()) for piece in pieces)


@cache
def refusals() -> tuple[Refusal, ...]:
    """Return the known titles. Raises KnowledgeError for an entry that cannot work."""
    entries = tomllib.loads((files(__package__) / FILE).read_text("utf-8"))["refusal"]
    return tuple(_checked(number, entry) for number, entry in enumerate(entries, start=1))


def _checked(number: int, entry: dict[str, str]) -> Refusal:
    try:
        refusal = Refusal(**entry)
    except TypeError as error:
        raise KnowledgeError(FILE, number, "begins, example and means", str(error)) from error
    if not refusal.example.lower().startswith(refusal.begins):
        raise KnowledgeError(FILE, number, "an example that begins so", refusal.example)
    return refusal
