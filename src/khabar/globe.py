"""Distances on the globe, which several folders ask for."""

from __future__ import annotations

import math

from khabar.model import Where

EARTH_KM = 6371.0088
"""The mean radius of the earth in kilometres (IUGG)."""

Point = tuple[float, float]
"""Latitude and longitude in degrees."""


Rectangle = tuple[float, float, float, float]
"""West, south, east, north in degrees; west or east lie beyond 180 over the date line."""


def distance_km(one: Point, other: Point) -> float:
    """Return the great-circle distance of two points in kilometres (haversine)."""
    latitude, longitude, there, beside = map(math.radians, (*one, *other))
    half = math.sin((there - latitude) / 2) ** 2
    half += math.cos(latitude) * math.cos(there) * math.sin((beside - longitude) / 2) ** 2
    return 2 * EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def around(centre: Point, km: float) -> Rectangle:
    """Return the rectangle about a circle."""
    latitude, longitude = centre
    tall = math.degrees(km / EARTH_KM)
    south, north = max(-90.0, latitude - tall), min(90.0, latitude + tall)
    shrink = math.cos(math.radians(max(abs(south), abs(north))))
    if shrink < 0.01 or tall / shrink >= 180:
        return -180.0, south, 180.0, north
    wide = tall / shrink
    return longitude - wide, south, longitude + wide, north


def km_between(one: Where, other: Where) -> float | None:
    """Return the distance of two places in kilometres, None where one of them has no point."""
    here, there = _point(one), _point(other)
    return distance_km(here, there) if here and there else None


def _point(where: Where) -> Point | None:
    if where.latitude is None or where.longitude is None:
        return None
    return where.latitude, where.longitude
