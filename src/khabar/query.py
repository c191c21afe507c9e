"""What a reader asks of a store: conditions that all hold of each claim or event shown.

`query_text.py` reads and prints the written form (`actor:"Islamic State Khorasan" killed>=5`),
`store/search.py` turns it into SQL. Names stay as written here; `query_names.py` says whom and
where they mean.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final, Literal, get_args

from khabar.globe import Point, Rectangle, around
from khabar.model import EventType, Factuality, Kind, Outcome, PlacePrecision, Relation, Stance

NameField = Literal["actor", "target", "party", "claimant", "outlet"]
PlaceField = Literal["country", "admin1", "admin2", "place"]
WordField = Literal[
    "type", "mode", "kind", "relation", "role", "factuality", "stance", "grade", "status",
    "reviewed", "disputed", "onesided", "precision", "language", "known", "event", "article",
]  # fmt: skip
Field = NameField | PlaceField | WordField
CountField = Literal[
    "killed", "injured", "detained", "abducted", "displaced", "missing",
    "independent", "articles", "outlets", "claims",
]  # fmt: skip

NAMES: Final[tuple[str, ...]] = get_args(NameField)
PLACES: Final[tuple[str, ...]] = get_args(PlaceField)
FIELDS: Final[tuple[str, ...]] = (*NAMES, *PLACES, *get_args(WordField))
COUNTS: Final[tuple[str, ...]] = get_args(CountField)
OUTCOMES: Final[tuple[str, ...]] = get_args(Outcome)

# The words that a field can have, where there are only so many.
CHOICES: Final[dict[str, tuple[str, ...]]] = {
    "type": get_args(EventType),
    "kind": get_args(Kind),
    "relation": get_args(Relation),
    "role": ("main", "background"),
    "factuality": get_args(Factuality),
    "stance": get_args(Stance),
    "grade": ("confirmed", "fair", "weak", "contested", "discounted"),
    "status": ("open", "accepted", "rejected"),
    "reviewed": ("yes", "no"),
    "disputed": ("figures", "responsibility", "occurrence", "withdrawn", "yes", "no"),
    "onesided": ("yes", "no"),
    "precision": get_args(PlacePrecision),
    "known": ("date", "place", "actor", "target", *OUTCOMES),
}
# What only one of the two can be asked for.
OF_EVENTS: Final = frozenset(
    ("grade", "disputed", "onesided", "independent", "articles", "outlets", "claims")
)
OF_CLAIMS: Final = frozenset(("kind", "relation", "role", "event"))


@dataclass(frozen=True, slots=True)
class OneOf:
    """The field has one of these values; negated, none of them."""

    field: Field
    values: tuple[str, ...]
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Number:
    """The figure lies between the bounds, both included, whichever source is right.

    Of several readings the lowest must reach `low` and the highest must not pass `high`. A figure
    that no source states meets no bound.
    """

    field: CountField
    low: int | None
    high: int | None
    negated: bool = False


@dataclass(frozen=True, slots=True)
class Days:
    """The date may lie in the interval: ISO prefixes, both included. No date, no match."""

    first: str | None
    last: str | None


@dataclass(frozen=True, slots=True)
class Near:
    """Within so many kilometres of a point, or of a place by its name.

    Only places that are known at least to the district count: a province's middle is no place.
    """

    km: float
    latitude: float | None = None
    longitude: float | None = None
    place: str | None = None

    @property
    def centre(self) -> Point:
        """Its latitude and longitude."""
        return self.latitude or 0.0, self.longitude or 0.0

    @property
    def rectangle(self) -> Rectangle:
        """The rectangle about the circle."""
        return around(self.centre, self.km)


@dataclass(frozen=True, slots=True)
class Box:
    """Inside a rectangle of degrees. As with `Near`, only places known to the district count.

    West of a larger number than east: it reaches over the date line (RFC 7946).
    """

    west: float
    south: float
    east: float
    north: float

    @property
    def rectangle(self) -> Rectangle:
        """Itself, with an east beyond 180 where it reaches over the date line."""
        east = self.east + 360 if self.east < self.west else self.east
        return self.west, self.south, east, self.north


@dataclass(frozen=True, slots=True)
class Words:
    """The words stand in the text, in this order; a last `*` stands for any ending."""

    words: str
    negated: bool = False


Condition = OneOf | Number | Days | Near | Box | Words


@dataclass(frozen=True, slots=True)
class Filter:
    """Conditions that all hold; none at all lets everything pass."""

    conditions: tuple[Condition, ...] = ()

    def __str__(self) -> str:
        """Return the written form, which reads back as the same filter."""
        from khabar.query_text import written

        return written(self)

    def __and__(self, other: Filter) -> Filter:
        """Return the filter under which the conditions of both hold."""
        return Filter(self.conditions + other.conditions)
