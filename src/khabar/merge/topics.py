"""What an article is about: its telling words, the rarer the weightier, names above all."""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

from khabar.merge.wording import telling, words_of
from khabar.model import Article

# The weightiest words that are kept of an article: names, places, what was hit.
LENGTH = 60
# A text of fewer telling words is about anything.
LEAST = 8
# In a small collection every word is rare. This many articles more, without the word, temper that.
UNSEEN = 50
# A name (never written small in its text) counts twice: it ties two texts as few nouns do.
NAME = 2.0
_TOLD = frozenset(("title", "standfirst", "body"))


@dataclass(frozen=True, slots=True)
class Topics:
    """What each article is about, by its id, and how many of so many articles hold each word."""

    of: Mapping[str, Mapping[str, float]]
    holding: Mapping[str, int]
    articles: int


def topics(articles: Iterable[Article]) -> Topics:
    """Return for each article its weightiest words, those first that weigh the most.

    The squares of an article's weights add up to 1.
    """
    dwelt = {article.id: dwelt_on(article) for article in articles}
    holding = Counter(word for words in dwelt.values() for word in words)
    return Topics(weighed(dwelt, holding, len(dwelt)), holding, len(dwelt))


def weighed(
    dwelt: Mapping[str, Mapping[str, float]], holding: Mapping[str, int], articles: int
) -> dict[str, Mapping[str, float]]:
    """Return the topics of some articles, by how much they dwell on words, among so many."""
    total = articles + UNSEEN
    rarity = {word: max(math.log(total / (count + 1)), 0.0) for word, count in holding.items()}
    return {key: _weightiest(words, rarity) for key, words in dwelt.items()}


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how much two topics have in common, 0 to 1 (cosine)."""
    # fsum, as sets have no order that lasts, and sums in another order end in another last digit.
    return math.fsum([one[word] * other[word] for word in one.keys() & other.keys()])


def dwelt_on(article: Article) -> dict[str, float]:
    """Return how much the text dwells on each telling word."""
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind in _TOLD]
    written = Counter(words_of("\n".join(told) or article.text))
    counts: defaultdict[str, int] = defaultdict(int)
    plain = set()
    for word, count in written.items():
        if stem := telling(word):
            counts[stem] += count
            if word[0].islower():
                plain.add(stem)
    return {word: _dwelt(count, word in plain or word.isdigit()) for word, count in counts.items()}


@cache
def _dwelt(count: int, plain: bool) -> float:
    return (1 + math.log(count)) * (1.0 if plain else NAME)


def _weightiest(words: Mapping[str, float], rarity: Mapping[str, float]) -> dict[str, float]:
    ranked = sorted([(-dwelt * rarity[word], word) for word, dwelt in words.items()])[:LENGTH]
    length = -math.sqrt(sum([weight * weight for weight, _ in ranked])) or 1.0
    return {word: weight / length for weight, word in ranked} if len(ranked) >= LEAST else {}
