"""Frames: which words mean which act, and who in the sentence does it to whom.

They live in `frames/*.toml`, each with an example that is a test. A role says where a party stands
by the parser's relations, whatever the voice: "subject" and "object" are those of the active verb,
"possessive" and "modifier" stand before a noun, any other role is a preposition.
"""

from __future__ import annotations

import tomllib
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib import resources
from typing import Any, get_args

from khabar.errors import KnowledgeError
from khabar.extract.inflection import noun_forms, verb_forms
from khabar.model import EventType

_KEYS = frozenset(
    "name type mode part needs claims mutual verbs nouns actor target noun_actor noun_target "
    "persons_only places_only things_only weapon_object example who whom".split()
)
_UNCOUNTED = frozenset("a an the his her its their".split())
_VERB_ROLES = {"actor": ("subject",), "target": ("object",)}
_NOUN_ROLES = {
    "actor": ("by", "possessive", "modifier", "from", "between"),
    "target": ("on", "against", "at", "of"),
}


@dataclass(frozen=True, slots=True)
class Frame:
    """One way of acting: its type and mode, and the roles of actor and target.

    `part` "result" marks what an attack brings about; `fits` limits the object to "persons",
    "places" or "things"; `needs` names what must stand by for the words to mean the act.
    """

    name: str
    type: EventType
    mode: str | None
    part: str | None
    needs: str | None
    fits: str | None
    claims: bool
    mutual: bool
    weapon_object: bool
    actor: tuple[str, ...]
    target: tuple[str, ...]
    noun_actor: tuple[str, ...]
    noun_target: tuple[str, ...]
    example: str
    who: str
    whom: str


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words that evoke a frame: the forms of the head, and the words that go with it."""

    frame: Frame
    pos: str
    head: frozenset[str]
    others: tuple[frozenset[str], ...]
    words: str


@dataclass(frozen=True, slots=True)
class Frames:
    """All frames, with an index from each form of a head word to the patterns that it may open."""

    frames: tuple[Frame, ...]
    verbs: Mapping[str, tuple[Pattern, ...]]
    nouns: Mapping[str, tuple[Pattern, ...]]

    def head_forms(self) -> frozenset[str]:
        """Return every form that can evoke a frame, for the gate."""
        return frozenset(self.verbs) | frozenset(self.nouns)


@cache
def load_frames() -> Frames:
    """Read and check all frame files. Raises KnowledgeError."""
    frames: list[Frame] = []
    verbs: defaultdict[str, list[Pattern]] = defaultdict(list)
    nouns: defaultdict[str, list[Pattern]] = defaultdict(list)
    for file, entry in _entries():
        frame = _frame(file, entry)
        frames.append(frame)
        for pattern in _patterns(frame, entry):
            index = verbs if pattern.pos == "verb" else nouns
            for form in pattern.head:
                index[form].append(pattern)
    return Frames(tuple(frames), _longest_first(verbs), _longest_first(nouns))


def _entries() -> Iterator[tuple[str, dict[str, Any]]]:
    folder = resources.files(__package__).joinpath("frames")
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".toml"):
            for entry in tomllib.loads(file.read_text("utf-8"))["frame"]:
                yield file.name, entry


def _frame(file: str, entry: dict[str, Any]) -> Frame:
    name = entry.get("name", "?")
    unknown = ", ".join(sorted(entry.keys() - _KEYS))
    if unknown:
        raise KnowledgeError(f"frames/{file}", name, "known keys", unknown)
    if entry.get("type") not in get_args(EventType):
        raise KnowledgeError(
            f"frames/{file}", name, "one of PLOVER's types", str(entry.get("type"))
        )
    if not entry.get("example"):
        raise KnowledgeError(f"frames/{file}", name, "an example sentence", "none")
    return Frame(
        name=name,
        type=entry["type"],
        mode=entry.get("mode"),
        part=entry.get("part"),
        needs=entry.get("needs"),
        fits=next((k.removesuffix("_only") for k in entry if k.endswith("_only")), None),
        claims=entry.get("claims", False),
        mutual=entry.get("mutual", False),
        weapon_object=entry.get("weapon_object", False),
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
        others = tuple(frozenset({w}) | noun_forms(w) for w in rest)
        yield Pattern(frame, "verb", verb_forms(head), others, words)
    for words in entry.get("nouns", ()):
        yield _noun_pattern(frame, words)


def _noun_pattern(frame: Frame, words: str) -> Pattern:
    """The head of a compound is its last word, that of "breach of the truce" its first."""
    parts = words.split()
    at = parts.index("of") - 1 if "of" in parts else len(parts) - 1
    before = tuple(frozenset({w}) for w in (*parts[:at], *parts[at + 1 :]))
    return Pattern(frame, "noun", noun_forms(parts[at]), before, words)


def _longest_first(index: Mapping[str, list[Pattern]]) -> dict[str, tuple[Pattern, ...]]:
    return {
        form: tuple(sorted(found, key=lambda p: -len(p.others))) for form, found in index.items()
    }
