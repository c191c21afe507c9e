"""Whether events of some kind became more or fewer."""

from __future__ import annotations

from typing import Final

import numpy as np
from fastapi import APIRouter

from khabar.errors import UsageError
from khabar.merge.settle import settle
from khabar.model import Event
from khabar.query import Days, Filter
from khabar.store import read, tables
from khabar.store.columns import Columns
from khabar.store.values import NONE, Yes
from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk, Sifted
from khabar.view.desk.schema import PeriodLength, Rule, Trend
from khabar.view.figures import Settlement
from khabar.view.findings import Findings
from khabar.view.ledger import NO_PAGES
from khabar.view.periods import Span, days_of
from khabar.view.trend import Choice
from khabar.view.trend import trend as counted
from khabar.view.trend_table import trend_json

MOST_PERIODS: Final = 4_000
_DAYS: Final = {"day": 1, "week": 7, "month": 30, "quarter": 91, "year": 365}


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of trends."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/trend")
    def trend(q: Q = "", by: PeriodLength = "month", rule: Rule = "range") -> Trend:
        """Return events and tolls by period beside how much was read, and a test for change."""
        with desk.sifted(q) as sifted:
            return _trend(desk, sifted, by, rule)

    return routes


def _trend(desk: Desk, sifted: Sifted, by: PeriodLength, rule: Rule) -> Trend:
    columns, connection, passing = sifted.columns, sifted.connection, sifted.passing()
    within = _within(sifted.filter)
    _check_length(columns, passing, within, by)
    rows = np.flatnonzero(passing)
    ids = [columns.ids[row] for row in rows.tolist()]
    events = list(read.records(connection, Event, ids))
    articles = list(read.headings(connection, tables.articles.c.current))
    found = Findings(events, (), articles, read.copies(connection), (), NO_PAGES)
    decided = desk.decided(connection)
    settlement = Settlement(rule, lambda event: settle(event, rule, decided.standing))
    standing = columns.fields["standing"].of_each(rows)
    stands = dict(zip(ids, standing, strict=True))
    choice = Choice(within=within)
    made = counted(found, choice, by, settlement, standing=lambda event: stands[event.id])
    asked = str(sifted.filter)
    told = f"Events that pass {asked}" if asked else made.choice.sentence()
    return Trend.model_validate(trend_json(made) | {"counted": told})


def _check_length(columns: Columns, passing: Yes, within: Span | None, by: PeriodLength) -> None:
    """Refuse more periods than anybody reads. They go from the first to the last day told of."""
    rows = passing & columns.dated
    published = np.concatenate(columns.published)
    days = np.concatenate((columns.first_day[rows], columns.last_day[rows], published))
    days = days[days != NONE]
    long = within.days if within else int(np.ptp(days)) + 1 if len(days) else 0
    if long / _DAYS[by] > MOST_PERIODS:
        raise UsageError(
            f"by={by}: what was told spans more than {MOST_PERIODS:,} periods. Take longer ones, "
            "or name the days with from: and to:."
        )


def _within(filter: Filter) -> Span | None:
    """Return the days that a filter names, None where it leaves one end open."""
    days = [condition for condition in filter.conditions if isinstance(condition, Days)]
    firsts = [d.first for d in days if d.first]
    lasts = [d.last for d in days if d.last]
    if not firsts or not lasts:
        return None
    first = max(days_of(first, first).first for first in firsts)
    last = min(days_of(last, last).last for last in lasts)
    return Span(first, last) if first <= last else None
