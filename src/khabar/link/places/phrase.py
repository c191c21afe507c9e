"""A phrase that says where, such as "outside Kabul airport", taken apart."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from khabar.link.places.choose import Choice
from khabar.link.places.evidence import holds
from khabar.link.places.names import words

Relation = Literal["in", "near", "part", "away"]
_LEAD = re.compile(r"^(?:(?:in|at|on|inside|within|from|to|of|into)\s+)?(?:(?:the|a|an)\s+)?", re.I)
_NEAR_ENOUGH_KM = 30.0
_KM_PER = {"km": 1.0, "kilometre": 1.0, "kilometer": 1.0, "mile": 1.609, "m": 0.001, "metre": 0.001}
_DISTANCE = re.compile(
    r"(\d[\d,.]*)[\s-]*(?:\(\d+[\s-]*\w+\)\s*)?(km|kilomet(?:re|er)s?|miles?|metres?|m)\b", re.I
)
_SIDE = re.compile(r"\b(?:north|south|east|west)[\w-]*\s+of\s+(?:the\s+)?(?:\w+\s+){0,2}$", re.I)
_SIZE = ("spot", "town", "district", "area", "province", "country")


@dataclass(frozen=True, slots=True)
class Anchor:
    """The name in a phrase that the place is tied to, and how: in it, near it, a part of it."""

    choice: Choice
    relation: Relation


@cache
def _beside(group: str) -> re.Pattern[str]:
    file = files("khabar.link") / "places/words.toml"
    listed = tomllib.loads(file.read_text(encoding="utf-8"))["beside"][group]
    longest = sorted(listed, key=len, reverse=True)
    alternatives = "|".join(re.escape(one) for one in longest)
    return re.compile(rf"\b(?:{alternatives})\s+(?:the\s+)?(?:\w+\s+){{0,2}}$", re.I)


def name_of(phrase: str) -> str:
    """Return the phrase as a name: without the "in" and "the" before it."""
    bare = _LEAD.sub("", " ".join(phrase.split()))
    return bare or phrase


def anchor_of(phrase: str, offset: int, choices: Sequence[Choice]) -> Anchor | None:
    """Return the most exact name in the phrase, and how the place is tied to it.

    `offset` is where the phrase starts in the text that the choices' offsets count in. A name that
    only tells which border is meant is no place of the event.
    """
    named = [one for one in choices if one.place is not None]
    inside = [one for one in named if not _is_border(phrase, offset, one)]
    if not inside:
        return None
    best = min(inside, key=lambda one: (_held(one, inside), _size(one), one.seen.start))
    return Anchor(best, _relation(phrase, offset, best))


def _held(one: Choice, others: Sequence[Choice]) -> int:
    """Return 0 for a name that holds none of the others, and is held by as many as can be."""
    assert one.place is not None
    return sum(other.place is not None and holds(one.place, other.place) for other in others)


def _size(one: Choice) -> int:
    assert one.place is not None
    return _SIZE.index(one.place.kind)


def _before(phrase: str, offset: int, one: Choice) -> str:
    return phrase[: max(0, one.seen.start - offset)]


def _is_border(phrase: str, offset: int, one: Choice) -> bool:
    if one.place is None or one.place.kind not in ("country", "province", "area"):
        return False
    after = phrase[one.seen.end - offset :]
    if re.match(r"(?:['’]s)?[-–\s]+(?:\w+[-–\s]+)?(?:border|frontier)\b", after):
        return True
    return _beside("border").search(_before(phrase, offset, one)) is not None


def _relation(phrase: str, offset: int, one: Choice) -> Relation:
    assert one.place is not None
    before = _before(phrase, offset, one)
    if _SIDE.search(before):
        return "near" if _is_short(before) else "away"
    if _beside("near").search(before):
        return "near"
    distance = _DISTANCE.search(before)
    if distance:
        return "near" if _is_short(before) else "away"
    last = before.split()[-1].lower() if before.split() else ""
    if last in words("directions") and last not in ("central", "downtown", "nearby", "greater"):
        return "part"
    return "in"


def _is_short(before: str) -> bool:
    """Tell whether a distance is given and is small enough for "near"."""
    found = _DISTANCE.search(before)
    if found is None:
        return False
    unit = found[2].lower().rstrip("s")
    return float(found[1].replace(",", "") or 0) * _KM_PER.get(unit, 1.0) <= _NEAR_ENOUGH_KM
