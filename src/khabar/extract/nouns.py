"""Kinds of nouns: people, places, vehicles, and the means of attack with their modes."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from khabar.extract.inflection import noun_forms, verb_forms

# The more telling mode wins where the words of one act hint at several.
RANK = (
    "suicide-attack", "drone", "aerial", "unconventional", "heavy-weapons", "explosives",
    "abduct", "firearms", "primitive", "targeted", "torture", "sexual", "beat", "crowd-control",
    "destroy",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Nouns:
    """All inflected forms of nouns by kind; modes by weapon; light verbs."""

    people: frozenset[str]
    places: frozenset[str]
    vehicles: frozenset[str]
    manned: frozenset[str]
    aircraft: frozenset[str]
    bodies: frozenset[str]
    titles: frozenset[str]
    weapons: dict[str, str]
    doing: dict[str, tuple[tuple[str, ...], ...]]
    undergoing: dict[str, tuple[tuple[str, ...], ...]]
    happening: dict[str, tuple[tuple[str, ...], ...]]


@cache
def nouns() -> Nouns:
    """Return the kinds of nouns that `nouns.toml` lists."""
    text = resources.files(__package__).joinpath("nouns.toml").read_text("utf-8")
    lists = tomllib.loads(text)
    light = lists["light"]
    return Nouns(
        people=_all_forms(lists["people"]),
        places=_all_forms(lists["places"]),
        vehicles=_all_forms(lists["vehicles"]),
        manned=_all_forms(lists["manned"]),
        aircraft=_all_forms(lists["aircraft"]),
        bodies=_all_forms(lists["bodies"]),
        titles=frozenset(lists["titles"]),
        weapons=lists["weapons"],
        doing=_by_form([*light["doing"], *light["undergoing"]]),
        undergoing=_by_form(light["undergoing"]),
        happening=_by_form(light["happening"]),
    )


def strongest(modes: list[str]) -> str | None:
    """Return the most telling of several modes, None for none."""
    known = [mode for mode in RANK if mode in modes]
    return known[0] if known else next(iter(modes), None)


def _all_forms(bases: list[str]) -> frozenset[str]:
    return frozenset(form for base in bases for form in noun_forms(base))


def _by_form(phrases: list[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Index verb phrases by every form of their verb; the value holds the words that follow."""
    found: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        verb, *rest = phrase.split()
        for form in verb_forms(verb):
            found[form] = (*found.get(form, ()), tuple(rest))
    return found
