"""Whether the verb near a time expression puts it into the future or the past."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache

from khabar.link.dates.meaning import Tense
from khabar.link.dates.words import words_of

_REACH = 140  # characters looked at on either side
_WORD = re.compile(r"[a-z]+(?:'t)?|'ll")
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n\s*\n")
# "Before Monday" is to come; "before 9 p.m. Monday" and "before he fled on Monday" may be over.
_POINTS_AHEAD = re.compile(r"\b(?:by|before)\s+$", re.IGNORECASE)
_MAY_POINT_AHEAD = re.compile(r"\b(?:until|till|through)\s+$")


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
    return cue or ("ahead" if _MAY_POINT_AHEAD.search(before) else "open")


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
