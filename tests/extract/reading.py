"""Sentences of made-up text, parsed once for many tests."""

from __future__ import annotations

from functools import cache

from khabar.extract.parse import Parsed, Parser
from khabar.extract.sentences import sentences
from khabar.extract.tree import Token
from khabar.model import Mention
from tests.make import article


class NoNames:
    """A lexicon that knows no name."""

    def actors(self, text: str) -> list[Mention]:
        return []

    places = times = actors


@cache
def parser() -> Parser:
    return Parser(NoNames())


def read(text: str) -> list[Parsed]:
    whole = article(text)
    return parser().parse(whole, sentences(whole))


def read_marked(text: str) -> tuple[Parsed, Token]:
    """Parse a sentence with one word in square brackets; return it with that word."""
    start = text.index("[")
    (parsed,) = read(text.replace("[", "").replace("]", ""))
    return parsed, next(token for token in parsed.doc if token.idx == start)
