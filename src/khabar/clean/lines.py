"""The lines of a text, each a paragraph, a headline or a scrap of the page around it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

FULL_WORDS = 12
SENTENCE_WORDS = 8
HEADLINE_WORDS = 25

_RUN = re.compile(r"\S(?:[^\n]*\S)?")
_WRAPPED_RUN = re.compile(r"\S(?:(?!\n[^\S\n]*\n)[\s\S])*")
_WORD = re.compile(r"\w+")
_SPACE = re.compile(r"\s")
_ENDS_SENTENCE = re.compile(r"[.!?…][\"'”’»)\]]*$|:$")
_ABBREVIATED = re.compile(r"\b(?:[A-Z]\.){2,}$")
_SMALL_WORDS = frozenset("and & in the of for de del al el bin ibn van von with at | , - –".split())


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a text without the white space around it; several where lines are wrapped.

    `words` has a space for every white space character, so that offsets into it hold.
    """

    start: int
    end: int
    words: str

    @property
    def count(self) -> int:
        """Return the number of words."""
        return len(self.words.split())

    @property
    def ends_sentence(self) -> bool:
        """Return whether it ends as a sentence does, and not with "U.S."."""
        return bool(_ENDS_SENTENCE.search(self.words)) and not _ABBREVIATED.search(self.words)

    @property
    def is_full(self) -> bool:
        """Return whether it reads as a paragraph: long enough, and ending as a sentence."""
        return self.ends_sentence and self.count >= FULL_WORDS

    @property
    def is_sentence(self) -> bool:
        """Return whether it reads as a sentence at least, which few teasers are."""
        return self.ends_sentence and self.count >= SENTENCE_WORDS

    @property
    def is_headline(self) -> bool:
        """Return whether it could be a headline: not long, and no end of a sentence but ? or !."""
        ends = self.ends_sentence and not self.words.endswith(("?", "!"))
        return not ends and 2 <= self.count <= HEADLINE_WORDS

    @property
    def is_names(self) -> bool:
        """Return whether every word could be part of a name: "Ann Roe and Jo Doe"."""
        words = self.words.replace(",", " ").split()
        named = [word for word in words if word not in _SMALL_WORDS]
        return (
            2 <= len(named) <= 10
            and not self.ends_sentence
            and all(word[0].isupper() and not any(map(str.isdigit, word)) for word in named)
        )


def split_lines(text: str) -> tuple[Line, ...]:
    """Return the lines that are not blank; of a text wrapped at a fixed width, its paragraphs."""
    runs = _RUN.finditer(text)
    lines = tuple(_line(text, found.start(), found.end()) for found in runs)
    if not _is_wrapped(lines):
        return lines
    return tuple(_line(text, *span) for span in _wrapped(text))


def _wrapped(text: str) -> Iterator[tuple[int, int]]:
    for found in _WRAPPED_RUN.finditer(text):
        yield found.start(), found.start() + len(found[0].rstrip())


def _line(text: str, start: int, end: int) -> Line:
    return Line(start, end, _SPACE.sub(" ", text[start:end]))


def _is_wrapped(lines: Sequence[Line]) -> bool:
    """Return whether most lines are of one width and break off within sentences."""
    widths = [line.end - line.start for line in lines]
    if len(lines) < 5 or max(widths) > 110:
        return False
    middling = sum(width >= 45 for width in widths)
    broken = sum(not line.ends_sentence for line in lines)
    return middling >= 0.6 * len(lines) and broken >= 0.5 * len(lines)


def same_words(one: str, other: str) -> bool:
    """Return whether two lines have the same letters and digits, whatever the rest."""
    return letters(one) == letters(other) != ""


def letters(words: str) -> str:
    """Return the letters and digits of words in lower case, with single spaces between words."""
    return " ".join(_WORD.findall(words.casefold()))
