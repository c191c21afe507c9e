"""Short makers of articles with made-up texts."""

from __future__ import annotations

import random
from collections.abc import Iterable

from khabar.model import Article, Block, BlockKind

SYLLABLES = "ba co du fe gi lo ma ne pu ra si to va we xo yu za".split()


def article(
    id: str,
    text: str,
    published: str | None = "2024-05-06",
    outlet: str | None = None,
    blocks: Iterable[tuple[str, BlockKind]] = (),
) -> Article:
    """Return an article that is all body, or whose parts are marked in their order."""
    marked, at = [], 0
    for words, kind in blocks:
        start = text.index(words, at)
        at = start + len(words)
        marked.append(Block(start, at, kind, "made"))
    whole = (Block(0, len(text), "body", "made"),)
    return Article(id, id, text, tuple(marked) or whole, None, outlet, published, "en")


def dispatch(seed: int, length: int = 150) -> str:
    """Return a text of made-up words; the same seed gives the same text."""
    chance = random.Random(seed)
    return " ".join("".join(chance.choices(SYLLABLES, k=3)) for _ in range(length))


def edited(text: str, seed: int, edits: int = 6) -> str:
    """Return the text with some words changed, as a desk would."""
    chance = random.Random(seed)
    words = text.split()
    for at in chance.sample(range(len(words)), edits):
        words[at] = f"edit{seed}"
    return " ".join(words)
