"""What an article is about: its telling words, the rarer the weightier."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from khabar.merge.wording import telling_words
from khabar.model import Article

# The weightiest words that are kept of an article: names, places, what was hit.
LENGTH = 40
# A text of fewer telling words is about anything.
LEAST = 8
# In a small collection every word is rare. This many articles more, without the word, temper that.
UNSEEN = 50
_TOLD = frozenset(("title", "standfirst", "body"))


def topics(articles: Iterable[Article]) -> dict[str, Mapping[str, float]]:
    """Return for each article, by id, its weightiest words; squares of the weights add up to 1."""
    counted = {article.id: Counter(_words(article)) for article in articles}
    holding = Counter(word for words in counted.values() for word in words)
    total = len(counted) + UNSEEN
    rarity = {word: math.log(total / (count + 1)) for word, count in holding.items()}
    return {key: _weightiest(words, rarity) for key, words in counted.items()}


def alike(one: Mapping[str, float], other: Mapping[str, float]) -> float:
    """Return how much two topics have in common, 0 to 1 (cosine)."""
    if len(other) < len(one):
        one, other = other, one
    return sum(weight * other[word] for word, weight in one.items() if word in other)


def _words(article: Article) -> Sequence[str]:
    told = [article.text[b.start : b.end] for b in article.blocks if b.kind in _TOLD]
    return telling_words("\n".join(told) or article.text)


def _weightiest(words: Counter[str], rarity: Mapping[str, float]) -> dict[str, float]:
    weights = {w: (1 + math.log(count)) * max(rarity[w], 0.0) for w, count in words.items()}
    kept = sorted(weights, key=lambda w: (-weights[w], w))[:LENGTH]
    length = math.sqrt(sum(weights[w] ** 2 for w in kept)) or 1.0
    return {w: weights[w] / length for w in kept} if len(kept) >= LEAST else {}
