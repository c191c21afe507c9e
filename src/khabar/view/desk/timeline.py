"""Events by day, week, month or year, beside how much was published about them then."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Final, Literal, get_args

from khabar.errors import UsageError
from khabar.store.columns import Columns
from khabar.store.counts import by_days, days_told
from khabar.store.values import Yes
from khabar.view.desk.schema import Bin, BinLength, Timeline

Binned = Literal["auto", "day", "week", "month", "year"]
READABLE: Final = 120  # bins; more are no longer seen apart on a screen
MOST_BINS: Final = 10_000  # as many as there are years, so that years always fit


def timeline_of(columns: Columns, passing: Yes, by: Binned) -> Timeline:
    """Return the bins from the first to the last day told of."""
    undated = int((passing & ~columns.dated).sum())
    days = days_told(columns, passing)
    if days is None:
        return Timeline(by="month" if by == "auto" else by, bins=[], undated=undated, wider=0)
    first, last = (date.fromordinal(day) for day in days)
    length = _readable(first, last) if by == "auto" else by
    edges = list(_edges(first, last, length))
    found, wider = by_days(columns, passing, [day.toordinal() for day in edges])
    bins = [
        Bin(
            start=start.isoformat(),
            end=(following - timedelta(1)).isoformat(),
            events=one.events,
            killed_low=one.killed_low,
            killed_high=one.killed_high,
            reported=one.reported,
        )
        for start, following, one in zip(edges, edges[1:], found, strict=False)
    ]
    return Timeline(by=length, bins=bins, undated=undated, wider=wider)


def _readable(first: date, last: date) -> BinLength:
    """Return the shortest length that gives a readable number of bins."""
    days = (last - first).days + 1
    many = {"day": days, "week": days / 7 + 1, "month": days / 30.4 + 1}
    lengths: tuple[BinLength, ...] = get_args(BinLength)
    return next((one for one in lengths if many.get(one, 0) <= READABLE), "year")


def _edges(first: date, last: date, length: BinLength) -> Iterator[date]:
    """Yield the first day of each bin, and the one after the last."""
    start = _start(first, length)
    for _ in range(MOST_BINS):
        yield start
        if start > last:
            return
        start = _next(start, length)
    raise UsageError(
        f"by={length}: the events span more than {MOST_BINS:,} bins. Take longer ones."
    )


def _start(day: date, length: BinLength) -> date:
    """Return the first day of the bin that a day lies in; weeks begin on Monday."""
    if length == "week":
        return date.fromordinal(max(1, day.toordinal() - day.weekday()))
    if length == "month":
        return day.replace(day=1)
    return day.replace(month=1, day=1) if length == "year" else day


def _next(start: date, length: BinLength) -> date:
    if length == "year":
        return _or_end(start.year + 1, 1)
    if length == "month":
        return _or_end(start.year + start.month // 12, start.month % 12 + 1)
    return date.fromordinal(
        min(date.max.toordinal(), start.toordinal() + (7 if length == "week" else 1))
    )


def _or_end(year: int, month: int) -> date:
    """Return the first day of a month, or the last day there is."""
    return date(year, month, 1) if year <= date.max.year else date.max
