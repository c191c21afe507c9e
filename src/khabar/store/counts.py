"""What the events that pass come to: counters, values of fields, days, places."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from sqlalchemy import Connection, func, select

from khabar.store import tables
from khabar.store.columns import Columns, Toll
from khabar.store.values import NONE, Whole, Yes


@dataclass(frozen=True, slots=True)
class Sizes:
    """How many records a store holds: those last read, and events that no analyst rejected."""

    articles: int
    claims: int
    events: int


@dataclass(frozen=True, slots=True)
class Total:
    """A toll over events that state one; parts of other events are not added.

    `high` adds up the highest figures stated; `more` says that one of them is no upper bound.
    """

    low: int
    best: int | None
    high: int
    more: bool


@dataclass(frozen=True, slots=True)
class Totals:
    """The counters over events."""

    events: int
    killed: Total | None
    injured: Total | None
    independent: int
    articles: int
    outlets: int
    disputed: int
    unplaced: int
    undated: int
    reviewed: int


@dataclass(frozen=True, slots=True)
class Counted:
    """A value, what people read for it, and how many events have it."""

    value: str
    label: str
    count: int


@dataclass(frozen=True, slots=True)
class Stretch:
    """What falls in one stretch of days."""

    events: int
    killed_low: int | None
    killed_high: int | None
    reported: int


def sizes(connection: Connection) -> Sizes:
    """Return how many records the store holds."""
    a, c, e = tables.articles, tables.claims, tables.events
    wanted = (
        (a, a.c.current),
        (c, c.c.current),
        (e, e.c.status != "rejected"),
    )
    return Sizes(*(
        connection.execute(select(func.count()).select_from(table).where(shown)).scalar_one()
        for table, shown in wanted
    ))  # fmt: skip


def totals(columns: Columns, passing: Yes) -> Totals:
    """Return the counters over the rows that pass."""
    spots = columns.spot[passing]
    unplaced = spots == NONE
    return Totals(
        events=int(passing.sum()),
        killed=_total(columns, columns.killed, passing),
        injured=_total(columns, columns.injured, passing),
        independent=int(columns.independent[passing].sum()),
        articles=int(np.count_nonzero(columns.articles.counts(passing))),
        outlets=int(np.count_nonzero(columns.fields["outlet"].counts(passing))),
        disputed=int((passing & columns.fields["disputed"].any()).sum()),
        unplaced=int(unplaced.sum()),
        undated=int((passing & ~columns.dated).sum()),
        reviewed=int((passing & columns.reviewed).sum()),
    )


def _total(columns: Columns, toll: Toll, passing: Yes) -> Total | None:
    stated = passing & (toll.highest != NONE) & (columns.part_of == NONE)
    if not stated.any():
        return None
    low, high, highest = (part[stated] for part in (toll.low, toll.high, toll.highest))
    agreed = bool(((low == high) & (low != NONE)).all())
    total = int(np.maximum(low, 0).sum())
    return Total(total, total if agreed else None, int(highest.sum()), bool((high == NONE).any()))


def most_frequent(
    columns: Columns, field: str, passing: Yes, most: int, always: Sequence[str] = ()
) -> tuple[list[Counted], bool]:
    """Return the values that most of the rows have, and whether there are others.

    Those of `always` are among them, also where no row has them.
    """
    values = columns.to_count(field)
    counts = values.counts(passing)
    order = np.lexsort((values.labels.ranks, -counts))
    shown = [int(code) for code in order[:most] if counts[code]]
    asked = [code for value in always if (code := values.labels.code(value)) is not None]
    codes = list(dict.fromkeys((*shown, *asked)))
    more = int(np.count_nonzero(counts)) > len(codes)
    return [Counted(*values.labels[code], int(counts[code])) for code in codes], more


def by_days(columns: Columns, passing: Yes, edges: Sequence[int]) -> tuple[list[Stretch], int]:
    """Return what falls in each stretch between two edges, and how many events are wider.

    An edge is the ordinal of the first day of a stretch; the last one ends it all.
    """
    bins = len(edges) - 1
    limits = np.array(edges, dtype=np.int64)
    at, fits = _bin_of(columns.first_day, columns.last_day, limits)
    rows = passing & columns.dated
    within = rows & fits
    killed = within & (columns.killed.highest != NONE) & (columns.part_of == NONE)
    events = np.bincount(at[within], minlength=bins)
    tolls = np.bincount(at[killed], minlength=bins)
    low = _added(at[killed], np.maximum(columns.killed.low[killed], 0), bins)
    high = _added(at[killed], columns.killed.highest[killed], bins)
    reported = _reported(columns, passing, limits)
    stretches = [
        Stretch(
            int(events[n]),
            int(low[n]) if tolls[n] else None,
            int(high[n]) if tolls[n] else None,
            int(reported[n]),
        )
        for n in range(bins)
    ]
    return stretches, int((rows & ~fits).sum())


def _bin_of(first: Whole, last: Whole, limits: Whole) -> tuple[Whole, Yes]:
    """Return in which stretch each pair of days begins, and whether it ends there too."""
    at = np.searchsorted(limits, first, side="right") - 1
    ends = np.searchsorted(limits, last, side="right") - 1
    fits = (at == ends) & (at >= 0) & (at < len(limits) - 1)
    return np.clip(at, 0, max(0, len(limits) - 2)), fits


def _reported(columns: Columns, passing: Yes, limits: Whole) -> Whole:
    """Return how many of the articles on the rows were published in each stretch."""
    told = columns.articles.counts(passing) > 0
    first, last = columns.published
    at, fits = _bin_of(first, last, limits)
    return np.bincount(at[told & fits], minlength=len(limits) - 1)


def _added(at: Whole, figures: Whole, bins: int) -> Whole:
    # Tolls stay far below 2**53, so no figure is rounded on the way.
    return np.bincount(at, weights=figures, minlength=bins).astype(np.int64)


def days_told(columns: Columns, passing: Yes) -> tuple[int, int] | None:
    """Return the first and last day on which something happened or was published.

    None where no day is known.
    """
    rows = passing & columns.dated
    told = columns.articles.counts(passing) > 0
    first, last = columns.published
    days = np.concatenate((
        columns.first_day[rows], columns.last_day[rows], first[told & (first != NONE)],
        last[told & (last != NONE)],
    ))  # fmt: skip
    return (int(days.min()), int(days.max())) if len(days) else None
