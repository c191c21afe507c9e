"""The words of `harm/words.toml`: which of them say that people were harmed, and how."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import resources
from itertools import chain
from typing import Any, Literal, cast, get_args

from khabar.errors import KnowledgeError
from khabar.model import Outcome

FILE = "harm/words.toml"

Patient = Literal["object", "subject", "of"]


@dataclass(frozen=True, slots=True)
class HarmVerb:
    """What a verb does to whom; `needs` are words one of which must hang from it.

    `by`: prepositions that must lead to that word. `unsure`: those whom it befalls may be dead.
    `named`: the word that hangs from it names them ("took 12 hostages").
    """

    outcome: Outcome
    patient: Patient
    needs: frozenset[str] = frozenset()
    by: frozenset[str] = frozenset()
    unsure: bool = False
    named: bool = False


@dataclass(frozen=True, slots=True)
class HarmNoun:
    """A noun for harm; `counts` tells whether a number before it counts the harmed."""

    outcome: Outcome
    counts: bool
    unsure: bool = False


@dataclass(frozen=True)
class HarmWords:
    """Every list of `harm/words.toml`, by lower-case word form."""

    verbs: Mapping[str, HarmVerb]
    phrases: Mapping[str, tuple[HarmVerb, ...]]
    of_places: frozenset[str]
    states: Mapping[str, Outcome]
    left_so: frozenset[str]
    nouns: Mapping[str, HarmNoun]
    wounds: frozenset[str]
    wound_kinds: frozenset[str]
    wishing: frozenset[str]
    fatally: frozenset[str]
    living: frozenset[str]
    deaths: frozenset[str]
    tolls: frozenset[str]
    deadly: frozenset[str]
    happenings: frozenset[str]
    anyone: frozenset[str]
    one: frozenset[str]
    several: frozenset[str]
    things: frozenset[str]

    @cached_property
    def telling(self) -> frozenset[str]:
        """Return every word that can say harm by itself or with others."""
        counted = (self.verbs, self.phrases, self.states, self.nouns)
        listed = (self.wounds, self.fatally, self.tolls, self.deadly)
        return frozenset(chain(*counted, *listed))


@cache
def harm_words() -> HarmWords:
    """Return the harm words. Raises KnowledgeError if the file is wrong."""
    text = resources.files("khabar.extract").joinpath(FILE).read_text("utf-8")
    return read_harm_words(text)


def read_harm_words(text: str) -> HarmWords:
    """Read harm words from TOML text. Raises KnowledgeError that names the wrong entry."""
    table = tomllib.loads(text)
    people = table["people"]
    return HarmWords(
        verbs={word: verb for entry in table["verbs"] for word, verb in _verb(entry)},
        phrases=_phrases(table["phrases"]),
        of_places=frozenset(table["of_places"]["words"].split()),
        states={w: _outcome(entry) for entry in table["states"] for w in entry["words"].split()},
        left_so=frozenset(table["left"]["words"].split()),
        nouns={
            word: HarmNoun(_outcome(entry), entry["counts"], entry.get("unsure", False))
            for entry in table["nouns"]
            for word in entry["words"].split()
        },
        wounds=frozenset(table["wounds"]["nouns"].split()),
        wound_kinds=frozenset(table["wounds"]["kinds"].split()),
        wishing=frozenset(table["wishing"]["verbs"].split()),
        fatally=frozenset(table["fatally"]["words"].split()),
        living=frozenset(table["living"]["words"].split()),
        deaths=frozenset(table["deaths"]["words"].split()),
        tolls=frozenset(table["tolls"]["killed"].split()),
        deadly=frozenset(table["deadly"]["killed"].split()),
        happenings=frozenset(table["happenings"]["nouns"].split()),
        anyone=frozenset(people["anyone"].split()),
        one=frozenset(people["one"].split()),
        several=frozenset(people["several"].split()),
        things=frozenset(people["things"].split()),
    )


def _verb(entry: Mapping[str, Any]) -> Iterator[tuple[str, HarmVerb]]:
    patient = entry.get("patient")
    if patient not in get_args(Patient):
        raise KnowledgeError(FILE, str(entry), _one_of(Patient), repr(patient))
    needs, by = (frozenset(str(entry.get(key, "")).split()) for key in ("with", "by"))
    unsure, named = bool(entry.get("unsure", False)), bool(entry.get("named", False))
    verb = HarmVerb(_outcome(entry), cast("Patient", patient), needs, by, unsure, named)
    for word in entry["words"].split():
        yield word, verb


def _phrases(entries: list[Mapping[str, Any]]) -> dict[str, tuple[HarmVerb, ...]]:
    found: dict[str, tuple[HarmVerb, ...]] = {}
    for entry in entries:
        for word, verb in _verb(entry):
            found[word] = (*found.get(word, ()), verb)
    return found


def _outcome(entry: Mapping[str, Any]) -> Outcome:
    outcome = entry.get("outcome")
    if outcome not in get_args(Outcome):
        raise KnowledgeError(FILE, str(entry), _one_of(Outcome), repr(outcome))
    return cast("Outcome", outcome)


def _one_of(allowed: object) -> str:
    return "one of " + ", ".join(get_args(allowed))
