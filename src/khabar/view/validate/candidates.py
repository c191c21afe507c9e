"""Pairs of events that can be one: close in time and space, found without looking at all pairs."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

import numpy as np

from khabar.globe import EARTH_KM
from khabar.view.validate.happening import Happening
from khabar.view.validate.rules import Rules

Numbers = Any  # a NumPy array of numbers
_LONG: Final = (
    31  # days; the few longer events are looked through apart, so that they slow no other
)


@dataclass(frozen=True, slots=True)
class _Shelf:
    """The events of one country and length class by their first day."""

    at: Numbers
    first: Numbers
    last: Numbers
    latitude: Numbers
    longitude: Numbers
    is_point: Numbers
    longest: int


class Candidates:
    """Looks up the events of one side that come near an event of the other."""

    def __init__(self, events: Sequence[Happening], rules: Rules) -> None:
        self._rules = rules
        by_country: defaultdict[str, list[int]] = defaultdict(list)
        for at, event in enumerate(events):
            by_country[event.place.country].append(at)
        self._shelves = {
            country: [_shelf(events, part) for part in _by_length(events, at) if part]
            for country, at in by_country.items()
        }

    def near(self, event: Happening, *, days: int, km: float | None) -> Iterator[tuple[int, float]]:
        """Yield positions of events within so many days, with the km between points.

        `km` None sets no limit. Where a side has no point the distance is NaN and no limit holds.
        """
        for shelf in self._shelves.get(event.place.country, ()):
            low = np.searchsorted(shelf.first, event.first - days - shelf.longest, "left")
            high = np.searchsorted(shelf.first, event.last + days, "right")
            inside = np.flatnonzero(shelf.last[low:high] >= event.first - days) + low
            away = _away(event, shelf, inside)
            if km is not None:
                near_enough = ~(away > km)
                inside, away = inside[near_enough], away[near_enough]
            yield from zip(shelf.at[inside].tolist(), away.tolist(), strict=True)


def _by_length(events: Sequence[Happening], at: Sequence[int]) -> tuple[list[int], list[int]]:
    short = [one for one in at if events[one].last - events[one].first <= _LONG]
    chosen = set(short)
    return short, [one for one in at if one not in chosen]


def _shelf(events: Sequence[Happening], at: Sequence[int]) -> _Shelf:
    at = sorted(at, key=lambda one: (events[one].first, one))
    chosen = [events[one] for one in at]
    points = [one.place.point or (np.nan, np.nan) for one in chosen]
    return _Shelf(
        np.array(at),
        np.array([one.first for one in chosen]),
        np.array([one.last for one in chosen]),
        np.radians([latitude for latitude, _ in points]),
        np.radians([longitude for _, longitude in points]),
        np.array([one.place.level == "point" for one in chosen]),
        max(one.last - one.first for one in chosen),
    )


def _away(event: Happening, shelf: _Shelf, inside: Numbers) -> Numbers:
    """Return km to each event (haversine), NaN where the two are not both points."""
    if event.place.level != "point" or event.place.point is None:
        return np.full(len(inside), np.nan)
    latitude, longitude = np.radians(event.place.point)
    there, beside = shelf.latitude[inside], shelf.longitude[inside]
    half = np.sin((there - latitude) / 2) ** 2
    half += np.cos(latitude) * np.cos(there) * np.sin((beside - longitude) / 2) ** 2
    km = 2 * EARTH_KM * np.arcsin(np.minimum(1.0, np.sqrt(half)))
    return np.where(shelf.is_point[inside], km, np.nan)
