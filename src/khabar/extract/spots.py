"""Spots: the words of a sentence that can place an act, whether they name a place or describe it.

"The capital", "that area" and "its southeast" mean a place told elsewhere; linking finds it.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from khabar.extract.grammar import children
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Mention, Span

# What a place can be: nouns that point to one, or stand after its name.
KINDS = frozenset(
    """area areas capital city country countryside district governorate neighborhood neighbourhood
    province region state territory town village vicinity suburb""".split()
)
_SIDES = frozenset(
    """north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west center centre outskirts suburbs countryside""".split()
)
_POINTING = frozenset("the that this its their his".split())
_LOCATIVE = frozenset("in at near outside inside around across within throughout of".split())


@dataclass(frozen=True, slots=True)
class Spot:
    """Words that can place an act, by their offsets in the article, and their governing token.

    `sort`: a name, a state's name (which may stand for its government), a site that only its own
    name tells of, or a description that points to a place told elsewhere.
    """

    start: int
    end: int
    token: Token
    sort: Literal["named", "state", "site", "described"]


def spots_of(parsed: Parsed) -> list[Spot]:
    """Return the spots of a sentence in order; a name inside an actor's name is none."""
    named = list(_named(parsed))
    taken = {t.i for spot in named for t in _tokens_of(parsed, spot)}
    other = (_told_by_noun(parsed, token, taken) for token in parsed.doc)
    return sorted([*named, *(s for s in other if s is not None)], key=lambda s: s.start)


def governor(parsed: Parsed, words: Mention | Span) -> Token | None:
    """Return the token that governs the others of the words, the first one if several do."""
    before = parsed.sentence.start
    inside = parsed.doc.between(words.start - before, words.end - before)
    numbers = {t.i for t in inside}
    return next((t for t in inside if t.head.i not in numbers or t.head is t), None)


def _named(parsed: Parsed) -> Iterator[Spot]:
    text = parsed.article.text
    actors = [m for m in parsed.mentions if m.kind == "actor"]
    for m in parsed.mentions:
        if m.kind != "place" or text[m.end : m.end + 1] == "-":
            continue
        same = any(a.start == m.start and a.end == m.end for a in actors)
        if same and not m.ids:
            continue
        inside = any(a.start <= m.start and m.end <= a.end and a.words != m.words for a in actors)
        token = governor(parsed, m)
        dateline = m.start == parsed.sentence.start and m.words.isupper() and len(m.words) > 3
        if token is not None and not inside and not dateline:
            yield Spot(m.start, m.end, token, "state" if same else "named")


def _tokens_of(parsed: Parsed, spot: Spot) -> list[Token]:
    return parsed.doc.between(spot.start - parsed.sentence.start, spot.end - parsed.sentence.start)


def _told_by_noun(parsed: Parsed, token: Token, taken: set[int]) -> Spot | None:
    """Return the spot of "that area" or "the Blue Star hotel", after a word such as "in"."""
    if token.i in taken or token.dep_ != "pobj" or not token.tag_.startswith("NN"):
        return None
    prep = token.head.lower_
    below = [t for t in token.subtree if t.i in taken]
    if below and any(t.head.i == token.i or t.dep_ == "pobj" for t in below):
        return None
    if prep in _LOCATIVE and _points(token):
        return _spot(parsed, token, "described")
    named = [c for c in children(token, "compound", "nmod") if c.tag_ in ("NNP", "NNPS")]
    if token.lower_ in nouns().places and named and prep in _LOCATIVE | {"on"}:
        return _spot(parsed, token, "site")
    return None


def _points(token: Token) -> bool:
    word = token.lower_
    if word not in KINDS and word not in _SIDES:
        return False
    owners = children(token, "poss")
    if any(o.lower_ in _POINTING or o.lower_ in nouns().places for o in owners):
        return True
    whose = [c for c in children(token, "amod", "compound") if c.tag_ in ("JJ", "NNP")]
    pointing = any(c.lower_ in _POINTING for c in children(token, "det"))
    if word in _SIDES:
        return pointing and not owners and word in ("outskirts", "countryside", "suburbs")
    return pointing or any(c.text[:1].isupper() for c in whose)


def _spot(parsed: Parsed, token: Token, sort: Literal["site", "described"]) -> Spot:
    inside = [t for t in token.subtree if t.i <= token.i]
    first = min(inside, key=lambda t: t.i)
    if first.tag_ == "DT" and sort == "site" and first.i < token.i:
        first = parsed.doc[first.i + 1]
    first = _measured(parsed, token, first)
    span = parsed.span(first, token)
    return Spot(span.start, span.end, token, sort)


def _measured(parsed: Parsed, token: Token, first: Token) -> Token:
    """Return the first word of "east of the capital" for the capital."""
    of = token.head
    if of.lower_ == "of" and of.i and parsed.doc[of.i - 1].lower_ in _SIDES:
        return parsed.doc[of.i - 1]
    return first
