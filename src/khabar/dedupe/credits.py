"""The agency that a text is credited to: in its byline, its dateline or its closing credit.

An agency quoted in running text ("told Reuters") is a source of a claim, not the text's origin.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError
from khabar.model import Article

# Datelines open a text and credits close it: 300 characters hold either with some to spare.
HEAD = TAIL = 300

# What stands around the name of an agency in a dateline or credit. Names keep their case ("AP"),
# the words around them do not.
_DATELINE = r"[(\[/]\s*{name}(?:\s*/\s*[\w .]+)?\s*[)\]/]"
_CREDITS = (
    r"(?i:\b(?:source|credit|via|by|from|feed|files|inputs?)\s*[:,]?|©|\bcopyright)"
    r"\s*(?:\d{{4}}\s+)?(?i:the\s+)?{name}(?=\s*(?:[.)|,;\n]|$))",
    r"{name}(?=[ \w]*(?i: contributed to this (?:report|story|article)))",
    r"\((?i:reporting|writing|editing) by [^()]*?{name}\)",
)


@dataclass(frozen=True, slots=True)
class Agency:
    """A news agency, how credits write it, and examples of its credits."""

    name: str
    written: tuple[str, ...]
    credited: tuple[str, ...]


@cache
def agencies() -> tuple[Agency, ...]:
    """Return the agencies of `agencies.toml`. Raises KnowledgeError for an incomplete entry."""
    text = files("khabar.dedupe").joinpath("agencies.toml").read_text(encoding="utf-8")
    return tuple(agency(at, entry) for at, entry in enumerate(tomllib.loads(text)["agency"], 1))


def agency(at: int, entry: dict[str, object]) -> Agency:
    """Return one entry, checked; `at` is its number in the file."""
    lists = [entry.get(key) for key in ("written", "credited")]
    if not isinstance(entry.get("name"), str) or not all(isinstance(x, list) and x for x in lists):
        expected = "a name and the lists written and credited"
        raise KnowledgeError("dedupe/agencies.toml", at, expected, str(sorted(entry)))
    written, credited = (tuple(map(str, x)) for x in lists if isinstance(x, list))
    return Agency(str(entry["name"]), written, credited)


def credited_agency(article: Article) -> str | None:
    """Return the agency that the text is credited to, or None.

    A byline counts before a dateline, and that before a credit at the end.
    """
    text = article.text.strip()
    bylines = (article.text[b.start : b.end] for b in article.blocks if b.kind == "byline")
    looked = [(line, _named("{name}")) for line in bylines]
    looked += [(text[:HEAD], _named(pattern)) for pattern in (_DATELINE, *_CREDITS)]
    looked += [(text[-TAIL:], _named(pattern)) for pattern in (*_CREDITS, _DATELINE)]
    found = (pattern.search(part) for part, pattern in looked)
    return next((_by_form()[match["name"]] for match in found if match), None)


@cache
def _by_form() -> dict[str, str]:
    return {form: agency.name for agency in agencies() for form in agency.written}


@cache
def _named(pattern: str) -> re.Pattern[str]:
    forms = sorted(_by_form(), key=lambda form: (-len(form), form))
    name = rf"(?<!\w)(?P<name>{'|'.join(map(re.escape, forms))})(?!\w)"
    return re.compile(pattern.format(name=name))
