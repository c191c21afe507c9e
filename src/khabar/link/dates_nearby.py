"""What the words around a time expression say: does it lie ahead, is it a date at all."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from khabar.link.dates_meaning import Tense
from khabar.link.dates_words import any_of, words_of

_REACH = 140  # characters looked at on either side
_WORD = re.compile(r"[a-z]+(?:'t)?|'ll")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n\s*\n")
_POINTS_AHEAD = re.compile(r"\bby\s+$")


@cache
def _paper() -> re.Pattern[str]:
    """Return the pattern of a newspaper's name after its day."""
    return re.compile(rf" (?:[A-Z][a-z]+ )?(?=[A-Z])(?i:{any_of(words_of('paper'))})\b")


def tense_near(text: str, start: int, end: int) -> Tense:
    """Return what the nearest verb before the expression, else the first after it, points to."""
    if text.startswith(("'s", "’s"), end):
        return "open"
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    if _POINTS_AHEAD.search(before):
        return "ahead"
    words = _words(before)
    cue = _first_cue(words, reversed(range(len(words))))
    if cue is None:
        words = _words(_SENTENCE_END.split(text[end : end + _REACH])[0])
        cue = _first_cue(words, range(len(words)))
    return cue or "open"


def _first_cue(words: list[str], order: Iterable[int]) -> Tense | None:
    return next((cue for at in order if (cue := _cue_at(words, at)) is not None), None)


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower().replace("’", "'"))


def _cue_at(words: list[str], at: int) -> Tense | None:
    """Return what the longest cue that begins at a word points to, if one does."""
    for length in (3, 2, 1):
        found = _cues().get(" ".join(words[at : at + length]))
        if found is not None:
            return found
    ends_as_past = words[at].endswith("ed") and words[at] not in words_of("notpast")
    return "behind" if ends_as_past else None


@cache
def _cues() -> dict[str, Tense]:
    ahead: dict[str, Tense] = dict.fromkeys(words_of("ahead"), "ahead")
    return ahead | dict.fromkeys(words_of("behind"), "behind")


_BEFORE_DATE = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|during|between|and|to|the|early|late|mid|before|after"
    r"|for|year|fiscal|through|this|his|her|their|its|a|an|last|next|or|january|february|march|april"
    r"|may|june|july|august|september|october|november|december)|[(,–—-])\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+[a-z]+s\b|\s+people\b|\s*(?:%|percent|per cent|km|kg|mm|m)\b")
_PART_OF_NUMBER = re.compile(r"[$€£#/.:]$|\d[.,]$|[A-Za-z]-$|\bNo\. ?$|\b[Rr]esolution $")
_NUMBER_GOES_ON = re.compile(r"[.,:/]?\d|[A-Za-z]")
_NAME_GOES_ON = re.compile(r"\s+(?!19|20)[A-Z][a-z]")


def names_year(text: str, start: int, end: int) -> bool:
    """Return whether four digits are a year, and no count, price, name or number of a paper."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if not text[start].isdigit():
        return not text[start:end].lower().startswith("two thousand")
    if _NUMBER_GOES_ON.match(after) or (
        _PART_OF_NUMBER.search(before) and not before.lower().endswith(("mid-", "post-", "pre-"))
    ):
        return False
    if not 1900 <= int(text[start : start + 4]) < 2100:
        return bool(re.search(r"\b(?:in|since|until|year)\s+$", before)) and not _COUNTED.match(
            after
        )
    return bool(_BEFORE_DATE.search(before)) or not _COUNTED.match(after)


def names_month(text: str, start: int, end: int) -> bool:
    """Return whether a month's name alone is one: no "May", "March" or "Jan" of another kind."""
    word, led = (
        text[start:end].split()[-1].lower(),
        _BEFORE_DATE.search(text[max(0, start - 12) : start]),
    )
    if word in ("may", "march"):
        return led is not None and led[0].strip().lower() not in (
            "the",
            "a",
            "an",
            "to",
            "and",
            "or",
        )
    if len(word) <= 3:
        return text.startswith(".", end)
    return bool(led) or not _NAME_GOES_ON.match(text, end)


def stands_alone(text: str, start: int, end: int) -> bool:
    """Return whether the words are "in the past" with nothing that it is the past of."""
    return text[max(0, start - 4) : start].lower().endswith("in ") and not re.match(
        r"\s*\w", text[end : end + 8]
    )


def event_follows(text: str, end: int) -> bool:
    """Return whether "a day after" goes on with a clause, so that no date is counted from."""
    return re.match(r"\s+(?!that\b)\w", text[end : end + 12]) is not None


_NAME_BEFORE = re.compile(r"[A-Z][A-Za-z]+ $")


def stands_outside_names(text: str, start: int, end: int) -> bool:
    """Return whether the words belong to no name: "USA Today", "Sunday Times", "This Week"."""
    words = text[start:end]
    if not words[0].isupper():
        return True
    if words.lower() == "today" and _NAME_BEFORE.search(text, max(0, start - 20), start):
        return False
    quoted = text[max(0, start - 1) : start] in ('"', "“", "‘")
    return not (_paper().match(text, end) or (quoted and " " in words and words.istitle()))
