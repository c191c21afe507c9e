"""Stretches of the calendar: whole days, weeks, months, years, and arithmetic on them."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from khabar.model import DatePrecision

Grain = Literal[
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century"
]
MONTHS_LONG: dict[str, int] = {"month": 1, "quarter": 3, "season": 3, "half": 6}
YEARS_LONG: dict[str, int] = {"year": 1, "decade": 10, "century": 100}
DAYS_LONG: dict[str, int] = {"day": 1, "weekend": 2, "week": 7}


@dataclass(frozen=True, slots=True)
class Stretch:
    """A run of days, both ends included. `grain` is the calendar unit that the words speak in.

    `approximate`: the words give the ends only roughly ("early April", "in recent months").
    """

    first: date
    last: date
    grain: Grain
    approximate: bool = False

    @property
    def precision(self) -> DatePrecision:
        """Return the precision a reader may rely on; other units than these are approximate."""
        if self.approximate:
            return "approximate"
        if self.grain in ("day", "month", "year"):
            return self.grain
        return "approximate"

    @property
    def prefixes(self) -> tuple[str, str]:
        """Return both ends as ISO prefixes, cut to years or months where the grain is coarse."""
        length = 10 if self.grain in DAYS_LONG else 7 if self.grain in MONTHS_LONG else 4
        if length == 4 and not (_opens(self.first, 4) and _closes(self.last, 4)):
            length = 7
        return (
            self.first.isoformat()[: length if _opens(self.first, length) else 10],
            self.last.isoformat()[: length if _closes(self.last, length) else 10],
        )

    @property
    def value(self) -> str:
        """Return the ISO prefix, or both with a slash between them."""
        start, end = self.prefixes
        return start if start == end else f"{start}/{end}"


def _opens(day: date, length: int) -> bool:
    return length == 10 or (day.day == 1 and (length == 7 or day.month == 1))


def _closes(day: date, length: int) -> bool:
    return _opens(day + timedelta(days=1), length) if day < date.max else True


def unit_around(day: date, grain: Grain) -> Stretch:
    """Return the calendar unit that a day falls into; weeks run from Monday (ISO 8601).

    The 20th century is taken as 1900 to 1999, as newspapers do.
    """
    if grain in YEARS_LONG:
        length = YEARS_LONG[grain]
        year = day.year - day.year % length
        return Stretch(date(year, 1, 1), date(year + length - 1, 12, 31), grain)
    if grain in MONTHS_LONG:
        length = MONTHS_LONG[grain]
        month = (day.month - 1) // length * length + 1
        return months(day.year, month, length, grain)
    if grain == "day":
        return Stretch(day, day, grain)
    monday = day - timedelta(days=day.weekday())
    opening = monday + timedelta(days=5) if grain == "weekend" else monday
    return Stretch(opening, monday + timedelta(days=6), grain)


def months(year: int, month: int, length: int = 1, grain: Grain = "month") -> Stretch:
    """Return `length` months from the first of a month on."""
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    end_year, end_month = year + (month + length - 2) // 12, (month + length - 2) % 12 + 1
    last = date(end_year, end_month, monthrange(end_year, end_month)[1])
    return Stretch(date(year, month, 1), last, grain)


def shift_day(day: date, grain: Grain, count: int) -> date:
    """Return the day `count` units later; the 31st becomes the last day of a shorter month."""
    if grain in DAYS_LONG:
        return day + timedelta(days=count * (1 if grain == "day" else 7))
    ahead = count * MONTHS_LONG.get(grain, 0) + 12 * count * YEARS_LONG.get(grain, 0)
    year, month = divmod(day.year * 12 + day.month - 1 + ahead, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def shift(stretch: Stretch, grain: Grain, count: int) -> Stretch:
    """Return the stretch moved by whole units; months stay whole months."""
    first = shift_day(stretch.first, grain, count)
    if stretch.grain in DAYS_LONG:
        return replace(stretch, first=first, last=shift_day(stretch.last, grain, count))
    after = shift_day(stretch.last + timedelta(days=1), grain, count)
    return replace(stretch, first=first, last=after - timedelta(days=1))


def part_of(stretch: Stretch, part: Literal["early", "mid", "late"]) -> Stretch:
    """Return a third of a stretch: days 1-10, 11-20, 21-end of a month, months 1-4 of a year."""
    if stretch.grain in ("day", "weekend"):
        return stretch
    which = ("early", "mid", "late").index(part)
    if stretch.grain in ("year", "half", "quarter", "season"):
        length = {"year": 4, "half": 2, "quarter": 1, "season": 1}[stretch.grain]
        opening = shift_day(stretch.first, "month", which * length)
        third = months(opening.year, opening.month, length)
        return replace(third, approximate=True)
    days = (stretch.last - stretch.first).days + 1
    step = 10 if stretch.grain == "month" else days // 3
    first = stretch.first + timedelta(days=which * step)
    last = stretch.last if which == 2 else first + timedelta(days=step - 1)
    if stretch.grain in YEARS_LONG:
        return Stretch(date(first.year, 1, 1), date(last.year, 12, 31), "year", True)
    return Stretch(first, last, "day", True)


def nth_weekday(year: int, month: int, weekday: int, nth: int) -> date:
    """Return the nth weekday of a month; Monday is 0."""
    first = date(year, month, 1)
    return first + timedelta(days=(weekday - first.weekday()) % 7 + 7 * (nth - 1))


def easter(year: int) -> date:
    """Return Western Easter Sunday (the anonymous Gregorian computus)."""
    a, (b, c) = year % 19, divmod(year, 100)
    d, e = divmod(b, 4)
    f = (8 * b + 13) // 25
    g = (19 * a + b - d - f + 15) % 30
    h = (a + 11 * g) // 319
    i, j = divmod(c, 4)
    k = (2 * e + 2 * i - j - g + h + 32) % 7
    month = (g - h + k + 90) // 25
    return date(year, month, (g - h + k + month + 19) % 32)
