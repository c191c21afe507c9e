"""Which version of a text each article carries: a copy tells what was told, a later version more.

A copy is cut, credited or worded otherwise. A later version tells a figure that no article before
it told (a toll that rose), or comes from the carrier of an earlier one with other words or another
headline. What was published at one time cannot be put in order, so its version stays open.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.dedupe.figures import figures
from khabar.dedupe.shingles import body_words
from khabar.model import Article


@dataclass(frozen=True, slots=True)
class Text:
    """What one article of a group tells: its headline and words, and the figures in them."""

    article: Article
    words: tuple[str, ...]
    figures: frozenset[int]


def versions(articles: Sequence[Article]) -> list[int | None]:
    """Return the version that each article carries, 1 for the text as first published.

    The articles are those of one group of copies, the earliest first.
    """
    known = Known()
    return [known.version_of(text(article)) for article in articles]


def text(article: Article) -> Text:
    """Return an article as a text of its own."""
    words = (article.title or "", *body_words(article))
    return Text(article, words, figures(article))


class Known:
    """The versions known so far, each by the first article with it, and who carried which text."""

    def __init__(self) -> None:
        self.first_of: list[Text] = []
        self.figures: set[int] = set()
        self.carried_by: defaultdict[str, set[tuple[str, ...]]] = defaultdict(set)

    def version_of(self, text: Text) -> int | None:
        """Return the version that a text is, and know it from now on; None if that is open."""
        new = not self.first_of or not text.figures <= self.figures or self._edited(text)
        if new and self.first_of and not _later(text.article, self.first_of[-1].article):
            return None
        if new:
            self.first_of.append(text)
            self.figures |= text.figures
        if text.article.outlet:
            self.carried_by[text.article.outlet].add(text.words)
        return len(self.first_of) if new else self._nearest(text)

    def _edited(self, text: Text) -> bool:
        """Say whether this is another text than each that the same carrier had before."""
        own = self.carried_by.get(text.article.outlet or "")
        return own is not None and text.words not in own

    def _nearest(self, text: Text) -> int:
        """Return the version with which it has most figures and words in common, or the later."""
        inside = set(text.words)

        def rank(number: int) -> tuple[int, int, int]:
            other = self.first_of[number - 1]
            return -len(text.figures ^ other.figures), len(inside.intersection(other.words)), number

        return max(range(1, len(self.first_of) + 1), key=rank)


def _later(article: Article, other: Article) -> bool:
    """Say whether an article is known to be published after another."""
    one, two = article.published, other.published
    if not one or not two:
        return False
    shared = min(len(one), len(two))
    return one[:shared] > two[:shared]
