"""Who stands against or beside whom: the two that "both sides" later means."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.grammar import after_preposition, children, conjuncts, is_verb, subjects
from khabar.extract.named import Known, known_at
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

_SIDES = frozenset(
    """sides parties countries nations neighbours neighbors states armies militaries factions
    groups camps rivals foes powers governments""".split()
)
_TWO = frozenset("both two warring rival opposing conflicting".split())
_OPPOSABLE = ("state", "group", "body", "people")


def sides_meant(token: Token) -> bool:
    """Tell whether words such as "the two countries" stand for two that were named before."""
    if token.lower_ not in _SIDES or children(token, "prep", "relcl", "acl"):
        return False
    return any(c.lower_ in _TWO for c in token.children)


def opposed(parsed: Parsed) -> Iterator[tuple[Known, Known]]:
    """Yield the pairs of actors that a sentence sets against or beside each other."""
    for token in parsed.doc:
        for one, other in (*_between(token), *_hyphened(token), *_party_to(token)):
            left, right = known_at(parsed, one), known_at(parsed, other)
            if left and right and _are_sides(left, right):
                yield left, right


def _are_sides(one: Known, other: Known) -> bool:
    fit = one.sort in _OPPOSABLE and other.sort in _OPPOSABLE
    return fit and one.words.words.casefold() != other.words.words.casefold()


def _between(token: Token) -> Iterator[tuple[Token, Token]]:
    """ "The border between A and B"; also "A and B have fought"."""
    if token.dep_ == "pobj" and token.head.lower_ == "between":
        yield from _pair(token)
    if token.dep_ in ("nsubj", "nsubjpass"):
        yield from _pair(token)


def _pair(token: Token) -> Iterator[tuple[Token, Token]]:
    both = conjuncts(token)
    if len(both) == 2:
        yield both[0], both[1]


def _hyphened(token: Token) -> Iterator[tuple[Token, Token]]:
    """ "The A-B war"."""
    if token.tag_ == "HYPH" and 0 < token.i < len(token.doc) - 1:
        yield token.nbor(-1), token.nbor(1)


def _party_to(verb: Token) -> Iterator[tuple[Token, Token]]:
    """ "A clashed with B", "A fired on B"."""
    if not is_verb(verb):
        return
    others = [t for p in ("with", "against", "on", "at") for t in after_preposition(verb, p)]
    for one in subjects(verb)[:1]:
        for other in others[:1]:
            yield one, other
