"""Accidents, disasters and illness: they kill too, but are nobody's act."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from importlib import resources

from khabar.extract.grammar import children, grammatical_subjects, is_verb
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.extract.kinds import weapon_mode
from khabar.extract.readings import Act
from khabar.extract.tree import Token


@dataclass(frozen=True, slots=True)
class Accidents:
    """All forms of the words of `accidents.toml`, with its examples."""

    nouns: frozenset[str]
    illnesses: frozenset[tuple[str, ...]]
    verbs: frozenset[str]
    things: frozenset[str]
    accidents: tuple[str, ...]
    attacks: tuple[str, ...]


def without_accidents(acts: Sequence[Act]) -> list[Act]:
    """Leave out what is told only by its victims and was an accident, beside no attack."""
    kept = [act for act in acts if not _is_illness(act)]
    if any(act.frame.type == "ASSAULT" and not _is_mere_harm(act) for act in kept):
        return kept
    return [act for act in kept if not _is_accident(act)]


@cache
def accidents() -> Accidents:
    """Return the words by which accidents are told."""
    text = resources.files(__package__).joinpath("accidents.toml").read_text("utf-8")
    listed = tomllib.loads(text)
    return Accidents(
        nouns=frozenset(form for noun in listed["nouns"] for form in noun_forms(noun)),
        illnesses=frozenset(tuple(words.split()) for words in listed["illnesses"]),
        verbs=frozenset(form for verb in listed["verbs"] for form in verb_forms(verb)),
        things=frozenset(form for thing in listed["things"] for form in noun_forms(thing)),
        accidents=tuple(listed["accidents"]),
        attacks=tuple(listed["attacks"]),
    )


def _is_mere_harm(act: Act) -> bool:
    told = all(r.frame.part == "result" for r in act.readings)
    nobody = all(t.lower_ in accidents().nouns for t in act.actors)
    return told and act.frame.type == "ASSAULT" and nobody and act.mode is None


def _is_illness(act: Act) -> bool:
    words = {(t.nbor(-1).lower_, t.lower_) for t in act.tokens if t.i}
    return bool(words & accidents().illnesses)


def _is_accident(act: Act) -> bool:
    if not _is_mere_harm(act) or any(weapon_mode(token) for token in act.parsed.doc):
        return False
    listed = accidents()
    return any(
        token.lower_ in listed.nouns or (token.lower_ in listed.verbs and _is_of_thing(token))
        for word in act.tokens
        for token in _around(word)
    )


def _is_of_thing(verb: Token) -> bool:
    """ "The bus crashed" is an accident; a man who crashed a gate had one in mind."""
    return any(t.lower_ in accidents().things for t in grammatical_subjects(verb))


def _around(word: Token) -> Iterator[Token]:
    """Yield what may have done it: subject, means, cause, and the clause it came from."""
    if is_verb(word):
        yield from grammatical_subjects(word)
        yield from children(word, "advcl", "ccomp")
    for before in children(word, "prep", "agent"):
        yield from (named for named in before.children if named.dep_ in ("pobj", "pcomp"))
    if word.dep_ in ("advcl", "conj", "acl"):
        yield word.head
