"""Whether two claims speak of one happening: named signals with weights, each shown to the user.

The weights were set by hand on the annotated development articles.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from khabar.model import Claim, Harm, When, Where

# From this score on, two claims are taken for one happening.
JOIN_FROM = 0.25
NEAR_KM = 60.0
_EARTH_KM = 6371.0
# What a "clash" and an unspecified attack may turn out to be.
_GENERAL = (None, "targeted", "destroy")


@dataclass(frozen=True, slots=True)
class Signal:
    """One reason for or against a join, with its weight."""

    name: str
    weight: float
    compare: Callable[[Claim, Claim], float]


def score_pair(one: Claim, other: Claim) -> tuple[tuple[str, float], ...]:
    """Return each signal's share of the score."""
    return tuple((s.name, s.weight * s.compare(one, other)) for s in SIGNALS)


def vetoed(one: Claim, other: Claim) -> bool:
    """Tell whether the two cannot be one happening: other type, day, country, or mode."""
    modes_differ = one.mode != other.mode and not {one.mode, other.mode} & set(_GENERAL)
    blasts = {one.mode, other.mode} == {"explosives", "suicide-attack"}
    return (
        one.event_type != other.event_type
        or days_apart(one, other) > 1
        or _countries_differ(one, other)
        or (modes_differ and not blasts)
    )


def days_apart(one: Claim, other: Claim) -> int:
    """Return how many days lie between the two intervals; 0 where they overlap or one is open."""
    if not (isinstance(one.when, When) and isinstance(other.when, When)):
        return 0
    (a, b), (c, d) = _days(one.when), _days(other.when)
    return max(0, c - b, a - d)


def same_time(one: Claim, other: Claim) -> float:
    """Both dated, and the intervals overlap; 1 where both are days."""
    if not (isinstance(one.when, When) and isinstance(other.when, When)):
        return 0.0
    close = one.when.precision == other.when.precision == "day"
    return (1.0 if close else 0.4) if days_apart(one, other) == 0 else 0.0


def same_place(one: Claim, other: Claim) -> float:
    """1 for one place or points near each other, less for one province or country."""
    if not (isinstance(one.where, Where) and isinstance(other.where, Where)):
        return 0.0
    if _far(one.where, other.where):
        return -1.0
    if one.where.geonames_id and one.where.geonames_id == other.where.geonames_id:
        return 1.0 if one.where.precision != "country" else 0.3
    if one.where.admin1 and one.where.admin1 == other.where.admin1:
        return 0.8
    return 0.3 if one.where.country_code == other.where.country_code else 0.0


def same_parties(one: Claim, other: Claim) -> float:
    """The share of named parties in common, actors with actors and targets with targets."""
    pairs = ((one.actors, other.actors), (one.targets, other.targets))
    known = [
        ({p.id or p.name for p in a}, {p.id or p.name for p in b}) for a, b in pairs if a and b
    ]
    if not known:
        return 0.0
    return sum(len(a & b) / min(len(a), len(b)) - (not a & b) * 0.5 for a, b in known) / len(known)


def same_toll(one: Claim, other: Claim) -> float:
    """1 for one figure of killed; -1 where one is more than double the other."""
    ours, theirs = _killed(one), _killed(other)
    if ours is None or theirs is None:
        return 0.0
    if (ours.low, ours.high) == (theirs.low, theirs.high):
        return 1.0
    return -1.0 if _far_below(ours, theirs) or _far_below(theirs, ours) else 0.2


def same_article(one: Claim, other: Claim) -> float:
    """One article tells its news again and again."""
    return float(one.article_id == other.article_id)


SIGNALS = (
    Signal("same time", 0.35, same_time),
    Signal("same place", 0.35, same_place),
    Signal("same parties", 0.3, same_parties),
    Signal("same toll", 0.25, same_toll),
    Signal("same article", 0.15, same_article),
)


def _days(when: When) -> tuple[int, int]:
    start = (when.start + "-01-01")[:10]
    end = when.end + {4: "-12-31", 7: "-28", 10: ""}[len(when.end)]
    return date.fromisoformat(start).toordinal(), date.fromisoformat(end).toordinal()


def _countries_differ(one: Claim, other: Claim) -> bool:
    both = isinstance(one.where, Where) and isinstance(other.where, Where)
    if not both:
        return False
    codes = {c.where.country_code for c in (one, other) if isinstance(c.where, Where)}
    return None not in codes and len(codes) > 1


def _far(one: Where, other: Where) -> bool:
    points = [(w.latitude, w.longitude) for w in (one, other) if w.precision in ("exact", "near")]
    if len(points) < 2:
        return False
    (a, b), (c, d) = points
    if a is None or b is None or c is None or d is None:
        return False
    return _km(a, b, c, d) > NEAR_KM


def _km(lat: float, lon: float, other_lat: float, other_lon: float) -> float:
    """Return the great-circle distance in kilometres (haversine)."""
    a, b = math.radians(lat), math.radians(other_lat)
    half = math.sin((b - a) / 2) ** 2
    half += math.cos(a) * math.cos(b) * math.sin(math.radians(other_lon - lon) / 2) ** 2
    return 2 * _EARTH_KM * math.asin(math.sqrt(half))


def _killed(claim: Claim) -> Harm | None:
    return next((h for h in claim.harm if h.outcome == "killed" and h.group is None), None)


def _far_below(lesser: Harm, greater: Harm) -> bool:
    """An open bound ("at least 12") conflicts with nothing on that side."""
    return lesser.high is not None and greater.low is not None and 2 * lesser.high < greater.low
