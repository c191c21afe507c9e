"""Time expressions: where they stand in a text, and which days they mean.

"On Sunday" and "last year" are counted from the publication date, "six days later" from the date
before it in the text. Without a date to count from, an expression stays open with the reason.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from khabar.link.dates_calendar import Stretch
from khabar.link.dates_grammar import Phrase, find_phrases
from khabar.link.dates_meaning import NO_ANCHOR, Anchor, Meaning, meaning
from khabar.link.dates_nearby import names_year, points_ahead
from khabar.model import Article, Mention, Span, Unlinked, When

_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")


@dataclass(frozen=True, slots=True)
class Timex:
    """A time expression with what it means."""

    start: int
    end: int
    words: str
    means: Meaning


def published_day(published: str | None) -> date | None:
    """Return the day of an ISO date or time; None if there is none or it is no date."""
    found = _ISO.match(published or "")
    try:
        return date.fromisoformat(found[0]) if found else None
    except ValueError:
        return None


@lru_cache(maxsize=16)
def read_times(text: str, published: str | None) -> tuple[Timex, ...]:
    """Return the time expressions of a text, in order, each with its meaning."""
    day = published_day(published)
    told: Stretch | None = None
    found = []
    for phrase in _phrases(text):
        anchor = Anchor(day, told, points_ahead(text, phrase.start, phrase.end))
        means = meaning(phrase.rule.means, phrase.parts, anchor)
        if means.kind == "DATE" and means.stretch and phrase.rule.means != "recent":
            told = means.stretch
        words = text[phrase.start : phrase.end]
        found.append(Timex(phrase.start, phrase.end, words, means))
    return tuple(found)


def _phrases(text: str) -> list[Phrase]:
    return [
        phrase
        for phrase in find_phrases(text)
        if phrase.rule.guard != "year" or names_year(text, phrase.start, phrase.end)
    ]


def find_times(text: str) -> list[Mention]:
    """Return the time expressions of a text, in order, without overlaps.

    `ids` holds what kind it is: "date", "duration" or "set".
    """
    return [
        Mention(time.start, time.end, time.words, "time", (time.means.kind.lower(),))
        for time in read_times(text, None)
    ]


def resolve_time(words: Span, article: Article) -> When | Unlinked:
    """Return the days that words of an article mean, or why they stay open."""
    times = read_times(article.text, article.published)
    inside = [time for time in times if time.start < words.end and words.start < time.end]
    if not inside:
        return Unlinked(words, "no time expression that the grammar knows")
    time = max(inside, key=lambda time: min(time.end, words.end) - max(time.start, words.start))
    if time.means.stretch is None:
        return Unlinked(words, time.means.because or NO_ANCHOR)
    start, end = time.means.stretch.prefixes
    return When(start, end, time.means.stretch.precision, time.means.basis, words)
