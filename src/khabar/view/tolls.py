"""How many were killed over several events: the lowest, the agreed and the highest figures."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.model import Event, Reading


@dataclass(frozen=True, slots=True)
class Toll:
    """Bounds of a toll; `best` only where all sources give one figure.

    `more` says that a source set no upper bound ("at least 12").
    """

    low: int
    best: int | None
    high: int
    more: bool


def killed_in(event: Event) -> Toll | None:
    """Return the bounds of the event's current tolls, or None if no source states one.

    Totals count before groups. Without a total the largest group is the lowest figure, since
    groups may overlap ("women and children"), and the sum of groups is the highest.
    """
    now = [r for r in event.readings if r.outcome == "killed" and not r.superseded]
    known = [r for r in now if r.low is not None or r.high is not None]
    totals = [r for r in known if r.group is None]
    if totals:
        return _of_totals(totals)
    return _of_groups(known) if known else None


def killed_over(events: Iterable[Event]) -> Toll | None:
    """Return the sum over events that state a toll; parts of other events are not added."""
    tolls = [t for event in events if event.part_of is None and (t := killed_in(event))]
    if not tolls:
        return None
    agreed = [toll.best for toll in tolls if toll.best is not None]
    best = sum(agreed) if len(agreed) == len(tolls) else None
    more = any(toll.more for toll in tolls)
    return Toll(sum(t.low for t in tolls), best, sum(t.high for t in tolls), more)


def _of_totals(totals: Sequence[Reading]) -> Toll:
    low, high = min(map(_least, totals)), max(map(_most, totals))
    more = any(r.high is None for r in totals)
    return Toll(low, low if low == high and not more else None, high, more)


def _of_groups(readings: Sequence[Reading]) -> Toll:
    by_group: dict[str, list[Reading]] = {}
    for reading in readings:
        by_group.setdefault(reading.group or "", []).append(reading)
    tolls = [_of_totals(group) for group in by_group.values()]
    if len(tolls) == 1:
        return tolls[0]
    low, high = max(t.low for t in tolls), sum(t.high for t in tolls)
    return Toll(low, None, high, any(t.more for t in tolls))


def _least(reading: Reading) -> int:
    return reading.low if reading.low is not None else 0


def _most(reading: Reading) -> int:
    return reading.high if reading.high is not None else reading.low or 0
