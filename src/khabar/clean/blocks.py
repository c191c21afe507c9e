"""What each part of a text is: title, body, byline ..., or furniture that no claim may come from.

The text is never changed. Every decision says why; the words that decide are in `furniture.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from khabar.clean.lines import Line, same_words, split_lines
from khabar.clean.pieces import Mark, pieces
from khabar.clean.rules import Rule, Rules, furniture_rules
from khabar.model import Block

MOST_STANDFIRSTS = 3
LINK_WORDS = 15
ARTICLE_PARAGRAPHS = 2

BODY = Mark("body", "body")
_DATELINE = re.compile(
    r"[A-Z][A-Z .,'’/-]{2,60}(?:, [A-Z][\w. ]{1,30})?"
    r"(?:,? \(?[A-Z][a-z]{2,8}\.? \d{1,2}(?:, \d{4})?\)?)? ?"
    r"(?:\([A-Z][\w /.-]{1,40}\) ?)?(?:[—–]|-{1,2} )"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """A text's blocks, and the lines among them that say who published it and when.

    `dates` are in the order in which they are to be believed; the dateline comes last.
    """

    blocks: tuple[Block, ...]
    title: str | None
    head: tuple[Line, ...]
    dates: tuple[Line, ...]
    outlet: str | None


def mark_blocks(text: str, title: str | None, is_outlet: Callable[[str], bool]) -> Marked:
    """Return the blocks of a text: all but white space, in order, without overlaps.

    `title` is what the record gave; without one, the first line that could be a headline is it.
    """
    return _Marker(split_lines(text), furniture_rules(), is_outlet).marked(title)


class _Marker:
    """Marks line after line; each method adds the marks of one kind to lines without one."""

    def __init__(self, lines: Sequence[Line], rules: Rules, is_outlet: Callable[[str], bool]):
        self.lines = lines
        self.rules = rules
        self.is_outlet = is_outlet
        self.marks: list[Mark | None] = []
        self.fitting: list[Rule | None] = []
        self.outlet: str | None = None

    def marked(self, title: str | None) -> Marked:
        self._by_rule()
        first_full = self._first_full()
        at = self._title(title, first_full)
        if at is not None:
            self._headline_again(at)
            self._head(at, first_full)
        self._links()
        self._ends(first_full)
        kinds = [
            mark or self._body(line) for line, mark in zip(self.lines, self.marks, strict=True)
        ]
        return Marked(
            blocks=tuple(self._blocks(kinds)),
            title=None if at is None else self.lines[at].words,
            head=tuple(self.lines[:first_full]),
            dates=(*self._dates(kinds, first_full), *self._dateline(first_full)),
            outlet=self.outlet,
        )

    def _by_rule(self) -> None:
        for line in self.lines:
            found = self.rules.line(line.words)
            rule = found[0] if found else None
            self.fitting.append(rule)
            self.marks.append(Mark(rule.kind, rule.because) if rule else None)
            if found and "outlet" in found[1].groupdict():
                self.outlet = self.outlet or found[1]["outlet"]

    def _open(self, start: int, end: int) -> list[int]:
        return [at for at in range(start, end) if self.marks[at] is None]

    def _first_full(self) -> int:
        """Return where the first paragraph stands: what is above it is the head of the page."""
        for at in self._open(0, len(self.lines)):
            if self.lines[at].is_full:
                return at
        unmarked = self._open(0, len(self.lines))
        return min(len(self.lines), unmarked[0] + 1 if unmarked else 0)

    def _title(self, given: str | None, first_full: int) -> int | None:
        at = self._given_title(given) if given else None
        if at is None:
            at = self._likely_title(first_full)
        if at is not None:
            why = (
                "the record's title" if given and same_words(given, self.lines[at].words) else None
            )
            self.marks[at] = Mark("title", why or "first line that reads as a headline")
        return at

    def _given_title(self, given: str) -> int | None:
        same = (at for at, line in enumerate(self.lines) if same_words(line.words, given))
        return next(same, None)

    def _likely_title(self, first_full: int) -> int | None:
        likely = [
            at
            for at in self._open(0, first_full)
            if self.lines[at].is_headline and not self.is_outlet(self.lines[at].words)
        ]
        more = len(self._open(0, len(self.lines))) > 1
        longer = [at for at in likely if self.lines[at].count >= 4]
        return next(iter(longer or likely), None) if more else None

    def _headline_again(self, title: int) -> None:
        words = self.lines[title].words
        for at, line in enumerate(self.lines):
            if at != title and same_words(line.words, words):
                self.marks[at] = Mark("furniture", "headline again")

    def _head(self, title: int, first_full: int) -> None:
        for at in self._open(0, title):
            if self.lines[at].count <= 3:
                self.marks[at] = Mark("furniture", "above the headline")
        under = self._open(title + 1, first_full)
        for at in under[:MOST_STANDFIRSTS]:
            self.marks[at] = self._under_headline(self.lines[at])

    def _under_headline(self, line: Line) -> Mark:
        if self.is_outlet(line.words):
            self.outlet = self.outlet or line.words
            return Mark("furniture", "name of the outlet")
        if line.ends_sentence or _DATELINE.fullmatch(f"{line.words} "):
            return self._body(line)
        if line.is_names:
            return Mark("byline", "names under the headline")
        return Mark("standfirst", "between headline and first paragraph")

    def _links(self) -> None:
        """Mark the headline of another story that stands below "Read more", or above it."""
        for at, rule in enumerate(self.fitting):
            beside = {"label": at + 1, "under": at - 1}.get(rule.where) if rule else None
            if rule and beside is not None and self._is_link(beside, rule):
                self.marks[beside] = Mark("furniture", rule.because)

    def _is_link(self, at: int, rule: Rule) -> bool:
        if at >= len(self.lines) or self.marks[at] is not None:
            return False
        line = self.lines[at]
        has_text_above = rule.where == "label" or (at > 0 and self.marks[at - 1] is None)
        return line.is_headline and line.count <= LINK_WORDS and has_text_above

    def _ends(self, first_full: int) -> None:
        """Mark what follows the end of the article, and boxes of links within it."""
        at = first_full + 1
        while at < len(self.lines):
            rule = self.fitting[at]
            until = at + 1
            if rule and rule.where == "ends" and self._has_article(first_full, at):
                until = len(self.lines)
            elif rule and rule.where in ("ends", "box"):
                until = self._resumes(at + 1)
            for after in range(at + 1, until):
                self.marks[after] = Mark("furniture", f"after “{self.lines[at].words[:40]}”")
            at = until

    def _has_article(self, start: int, end: int) -> bool:
        """Return whether enough stands between for an article to have ended."""
        return sum(self.lines[at].is_full for at in self._open(start, end)) >= ARTICLE_PARAGRAPHS

    def _resumes(self, start: int) -> int:
        """Return where two paragraphs in a row show that the article goes on."""
        for at in range(start, len(self.lines) - 1):
            pair = self.lines[at : at + 2]
            if all(line.is_sentence for line in pair) and self.marks[at : at + 2] == [None, None]:
                return at
        return len(self.lines)

    def _body(self, line: Line) -> Mark:
        found = _DATELINE.match(line.words)
        return Mark("body", f"body, dateline {found[0].rstrip(' -—–')}") if found else BODY

    def _blocks(self, kinds: Sequence[Mark]) -> list[Block]:
        blocks: list[Block] = []
        for line, mark in zip(self.lines, kinds, strict=True):
            blocks += pieces(line, mark, self.rules)
        return blocks

    def _dates(self, kinds: Sequence[Mark], first_full: int) -> list[Line]:
        """Return lines that may date the article: in its head, or after its last paragraph."""
        bodies = [at for at, mark in enumerate(kinds) if mark.kind == "body"]
        last = bodies[-1] if bodies else len(kinds)
        return [
            line
            for at, line in enumerate(self.lines)
            if kinds[at].kind in ("date", "byline") and not first_full <= at < last
        ]

    def _dateline(self, first_full: int) -> list[Line]:
        """Return the dateline that opens the first paragraph: "PORT CITY, May 3, 2019 (AP) -"."""
        lines = self.lines[first_full : first_full + 1]
        found = _DATELINE.match(lines[0].words) if lines else None
        return [Line(lines[0].start, lines[0].start + found.end(), found[0])] if found else []
