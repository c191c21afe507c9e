"""An article's running text as words, and as overlapping runs of words."""

from __future__ import annotations

import re
import unicodedata

from khabar.model import Article

RUN = 5
_WORD = re.compile(r"\w+")
_TOLD = frozenset(("body", "standfirst"))


def told(article: Article) -> str:
    """Return the article's running text; all its text if none is marked."""
    parts = [article.text[b.start : b.end] for b in article.blocks if b.kind in _TOLD]
    return " ".join(parts) or article.text


def folded(text: str) -> str:
    """Return a text in one case, with one form for each character."""
    return unicodedata.normalize("NFKC", text).casefold()


def body_words(article: Article) -> list[str]:
    """Return the words of the article's running text, folded."""
    return _WORD.findall(folded(told(article)))


def shingles(words: list[str]) -> frozenset[str]:
    """Return the runs of five words; a shorter text is one run."""
    last = max(len(words) - RUN, 0)
    return frozenset(" ".join(words[at : at + RUN]) for at in range(last + 1))
