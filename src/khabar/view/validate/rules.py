"""The published rules of matching (`score.toml`) and what each data set codes (`datasets.toml`)."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Final, get_args

from khabar.errors import KnowledgeError
from khabar.model import EventType

SIGNALS: Final = ("time", "place", "parties", "type", "harm")


@dataclass(frozen=True, slots=True)
class Rules:
    """Windows, weights and levels; `score.toml` says what each means."""

    days: int
    km: float
    minimum: float
    unknown: float
    weights: Mapping[str, float]
    time: Mapping[str, float]
    place: Mapping[str, float]
    type: Mapping[str, float]
    harm: Mapping[str, float]
    related: frozenset[frozenset[str]]


@dataclass(frozen=True, slots=True)
class Dataset:
    """What a data set codes: PLOVER types, only events with dead or all; whether it names parties.

    `types` leads from the data set's own type to PLOVER types and modes.
    """

    key: str
    name: str
    terms: str
    needs_dead: bool
    proper_names: bool
    types: Mapping[str, tuple[frozenset[str], frozenset[str]]]

    @property
    def codes(self) -> frozenset[str]:
        """All PLOVER types that its own types can mean."""
        return frozenset(one for types, _ in self.types.values() for one in types)

    def meaning(self, own: str) -> tuple[frozenset[str], frozenset[str]]:
        """Return PLOVER types and modes of the data set's own type; none for one not known."""
        if self.key == "polecat":
            kind, _, mode = own.partition(" ")
            return frozenset({kind}), frozenset({mode} if mode else ())
        known = (own[:length] for length in range(len(own), 1, -1))
        if self.key == "gdelt":
            return next((self.types[one] for one in known if one in self.types), _NOT_KNOWN)
        return self.types.get(own, _NOT_KNOWN)


_NOT_KNOWN: Final = (frozenset[str](), frozenset[str]())


def load_rules(*, days: int | None = None, km: float | None = None) -> Rules:
    """Return the published rules, with other windows if given."""
    table = tomllib.loads(_text("score.toml"))
    if set(table["weights"]) != set(SIGNALS) or abs(sum(table["weights"].values()) - 1) > 1e-9:
        expected = f"weights of {', '.join(SIGNALS)} with the sum 1"
        raise KnowledgeError("score.toml", "weights", expected, str(table["weights"]))
    related = frozenset(frozenset(pair) for pair in table["type"].pop("related"))
    for kind in (one for pair in related for one in pair):
        _check_type("score.toml", "related", kind)
    return Rules(
        days if days is not None else table["days"],
        km if km is not None else table["km"],
        table["minimum"], table["unknown"], table["weights"], table["time"], table["place"],
        table["type"], table["harm"], related,
    )  # fmt: skip


@cache
def datasets() -> Mapping[str, Dataset]:
    """Return the data sets by the name that `khabar import` and `export` give them."""
    types = _types()
    found = tomllib.loads(_text("datasets.toml"))
    return {key: Dataset(key, types=types.get(key, {}), **table) for key, table in found.items()}


def _types() -> dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]]:
    found: dict[str, dict[str, tuple[frozenset[str], frozenset[str]]]] = {}
    for at, line in enumerate(_text("types.tsv").splitlines(), 1):
        if line.startswith(("#", "dataset\t")):
            continue
        cells = line.split("\t")
        if len(cells) != 4:
            raise KnowledgeError("types.tsv", f"line {at}", "4 cells", line)
        dataset, own, types, modes = cells
        for kind in types.split():
            _check_type("types.tsv", f"line {at}", kind)
        meaning = frozenset(types.split()), frozenset(modes.split())
        found.setdefault(dataset, {})[own] = meaning
    return found


def _check_type(file: str, entry: str, kind: str) -> None:
    if kind not in get_args(EventType):
        raise KnowledgeError(file, entry, "PLOVER types", kind)


def _text(name: str) -> str:
    return (files("khabar.view.validate") / name).read_text("utf-8")
