"""The places of the events in memory: points, and areas where no point is known."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final, Literal

import numpy as np
import numpy.typing as npt

from khabar.store.values import NONE, Whole, Yes, whole

Degrees = npt.NDArray[np.float64]
Level = Literal["admin2", "admin1", "region", "country"]
POINTS: Final = ("exact", "near")
_STEPS: Final = 3  # as stated, by province, by country
_Key = tuple[Level, str | None, str]


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


@dataclass(frozen=True)
class Spots:
    """The places of the events, each with its number, which counts up."""

    numbers: Mapping[Spot, int]

    def with_more(self, new: Spots) -> tuple[Spots, Whole]:
        """Return these and the new ones after them, and the number that each new one has there."""
        more = [spot for spot in new.numbers if spot not in self.numbers]
        numbered = {spot: len(self.numbers) + n for n, spot in enumerate(more)}
        found = Spots({**self.numbers, **numbered}) if more else self
        return found, whole(found.numbers[spot] for spot in new.numbers)

    @cached_property
    def places(self) -> Places:
        """The places with their points and areas."""
        return places_of(list(self.numbers))


@dataclass(frozen=True, slots=True)
class Area:
    """A district, province, region or country, and a place in it that has its point if any has."""

    level: Level
    country_code: str | None
    name: str
    spot: Spot


@dataclass(frozen=True, slots=True, eq=False)
class Places:
    """All places. `area` has the number of the area that each counts for, -1 for a point.

    First comes the area that is stated; where those are too many to draw, districts count for
    their provinces, and then all for their countries.
    """

    spots: Sequence[Spot]
    latitude: Degrees
    longitude: Degrees
    is_point: Yes
    is_exact: Yes
    area: Sequence[Whole]
    areas: Sequence[Area]


def places_of(spots: Sequence[Spot]) -> Places:
    """Return the places with their areas."""
    areas: dict[_Key, Area] = {}
    numbers: dict[_Key, int] = {}
    codes: list[list[int]] = []
    for spot in spots:
        keys = () if spot.is_point else _areas_of(spot)
        for key in keys:
            numbers.setdefault(key, len(numbers))
            if key not in areas or areas[key].spot.latitude is None:
                areas[key] = Area(*key, spot)
        codes.append([numbers[key] for key in keys] or [NONE] * _STEPS)
    return Places(
        spots,
        _degrees(spot.latitude for spot in spots),
        _degrees(spot.longitude for spot in spots),
        np.array([spot.is_point for spot in spots], dtype=bool),
        np.array([spot.precision == "exact" for spot in spots], dtype=bool),
        [np.array([each[step] for each in codes], dtype=np.int64) for step in range(_STEPS)],
        [areas[key] for key in numbers],
    )


def _areas_of(spot: Spot) -> tuple[_Key, _Key, _Key]:
    """Return the area that is stated, the province or country around it, the country."""
    stated = _area_of(spot)
    country: _Key = ("country", spot.country_code, spot.country) if spot.country else stated
    wider: _Key = stated
    if stated[0] == "admin2":
        wider = ("admin1", spot.country_code, spot.admin1) if spot.admin1 else country
    return stated, wider, country


def _area_of(spot: Spot) -> _Key:
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
    if spot.country:
        return "country", spot.country_code, spot.country
    return "region", spot.country_code, spot.name


def _degrees(figures: Iterable[float | None]) -> Degrees:
    return np.array([np.nan if n is None else n for n in figures], dtype=np.float64)
