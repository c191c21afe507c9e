"""A text as words with their offsets, and what stands around a word."""

from __future__ import annotations

import re
from typing import NamedTuple

_WORD = re.compile(r"[^\W_]+")
_SENTENCE_END = re.compile(r"[.!?:;…]['\"”’)]*\s*$|\n\s*$|[“\"—•*|]\s*$|\)\s*[-–—]\s*$")


class Token(NamedTuple):
    """A word: its offsets, the signs before it, and whether it begins with a capital letter."""

    start: int
    end: int
    word: str
    gap: str
    is_capital: bool


def tokens_of(text: str) -> list[Token]:
    """Return the words of a text."""
    found: list[Token] = []
    end = 0
    for match in _WORD.finditer(text):
        word, start = match[0], match.start()
        found.append(Token(start, match.end(), word, text[end:start], word[0].isupper()))
        end = match.end()
    return found


_ABBREVIATED = frozenset(
    {"st", "ste", "mt", "ft", "mr", "mrs", "ms", "dr", "gen", "col", "lt", "sgt", "capt", "maj"}
    | {"gov", "sen", "rep", "rev", "prof", "pres", "no", "vs", "jr", "sr", "u", "s"}
)


def opens_sentence(tokens: list[Token], at: int) -> bool:
    """Tell whether a word's capital may be owed to its place at the start of a sentence."""
    if at == 0:
        return True
    gap = tokens[at].gap
    before = tokens[at - 1].word
    if gap.startswith(".") and (before.lower() in _ABBREVIATED or len(before) == 1):
        return False
    return _SENTENCE_END.search(gap) is not None
