"""An article's running text as words, and as overlapping runs of words."""

from __future__ import annotations

import re
import unicodedata

from khabar.model import Article

RUN = 5
_WORD = re.compile(r"\w+")
_TOLD = frozenset(("body", "standfirst"))


def body_words(article: Article) -> list[str]:
    """Return the words of the article's running text, folded; all its text if none is marked."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind in _TOLD]
    text = " ".join(told) or article.text
    return _WORD.findall(unicodedata.normalize("NFKC", text).casefold())


def shingles(words: list[str]) -> frozenset[str]:
    """Return the runs of five words; a shorter text is one run."""
    last = max(len(words) - RUN, 0)
    return frozenset(" ".join(words[at : at + RUN]) for at in range(last + 1))
