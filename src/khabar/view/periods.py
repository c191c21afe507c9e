"""Days, weeks, months, quarters and years: which one a date lies in, how many days each has."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

Length = Literal["day", "week", "month", "quarter", "year"]
_MONTHS: dict[Length, int] = {"month": 1, "quarter": 3, "year": 12}
_WEEK = 7
_ISO = re.compile(r"(\d{4})(?:-(\d\d))?(?:-(\d\d))?")


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """A run of days; both ends count."""

    first: date
    last: date

    @property
    def days(self) -> int:
        """How many days it has."""
        return (self.last - self.first).days + 1

    def holds(self, other: Span) -> bool:
        """Tell whether the other lies wholly in it."""
        return self.first <= other.first and other.last <= self.last

    def shares(self, other: Span) -> bool:
        """Tell whether they have a day in common."""
        return self.first <= other.last and other.first <= self.last

    def __str__(self) -> str:
        return f"{self.first} to {self.last}"


def days_of(start: str, end: str) -> Span:
    """Return the days from the first of one ISO prefix to the last of another.

    Raises ValueError for what is no date.
    """
    return Span(_edges(start).first, _edges(end).last)


def periods(within: Span, length: Length) -> Iterator[Span]:
    """Yield the periods that the days lie in, cut to them, in order."""
    start = within.first
    while start <= within.last:
        last = min(_period_end(start, length), within.last)
        yield Span(start, last)
        start = last + timedelta(days=1)


def period_name(span: Span, length: Length) -> str:
    """Return "2023-04-26", "2023 W17", "2023-04", "2023 Q2" or "2023"."""
    if length == "day":
        return str(span.first)
    if length == "week":
        year, week, _ = span.first.isocalendar()
        return f"{year} W{week:02}"
    if length == "month":
        return f"{span.first:%Y-%m}"
    if length == "quarter":
        return f"{span.first.year} Q{(span.first.month + 2) // 3}"
    return str(span.first.year)


def whole_periods(within: Span, length: Length) -> Span:
    """Return the days widened to the whole periods at both ends."""
    return Span(_period_start(within.first, length), _period_end(within.last, length))


def _period_start(day: date, length: Length) -> date:
    """Return the first day of a day's period; weeks begin on Monday."""
    if length in _MONTHS:
        months = _MONTHS[length]
        return day.replace(month=(day.month - 1) // months * months + 1, day=1)
    return day - timedelta(days=day.weekday() if length == "week" else 0)


def _period_end(day: date, length: Length) -> date:
    if length in _MONTHS:
        months = _MONTHS[length]
        month = ((day.month - 1) // months + 1) * months
        return date(day.year, month, calendar.monthrange(day.year, month)[1])
    return day + timedelta(days=_WEEK - 1 - day.weekday() if length == "week" else 0)


def _edges(iso: str) -> Span:
    found = _ISO.fullmatch(iso)
    if found is None:
        raise ValueError(f"expected a year, month or day such as 2023-04-26, found {iso!r}")
    year, month, day = (int(part) if part else None for part in found.groups())
    assert year is not None
    if month is None:
        return Span(date(year, 1, 1), date(year, 12, 31))
    if day is None:
        return Span(date(year, month, 1), _period_end(date(year, month, 1), "month"))
    return Span(date(year, month, day), date(year, month, day))
