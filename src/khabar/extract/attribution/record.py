"""The record of one attribution."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from khabar.model import Article, Span, Stance

# Characters; a few sentences.
_BLOCK = 500


@dataclass(frozen=True, slots=True)
class Attribution:
    """One link: `source` says `content`, by the words of `cue`.

    `source` None: nobody is named ("is believed"). `name` is the bare name of whoever is meant,
    and `meant` the earlier words that "he" or "the official" stand for. `states`: the source says
    that it is so, unlike "wants to" and "did not say when". `quotes`: the cue can carry a direct
    quotation. `aside`: it stands in a clause beside the main one. `first_person`: "I" speaks.
    """

    source: Span | None
    name: str | None
    meant: Span | None
    cue: Span
    content: tuple[Span, ...]
    stance: Stance
    because: str
    states: bool = True
    aside: bool = False
    quotes: bool = False
    first_person: bool = False

    @property
    def start(self) -> int:
        """Return where the words of source and cue begin."""
        return min(self.cue.start, self.source.start if self.source else self.cue.start)

    @property
    def end(self) -> int:
        """Return where the words of source and cue end."""
        return max(self.cue.end, self.source.end if self.source else self.cue.end)

    def covered(self, start: int, end: int) -> int:
        """Return how many characters of the article from start to end are reported by it."""
        return sum(max(0, min(end, s.end) - max(start, s.start)) for s in self.content)

    def size(self) -> int:
        """Return how many characters it reports."""
        return sum(s.end - s.start for s in self.content)

    def with_words(self, article: Article, start: int, end: int) -> Attribution:
        """Return the attribution with more words among those that it reports."""
        spans = [(s.start, s.end) for s in self.content]
        return replace(self, content=spans_of(article, [*spans, (start, end)]))


class Sayings:
    """The attributions of an article, to be found by where they stand."""

    def __init__(self, attributions: Sequence[Attribution]) -> None:
        self._all = attributions
        self._by_block: defaultdict[int, list[int]] = defaultdict(list)
        for number, one in enumerate(attributions):
            spans = (one.cue, *one.content)
            first, last = min(s.start for s in spans), max(s.end for s in spans)
            for block in range(first // _BLOCK, last // _BLOCK + 1):
                self._by_block[block].append(number)

    def near(self, start: int, end: int) -> list[Attribution]:
        """Return those whose cue or content may lie in [start, end), in the order of the text."""
        blocks = range(start // _BLOCK, end // _BLOCK + 1)
        numbers = {n for block in blocks for n in self._by_block.get(block, ())}
        return [self._all[n] for n in sorted(numbers)]


def spans_of(article: Article, offsets: Iterable[tuple[int, int]]) -> tuple[Span, ...]:
    """Return the stretches as spans in order; those that touch become one."""
    joined: list[tuple[int, int]] = []
    for start, end in sorted(offsets):
        if joined and not _word_between(article.text, joined[-1][1], start):
            joined[-1] = (joined[-1][0], max(end, joined[-1][1]))
        else:
            joined.append((start, end))
    return tuple(Span(article.id, s, e, article.text[s:e]) for s, e in joined)


def _word_between(text: str, start: int, end: int) -> bool:
    return any(c.isalnum() or c == "\n" for c in text[start:end])
