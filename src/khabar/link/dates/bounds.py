"""Widens a date by the words around it: since, by, until, so far, from one to another."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import date
from itertools import pairwise

from khabar.link.dates.calendar import Stretch
from khabar.link.dates.meaning import NO_ANCHOR, UndatedError
from khabar.link.dates.reading import Timex

_LED_BY = re.compile(
    r"\b(?P<not>not )?(?P<word>since|after|by|until|till|before|prior to|so far)(?: in)?\s+$",
    re.IGNORECASE,
)
_FROM = re.compile(r"\b(?:from|between)\s+$", re.IGNORECASE)
_TO = re.compile(r"\s+(?:to|and|until|till|through)\s+|\s?[-–—]\s?")
_REACH = 24  # characters: the longest word before a date that bounds it, and white space


def bounded(text: str, times: tuple[Timex, ...], at: int, today: date | None) -> Stretch | None:
    """Return the days that one of a text's expressions and the words around it leave, if any.

    Raises UndatedError where only one end is known.
    """
    time = times[at]
    if time.means.stretch is None:
        return None
    span = _span_of_two(text, times, at)
    if span is not None:
        return span
    led = _LED_BY.search(text[max(0, time.start - _REACH) : time.start])
    if led is None or led["not"] or text.startswith(("'s", "’s"), time.end):
        return time.means.stretch
    return _from_word(time.means.stretch, led["word"].lower(), today)


def _from_word(stretch: Stretch, word: str, today: date | None) -> Stretch:
    if word in ("since", "after", "so far"):
        if today is None:
            raise UndatedError(NO_ANCHOR if word == "so far" else "no publication date to end with")
        later = replace(stretch, last=today, approximate=True)
        return later if stretch.first < today else stretch
    if today is not None and stretch.last > today and word != "before":
        return replace(stretch, first=today, approximate=True)
    if word == "by":
        return stretch
    raise UndatedError(f"only its end is known: {word} {stretch.value}")


def _span_of_two(text: str, times: tuple[Timex, ...], at: int) -> Stretch | None:
    """Return the days from one date to another in "from March 3 to March 5"."""
    for one, other in pairwise(times[max(0, at - 1) : at + 2]):
        linked = _TO.fullmatch(text, one.end, other.start)
        if not linked or not _FROM.search(text[max(0, one.start - _REACH) : one.start]):
            continue
        first, last = one.means.stretch, other.means.stretch
        if first is not None and last is not None and first.first <= last.last:
            return replace(last, first=first.first, approximate=True)
    return None
