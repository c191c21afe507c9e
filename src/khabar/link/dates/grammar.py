"""Finds the words that make time expressions.

A run of neighbouring words that all belong to the vocabulary is written in a plain form (lower
case, one blank between words) and the rules are tried on that. Every rule matches a bounded number
of words, so the time taken grows with the length of the text.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache

from khabar.link.dates.rules import Rule, parts_of, rules, vocabulary
from khabar.link.dates.words import words_of

MOST_WORDS = 14  # no rule needs more
_LONGEST_GAP = 40  # characters of white space inside an expression
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?=T\d|\W|$)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\w)|\d+/\d+(?!\w)"
    r"|\d+(?:[.,]\d+)*(?:[a-z]{1,2}(?!\w))?|['’]\d0s(?!\w)|['’]s(?!\w)|[^\W\d_]+"
)
_GAP = re.compile(r"(?P<mark>,?)[ \t\xa0]*\n?[ \t\xa0]*|[-–]")


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a rule takes for a time expression, and what each part of the rule holds."""

    start: int
    end: int
    rule: Rule
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str


def find_phrases(text: str) -> Iterator[Phrase]:
    """Yield the time expressions of a text in order, without overlaps."""
    for run in _runs(text):
        at = 0
        while at < len(run):
            window = run[at : at + MOST_WORDS]
            plain = " ".join(token.word for token in window)
            best = _best(plain)
            if best is None:
                at += 1
                continue
            rule, parts, length = best
            yield Phrase(window[0].start, window[length - 1].end, rule, parts)
            at += length


@lru_cache(maxsize=16384)
def _best(plain: str) -> tuple[Rule, Mapping[str, str], int] | None:
    """Return the rule that takes most words from the first on, its parts, and how many words."""
    matches = ((rule, rule.pattern.match(plain)) for rule in rules())
    found = [(rule, match) for rule, match in matches if match and match.end()]
    if not found:
        return None
    rule, match = max(found, key=lambda one: one[1].end())
    return rule, parts_of(match), plain.count(" ", 0, match.end()) + 1


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield the runs of neighbouring words of the vocabulary that hold a word that names a time."""
    run: list[_Token] = []
    names_time = False
    for found in _TOKEN.finditer(text):
        word = _plain(found[0])
        known = _known(word, found[0])
        mark = _mark_between(text, run[-1], found.start()) if run and known is not None else None
        if mark is None:
            if names_time:
                yield run
            run, names_time = [], False
            if known is None:
                continue
        elif mark:
            run.append(_Token(run[-1].end, run[-1].end, mark))
        run.append(_Token(found.start(), found.end(), word))
        names_time = names_time or bool(known)
    if names_time:
        yield run


def _plain(word: str) -> str:
    """Return a word in lower case, with a straight apostrophe and digits of any script as 0-9."""
    lower = word.lower().replace("’", "'")
    if lower.isascii() or not lower[0].isdecimal():
        return lower
    return "".join(str(unicodedata.decimal(sign, sign)) for sign in lower)


def _known(word: str, written: str) -> bool | None:
    """Return whether a word may name a time by itself; None if no rule uses it."""
    if word[0].isdigit():
        return len(word) >= 4
    if word in _capitalised() and written[0].islower():
        return None
    return True if word[1:2].isdigit() else vocabulary().get(word)


@cache
def _capitalised() -> frozenset[str]:
    return frozenset({*words_of("month"), *words_of("weekday"), *words_of("shortday")})


@cache
def _abbreviations() -> frozenset[str]:
    return frozenset(word for word in _capitalised() if word not in words_of("unabbreviated"))


def _mark_between(text: str, before: _Token, start: int) -> str | None:
    """Return the comma or dash between two words, "" for a blank, None if they stand apart.

    A hyphen counts as a blank ("mid-March"), but between two numbers as a dash ("10-12").
    """
    end = before.end
    if text.startswith(".", end) and before.word in _abbreviations():
        end += 1
    gap = _GAP.fullmatch(text, end, start) if start - end <= _LONGEST_GAP else None
    if gap is None:
        return None
    if gap["mark"] is None:
        between_numbers = before.word.isdigit() and text[start].isdigit()
        return "-" if between_numbers else ""
    return gap["mark"]
