"""What the words around a time expression say about it: does it lie ahead, is it a year at all."""

from __future__ import annotations

import re

_REACH = 140  # characters looked at on either side
_CUE = re.compile(
    r"\b(?:(?P<ahead>will|shall|won['’]t|expected|scheduled|due|plans?|planned|planning|set to"
    r"|upcoming|to be held|going to|until|till|by|is to|are to|would)|(?P<behind>was|were|had|did"
    r"|said|says|told|has|have|been|since|[a-z]{2,}ed))\b|['’]ll\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"[.!?][\"”’']?\s+(?=[A-Z\"“])|\n\s*\n")


def points_ahead(text: str, start: int, end: int) -> bool:
    """Return whether the nearest verb before the expression, else after it, tells the future."""
    before = _SENTENCE_END.split(text[max(0, start - _REACH) : start])[-1]
    cues = list(_CUE.finditer(before))
    if cues:
        return cues[-1]["behind"] is None
    after = _SENTENCE_END.split(text[end : end + _REACH])[0]
    cue = _CUE.search(after)
    return cue is not None and cue["behind"] is None


_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|of|from|until|till|during|between|and|to|the|early|late|mid|before|after"
    r"|for|year|fiscal|through|this|his|her|their|its|a|an|january|february|march|april|may|june|july"
    r"|august|september|october|november|december)|[(,–—-])\s*$",
    re.IGNORECASE,
)
_COUNTED = re.compile(r"\s+[a-z]+s\b|\s+people\b|\s*(?:%|percent|per cent|km|kg|mm|m)\b")
_PART_OF_NUMBER = re.compile(r"[$€£#/.:]$|\d[.,]$|[A-Za-z]-$|\bNo\. ?$|\b[Rr]esolution $")
_NUMBER_GOES_ON = re.compile(r"[.,:/]?\d|[A-Za-z]")


def names_year(text: str, start: int, end: int) -> bool:
    """Return whether four digits are a year, and no count, price, name or number of a paper."""
    before, after = text[max(0, start - 24) : start], text[end : end + 24]
    if _NUMBER_GOES_ON.match(after) or (
        _PART_OF_NUMBER.search(before) and not before.lower().endswith(("mid-", "post-", "pre-"))
    ):
        return False
    if text[start].isdigit() and not 1900 <= int(text[start:end][-4:]) < 2100:
        return bool(re.search(r"\b(?:in|since|until|year)\s+$", before)) and not _COUNTED.match(
            after
        )
    if _BEFORE_YEAR.search(before):
        return True
    return not _COUNTED.match(after)
