"""An article's text cut into pieces, each with the marks that lie on it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from khabar.model import Article, Block, Claim, Span

MarkKind = Literal["claim", "actor", "target", "when", "where", "harm", "source"]


@dataclass(frozen=True, slots=True)
class Mark:
    """Words that a claim rests on: where they stand, and for what they are evidence."""

    start: int
    end: int
    kind: MarkKind
    claim_id: str


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of text under the same marks."""

    text: str
    kinds: tuple[MarkKind, ...]
    claims: tuple[str, ...]


def marks_of(claim: Claim) -> list[Mark]:
    """Return the words behind a claim, in the order of the text, the whole claim first."""
    found = [Mark(claim.words.start, claim.words.end, "claim", claim.id)]
    found += _marks([party.words for party in claim.actors], "actor", claim.id)
    found += _marks([party.words for party in claim.targets], "target", claim.id)
    found += _marks([claim.when.words if claim.when else None], "when", claim.id)
    found += _marks([claim.where.words if claim.where else None], "where", claim.id)
    found += _marks([harm.words for harm in claim.harm], "harm", claim.id)
    found += _marks([source.words for source in claim.attribution], "source", claim.id)
    return sorted(found, key=lambda mark: (mark.start, -mark.end, mark.kind))


def pieces(text: str, start: int, end: int, marks: Iterable[Mark]) -> list[Piece]:
    """Cut `text[start:end]` wherever a mark begins or ends. The pieces join up to the text."""
    return [_piece(words, over) for words, over in marked(text, start, end, marks)]


def marked(
    text: str, start: int, end: int, marks: Iterable[Mark]
) -> Iterator[tuple[str, list[Mark]]]:
    """Yield the same pieces, each with the marks that lie on it."""
    near = [m for m in marks if m.start < end and m.end > start and m.start < m.end]
    edges = {start, end, *(min(max(edge, start), end) for m in near for edge in (m.start, m.end))}
    for left, right in pairwise(sorted(edges)):
        yield text[left:right], [m for m in near if m.start <= left and m.end >= right]


def context(article: Article, start: int, end: int) -> tuple[int, int]:
    """Return the bounds of the paragraphs in which the words stand."""
    blocks = [b for b in article.blocks if b.start < end and b.end > start]
    if blocks:
        return min(start, blocks[0].start), max(end, blocks[-1].end)
    before = article.text.rfind("\n", 0, start) + 1
    after = article.text.find("\n", end)
    return before, after if after >= 0 else len(article.text)


def paragraphs(article: Article) -> Iterator[Block]:
    """Yield the article's blocks and, where text lies between two of them, that as body."""
    reached = 0
    for block in (*article.blocks, Block(len(article.text), len(article.text), "body", "")):
        between = article.text[reached : block.start]
        if between.strip():
            yield Block(reached, block.start, "body", "not in any block")
        if block.end > block.start:
            yield block
        reached = max(reached, block.end)


def _marks(words: Iterable[Span | None], kind: MarkKind, claim_id: str) -> list[Mark]:
    return [Mark(span.start, span.end, kind, claim_id) for span in words if span]


def _piece(text: str, marks: Sequence[Mark]) -> Piece:
    kinds = tuple(dict.fromkeys(mark.kind for mark in marks))
    return Piece(text, kinds, tuple(dict.fromkeys(mark.claim_id for mark in marks)))
