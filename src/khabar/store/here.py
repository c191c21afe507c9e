"""What happened at each place: how many events, which, how many killed, how well evidenced."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from khabar.store.columns import Columns
from khabar.store.values import NONE, Whole, Yes


@dataclass(frozen=True, slots=True)
class Here:
    """What happened in one group of places: `ids` has the latest events, at most as many as asked.

    `killed` adds up the highest figures stated, None where there is none. `grade` is the most
    frequent one. The point is the middle of the events.
    """

    group: int
    count: int
    ids: list[str]
    killed: int | None
    grade: str
    latitude: float
    longitude: float
    all_exact: bool


def gathered(columns: Columns, passing: Yes, groups: Whole, most: int) -> list[Here]:
    """Return what happened in each group; `groups` has the group of each place, -1 for none."""
    rows = np.flatnonzero(passing & (columns.spot != NONE))
    group = groups[columns.spot[rows]]
    rows, group = rows[group != NONE], group[group != NONE]
    found, at, counts = np.unique(group, return_inverse=True, return_counts=True)
    grades = columns.fields["grade"]
    grade = _most_frequent(at, grades.only_code(rows), len(found), len(grades.labels))
    tolls = columns.killed.highest[rows]
    stated = tolls != NONE
    killed = np.bincount(at[stated], weights=tolls[stated], minlength=len(found))
    with_toll = np.bincount(at[stated], minlength=len(found))
    places, spot = columns.places, columns.spot[rows]
    latitude, longitude = (
        np.bincount(at, weights=degrees[spot], minlength=len(found)) / counts
        for degrees in (places.latitude, places.longitude)
    )
    exact = np.bincount(at, weights=places.is_exact[spot], minlength=len(found)) == counts
    latest = _latest(at, rows, len(found), most)
    return [
        Here(
            int(found[n]),
            int(counts[n]),
            [columns.ids[row] for row in latest[n]],
            int(killed[n]) if with_toll[n] else None,
            grades.labels[grade[n]][0],
            round(float(latitude[n]), 6),
            round(float(longitude[n]), 6),
            bool(exact[n]),
        )
        for n in range(len(found))
    ]


def _most_frequent(at: Whole, codes: Whole, groups: int, values: int) -> Whole:
    """Return for each group the code that most of its rows have."""
    many = max(1, values)
    table = np.bincount(at * many + codes, minlength=groups * many)
    found: Whole = np.argmax(table.reshape(groups, many), axis=1)
    return found


def _latest(at: Whole, rows: Whole, groups: int, most: int) -> list[list[int]]:
    """Return for each group its last rows, the latest first."""
    order = np.lexsort((-rows, at))
    ends = np.cumsum(np.bincount(at, minlength=groups))
    starts = np.concatenate(([0], ends[:-1])) if groups else ends
    return [
        rows[order[start : min(start + most, end)]].tolist()
        for start, end in zip(starts, ends, strict=True)
    ]
