"""The gate: which articles speak of conflict, and which of their sentences can hold a claim.

Only those are parsed. `gate.toml` says how an article shows that it is one to read.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from itertools import chain

from khabar.extract.frames import Pattern, load_frames
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.extract.sentences import Sentence, sentences
from khabar.model import Article, Mention

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")
_PARTS = re.compile(r"[-'’]")
# What a sentence and the two beside it must show of the topic for its words to be taken for acts.
_NEARBY = 2
_NOT = ("n't", "n’t")


@dataclass(frozen=True, slots=True)
class Topic:
    """What each word counts towards an article's topic, and how much is enough."""

    counts: Mapping[str, int]
    least: float
    per: float

    def enough(self, text: str) -> float:
        """Return the count from which an article of this length is read."""
        return self.least + len(text) / self.per


def worth_parsing(article: Article, named: Sequence[Mention]) -> list[Sentence]:
    """Return the sentences that can hold a claim and those beside them, none off the topic.

    `named` are the actors found in the article.
    """
    if _count(words_of(article.text), named) < topic().enough(article.text):
        return []
    found = sentences(article)
    words = [words_of(article.text[s.start : s.end]) for s in found]
    counts = [_count(w, _within(s, named)) for s, w in zip(found, words, strict=True)]
    opened = [
        n
        for n, w in enumerate(words)
        if evokes(w) and sum(counts[max(0, n - 1) : n + 2]) >= _NEARBY
    ]
    kept = {beside for n in opened for beside in (n - 1, n, n + 1)}
    return [sentence for n, sentence in enumerate(found) if n in kept]


def words_of(text: str) -> set[str]:
    """Return the different words of a text in lower case; of a compound also its parts."""
    lower = text.lower()
    found = set(_WORD.findall(lower))
    parts = chain.from_iterable(_PARTS.split(word) for word in found if not word.isalnum())
    return found.union(parts, (n for n in _NOT if n in lower))


def evokes(words: Set[str]) -> bool:
    """Tell whether a sentence of these words can evoke a frame."""
    heads = _patterns()
    return any(
        all(not forms.isdisjoint(words) for forms in pattern.others)
        for head in heads.keys() & words
        for pattern in heads[head]
    )


@cache
def topic() -> Topic:
    """Read the words of the topic."""
    listed = tomllib.loads(resources.files(__package__).joinpath("gate.toml").read_text("utf-8"))
    least, per = listed.pop("least"), listed.pop("per")
    counts: dict[str, int] = {}
    for group in sorted(listed.values(), key=lambda g: int(g["counts"])):
        nouns = chain.from_iterable(map(noun_forms, group["nouns"].split()))
        verbs = chain.from_iterable(map(verb_forms, group["verbs"].split()))
        counts |= dict.fromkeys(chain(nouns, verbs), group["counts"])
    return Topic(counts, least, per)


def _count(words: Set[str], named: Sequence[Mention]) -> int:
    counts = topic().counts
    actors = {m.ids or m.words for m in named if m.kind == "actor"}
    return sum(counts[word] for word in counts.keys() & words) + len(actors)


def _within(sentence: Sentence, named: Sequence[Mention]) -> list[Mention]:
    return [m for m in named if sentence.start <= m.start < sentence.end]


@cache
def _patterns() -> dict[str, list[Pattern]]:
    frames = load_frames()
    found: defaultdict[str, list[Pattern]] = defaultdict(list)
    for index in (frames.verbs, frames.nouns, frames.adjectives):
        for form, patterns in index.items():
            found[form] += patterns
    return dict(found)
