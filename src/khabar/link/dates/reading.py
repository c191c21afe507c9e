"""Reads the time expressions of a text in order, each with what it means."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from itertools import zip_longest

from khabar.link.dates import counted as dates_counted
from khabar.link.dates import stated as dates_stated
from khabar.link.dates.calendar import Stretch, part_of
from khabar.link.dates.grammar import Phrase, find_phrases
from khabar.link.dates.guards import GUARDS, event_follows
from khabar.link.dates.meaning import Anchor, Meaning, Said, UndatedError, undated
from khabar.link.dates.tense import tense_near
from khabar.link.dates.words import words_of

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
    day, told = published_day(published), None
    read: list[Timex] = []
    phrases = _phrases(text)
    for phrase, following in zip_longest(phrases, phrases[1:]):
        tense = tense_near(text, phrase.start, phrase.end) if _has_two_sides(phrase) else "open"
        anchor = Anchor(day, told, tense)
        means = _meaning_in(text, phrase, following, anchor)
        if means.kind == "DATE" and means.stretch and not _aside(phrase, means.stretch):
            told = means.stretch
        read.append(Timex(phrase.start, phrase.end, text[phrase.start : phrase.end], means))
    return tuple(read)


def _has_two_sides(phrase: Phrase) -> bool:
    """Return whether the verb near an expression may decide between the past and the future."""
    return "year" not in phrase.parts and phrase.rule.means in (
        "day", "days", "month", "numeric", "quarter", "season", "holiday", "weekday", "weekend",
        "week_around",
    )  # fmt: skip


def _aside(phrase: Phrase, stretch: Stretch) -> bool:
    """Return whether the text goes on from the date before: "recently", "the year-ago quarter"."""
    if phrase.rule.means in ("counted", "ago", "told_quarter"):
        return stretch.approximate or stretch.grain == "quarter"
    return phrase.rule.means in ("recent", "day_word", "famous")


@lru_cache(maxsize=16)
def _phrases(text: str) -> tuple[Phrase, ...]:
    return tuple(
        phrase
        for phrase in find_phrases(text)
        if not phrase.rule.guard or GUARDS[phrase.rule.guard](text, phrase.start, phrase.end)
    )


def _meaning_in(text: str, phrase: Phrase, following: Phrase | None, anchor: Anchor) -> Meaning:
    """Return what a phrase means; "two days after March 3" is counted from the date behind it."""
    link = text[phrase.end : following.start].split() if following else None
    from_event = phrase.parts.get("side") in ("before", "after") and event_follows(text, phrase.end)
    part_of_next = phrase.rule.means in ("stretch", "duration") and link == ["of"]
    if not from_event and not part_of_next:
        return _meaning(phrase, anchor)
    behind = _meaning(following, replace(anchor, told=None)) if following else None
    if from_event and (behind is None or link not in ([], ["the"], ["a"])):
        return undated("DURATION", None, "counted from a happening that has no date here")
    if from_event or behind is None or behind.stretch is None:
        return _meaning(phrase, replace(anchor, told=behind.stretch if behind else None))
    return replace(behind, stretch=replace(behind.stretch, approximate=True), kind="DURATION")


def _meaning(phrase: Phrase, anchor: Anchor) -> Meaning:
    module = dates_stated if hasattr(dates_stated, phrase.rule.means) else dates_counted
    mean: Callable[[Said], Meaning] = getattr(module, phrase.rule.means)
    try:
        found = mean(Said(phrase.parts, anchor))
    except UndatedError as reason:
        return undated("DATE", None, str(reason), reason.candidates)
    except (ValueError, OverflowError):
        return undated("DATE", None, "no such day in the calendar")
    part = words_of("part").get(phrase.parts.get("part", ""))
    return found if part is None or found.stretch is None else _narrowed(found, part, anchor)


def _narrowed(found: Meaning, part: str, anchor: Anchor) -> Meaning:
    """Return the meaning narrowed by "early", "the end of", "earlier", "later"."""
    whole = found.stretch
    assert whole is not None
    if part in ("early", "mid", "late"):
        return replace(found, stretch=part_of(whole, part))  # type: ignore[arg-type]
    today = anchor.published
    if today is None or whole.grain == "day" or not whole.first <= today <= whole.last:
        return found
    ends: dict[str, Stretch] = {
        "before": replace(whole, last=today, approximate=True),
        "rest": replace(whole, first=today, approximate=True),
    }
    return replace(found, stretch=ends.get(part, whole))
