"""The words that report, deny, allege, inflected: from `attribution/reporting.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources
from typing import Any, cast, get_args

from khabar.errors import KnowledgeError
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.model import Stance

FILE = "attribution/reporting.toml"
STANCES = frozenset(get_args(Stance))
TAKES = frozenset(("clause", "quote", "infinitive", "person_to", "object", "label", "seeming"))


@dataclass(frozen=True, slots=True)
class Cue:
    """What one reporting word says of its source, and what may hold the words reported.

    `things`: the only nouns that it takes as its object, where it takes not all.
    """

    stance: Stance
    takes: frozenset[str] = frozenset()
    about: frozenset[str] = frozenset()
    needs_person: bool = False
    particle: str | None = None
    things: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence of the data file with what must be found in it; `source` "" is nobody."""

    sentence: str
    source: str
    content: str
    stance: Stance


@dataclass(frozen=True, slots=True)
class Reporting:
    """All cues by their inflected form, lower case; a verb may have several particles."""

    verbs: dict[str, tuple[Cue, ...]]
    nouns: dict[str, Cue]
    adjectives: dict[str, Cue]
    adverbs: dict[str, Cue]
    phrases: dict[tuple[str, ...], Cue]
    giving: frozenset[str]
    going_on: frozenset[str]
    mute: frozenset[str]
    owning: frozenset[str]
    owned: frozenset[str]
    deeds: frozenset[str]
    titles: frozenset[str]
    speakers_for: frozenset[str]
    outlets: frozenset[str]
    outlet_words: frozenset[str]
    headline_speakers: frozenset[str]
    examples: tuple[Example, ...]


@cache
def reporting() -> Reporting:
    """Return the cues of the data file. A bad entry raises `KnowledgeError`."""
    text = resources.files("khabar.extract").joinpath(FILE).read_text("utf-8")
    return read_reporting(tomllib.loads(text))


def read_reporting(table: dict[str, Any]) -> Reporting:
    """Check a table of cues and give each word its inflected forms."""
    owning, names = table["responsibility"], table["sources"]
    return Reporting(
        verbs=_verbs(table["verb"]),
        nouns=_forms(table, "noun", noun_forms),
        adjectives=_forms(table, "adjective", lambda word: (word,)),
        adverbs=_forms(table, "adverb", lambda word: (word,)),
        phrases={tuple(w.split()): _cue(g, w) for g in table["phrase"] for w in g["words"]},
        giving=frozenset(form for word in table["giving"]["words"] for form in verb_forms(word)),
        going_on=frozenset(
            form for word in table["going_on"]["words"] for form in verb_forms(word)
        ),
        mute=frozenset(form for word in table["mute"]["words"] for form in noun_forms(word)),
        owning=frozenset(form for word in owning["verbs"] for form in verb_forms(word)),
        owned=frozenset(owning["nouns"]),
        deeds=frozenset(form for word in owning["deeds"] for form in noun_forms(word)),
        titles=frozenset(form for word in names["titles"] for form in noun_forms(word)),
        speakers_for=frozenset(names["speakers_for"]),
        outlets=frozenset(names["outlets"]),
        outlet_words=frozenset(names["outlet_words"]),
        headline_speakers=frozenset(names["headline_speakers"]),
        examples=tuple(_examples(table)),
    )


def _verbs(groups: list[dict[str, Any]]) -> dict[str, tuple[Cue, ...]]:
    found: dict[str, dict[str | None, Cue]] = {}
    for group in groups:
        for words in group["words"]:
            verb, _, particle = words.partition(" ")
            cue = _cue(group, words, particle or None)
            for form in verb_forms(verb):
                known = found.setdefault(form, {})
                known[cue.particle] = _united(known.get(cue.particle), cue)
    return {form: _particles_first(cues.values()) for form, cues in found.items()}


def _united(one: Cue | None, other: Cue) -> Cue:
    """Return one cue for a word of two groups, with the stance of the first."""
    if one is None:
        return other
    return replace(
        one,
        takes=one.takes | other.takes,
        about=one.about | other.about,
        needs_person=one.needs_person and other.needs_person,
        things=one.things | other.things,
    )


def _particles_first(cues: Iterable[Cue]) -> tuple[Cue, ...]:
    return tuple(sorted(cues, key=lambda cue: (cue.particle is None, cue.particle or "")))


def _forms(
    table: dict[str, Any], kind: str, forms: Callable[[str], Iterable[str]]
) -> dict[str, Cue]:
    return {
        form: _cue(group, word)
        for group in table[kind]
        for word in group["words"]
        for form in forms(word)
    }


def _cue(group: dict[str, Any], word: str, particle: str | None = None) -> Cue:
    stance, takes = group.get("stance"), frozenset(group.get("takes", ()))
    if stance not in STANCES:
        raise KnowledgeError(FILE, word, f"a stance of {sorted(STANCES)}", repr(stance))
    if takes - TAKES:
        raise KnowledgeError(FILE, word, f"takes of {sorted(TAKES)}", repr(sorted(takes)))
    speaker = group.get("speaker", "anything")
    if speaker not in ("person", "anything"):
        raise KnowledgeError(FILE, word, 'speaker "person" or "anything"', repr(speaker))
    about = frozenset(group.get("about", ()))
    things = frozenset(form for noun in group.get("things", ()) for form in noun_forms(noun))
    return Cue(cast(Stance, stance), takes, about, speaker == "person", particle, things)


def _examples(table: dict[str, Any]) -> Iterable[Example]:
    kinds = ("verb", "noun", "adjective", "adverb", "phrase")
    groups = [group for kind in kinds for group in table[kind]]
    for group in (*groups, table["responsibility"]):
        for sentence, source, content in group.get("examples", ()):
            yield Example(sentence, source, content, group["stance"])
