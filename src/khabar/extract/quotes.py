"""Quotations: where somebody else's words begin and end, over sentences and paragraphs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

_OPEN, _CLOSE = "“", "”"
_PLAIN = frozenset(('"', "''"))
_MARK = re.compile(r"[“”\"]|``|''")
_LINE = re.compile(r"[^\n]+")
_WORD = re.compile(r"\w+")
# Fewer words than this are a term held at arm's length, not somebody's sentence.
SHORTEST_QUOTATION = 4


@dataclass(frozen=True, slots=True)
class Quotation:
    """Words between quotation marks: offsets of the words, without the marks.

    `goes_on` tells one that its paragraph leaves open, as papers do when the next goes on.
    """

    start: int
    end: int
    line_start: int
    line_end: int
    goes_on: bool

    def words(self, text: str) -> int:
        """Return how many words it holds."""
        return sum(1 for _ in _WORD.finditer(text, self.start, self.end))


def quotations(text: str) -> list[Quotation]:
    """Return the quotations of a text in order; each lies inside one paragraph."""
    return [one for line in _LINE.finditer(text) for one in _in_line(text, *line.span())]


def _in_line(text: str, start: int, end: int) -> Iterator[Quotation]:
    opened: int | None = None
    for mark in _MARK.finditer(text, start, end):
        if opened is None:
            if _opens(text, mark, start):
                opened = mark.end()
        elif _closes(text, mark):
            if _WORD.search(text, opened, mark.start()):
                yield Quotation(opened, mark.start(), start, end, goes_on=False)
            opened = None
        elif mark[0] == _OPEN:
            opened = mark.end()
    if opened is not None and _WORD.search(text, opened, end):
        yield Quotation(opened, end, start, end, goes_on=True)


def _opens(text: str, mark: re.Match[str], line_start: int) -> bool:
    if mark[0] in _PLAIN:
        before = text[mark.start() - 1] if mark.start() > line_start else " "
        return not before.isalnum()
    return mark[0] in (_OPEN, "``")


def _closes(text: str, mark: re.Match[str]) -> bool:
    if mark[0] in _PLAIN:
        after = text[mark.end() : mark.end() + 1]
        return not after.isalnum()
    return mark[0] == _CLOSE
