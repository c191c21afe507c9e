"""How alike two events are by the published rules, or why they are no candidates at all."""

from __future__ import annotations

import math
from dataclasses import dataclass
from datetime import date

from khabar.globe import distance_km
from khabar.view.likeness import TOGETHER
from khabar.view.validate.happening import Happening, Place, Toll
from khabar.view.validate.rules import SIGNALS, Rules


@dataclass(frozen=True, slots=True)
class Score:
    """The weighted score, from 0 to 1, and each signal's own."""

    whole: float
    time: float
    place: float
    parties: float
    type: float
    harm: float

    def lowest(self) -> str:
        """Name the signals that speak against the pair, in words."""
        low = [f"{one} {value:.2g}" for one in SIGNALS if (value := getattr(self, one)) < 0.5]
        return ", ".join(low) or "nothing against it, little for it"


def score(one: Happening, other: Happening, rules: Rules) -> Score | str:
    """Return how alike two events are; a sentence says why they are no candidates."""
    time = _time(one, other, rules)
    if time is None:
        return f"{gap_days(one, other)} days apart"
    place = _place(one.place, other.place, rules)
    if isinstance(place, str):
        return place
    kind = _type(one, other, rules)
    if kind is None:
        return f"another kind of event: {_kinds(one)} beside {_kinds(other)}"
    parties = _parties(one, other)
    harm = _harm(one.killed, other.killed, rules)
    told = {
        "time": time,
        "place": place,
        "parties": rules.unknown if parties is None else parties,
        "type": rules.unknown if kind < 0 else kind,
        "harm": rules.unknown if harm is None else harm,
    }
    # Whole millionths, so that sums do not hang on the order of adding.
    whole = round(sum(rules.weights[name] * value for name, value in told.items()), 6)
    return Score(whole, **told)


def gap_days(one: Happening, other: Happening) -> int:
    """Return how many days lie between two events, 0 where they share one."""
    return max(0, one.first - other.last, other.first - one.last)


def gap_km(one: Place, other: Place) -> float | None:
    """Return the distance of two points, None where one side has none."""
    if one.point is None or other.point is None:
        return None
    return distance_km(one.point, other.point)


def window_km(one: Place, other: Place, rules: Rules) -> float:
    """Return how far apart two points may be: the window and what their precision leaves open."""
    return rules.km + one.within_km + other.within_km


def _time(one: Happening, other: Happening, rules: Rules) -> float | None:
    gap = gap_days(one, other)
    if gap > rules.days:
        return None
    if gap:
        return rules.time["apart"] * (1 - gap / (rules.days + 1))
    both = min(one.last, other.last) - max(one.first, other.first) + 1
    longest = max(one.last - one.first, other.last - other.first) + 1
    shared = rules.time["shared"]
    return shared + (1 - shared) * both / longest


def _place(one: Place, other: Place, rules: Rules) -> float | str:
    if one.country != other.country:
        return f"another country: {one.country} beside {other.country}"
    if one.level == other.level == "point":
        km, most = gap_km(one, other) or 0.0, window_km(one, other, rules)
        if km > most:
            return f"{km:.0f} km apart, window {most:.0f}"
        return 1 - (1 - rules.place["edge"]) * km / most
    if "country" in (one.level, other.level):
        both = one.level == other.level
        return rules.place["country" if both else "in_country"]
    if one.admin1 is not None and one.admin1 == other.admin1:
        return rules.place["province" if one.level == other.level else "in_province"]
    if (km_off := gap_km(one, other)) is not None:
        most = rules.km + rules.place["province_km"]
        if km_off <= most:
            return rules.place["near_province"]
        return f"{km_off:.0f} km from the middle of the province, window {most:.0f}"
    return f"another province: {one.admin1} beside {other.admin1}"


def _parties(one: Happening, other: Happening) -> float | None:
    """Return the part of all parties that have kin on the other side, whoever acts on whom."""
    mine, theirs = one.parties, other.parties
    if not mine or not theirs:
        return None
    kin = [[a.is_kin(b) for b in theirs] for a in mine]
    met = sum(map(any, kin)) + sum(map(any, zip(*kin, strict=True)))
    return met / (len(mine) + len(theirs))


def _type(one: Happening, other: Happening, rules: Rules) -> float | None:
    """Return how alike the kinds are, -1 where one is not known, None where they exclude."""
    if not one.types or not other.types:
        return -1
    if one.types & other.types:
        return 1.0 if _can_be_one(one.modes, other.modes) else rules.type["other_mode"]
    pairs = (frozenset((a, b)) for a in one.types for b in other.types)
    return rules.type["related_type"] if any(pair in rules.related for pair in pairs) else None


def _can_be_one(one: frozenset[str], other: frozenset[str]) -> bool:
    if not one or not other or one & other:
        return True
    return any(one & several and other & several for several in TOGETHER)


def _harm(one: Toll | None, other: Toll | None, rules: Rules) -> float | None:
    if one is None or other is None:
        return None
    less, more = sorted((one, other), key=lambda toll: toll[0])
    if more[0] <= less[2]:
        return 1.0
    ratio = math.log((more[0] + 1) / (less[2] + 1)) / math.log(rules.harm["ratio"])
    return max(0.0, 1 - ratio)


def _kinds(one: Happening) -> str:
    return "/".join(sorted(one.types)).lower() or "not known"


def day(ordinal: int) -> str:
    """Return a day in ISO form."""
    return date.fromordinal(ordinal).isoformat()
