"""Comparing rows with what tokens of the index only narrow down: figures, days, distances."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, or_, select

from khabar.globe import distance_km
from khabar.query import OUTCOMES, Box, Condition, Days, Near, Number, OneOf
from khabar.store import tables
from khabar.store.rows import PLACED, first_day


def comparisons(rows: Table, conditions: Iterable[Condition]) -> Iterator[ColumnElement[bool]]:
    """Yield what must hold of a row's own cells for it to pass."""
    for condition in conditions:
        match condition:
            case Number():
                yield _compared(rows, condition)
            case Days(first, _) if first:
                yield rows.c.last_day >= first_day(first)
            case Box() | Near():
                yield _inside(rows, *condition.rectangle)
            case OneOf("event", values, negated):
                yield _of_events(rows, values, negated)


def near_ones(rows: Iterable[Sequence[Any]], nears: Sequence[Near]) -> list[Sequence[Any]]:
    """Return the rows that lie near enough, without the point that ends each."""
    circles = [(near.centre, near.km) for near in nears]
    return [
        row[:-2]
        for row in rows
        if all(distance_km(centre, (row[-2], row[-1])) <= km for centre, km in circles)
    ]


def _compared(rows: Table, condition: Number) -> ColumnElement[bool]:
    field = condition.field
    if field in OUTCOMES:
        least, most = rows.c[f"{field}_low"], rows.c[f"{field}_high"]
    else:
        least = most = rows.c["outlet_count" if field == "outlets" else field]
    bounds, asked = [], []
    if condition.low is not None:
        bounds.append(least >= condition.low)
        asked.append(least)
    if condition.high is not None:
        bounds.append(most <= condition.high)
        asked.append(most)
    if not condition.negated:
        return and_(*bounds)
    # NOT of an unknown comparison is unknown, so a figure that nobody states would be lost.
    return or_(~and_(*bounds), *(figure.is_(None) for figure in asked))


def _inside(
    rows: Table, west: float, south: float, east: float, north: float
) -> ColumnElement[bool]:
    longitude, latitude = rows.c.longitude, rows.c.latitude
    across: ColumnElement[bool] = longitude.between(west, east)
    if west < -180:
        across = or_(longitude >= west + 360, longitude <= east)
    elif east > 180:
        across = or_(longitude >= west, longitude <= east - 360)
    return and_(latitude.between(south, north), across, rows.c.place_precision.in_(sorted(PLACED)))


def _of_events(rows: Table, values: Sequence[str], negated: bool) -> ColumnElement[bool]:
    members = tables.event_claims
    named = or_(*(members.c.event_id.like(f"{_safe(value)}%") for value in values))
    inside = rows.c.claim_id.in_(select(members.c.claim_id).where(named))
    return ~inside if negated else inside


def _safe(id: str) -> str:
    return "".join(character for character in id if character.isalnum())
