"""What an expression is read with, and what it turns out to mean."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

from khabar.link.dates.calendar import DAYS_LONG, Grain, Stretch, unit_around
from khabar.link.dates.words import numbers_of

NO_ANCHOR = "no publication date to count from"
NOTHING_TOLD = "no date before it in the text to count from"
Kind = Literal["DATE", "DURATION", "SET"]
Basis = Literal["stated", "relative"]
Tense = Literal["ahead", "behind", "open"]

# How much nearer a date on the wrong side of today must be to be chosen all the same. Verbs
# mislead ("declared a dividend payable Dec. 7"), but an event told in the past is rarely to come.
_FARTHER: dict[Tense, tuple[float, float]] = {  # past, future
    "ahead": (6, 1),
    "behind": (1, 40),
    "open": (1, 4),
}


class UndatedError(Exception):
    """The words name a time, but not which; the text says why, `candidates` which it may be."""

    def __init__(self, because: str, candidates: tuple[str, ...] = ()) -> None:
        super().__init__(because)
        self.candidates = candidates


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: publication day, last date told, and what the verb says."""

    published: date | None
    told: Stretch | None
    tense: Tense


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stretch of days with TimeML's type and value; no stretch: `because` says why.

    `value` is the plain unit ("late 2020" is 2020); the stretch is narrower.
    """

    kind: Kind
    stretch: Stretch | None
    value: str | None
    basis: Basis
    because: str = ""
    candidates: tuple[str, ...] = ()

    @property
    def sort(self) -> str:
        """Return "date", "duration", "set", or "reference" for now, the past and the future."""
        refers = self.stretch is None and (self.value or "").endswith("_REF")
        return "reference" if refers else self.kind.lower()


@dataclass(frozen=True, slots=True)
class Said:
    """The parts of one expression and what it is counted from."""

    parts: Mapping[str, str]
    anchor: Anchor

    def __getitem__(self, name: str) -> str:
        return self.parts[name]

    def __contains__(self, name: str) -> bool:
        return name in self.parts

    @property
    def today(self) -> date:
        """Return the publication day, or raise."""
        if self.anchor.published is None:
            raise UndatedError(NO_ANCHOR)
        return self.anchor.published

    @property
    def told(self) -> Stretch:
        """Return the last date before this one in the text, or raise."""
        if self.anchor.told is None:
            raise UndatedError(NOTHING_TOLD)
        return self.anchor.told

    @property
    def which(self) -> int | None:
        """Return -1 for "last", 0 for "this", 1 for "next"."""
        return numbers_of("which").get(self.parts.get("which", ""))

    @property
    def year(self) -> int | None:
        """Return the year that the words give or count from the publication date."""
        if "year" in self:
            return year_of(self["year"])
        return None if self.which is None else self.today.year + self.which

    @property
    def basis(self) -> Basis:
        """Return how the year is known."""
        return "relative" if "which" in self and "year" not in self else "stated"

    def nearest(self, of_year: Callable[[int], Stretch]) -> Stretch:
        """Return the nearest year's stretch on the side of today that the verb points to."""
        past, future = _FARTHER[self.anchor.tense]

        def distance(stretch: Stretch) -> float:
            ago, ahead = (self.today - stretch.last).days, (stretch.first - self.today).days
            return ago * past if ago > 0 else max(0, ahead) * future

        return min((of_year(self.today.year + years) for years in (-1, 0, 1)), key=distance)

    def one_of_years(self, of_year: Callable[[int], Stretch]) -> Stretch:
        """Return the last stretch that is over, the next to come, or this year's."""
        options = [of_year(self.today.year + years) for years in (-2, -1, 0, 1, 2)]
        if self.which == -1:
            return next(one for one in reversed(options) if one.last < self.today)
        if self.which == 1:
            return next(one for one in options if one.first > self.today)
        return options[2]


def year_of(words: str) -> int:
    """Return the year that digits or words give: 1996, "nineteen ninety six"."""
    if words.isdigit():
        return int(words)
    number = numbers_of("number")
    first, *rest = words.split()
    if rest[:1] == ["thousand"]:
        return 1000 * number[first] + sum(number[word] for word in rest[1:] if word != "and")
    return 100 * number[first] + sum(number[word] for word in rest)


def dated(stretch: Stretch, basis: Basis, value: str = "") -> Meaning:
    """Return the meaning of a date; its value is the stretch's own unless another is given."""
    return Meaning("DATE", stretch, value or stretch.value, basis)


def undated(
    kind: Kind, value: str | None, because: str, candidates: tuple[str, ...] = ()
) -> Meaning:
    """Return the meaning of words that name no days, or leave open which of some."""
    return Meaning(kind, None, value, "relative", because, candidates)


def one_day(day: date) -> Stretch:
    """Return a day as a stretch."""
    return unit_around(day, "day")


def between(first: date, last: date, grain: Grain) -> Stretch:
    """Return a stretch between two days, no finer than the unit that the words count in."""
    if grain in DAYS_LONG:
        return Stretch(first, last, "day", approximate=(last - first).days > 1)
    coarse: Grain = "month" if grain in ("month", "quarter", "season", "half") else "year"
    return Stretch(unit_around(first, coarse).first, unit_around(last, coarse).last, coarse, True)
