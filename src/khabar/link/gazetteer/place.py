"""A place that the gazetteer knows."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

PlaceKind = Literal["country", "province", "district", "town", "spot", "area"]
Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the gazetteer, with its place in the world.

    `point` is (latitude, longitude) in degrees: of the spot or town itself, else somewhere in the
    middle. `province` is the id of the province that it is or lies in. `countries` lists the codes
    of an area in several countries; `seat` is the id of a province's largest town.
    """

    id: str
    name: str
    kind: PlaceKind
    country_code: str | None
    country: str | None
    admin1: str | None = None
    admin2: str | None = None
    province: str | None = None
    geonames_id: int | None = None
    population: int = 0
    point: Point | None = None
    countries: tuple[str, ...] = ()
    seat: str | None = None
    is_capital: bool = False
