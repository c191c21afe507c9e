"""The figures that a text tells: a text that tells a new one is more than a copy."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.dedupe.shingles import folded, told
from khabar.errors import KnowledgeError
from khabar.model import Article

FILE = "figures.toml"
# A clock's time, a year, a figure with its thousands marked, a word.
_WORD = re.compile(r"\d{1,2}[:.]\d\d(?!\d)|\d{1,3}(?:,\d{3})+|\d+|[ap]\.m\b|[^\W\d_][\w']*")
_YEARS = range(1900, 2100)


@dataclass(frozen=True, slots=True)
class Written:
    """What `figures.toml` holds: the values of number words, and the words of dates."""

    values: dict[str, int]
    dates: frozenset[str]


@cache
def written() -> Written:
    """Return the words of `figures.toml`. Raises KnowledgeError for a bad entry."""
    text = files("khabar.dedupe").joinpath(FILE).read_text(encoding="utf-8")
    return read_written(tomllib.loads(text))


def read_written(entries: dict[str, object]) -> Written:
    """Return the words that a file holds, checked."""
    values, dates = entries.get("values"), entries.get("dates")
    if not isinstance(values, dict) or not all(isinstance(v, int) for v in values.values()):
        raise KnowledgeError(FILE, "values", "a whole number for each word", repr(values))
    if not isinstance(dates, dict) or not isinstance(dates.get("beside"), str):
        raise KnowledgeError(FILE, "dates", "the words beside, in one string", repr(dates))
    return Written(dict(values), frozenset(str(dates["beside"]).split()))


def figures(article: Article) -> frozenset[int]:
    """Return the figures that the running text tells, without those of dates and times."""
    words = _WORD.findall(folded(told(article)))
    around = zip(["", *words], words, [*words[1:], ""], strict=False)
    dates = written().dates
    found = (_value(word) for before, word, after in around if not {before, after} & dates)
    return frozenset(value for value in found if value is not None)


def _value(word: str) -> int | None:
    if not word[0].isdigit():
        return written().values.get(word)
    digits = word.replace(",", "")
    if not digits.isdecimal() or int(digits) in _YEARS:
        return None
    return int(digits)
