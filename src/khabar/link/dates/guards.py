"""Whether words that look like a time are one: no count, name or verb of the same spelling."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from khabar.link.dates.words import any_of, words_of

_LAST_WORD = re.compile(r"([A-Za-z]+)\s+$")
_OPENING = re.compile(r"[(,–—-]\s*$")
_COUNTED = re.compile(r"\s+[a-z]+s\b|\s+(?:people|men|women|children)\b|\s*(?:%|percent|km|kg|m)\b")
_ADDRESS = re.compile(r"[\s-]+block\b")
_PART_OF_NUMBER = re.compile(r"[$€£#/.:]$|\d[.,]$|[A-Za-z]-$|\bNo\. ?$")
_NUMBER_GOES_ON = re.compile(r"[.,:/]?\d|[A-Za-z]")
_HYPHENED = ("mid-", "post-", "pre-")
_NAME_BEFORE = re.compile(r"[A-Z][A-Za-z]+ $")
_NAME_AFTER = re.compile(r"\s+(?!19|20)[A-Z][a-z]")
_MARCH_OF = re.compile(r"\s+(?:for|of|on|to|in)\b")
_WORD_AFTER = re.compile(r"\s*\w")
_EVENT_AFTER = re.compile(r"\s+(?!that\b)\w")
_SURE_YEARS = range(1900, 2100)
_REACH = 24  # characters before a date


def names_year(text: str, start: int, end: int) -> bool:
    """Return whether four digits are a year, and no count, price, name or number of a paper."""
    if not text[start].isdigit():
        return not text[start:end].lower().startswith("two thousand")
    before = text[max(0, start - _REACH) : start]
    if _NUMBER_GOES_ON.match(text, end) or _ADDRESS.match(text, end):
        return False
    if _PART_OF_NUMBER.search(before) and not before.lower().endswith(_HYPHENED):
        return False
    word = _word_before(text, start)
    if word in words_of("counts"):
        return False
    counted = _COUNTED.match(text, end) is not None
    if int(text[start : start + 4]) not in _SURE_YEARS:
        return word in ("in", "since", "until", "year") and not counted
    round_number = text[start + 2 : start + 4] == "00"
    return not counted or (_leads_to_date(text, start) and not round_number)


def names_month(text: str, start: int, end: int) -> bool:
    """Return whether a month's name alone is one: no "May", "March" or "Jan" of another kind."""
    name = text[start:end].split()[-1].lower()
    if name in ("may", "march"):
        sure = _word_before(text, start) in words_of("opens") or name != text[start:end].lower()
        return sure or (_leads_to_date(text, start) and not _MARCH_OF.match(text, end))
    if len(name) <= 3:
        return text.startswith(".", end)
    return _leads_to_date(text, start) or not _NAME_AFTER.match(text, end)


def _word_before(text: str, start: int) -> str:
    found = _LAST_WORD.search(text, max(0, start - _REACH), start)
    return found[1].lower() if found else ""


def _leads_to_date(text: str, start: int) -> bool:
    word = _word_before(text, start)
    led = word in words_of("opens") or word in words_of("mayopen")
    return led or _OPENING.search(text, max(0, start - 2), start) is not None


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether the words are "in the past" with nothing that it is the past of."""
    return _word_before(text, start) == "in" and not _WORD_AFTER.match(text, end)


def stands_outside_names(text: str, start: int, end: int) -> bool:
    """Return whether the words belong to no name: "USA Today", "Sunday Times", "This Week"."""
    words = text[start:end]
    if not words[0].isupper():
        return True
    if words.lower() == "today" and _NAME_BEFORE.search(text, max(0, start - _REACH), start):
        return False
    quoted = text[max(0, start - 1) : start] in ('"', "“", "‘")
    return not (_paper().match(text, end) or (quoted and " " in words and words.istitle()))


@cache
def _paper() -> re.Pattern[str]:
    """Return the pattern of a newspaper's name after its day."""
    return re.compile(rf" (?:[A-Z][a-z]+ )?(?=[A-Z])(?i:{any_of(words_of('paper'))})\b")


def event_follows(text: str, end: int) -> bool:
    """Return whether "a day after" goes on with a clause, so that no date is counted from."""
    return _EVENT_AFTER.match(text, end) is not None


GUARDS: dict[str, Callable[[str, int, int], bool]] = {
    "year": names_year,
    "month": names_month,
    "alone": stands_alone,
    "no name": stands_outside_names,
}
