"""An event of either side, as far as the two can be compared."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from khabar.globe import Point

Level = Literal["point", "admin1", "country"]
POINT_KM = 50.0
"""A point that may be off by no more than this is a point, up to a province an area."""
Toll = tuple[int, int, int]
"""Low, best and high number of dead."""


@dataclass(frozen=True, slots=True)
class Identity:
    """Whom a party's name means: itself by its ids, and the bodies that it belongs to.

    `state` is the country whose government or forces it is on the day. Two names that no registry
    knows are the same party if their `words` are.
    """

    name: str
    words: str
    ids: frozenset[str] = frozenset()
    above: frozenset[str] = frozenset()
    state: str | None = None
    civilians: bool = False

    def is_kin(self, other: Identity) -> bool:
        """Tell whether both are one, one belongs to the other, or both are forces of a state."""
        return (
            self.words == other.words
            or (self.civilians and other.civilians)
            or (self.state is not None and self.state == other.state)
            or not (self.ids | self.above).isdisjoint(other.ids)
            or not self.ids.isdisjoint(other.above)
        )


@dataclass(frozen=True, slots=True)
class Place:
    """Where: a point and how far off it may be, or the province or country it is known to lie in.

    `admin1` is folded for comparing. `precision` is as its own side calls it.
    """

    level: Level
    country: str
    admin1: str | None
    point: Point | None
    within_km: float
    precision: str


@dataclass(frozen=True, slots=True)
class Happening:
    """One event: its days as ordinals (both within it), what it may be by PLOVER's types.

    `told` says it in words, `province` and `country_name` name the place for readers.
    """

    id: str
    first: int
    last: int
    place: Place
    types: frozenset[str]
    modes: frozenset[str]
    parties: tuple[Identity, ...]
    killed: Toll | None
    told: str
    country_name: str
    province: str | None

    @property
    def order(self) -> tuple[int, int, str, str]:
        """What to sort by, so that the result does not hang on the order of the input."""
        return self.first, self.last, self.place.country, self.id
