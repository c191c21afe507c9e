"""Events counted by day, month or year, whichever gives a readable number of bars."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from khabar.model import Event, When
from khabar.view.wording import day_words

Unit = Literal["day", "month", "year"]
MOST_DAYS, MOST_MONTHS, LEAST_BARS = 62, 84, 12
_LENGTH: Mapping[Unit, int] = {"day": 10, "month": 7, "year": 4}


@dataclass(frozen=True, slots=True)
class Bar:
    """One day, month or year: how many events, and how many of them are asserted."""

    key: str
    label: str
    events: int
    asserted: int
    tick: str | None


@dataclass(frozen=True, slots=True)
class Timeline:
    """The bars in order and what cannot stand on one of them.

    Times without an event have empty bars; a few bars have room left and right.
    """

    unit: Unit
    bars: tuple[Bar, ...]
    highest: int
    undated: int


def choose_unit(events: Sequence[Event]) -> Unit:
    """Return the finest unit that gives a readable number of bars."""
    days = sorted(e.when.start for e in events if e.when and period_key(e.when, "year"))
    if not days:
        return "month"
    first, last = _day(days[0]), _day(days[-1])
    if (last - first).days <= MOST_DAYS and all(len(day) == 10 for day in days):
        return "day"
    months = (last.year - first.year) * 12 + last.month - first.month
    return "month" if months <= MOST_MONTHS else "year"


def period_key(when: When | None, unit: Unit) -> str:
    """Return the bar that a date stands on, or "" if it is wider than a bar or not stated."""
    length = _LENGTH[unit]
    if when is None or min(len(when.start), len(when.end)) < length:
        return ""
    start, end = when.start[:length], when.end[:length]
    return start if start == end and _is_date(start) else ""


def draw_timeline(events: Sequence[Event], told: Mapping[str, str], unit: Unit) -> Timeline:
    """Count events a bar; `told` gives the standing factuality of each event id."""
    keys = {event.id: period_key(event.when, unit) for event in events}
    every = Counter(key for key in keys.values() if key)
    asserted = Counter(key for one, key in keys.items() if key and told.get(one) == "asserted")
    periods = list(_between(min(every), max(every), unit)) if every else []
    bars = tuple(
        Bar(key, day_words(key), every[key], asserted[key], _tick(n, key, unit, len(periods)))
        for n, key in enumerate(periods)
    )
    undated = sum(1 for key in keys.values() if not key)
    empty = (Bar("", "", 0, 0, None),) * max(0, (LEAST_BARS - len(bars)) // 2) if bars else ()
    bars = (*empty, *bars, *empty)
    return Timeline(unit, bars, max(every.values(), default=0), undated)


def _between(first: str, last: str, unit: Unit) -> Iterator[str]:
    day, end = _day(first), _day(last)
    while day <= end:
        yield day.isoformat()[: _LENGTH[unit]]
        if unit == "day":
            day += timedelta(days=1)
        elif unit == "month":
            day = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
        else:
            day = day.replace(year=day.year + 1)


def _tick(number: int, key: str, unit: Unit, bars: int) -> str | None:
    if unit == "month":
        return key[:4] if key.endswith("-01") or (number == 0 and int(key[5:]) < 10) else None
    every = max(1, bars // 8)
    return (day_words(key) if unit == "day" else key) if number % every == 0 else None


def _is_date(iso: str) -> bool:
    try:
        _day(iso)
    except ValueError:
        return False
    return True


def _day(iso: str) -> date:
    return date.fromisoformat((iso + "-01-01")[:10] if len(iso) == 4 else (iso + "-01")[:10])
