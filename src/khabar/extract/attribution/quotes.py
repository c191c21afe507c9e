"""Gives each quotation to its speaker, over the sentences and paragraphs that it runs through."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.extract.attribution.record import Attribution
from khabar.extract.quotes import SHORTEST_QUOTATION, Quotation, quotations
from khabar.model import Article

# What may stand between a quotation and "she said": a few words, no end of a sentence.
WIDEST_GAP = 60
_SENTENCE_END = re.compile(r"[.!?][\"”’)]*\s+[\"“(]*[A-Z]")
_ENDED = re.compile(r"(^|[.!?:][\"”’)]*\s+)$")


def with_quotations(article: Article, found: Sequence[Attribution]) -> list[Attribution]:
    """Return the attributions, each with the whole of the quotations that belong to it.

    One that reports nothing, not even a quotation, is left out.
    """
    known = list(found)
    before: tuple[Quotation, int] | None = None
    for quotation in quotations(article.text):
        owner = _owner(article.text, quotation, known, before)
        if owner is None:
            continue
        known[owner] = known[owner].with_words(article, quotation.start, quotation.end)
        before = (quotation, owner)
    return [one for one in known if one.content]


def _owner(
    text: str,
    quotation: Quotation,
    known: Sequence[Attribution],
    before: tuple[Quotation, int] | None,
) -> int | None:
    """Return the number of the attribution that reports the quotation."""
    by_content = _by_content(quotation, known)
    if by_content is not None:
        return by_content
    if not _is_sentence(text, quotation):
        return None
    beside = _beside(text, quotation, known)
    if beside is not None:
        return beside
    return _carried_on(text, quotation, known, before)


def _is_sentence(text: str, quotation: Quotation) -> bool:
    """Tell a quotation from a term held at arm's length: by its length, or a stop at its end."""
    long = quotation.words(text) >= SHORTEST_QUOTATION
    return long or (text[quotation.end - 1] in ",.!?" and text[quotation.start].isupper())


def _by_content(quotation: Quotation, known: Sequence[Attribution]) -> int | None:
    """Return the innermost attribution that reports part of it from outside it."""
    fits = [
        (one.size(), number)
        for number, one in enumerate(known)
        if _outside(one, quotation) and one.covered(quotation.start, quotation.end)
    ]
    return min(fits)[1] if fits else None


def _outside(one: Attribution, quotation: Quotation) -> bool:
    return one.cue.end <= quotation.start or one.cue.start >= quotation.end


def _beside(text: str, quotation: Quotation, known: Sequence[Attribution]) -> int | None:
    """Return the nearest attribution in the same sentence: '"...," she told him.'"""
    fits = []
    for number, one in enumerate(known):
        if not one.quotes or not quotation.line_start <= one.cue.start < quotation.line_end:
            continue
        gap = _gap(text, one, quotation)
        if gap is not None:
            fits.append((gap, number))
    return min(fits)[1] if fits else None


def _gap(text: str, one: Attribution, quotation: Quotation) -> int | None:
    """Return how far the cue is from the quotation, None if a sentence ends between."""
    if one.start >= quotation.end:
        between = text[quotation.end : one.start]
    elif one.end <= quotation.start:
        between = text[one.end : quotation.start]
    else:
        return None
    if len(between) > WIDEST_GAP or _SENTENCE_END.search(between + "A"):
        return None
    return len(between)


def _carried_on(
    text: str,
    quotation: Quotation,
    known: Sequence[Attribution],
    before: tuple[Quotation, int] | None,
) -> int | None:
    """Return the speaker of the quotation before, where this one plainly goes on from it."""
    line_before = text[quotation.line_start : quotation.start - 1]
    if before is not None:
        last, owner = before
        if last.goes_on and last.line_end < quotation.line_start:
            return owner
        same_line = last.line_start == quotation.line_start
        if same_line and _ENDED.search(line_before):
            return owner
    if line_before.strip() and _ENDED.search(line_before):
        return _latest(known, quotation.line_start, quotation.start)
    return _introduced(text, quotation, known)


def _latest(known: Sequence[Attribution], start: int, end: int) -> int | None:
    """Return the last attribution between two offsets that can carry a quotation."""
    fits = [n for n, one in enumerate(known) if one.quotes and start <= one.cue.start < end]
    return fits[-1] if fits else None


def _introduced(text: str, quotation: Quotation, known: Sequence[Attribution]) -> int | None:
    """Return the last speaker of a paragraph that ends in a colon right before."""
    above = text[: quotation.start].rstrip('"“ \n\t')
    if not above.endswith(":"):
        return None
    return _latest(known, above.rfind("\n") + 1, len(above))
