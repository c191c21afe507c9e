"""Whether what two sources say of one thing is the same, can both hold, or excludes each other."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Literal

from khabar.globe import km_between
from khabar.model import Claim, Harm, Party, When, Where
from khabar.view.findings import DENIED

Likeness = Literal["same", "fits", "differs"]
# Towns further apart than this are two places: reports place an attack within about 50 km
# (Weidmann 2015, "On the Accuracy of Media-based Conflict Event Data").
FAR_KM = 50.0
# "About 170" gives way by a tenth, as in merging.
SLACK = 0.1
# Means that one attack can have, so that one source may tell of this and another of that one.
TOGETHER = (
    {"suicide-attack", "explosives", "firearms", "targeted", "primitive"},
    {"aerial", "drone", "explosives"},
    {"heavy-weapons", "explosives", "firearms"},
    {"abduct", "beat", "torture", "sexual", "primitive"},
)


def acts_alike(one: Claim, other: Claim) -> Likeness:
    """Compare what was done: a claim without a mode fits any of its type."""
    if one.event_type != other.event_type:
        return "differs"
    if one.mode == other.mode:
        return "same"
    modes = {one.mode, other.mode}
    return "fits" if None in modes or any(modes <= several for several in TOGETHER) else "differs"


def parties_alike(one: Sequence[Party], other: Sequence[Party]) -> Likeness:
    """Compare who; descriptions ("gunmen") exclude nobody, and one party in common is enough."""
    mine, theirs = _keys(one), _keys(other)
    if mine == theirs:
        return "same"
    linked = all(party.id for party in (*one, *other))
    return "differs" if linked and not mine & theirs else "fits"


def dates_alike(one: When, other: When) -> Likeness:
    """Compare intervals: those that share no day differ."""
    if (one.start, one.end) == (other.start, other.end):
        return "same"
    return (
        "fits"
        if _no_later(one.start, other.end) and _no_later(other.start, one.end)
        else ("differs")
    )


def places_alike(one: Where, other: Where) -> Likeness:
    """Compare places; "in Pakistan" fits every town of Pakistan."""
    if _same_place(one, other):
        return "same"
    for mine, theirs in ((one.country_code, other.country_code), (one.admin1, other.admin1)):
        if mine and theirs and mine.casefold() != theirs.casefold():
            return "differs"
    points = {"exact", "near"}
    if one.precision in points and other.precision in points and apart_km(one, other) > FAR_KM:
        return "differs"
    return "fits"


def figures_alike(one: Harm, other: Harm) -> Likeness:
    """Compare counts: ranges that share no number differ; an open end shares all beyond it."""
    if (one.low, one.high) == (other.low, other.high):
        return "same"
    (low, high), (low_there, high_there) = _bounds(one), _bounds(other)
    return "fits" if low <= high_there and low_there <= high else "differs"


def factuality_alike(one: Claim, other: Claim) -> Likeness:
    """Compare how it is told: only a denial or negation excludes the rest."""
    if one.factuality == other.factuality:
        return "same"
    return "differs" if (one.factuality in DENIED) != (other.factuality in DENIED) else "fits"


def apart_km(one: Where, other: Where) -> float:
    """Return the distance of two places, 0 where one of them has no point."""
    return km_between(one, other) or 0.0


def _keys(parties: Sequence[Party]) -> frozenset[str]:
    return frozenset(party.id or party.name.casefold() for party in parties)


def _no_later(start: str, end: str) -> bool:
    shared = min(len(start), len(end))
    return start[:shared] <= end[:shared]


def _same_place(one: Where, other: Where) -> bool:
    if one.geonames_id is not None and one.geonames_id == other.geonames_id:
        return True
    return (one.name.casefold(), one.country_code, one.admin1) == (
        other.name.casefold(),
        other.country_code,
        other.admin1,
    )


def _bounds(harm: Harm) -> tuple[float, float]:
    slack = SLACK if harm.approximate else 0.0
    low = -math.inf if harm.low is None else harm.low * (1 - slack)
    high = math.inf if harm.high is None else harm.high * (1 + slack)
    return low, high
