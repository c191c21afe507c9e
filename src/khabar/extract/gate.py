"""The gate: which articles speak of conflict, and which of their sentences can hold a claim.

Only those are parsed. `gate.toml` says how a passage shows that its article is one to read.
"""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
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
    """What each word counts towards the topic, how much is enough, and for how long a passage."""

    counts: Mapping[str, int]
    least: float
    per: float
    passage: int


@dataclass(frozen=True, slots=True)
class _Shown:
    """What a sentence shows of the topic: its different words, and the actors it names."""

    sentence: Sentence
    words: Set[str]
    actors: frozenset[tuple[str, ...]]


def worth_parsing(article: Article, named: Sequence[Mention]) -> list[Sentence]:
    """Return the sentences that can hold a claim and those beside them, none off the topic.

    `named` are the actors found in the article.
    """
    found = [_shown(article, sentence, named) for sentence in sentences(article)]
    if not any(_is_on_topic(passage) for passage in _passages(found)):
        return []
    nearby = [_count(found[max(0, n - 1) : n + 2]) for n in range(len(found))]
    opened = (n for n, one in enumerate(found) if nearby[n] >= _NEARBY and evokes(one.words))
    kept = {beside for n in opened for beside in (n - 1, n, n + 1)}
    return [one.sentence for n, one in enumerate(found) if n in kept]


def _shown(article: Article, sentence: Sentence, named: Sequence[Mention]) -> _Shown:
    words = words_of(article.text[sentence.start : sentence.end])
    inside = (m for m in named if sentence.start <= m.start < sentence.end and m.kind == "actor")
    return _Shown(sentence, words, frozenset(m.ids or (m.words,) for m in inside))


def _passages(found: Sequence[_Shown]) -> Iterator[list[_Shown]]:
    """Yield the sentences in passages: what a book says on page 90 makes page 1 no report."""
    passage: list[_Shown] = []
    for one in found:
        if passage and one.sentence.end - passage[0].sentence.start > topic().passage:
            yield passage
            passage = []
        passage.append(one)
    if passage:
        yield passage


def _is_on_topic(passage: Sequence[_Shown]) -> bool:
    length = passage[-1].sentence.end - passage[0].sentence.start
    return _count(passage) >= topic().least + min(length, topic().passage) / topic().per


def _count(shown: Sequence[_Shown]) -> int:
    """Return what the different words and actors of some sentences count."""
    counts = topic().counts
    words = set().union(*(counts.keys() & one.words for one in shown))
    return sum(counts[word] for word in words) + len(set().union(*(one.actors for one in shown)))


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
        pattern.may_stand_among(words) for head in heads.keys() & words for pattern in heads[head]
    )


@cache
def topic() -> Topic:
    """Read the words of the topic."""
    listed = tomllib.loads(resources.files(__package__).joinpath("gate.toml").read_text("utf-8"))
    least, per, passage = (listed.pop(key) for key in ("least", "per", "passage"))
    counts: dict[str, int] = {}
    for group in sorted(listed.values(), key=lambda g: int(g["counts"])):
        nouns = chain.from_iterable(map(noun_forms, group["nouns"].split()))
        verbs = chain.from_iterable(map(verb_forms, group["verbs"].split()))
        counts |= dict.fromkeys(chain(nouns, verbs), group["counts"])
    return Topic(counts, least, per, passage)


@cache
def _patterns() -> dict[str, list[Pattern]]:
    frames = load_frames()
    found: defaultdict[str, list[Pattern]] = defaultdict(list)
    for index in (frames.verbs, frames.nouns, frames.adjectives):
        for form, patterns in index.items():
            found[form] += patterns
    return dict(found)
