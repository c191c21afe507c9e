"""Where the two happened: one place, one in the other, or places apart."""

from __future__ import annotations

from khabar.globe import km_between
from khabar.merge.telling import Telling
from khabar.model import Where

NEAR_KM = 12.0
FAR_KM = 50.0
# As far along a meridian, where a degree is longer than 111 km.
FAR_DEGREES = FAR_KM / 111
_POINTS = frozenset(("exact", "near"))


def same_place(one: Telling, other: Telling) -> float:
    """Both tell one place as exact as a town, or points near each other."""
    if not (one.where and other.where and is_point(one.where) and is_point(other.where)):
        return 0.0
    if one.where.geonames_id and one.where.geonames_id == other.where.geonames_id:
        return 1.0
    apart = km_between(one.where, other.where)
    return float(apart is not None and apart <= NEAR_KM)


def place_holds_place(one: Telling, other: Telling) -> float:
    """One place lies in the other, as far as they tell: a town in its province or country."""
    a, b = one.where, other.where
    if a is None or b is None or (is_point(a) and is_point(b)) or places_apart(one, other):
        return 0.0
    if a.admin1 and b.admin1:
        return 1.0
    return 0.5 if a.country_code and a.country_code == b.country_code else 0.0


def same_place_words(one: Telling, other: Telling) -> float:
    """The places are called by a word in common, of which at least one is on no map."""
    if one.where and other.where:
        return 0.0
    return float(bool(one.place_words & other.place_words))


def places_apart(one: Telling, other: Telling) -> float:
    """The places told cannot be one: two provinces, or points far from each other."""
    a, b = one.where, other.where
    if a is None or b is None:
        return 0.0
    if is_point(a) and is_point(b):
        if _far_north(a, b):
            return 1.0
        apart = km_between(a, b)
        return 0.0 if apart is None else min(1.0, max(0.0, (apart - NEAR_KM) / (FAR_KM - NEAR_KM)))
    return float(bool(a.admin1 and b.admin1 and a.admin1 != b.admin1))


def countries_apart(one: Telling, other: Telling) -> float:
    """The two tell different countries."""
    here = one.where.country_code if one.where else None
    there = other.where.country_code if other.where else None
    return 1.0 if here and there and here != there else 0.0


def _far_north(one: Where, other: Where) -> bool:
    """Say whether the one is so far north of the other that no more need be worked out."""
    if one.latitude is None or other.latitude is None:
        return False
    return abs(one.latitude - other.latitude) > FAR_DEGREES


def is_point(where: Where) -> bool:
    """Say whether a place is as exact as a town."""
    return where.precision in _POINTS
