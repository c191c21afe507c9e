"""Credits and promotions inside a line: the line is cut so that they stand alone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from khabar.clean.lines import Line
from khabar.clean.rules import Rules
from khabar.model import Block, BlockKind

END_CHARACTERS = 400
CAPTION_WORDS = 60
_SPARED = ("title", "furniture", "byline", "date")
_CUT = re.compile(r"\S(?:[\s\S]*\S)?")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is, and why."""

    kind: BlockKind
    because: str


def pieces(line: Line, mark: Mark, rules: Rules) -> Iterator[Block]:
    """Yield the blocks of one line, in order: one, unless it holds a credit or a promotion."""
    cuts = [] if mark.kind in _SPARED else sorted(_cuts(line, rules))
    at = 0
    for start, end, kind, because in cuts:
        if start < at:
            continue
        kept = _before_credit(mark, line) if kind == "caption" else mark
        yield from _block(line, at, start, kept)
        yield from _block(
            line, start, end, Mark("furniture" if kind == "caption" else kind, because)
        )
        at = end
    yield from _block(line, at, len(line.words), mark)


def _before_credit(mark: Mark, line: Line) -> Mark:
    """Return what stands before a picture credit: a caption, unless it is too long for one."""
    return Mark("caption", "before a picture credit") if line.count <= CAPTION_WORDS else mark


def _cuts(line: Line, rules: Rules) -> Iterator[tuple[int, int, BlockKind, str]]:
    for rule in rules.ends:
        found = rule.pattern.search(line.words, max(0, len(line.words) - END_CHARACTERS))
        if found:
            yield *found.span(), rule.kind, rule.because
    for rule in rules.inside:
        for found in rule.pattern.finditer(line.words):
            yield *found.span(), rule.kind, rule.because


def _block(line: Line, start: int, end: int, mark: Mark) -> Iterator[Block]:
    found = _CUT.search(line.words, start, end)
    if found:
        yield Block(line.start + found.start(), line.start + found.end(), mark.kind, mark.because)
