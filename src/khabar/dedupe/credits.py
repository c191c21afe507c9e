"""The agency that a text is credited to: in its dateline, its byline or its closing credit.

An agency quoted in running text ("told Reuters") is a source of a claim, not the text's origin.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KhabarError
from khabar.model import Article

# Datelines open a text and credits close it: 300 characters hold either with some to spare.
_HEAD = 300
_TAIL = 300


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, how credits write it, and examples of credits."""

    name: str
    written: tuple[str, ...]
    credited: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the agencies of `agencies.toml`. Raises KhabarError where an entry is incomplete."""
    text = files("khabar.dedupe").joinpath("agencies.toml").read_text(encoding="utf-8")
    return tuple(_agency(at, entry) for at, entry in enumerate(tomllib.loads(text)["agency"], 1))


def _agency(at: int, entry: dict[str, object]) -> Agency:
    name, written, credited = (entry.get(key) for key in ("name", "written", "credited"))
    if not isinstance(name, str) or not isinstance(written, list) or not written:
        raise KhabarError(
            f"agencies.toml: entry {at} ({name}): expected a `name` and a list `written`, "
            f"found {sorted(entry)}; complete the entry."
        )
    return Agency(name, tuple(written), tuple(credited if isinstance(credited, list) else ()))


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return what a dateline's credit and a closing credit look like."""
    names = sorted((w for agency in agencies() for w in agency.written), key=len, reverse=True)
    name = rf"(?P<name>{'|'.join(map(re.escape, names))})(?!\w)"
    dateline = rf"[(\[]\s*{name}\s*[)\]]"
    closing = (
        r"(?i:\b(?:source|credit|via|by|from|feed)\s*[:,]?\s*|©\s*|copyright\s+)"
        rf"(?i:the\s+)?{name}(?=\s*(?:[.)|,;\n]|$))"
    )
    return re.compile(dateline), re.compile(closing)


def credited_agency(article: Article) -> str | None:
    """Return the agency whose text the article says it is, None where it credits none."""
    dateline, closing = _patterns()
    head, tail = article.text[:_HEAD], article.text[-_TAIL:]
    found = dateline.search(head) or closing.search(tail)
    if found is None:
        return None
    return next(a.name for a in agencies() if found["name"] in a.written)
