"""Short makers for the tests of linking, and one world for all of them."""

from __future__ import annotations

from functools import cache

from khabar.link.lexicon import World
from khabar.model import Article, Block, Claim, Party, Source, Span


@cache
def world() -> World:
    return World.load()


def article(text: str, published: str | None = "2023-05-02", title: str | None = None) -> Article:
    block = Block(0, len(text), "body", "all of it")
    return Article("a", "a.txt", text, (block,), title, None, published, "en")


def span(where: Article, words: str) -> Span:
    start = where.text.index(words)
    return Span(where.id, start, start + len(words), words)


def party(where: Article, words: str, meant: str | None = None) -> Party:
    return Party(words, span(where, words), meant=span(where, meant) if meant else None)


def claim(
    where: Article,
    actors: tuple[Party, ...] = (),
    targets: tuple[Party, ...] = (),
    sources: tuple[Source, ...] = (),
) -> Claim:
    return Claim(
        article_id=where.id,
        kind="event",
        event_type="ASSAULT",
        mode=None,
        relation=None,
        actors=actors,
        targets=targets,
        when=None,
        where=None,
        harm=(),
        factuality="asserted",
        attribution=sources,
        words=span(where, where.text),
        role="main",
        because=("frame: attack",),
        coder="test",
    )
