"""Short makers for the coder's tests."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Literal

from khabar.extract.coder import Coder
from khabar.extract.parse import Parser
from khabar.model import Article, Block, Claim, Mention

# Made-up names: tests of the coder do not hang on the registry.
ACTORS = re.compile(
    r"\b(?:Northern Front|Red Brigade|Republic of Varia|Varian|Varia|Selmark|Selmarkian|"
    r"Green Crescent|Free Varia Movement|Daily Courier|Coast Agency)\b"
)
PLACES = re.compile(r"\b(?:Varia|Selmark|Torun Pass|Belsk|Oran Bridge)\b")
TIMES = re.compile(
    r"\b(?:Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday|last year|in \d{4}|"
    r"(?:January|March|April|May) \d{1,2}(?:, \d{4})?|(?:March|April|May) \d{4})\b"
)


class SmallLexicon:
    """A lexicon of a few invented names."""

    def actors(self, text: str) -> Sequence[Mention]:
        return _found(ACTORS, text, "actor")

    def places(self, text: str) -> Sequence[Mention]:
        return _found(PLACES, text, "place")

    def times(self, text: str) -> Sequence[Mention]:
        return _found(TIMES, text, "time")


def _found(
    pattern: re.Pattern[str], text: str, kind: Literal["actor", "place", "time"]
) -> list[Mention]:
    ids = ("date",) if kind == "time" else ()
    return [Mention(m.start(), m.end(), m[0], kind, ids) for m in pattern.finditer(text)]


@cache
def coder() -> Coder:
    return Coder(SmallLexicon())


def parser() -> Parser:
    return coder().parser


def an_article(text: str, *, published: str | None = "2024-05-10") -> Article:
    blocks = (Block(0, len(text), "body", "a test"),) if text else ()
    return Article("a1", "a.txt", text, blocks, None, "Daily Courier", published, "en")


def code(text: str) -> list[Claim]:
    return coder()(an_article(text))
