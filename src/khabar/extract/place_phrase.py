"""The whole phrase around a place: "a market in the city of Herat"."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.extract.acts import Act
from khabar.extract.grammar import climb, is_verb
from khabar.extract.kinds import kind_of
from khabar.extract.parse import Parsed
from khabar.extract.spots import KINDS, Spot
from khabar.extract.tree import Token
from khabar.model import Span

_HALVES = frozenset(
    """north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west""".split()
)
# Prepositions that belong to the phrase: "near Homs" is not Homs.
_KEPT = frozenset("near outside around off along beyond between".split())


def phrase_of(act: Act, spot: Spot, spots: Sequence[Spot]) -> Span:
    """Return the whole phrase around a place: "a market in the city of Herat".

    `spots` are those of the sentence.
    """
    parsed, token = act.parsed, spot.token
    if spot.sort == "described":
        return parsed.words(spot.start, spot.end)
    top = token
    mine = act.numbers
    for above in climb(token):
        if above.i in mine or is_verb(above):
            break
        named = above.i != token.i and above.dep_ not in ("prep", "agent")
        if named and above.lower_ not in _HALVES and kind_of(parsed, above) != "places":
            break
        top = above
    first, last = _edges(parsed, top, token, spots)
    last = max(last, _with_kind(token), key=lambda t: t.i)
    around = parsed.span(first, last)
    return parsed.words(min(spot.start, around.start), max(spot.end, around.end))


def _edges(parsed: Parsed, top: Token, token: Token, spots: Sequence[Spot]) -> tuple[Token, Token]:
    inside = top.subtree
    first = inside[0]
    if first.dep_ == "prep" and first.lower_ not in _KEPT and len(inside) > 1:
        first = inside[1]
    if first.tag_ == "DT" and first.i < token.i:
        first = parsed.doc[first.i + 1]
    named = [s.token for s in spots if s.sort in ("named", "state") and s.token in inside]
    last = max((t for t in named if _unbroken(parsed, token, t)), key=lambda t: t.i, default=token)
    return (first if first.i <= token.i else token), last


def _with_kind(token: Token) -> Token:
    """Return the "province" or "capital" that a name is tied to, else the name itself."""
    tied = token.dep_ in ("compound", "poss", "amod", "nmod") and token.head.i > token.i
    return token.head if tied and token.head.lower_ in KINDS else token


def _unbroken(parsed: Parsed, one: Token, other: Token) -> bool:
    between = parsed.doc[one.i : other.i]
    return not any(is_verb(t) or t.text in (";", ":") for t in between)
