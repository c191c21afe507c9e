"""The wording of every act, relation and judgement, read from `phrases.toml`."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from khabar.errors import KnowledgeError

_PARTS = {"label", "did", "alone", "toward"}
_WORDINGS = ("relation", "factuality", "stance", "grade", "dispute")


@dataclass(frozen=True, slots=True)
class Act:
    """How one act is worded: as a heading, and around its actors and targets."""

    label: str
    did: str
    alone: str
    toward: str
    each_other: str | None = None


@dataclass(frozen=True, slots=True)
class Phrases:
    """Wording by type and mode, by relation, and by the words khabar judges with."""

    acts: Mapping[tuple[str, str], Act]
    relation: Mapping[str, str]
    factuality: Mapping[str, str]
    lead: Mapping[str, str]
    meanings: Mapping[str, str]
    stance: Mapping[str, str]
    stance_noun: Mapping[str, str]
    grade: Mapping[str, str]
    dispute: Mapping[str, str]

    def act(self, event_type: str, mode: str | None) -> Act:
        """Return the wording of an act; a mode that is not listed reads as its type."""
        return self.acts.get((event_type, mode or "any")) or self.acts[event_type, "any"]

    def sentence(
        self, event_type: str, mode: str | None, actors: str, targets: str, several: bool
    ) -> str:
        """Return who did what to whom; an empty string stands for a party not stated."""
        act = self.act(event_type, mode)
        if actors and targets:
            return f"{actors} {act.did} {targets}"
        if targets:
            return f"{act.toward} {targets} (by whom: not stated)"
        if actors:
            mutual = self.act(event_type, None).each_other if several else None
            return f"{actors} {mutual or act.alone}"
        return f"{act.label} (by whom, on whom: not stated)"


def read_phrases(text: str) -> Phrases:
    """Return the phrases of a TOML text; KnowledgeError names the entry that is wrong."""
    tables = tomllib.loads(text)
    wordings = {name: tables.pop(name, {}) for name in _WORDINGS}
    acts: dict[tuple[str, str], Act] = {}
    for event_type, modes in tables.items():
        if "any" not in modes:
            raise KnowledgeError("phrases.toml", event_type, "an entry `any`", "none")
        for mode, parts in modes.items():
            acts[event_type, mode] = _act(f"{event_type}.{mode}", parts)
    judged, stances = wordings.pop("factuality"), wordings.pop("stance")
    return Phrases(
        acts=acts,
        factuality={name: entry["word"] for name, entry in judged.items()},
        lead={name: entry["lead"] for name, entry in judged.items()},
        meanings={name: entry["means"] for name, entry in judged.items()},
        stance={name: entry["verb"] for name, entry in stances.items()},
        stance_noun={name: entry["noun"] for name, entry in stances.items()},
        **wordings,
    )


def _act(entry: str, parts: Mapping[str, str]) -> Act:
    lacking, unknown = _PARTS - set(parts), set(parts) - _PARTS - {"each_other"}
    if lacking or unknown:
        expected = f"{', '.join(sorted(_PARTS))} (and, if wanted, each_other)"
        raise KnowledgeError("phrases.toml", entry, expected, ", ".join(sorted(parts)) or "none")
    return Act(**parts)


PHRASES = read_phrases(files("khabar.view").joinpath("phrases.toml").read_text("utf-8"))
