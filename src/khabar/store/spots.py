"""The places of the events in memory: points, and areas where no point is known."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from khabar.store.values import NONE, Whole, Yes

Degrees = npt.NDArray[np.float64]
Level = Literal["admin2", "admin1", "region", "country"]
POINTS: Final = ("exact", "near")


@dataclass(frozen=True, slots=True)
class Spot:
    """A place as events have it: one for all that lie there."""

    name: str
    country: str | None
    country_code: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    precision: str

    @property
    def is_point(self) -> bool:
        """Whether it can be drawn as a point."""
        known = self.latitude is not None and self.longitude is not None
        return known and self.precision in POINTS


@dataclass(frozen=True, slots=True)
class Area:
    """A district, province, region or country, and a place in it that has its point if any has."""

    level: Level
    country_code: str | None
    name: str
    spot: Spot


@dataclass(frozen=True, slots=True)
class Places:
    """All places. `area` has the number of the area that each counts for, -1 for a point."""

    spots: Sequence[Spot]
    latitude: Degrees
    longitude: Degrees
    is_point: Yes
    is_exact: Yes
    area: Whole
    areas: Sequence[Area]


def places_of(spots: Sequence[Spot]) -> Places:
    """Return the places with their areas."""
    areas: dict[tuple[Level, str | None, str], int] = {}
    held: list[Area] = []
    codes = []
    for spot in spots:
        if spot.is_point:
            codes.append(NONE)
            continue
        key = _area_of(spot)
        code = areas.setdefault(key, len(held))
        if code == len(held):
            held.append(Area(*key, spot))
        elif held[code].spot.latitude is None:
            held[code] = Area(*key, spot)
        codes.append(code)
    return Places(
        spots,
        _degrees(spot.latitude for spot in spots),
        _degrees(spot.longitude for spot in spots),
        np.array([spot.is_point for spot in spots], dtype=bool),
        np.array([spot.precision == "exact" for spot in spots], dtype=bool),
        np.array(codes, dtype=np.int64),
        held,
    )


def _area_of(spot: Spot) -> tuple[Level, str | None, str]:
    """Return the level of the area that a place counts for, its country and its name.

    A town whose point is not known counts for its district or province.
    """
    if spot.precision == "country":
        return "country", spot.country_code, spot.country or spot.name
    if spot.precision == "region":
        return "region", spot.country_code, spot.name
    if spot.admin2 and spot.precision != "admin1":
        return "admin2", spot.country_code, spot.admin2
    if spot.precision == "admin2":
        return "admin2", spot.country_code, spot.name
    if spot.admin1 or spot.precision == "admin1":
        return "admin1", spot.country_code, spot.admin1 or spot.name
    return ("country", spot.country_code, spot.country) if spot.country else (
        "region", spot.country_code, spot.name
    )  # fmt: skip


def _degrees(figures: Iterable[float | None]) -> Degrees:
    return np.array([np.nan if n is None else n for n in figures], dtype=np.float64)
