"""The gate: which sentences hold a word that could make a claim. Only those are parsed."""

from __future__ import annotations

import re
from functools import cache

from ahocorasick_rs import AhoCorasick, MatchKind

from khabar.extract.frames import load_frames
from khabar.extract.sentences import Sentence, sentences
from khabar.model import Article

_WORD = re.compile(r"\w")


def worth_parsing(article: Article) -> list[Sentence]:
    """Return the sentences with a word that evokes a frame, and those beside them."""
    found = sentences(article)
    return found if any(_opens(article, s) for s in found) else []


def _opens(article: Article, sentence: Sentence) -> bool:
    words = article.text[sentence.start : sentence.end].lower()
    return any(
        _is_whole(words, start, end) for _, start, end in _matcher().find_matches_as_indexes(words)
    )


@cache
def _matcher() -> AhoCorasick:
    forms = sorted(load_frames().head_forms())
    return AhoCorasick(forms, matchkind=MatchKind.LeftmostLongest)


def _is_whole(words: str, start: int, end: int) -> bool:
    before = start > 0 and _WORD.match(words[start - 1])
    after = end < len(words) and _WORD.match(words[end])
    return not (before or after)
