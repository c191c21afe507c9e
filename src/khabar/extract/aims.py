"""At whom words and protests are aimed, where a thing stands in the place of somebody."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khabar.extract.frames import Frame
from khabar.extract.grammar import after_preposition, children, conjuncts, is_verb, objects
from khabar.extract.nouns import nouns
from khabar.extract.owners import owners_of
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.extract.triggers import Trigger, light_verb

# Acts that are aimed at somebody even where their object is a thing: "rejected the offer".
_AIMED = ("ACCUSE", "REJECT", "SUPPORT", "REQUEST", "THREATEN", "PROTEST", "SANCTION")
# "Threatened to strike in Varia" threatens Varia.
_AT_A_PLACE = ("THREATEN", "PROTEST", "REJECT", "REQUEST")
_WHOSE = ("from", "of", "by")
_SAYING_CLAUSES = ("pcomp", "conj", "parataxis", "ROOT")
_WHERE_CLAUSES_END = ("advcl", "parataxis")


def aimed(
    parsed: Parsed, trigger: Trigger, frame: Frame, found: Sequence[Token]
) -> Sequence[Token]:
    """Return the targets with somebody in the place of each thing: its owner, or who is named."""
    if frame.kind != "event" or frame.type not in _AIMED:
        return found
    if not found and trigger.pos == "verb":
        found = [t for t in objects(trigger.token) if t not in trigger.others]
    meant = [one for t in found for one in _somebody_for(parsed, t) or [t]]
    people = [t for t in meant if is_somebody(parsed, t)]
    if people:
        return people
    if meant and frame.type == "ACCUSE":
        # "Condemned the attack on the market in Varia" blames neither the market nor Varia.
        return meant
    there = frame.type in _AT_A_PLACE
    named = next((t for t in _named_below(parsed, trigger) if there or not _is_set_in(t)), None)
    return conjuncts(named) if named is not None else meant


def _is_set_in(token: Token) -> bool:
    """ "In Varia" tells where."""
    return token.dep_ == "pobj" and token.head.lower_ in ("in", "at", "near", "across")


def is_somebody(parsed: Parsed, token: Token) -> bool:
    """Tell people, bodies and names of actors from things and acts."""
    known = nouns()
    if token.lower_ in known.people or token.lower_ in known.bodies or token.tag_ == "PRP":
        return True
    named = token.tag_ in ("NNP", "NNPS") and token.lower_ not in known.vehicles
    return named or parsed.is_actor(token)


def _somebody_for(parsed: Parsed, thing: Token) -> list[Token]:
    """ "The general's offer", "an offer from the general", "the removal of the general"."""
    if is_somebody(parsed, thing):
        return []
    owners = [t for t in owners_of(parsed, thing) if is_somebody(parsed, t)]
    behind = [t for p in _WHOSE for t in after_preposition(thing, p)]
    return owners or [t for t in behind if is_somebody(parsed, t)]


def _named_below(parsed: Parsed, trigger: Trigger) -> Iterator[Token]:
    """Yield the actors that are named in what the words say, nearest first."""
    carrier = light_verb(trigger.token) if trigger.pos == "noun" else None
    top = trigger.token if carrier is None else carrier
    subjects = {
        t.i
        for own in (*trigger.tokens, top)
        for s in children(own, "nsubj", "nsubjpass", "poss")
        for one in conjuncts(s)
        for t in one.subtree
    }
    for token in top.subtree:
        after = token.i > trigger.token.i and token.i not in subjects
        if after and not _in_other_clause(token, (*trigger.tokens, top)):
            named = token.tag_ != "JJ" and parsed.is_actor(token)
            if named and not _speaks(token):
                yield token


def _speaks(token: Token) -> bool:
    """ "..., with the envoy saying", "..., the envoy was quoted": who says so is no target."""
    while token.dep_ in ("compound", "nmod", "appos", "conj", "punct"):
        token = token.head
    return token.dep_ in ("nsubj", "nsubjpass") and token.head.dep_ in _SAYING_CLAUSES


def _in_other_clause(token: Token, top: Iterable[Token]) -> bool:
    ends = {t.i for t in top}
    while token.i not in ends and token.head is not token:
        if is_verb(token) and token.dep_ in _WHERE_CLAUSES_END:
            return True
        token = token.head
    return False
