"""All events that pass a filter, counted: counters, facets, timeline."""

from __future__ import annotations

from typing import Annotated, Final, Literal

from fastapi import APIRouter, Query

from khabar.query import OneOf
from khabar.store.counts import Total, most_frequent, totals
from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk, Sifted
from khabar.view.desk.schema import (
    Facet,
    Facets,
    FacetValue,
    Figures,
    Summary,
    Timeline,
)
from khabar.view.desk.timeline import Binned, timeline_of
from khabar.view.phrases import PHRASES

# The facets, in the order in which a reader narrows down; the heading of each.
HEADINGS: Final = {
    "type": "Type", "mode": "How", "country": "Country", "admin1": "Province",
    "admin2": "District", "party": "Actor or target", "claimant": "According to",
    "outlet": "Outlet", "factuality": "Told as", "grade": "Evidence", "disputed": "Disputed",
    "status": "Review", "precision": "Place known to", "language": "Language",
}  # fmt: skip
FacetField = Literal[
    "type", "mode", "country", "admin1", "admin2", "party", "claimant", "outlet", "factuality",
    "grade", "disputed", "status", "precision", "language",
]  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """Return the endpoints that count events."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/summary")
    def summary(q: Q = "") -> Summary:
        """Return the counters over the events that pass."""
        with desk.sifted(q) as sifted:
            return _summary(sifted)

    @routes.get("/facets")
    def facets(
        q: Q = "",
        field: Annotated[FacetField | None, Query(description="Only this facet.")] = None,
        most: Annotated[int, Query(ge=1, le=1_000, description="Most values of each.")] = 12,
    ) -> Facets:
        """Return the values of each field with how many events have them."""
        fields = (field,) if field else tuple(HEADINGS)
        with desk.sifted(q) as sifted:
            return Facets(facets=[_facet(sifted, one, most) for one in fields])

    @routes.get("/timeline")
    def timeline(q: Q = "", by: Binned = "auto") -> Timeline:
        """Return how many events happened when, and how many articles were published then."""
        with desk.sifted(q) as sifted:
            return timeline_of(sifted.columns, sifted.passing(), by)

    return routes


def _summary(sifted: Sifted) -> Summary:
    found = totals(sifted.columns, sifted.passing())
    return Summary(
        events=found.events,
        killed=_figures(found.killed),
        injured=_figures(found.injured),
        independent_sources=found.independent,
        articles=found.articles,
        outlets=found.outlets,
        disputed=found.disputed,
        unplaced=found.unplaced,
        undated=found.undated,
        reviewed=found.reviewed,
    )


def _figures(total: Total | None) -> Figures | None:
    if total is None:
        return None
    return Figures(low=total.low, best=total.best, high=total.high, more=total.more)


def _facet(sifted: Sifted, field: str, most: int) -> Facet:
    conditions = sifted.filter.conditions
    asked = [v for c in conditions if isinstance(c, OneOf) and c.field == field for v in c.values]
    passing = sifted.passing(but=field)
    counted, more = most_frequent(sifted.columns, field, passing, most, asked)
    values = [
        FacetValue(value=one.value, label=_label(field, one.label), count=one.count)
        for one in counted
    ]
    return Facet(field=field, label=HEADINGS[field], values=values, more=more)


def _label(field: str, label: str) -> str:
    """Return what people read for a value that is a word of khabar's own."""
    if field == "type":
        return PHRASES.act(label, None).label
    wordings = {"factuality": PHRASES.factuality, "disputed": PHRASES.dispute}
    return wordings.get(field, {}).get(label, label)
