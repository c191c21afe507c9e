"""Frames: which words mean which act, and who in the sentence does it to whom.

They live in `frames/*.toml`, each with an example that is a test. A role says where a party stands
by the parser's relations, whatever the voice: "subject" and "object" are those of the active verb,
"possessive" and "modifier" stand before a noun, any other role is a preposition.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping, Set
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from khabar.errors import KnowledgeError
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.model import EventType, Factuality, Kind, Relation

_KEYS = frozenset(
    """name kind type relation factuality mode part needs names_actor mutual named_for_place
    tells_where target_words verbs nouns adjectives
    actor target noun_actor noun_target persons_only places_only things_only towns_only example who
    whom""".split()
)
_VALUES = {
    "kind": get_args(Kind),
    "type": get_args(EventType),
    "relation": get_args(Relation),
    "factuality": get_args(Factuality),
}
_UNCOUNTED = frozenset("a an the his her its their".split())
_LINKS = frozenset("of about with to for".split())
_NOT = frozenset(("not", "n't", "never", "no", "nobody", "none", "neither"))
_VERB_ROLES = {"actor": ("subject",), "target": ("object",)}
_NOUN_ROLES = {
    "actor": ("by", "possessive", "modifier", "from", "between"),
    "target": ("on", "against", "of"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of acting, relating or stating, and the roles of actor and target.

    `part` "result" marks what an attack brings about; `fits` limits the object to "persons",
    "places", "things" or "towns" (places that nobody is called after), `target_words` to words that
    hold one of these; `needs` names what must stand by for the words to mean the act; `names_actor`
    marks words that name the actor of another act ("claimed", "blamed on"); `named_for_place` nouns
    that a country before them places ("the Mali attack"); `tells_where` words whose target is where
    it happened and no victim beside people ("a raid on the town").
    """

    name: str
    kind: Kind
    type: EventType | None
    relation: Relation | None
    factuality: Factuality | None
    mode: str | None
    part: str | None
    needs: str | None
    fits: str | None
    target_words: tuple[str, ...]
    names_actor: str | None
    mutual: bool
    named_for_place: bool
    tells_where: bool
    actor: tuple[str, ...]
    target: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_target: tuple[str, ...]
    example: str
    who: str
    whom: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words that evoke a frame: the forms of the head, and the words that go with it.

    `before` counts those of `others` that stand before a noun; the rest stand after it.
    """

    frame: Frame
    pos: str
    head: frozenset[str]
    others: tuple[frozenset[str], ...]
    words: str
    before: int = 0

    def may_stand_among(self, words: Set[str]) -> bool:
        """Tell whether a text of these words, in lower case, holds all of `others`."""
        return all(not forms.isdisjoint(words) for forms in self.others)


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, with an index from each form of a head word to the patterns that it may open."""

    frames: tuple[Frame, ...]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]
    adjectives: Mapping[str, tuple[Pattern, ...]]


@cache
def load_frames() -> Frames:
    """Read and check all frame files. Raises KnowledgeError."""
    frames: list[Frame] = []
    indexes: dict[str, defaultdict[str, list[Pattern]]] = {
        pos: defaultdict(list) for pos in ("verb", "noun", "adjective")
    }
    for file, entry in _entries():
        frame = checked(file, entry)
        frames.append(frame)
        for pattern in _patterns(frame, entry):
            for form in pattern.head:
                indexes[pattern.pos][form].append(pattern)
    return Frames(tuple(frames), *(_longest_first(index) for index in indexes.values()))


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = resources.files(__package__).joinpath("frames")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for entry in tomllib.loads(file.read_text("utf-8"))["frame"]:
                yield file.name, entry


def checked(file: str, entry: dict[str, Any]) -> Frame:
    """Return an entry of a frame file as a frame. Raises KnowledgeError."""
    name = entry.get("name", "?")
    unknown = ", ".join(sorted(entry.keys() - _KEYS))
    if unknown:
        raise KnowledgeError(f"frames/{file}", name, "known keys", unknown)
    for key, allowed in _VALUES.items():
        if key in entry and entry[key] not in allowed:
            raise KnowledgeError(f"frames/{file}", name, f"a known {key}", str(entry[key]))
    wanted = {"event": "type", "relation": "relation"}.get(entry.get("kind", "event"))
    if wanted and wanted not in entry:
        raise KnowledgeError(f"frames/{file}", name, f"a {wanted}", "none")
    if not entry.get("example"):
        raise KnowledgeError(f"frames/{file}", name, "an example sentence", "none")
    return Frame(
        name=name,
        kind=entry.get("kind", "event"),
        type=entry.get("type"),
        relation=entry.get("relation"),
        factuality=entry.get("factuality"),
        mode=entry.get("mode"),
        part=entry.get("part"),
        needs=entry.get("needs"),
        fits=next((k.removesuffix("_only") for k in entry if k.endswith("_only")), None),
        target_words=tuple(entry.get("target_words", ())),
        names_actor=entry.get("names_actor"),
        mutual=entry.get("mutual", False),
        named_for_place=entry.get("named_for_place", False),
        tells_where=entry.get("tells_where", False),
        actor=tuple(entry.get("actor", _VERB_ROLES["actor"])),
        target=tuple(entry.get("target", _VERB_ROLES["target"])),
        noun_actor=tuple(entry.get("noun_actor", _NOUN_ROLES["actor"])),
        noun_target=tuple(entry.get("noun_target", _NOUN_ROLES["target"])),
        example=entry["example"],
        who=entry.get("who", ""),
        whom=entry.get("whom", ""),
    )


def _patterns(frame: Frame, entry: dict[str, Any]) -> Iterator[Pattern]:
    for words in entry.get("verbs", ()):
        head, *rest = (w for w in words.split() if w not in _UNCOUNTED)
        others = tuple(_NOT if w == "not" else frozenset({w}) | noun_forms(w) for w in rest)
        yield Pattern(frame, "verb", verb_forms(head), others, words)
    for words in entry.get("adjectives", ()):
        head, *rest = words.split()
        others = tuple(frozenset({w}) for w in rest)
        yield Pattern(frame, "adjective", frozenset({head}), others, words)
    for words in entry.get("nouns", ()):
        yield _noun_pattern(frame, words)


def _noun_pattern(frame: Frame, words: str) -> Pattern:
    """The head of a compound is its last word; in "breach of the truce" the one before "of"."""
    parts = words.replace("-", " - ").split()
    ends = (n for n, part in enumerate(parts) if part in _LINKS)
    at = next(ends, len(parts)) - 1
    others = tuple(frozenset({w}) for w in (*parts[:at], *parts[at + 1 :]) if w not in ("a", "the"))
    return Pattern(frame, "noun", noun_forms(parts[at]), others, words, before=at)


def _longest_first(index: Mapping[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {
        form: tuple(sorted(found, key=lambda p: -len(p.others))) for form, found in index.items()
    }
