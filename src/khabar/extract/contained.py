"""Acts that are only the content of others: what is refused, threatened or asked for."""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import replace

from khabar.extract.readings import Act
from khabar.extract.tree import Token

_OF_WORDS = frozenset("AGREE REQUEST REJECT THREATEN CONCEDE".split())
# What is told by a noun inside such words may be news of its own only where it is in deed.
_IN_WORDS = _OF_WORDS | frozenset("CONSULT SUPPORT ACCUSE COOPERATE AID RETREAT".split())
# What talks are about is yet to come: "talks on a truce and the release of hostages".
_TALKED_OVER = frozenset("RETREAT AGREE CONCEDE AID COOPERATE".split())
_CLAUSE = frozenset("xcomp ccomp".split())
_OF_NOUNS = ("assess", "revenge")
_ABOUT = frozenset("of for to on about over".split())


def without_contents(acts: Sequence[Act]) -> list[Act]:
    """ "Refused to lift the ban": what is only refused, threatened or asked for is no act.

    PLOVER: a type that fits wins over a type that is negated or planned. The words' own target
    stands for the target of what was refused.
    """
    held = {id(inner): outer for inner in acts for outer in acts if _holds(outer, inner)}
    kept = []
    for act in acts:
        talks = act.frame.type == "CONSULT"
        inside = [inner for inner in acts if held.get(id(inner)) is act and not talks]
        targets = act.targets or tuple(t for inner in inside for t in inner.targets)
        if id(act) not in held:
            kept.append(replace(act, targets=targets))
    return kept


def _holds(outer: Act, inner: Act) -> bool:
    if outer is inner or inner.frame.kind != "event":
        return False
    path = _path(inner.core, outer.numbers)
    if not path or inner.core.doc.parts(inner.core, outer.core):
        return False
    if outer.frame.kind == "statement":
        return _is_stated_of(outer, inner, path)
    if outer.frame.type == "COERCE" and inner.frame.type == "ASSAULT":
        return _is_search(inner, path)
    if outer.frame.type == "CONSULT":
        over = all(_is_content(t) or t.dep_ == "conj" for t in path)
        return over and inner.frame.type in _TALKED_OVER
    if outer.frame.type not in _OF_WORDS or outer.frame.kind != "event":
        return False
    if all(t.dep_ in _CLAUSE for t in path):
        return True
    return inner.frame.type in _IN_WORDS and all(_is_content(t) for t in path)


def _is_search(inner: Act, path: Sequence[Token]) -> bool:
    """ "Arrested nine men in a series of raids": the police's raids, which hit nobody else."""
    noun = all(r.trigger.pos == "noun" for r in inner.readings)
    within = path[-1].lower_ in ("in", "during") and all(t.dep_ in ("pobj", "prep") for t in path)
    return noun and within and not (inner.actors or inner.targets)


def _is_stated_of(outer: Act, inner: Act, path: Sequence[Token]) -> bool:
    """ "The raid was revenge", "withdrew its claim", "vowed to go on": told of, not told."""
    noun = all(r.trigger.pos == "noun" for r in inner.readings)
    if path[-1].dep_ in ("nsubj", "nsubjpass"):
        return noun and len(path) == 1 and outer.frame.name in _OF_NOUNS
    if outer.frame.factuality == "planned" and (noun or inner.frame.type not in _IN_WORDS):
        return all(t.dep_ in _CLAUSE or t.dep_ == "dobj" for t in path)
    return outer.frame.factuality == "denied" and inner.actor_named_by == "claims"


def _is_content(token: Token) -> bool:
    if token.dep_ in ("prep", "dative"):
        return token.lower_ in _ABOUT
    return token.dep_ in ("dobj", "pobj") or token.dep_ in _CLAUSE


def _path(token: Token, own: Set[int]) -> list[Token]:
    """Return the tokens from one up to the first of `own`, without it; none if there is none."""
    path = []
    while token.i not in own:
        path.append(token)
        if token.head.i == token.i:
            return []
        token = token.head
    return path
