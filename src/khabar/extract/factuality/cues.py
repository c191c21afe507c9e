"""The cues of `factuality/cues.toml`: which words make an event planned, alleged, negated ..."""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from khabar.errors import KnowledgeError
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.model import Factuality

FILE = "factuality/cues.toml"


@dataclass(frozen=True, slots=True)
class Cue:
    """What a group of words makes of the events that they govern.

    `excluded` names the base forms that do not govern in a certain way, by that way. `over`: the
    readings that the cue can change; empty for all. `carries`: what is said of the cue is said of
    the event. `settles`: nothing further up can change the reading.
    """

    name: str
    says: Factuality
    negated: Factuality
    needs: frozenset[str] = frozenset()
    over: frozenset[str] = frozenset()
    carries: bool = False
    settles: bool = False


@dataclass(frozen=True, slots=True)
class Modal:
    """What an auxiliary makes of its verb, plain and before "have".

    `obliges`: "must not attack" forbids, and does not say that nobody attacks.
    """

    says: Factuality
    perfect: Factuality
    obliges: bool = False


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence with its event in square brackets, and the label it must get."""

    cue: str
    text: str
    label: Factuality


@dataclass(frozen=True, slots=True)
class FactualityWords:
    """Every list of `factuality/cues.toml`, by lower-case word form."""

    verbs: Mapping[tuple[str, str], tuple[Cue, ...]]
    nouns: Mapping[tuple[str, str], tuple[Cue, ...]]
    adjectives: Mapping[tuple[str, str], tuple[Cue, ...]]
    modals: Mapping[str, Modal]
    beside: Mapping[str, Factuality]
    openings: Mapping[str, Factuality]
    awaiting: frozenset[str]
    presupposing: frozenset[str]
    failing: frozenset[str]
    carrying: frozenset[str]
    examples: tuple[Example, ...]


@cache
def factuality_words() -> FactualityWords:
    """Return the cues. Raises KnowledgeError if the file is wrong."""
    text = resources.files("khabar.extract").joinpath(FILE).read_text("utf-8")
    return read_factuality_words(text)


def read_factuality_words(text: str) -> FactualityWords:
    """Read cues from TOML text. Raises KnowledgeError that names the wrong entry."""
    table = tomllib.loads(text)
    cues = table["cues"]
    return FactualityWords(
        verbs=_by_form(cues, "verbs", verb_forms),
        nouns=_by_form(cues, "nouns", noun_forms),
        adjectives=_by_form(cues, "adjectives", lambda word: frozenset((word,))),
        modals={word: _modal(word, entry) for word, entry in table["modals"].items()},
        beside=_by_word("beside", table["beside"]),
        openings=_by_word("openings", table["openings"]),
        awaiting=frozenset(table["awaiting"]["words"].split()),
        failing=frozenset(table["failing"]["words"].split()),
        presupposing=_forms(table["given"]["verbs"]),
        carrying=_forms(table["carrying"]["verbs"]),
        examples=tuple(_examples(cues)),
    )


def _forms(verbs: str) -> frozenset[str]:
    return frozenset(form for verb in verbs.split() for form in verb_forms(verb))


def _by_form(
    entries: Iterable[Mapping[str, Any]], kind: str, forms: Callable[[str], frozenset[str]]
) -> dict[tuple[str, str], tuple[Cue, ...]]:
    """Return cues by word form and way of governing."""
    found: defaultdict[tuple[str, str], tuple[Cue, ...]] = defaultdict(tuple)
    for entry in entries:
        cue = _cue(entry)
        for base in str(entry.get(kind, "")).split():
            takes = entry.get(f"{kind}_take", entry.get("takes", ()))
            ways = {way for way in takes if base not in entry.get(f"not_{way}", "").split()}
            for form in forms(base):
                for way in ways:
                    found[form, way] = (*found[form, way], cue)
    return dict(found)


def _cue(entry: Mapping[str, Any]) -> Cue:
    name = str(entry.get("name", entry))
    return Cue(
        name=name,
        says=_label(f"[[cues]] {name}: says", entry.get("says")),
        negated=_label(f"[[cues]] {name}: negated", entry.get("negated")),
        needs=frozenset(str(entry.get("needs", "")).split()),
        over=frozenset(entry.get("over", ())),
        carries=bool(entry.get("carries", False)),
        settles=bool(entry.get("settles", False)),
    )


def _modal(word: str, entry: Mapping[str, Any]) -> Modal:
    where = f"[modals] {word}"
    says, perfect = (_label(where, entry.get(key)) for key in ("says", "perfect"))
    return Modal(says, perfect, bool(entry.get("obliges", False)))


def _by_word(section: str, entries: Mapping[str, str]) -> dict[str, Factuality]:
    return {
        word.replace("-", " ") if section == "openings" else word: _label(f"[{section}]", label)
        for label, words in entries.items()
        for word in words.split()
    }


def _label(where: str, label: object) -> Factuality:
    if label not in get_args(Factuality):
        expected = "one of " + ", ".join(get_args(Factuality))
        raise KnowledgeError(FILE, where, expected, repr(label))
    return cast("Factuality", label)


def _examples(entries: Iterable[Mapping[str, Any]]) -> Iterable[Example]:
    for entry in entries:
        for example in entry.get("examples", ()):
            where = f"[[cues]] {entry['name']}: example"
            yield Example(entry["name"], example["text"], _label(where, example.get("label")))
