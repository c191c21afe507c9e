"""What a page says about its article in its own markup: title, outlet, date, language, address."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from khabar.clean.lines import letters
from khabar.clean.published import written_day

LONGEST_JSON = 500_000
LONGEST_WORDS = 500
MOST_RECORDS = 500
_JSON_LD = 'script[type="application/ld+json"]'
_CANONICAL = 'link[rel="canonical"]'
_SPACES = re.compile(r"\s+")
_SEPARATED = re.compile(r"\s+[|–—·•»-]\s+")


@dataclass(frozen=True, slots=True)
class Stated:
    """What a page states; None where it states nothing. `outlets` are names as written."""

    title: str | None
    outlets: tuple[str, ...]
    published: str | None
    language: str | None
    url: str | None


@dataclass(frozen=True, slots=True)
class _Sources:
    meta: dict[str, str]
    records: tuple[dict[str, Any], ...]

    def find(self, what: str) -> Iterator[str]:
        """Yield what the markup says about one thing, the surest first."""
        places = _places()[what]
        for record in self.records:
            for key in places["keys"]:
                yield from _names(record.get(key))
        for name in places["names"]:
            if words := self.meta.get(name):
                yield words


def stated(tree: Any) -> Stated:
    """Return what a page's markup states about its article."""
    sources = _Sources(_meta(tree), tuple(_article_records(tree)))
    days = (written_day(words) for words in sources.find("published"))
    return Stated(
        title=_title(tree, next(sources.find("title"), None)),
        outlets=tuple(dict.fromkeys(sources.find("outlet"))),
        published=next((day for day in days if day), None),
        language=_language(tree),
        url=_address(tree, sources.meta),
    )


@cache
def _places() -> dict[str, dict[str, list[str]]]:
    return tomllib.loads(files("khabar.clean").joinpath("metadata.toml").read_text("utf-8"))


def _meta(tree: Any) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in tree.document.get_elements_by_tag_name("meta").values():
        words = _clean(element.getattr("content"))
        for key in ("property", "name", "itemprop"):
            name = element.getattr(key)
            if name and words:
                found.setdefault(name.lower(), words)
    return found


def _article_records(tree: Any) -> Iterator[dict[str, Any]]:
    """Yield the page's JSON-LD records of articles; those of news before those of pages."""
    types = _places()["article"]["types"]
    records = [r for r in _records(tree) if any(t in types for t in _types(r))]
    yield from sorted(records, key=lambda record: min(map(_rank(types), _types(record))))


def _rank(types: list[str]) -> Any:
    return lambda name: types.index(name) if name in types else len(types)


def _types(record: dict[str, Any]) -> list[str]:
    found = record.get("@type")
    return [
        name for name in (found if isinstance(found, list) else [found]) if isinstance(name, str)
    ]


def _records(tree: Any) -> Iterator[dict[str, Any]]:
    for script in tree.document.query_selector_all(_JSON_LD).values():
        text = script.text or ""
        if len(text) > LONGEST_JSON:
            continue
        try:
            yield from _inside(json.loads(text, strict=False))
        except (ValueError, RecursionError):
            continue


def _inside(found: Any) -> Iterator[dict[str, Any]]:
    """Yield the records at the top of JSON-LD: alone, in a list, or in a graph."""
    waiting = [found]
    for _ in range(MOST_RECORDS):
        if not waiting:
            return
        one = waiting.pop(0)
        if isinstance(one, list):
            waiting += one
        elif isinstance(one, dict):
            yield one
            waiting += [one[key] for key in ("@graph", "mainEntity") if key in one]


def _names(found: Any) -> Iterator[str]:
    """Yield the names in a value of JSON-LD: a string, a record with a name, or a list of them."""
    for one in found if isinstance(found, list) else [found]:
        words = one.get("name") if isinstance(one, dict) else one
        if isinstance(words, str) and (clean := _clean(words)):
            yield clean


def _title(tree: Any, stated_title: str | None) -> str | None:
    """Return the headline as the page shows it, else as its markup states it.

    One `h1` is the headline if the title of the window holds it: a site's name does not pass.
    """
    window = _clean(tree.title)
    shown = [_clean(h1.text) for h1 in tree.document.get_elements_by_tag_name("h1").values()]
    known = [letters(words) for words in (window, stated_title) if words]
    for words in shown if len(shown) <= 3 else []:
        if (
            words
            and len(words.split()) > 2
            and (not known or any(letters(words) in k for k in known))
        ):
            return words
    return stated_title or (_without_site(window) if window else None)


def _without_site(window: str) -> str:
    """Return a window's title without the name of the site, which a bar or dash sets off."""
    parts = _SEPARATED.split(window)
    return max(parts, key=len) if len(parts) > 1 else window


def _language(tree: Any) -> str | None:
    for html in tree.document.get_elements_by_tag_name("html").values():
        found = re.match(r"[a-z]{2,3}(?=$|[-_])", (html.getattr("lang") or "").strip().lower())
        return found[0] if found else None
    return None


def _address(tree: Any, meta: dict[str, str]) -> str | None:
    links = tree.document.query_selector_all(_CANONICAL).values()
    addresses: Iterable[str | None] = (
        *(link.getattr("href") for link in links),
        meta.get("og:url"),
    )
    return next((url for url in addresses if url and url.startswith(("http://", "https://"))), None)


def _clean(words: str | None) -> str | None:
    """Return words on one line; None if there are none, or more than a headline could have."""
    clean = _SPACES.sub(" ", (words or "").replace("\N{SOFT HYPHEN}", "")).strip()
    return clean if 0 < len(clean) <= LONGEST_WORDS else None
