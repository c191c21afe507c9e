"""All events that pass a filter: counters, a page of rows, facets, timeline; and claims."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query

from khabar.view.desk.asked import After, Limit, Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import (
    About,
    ClaimRows,
    EventRows,
    Facets,
    Summary,
    Timeline,
)

Order = Literal["oldest", "newest"]
Binned = Literal["auto", "day", "week", "month", "year"]


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on many events at once."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/about")
    def about() -> About:
        """Return the program, the store, and what filters, rules and exports there are."""
        raise NotImplementedError

    @routes.get("/summary")
    def summary(q: Q = "") -> Summary:
        """Return the counters over the events that pass."""
        raise NotImplementedError

    @routes.get("/events")
    def events(
        q: Q = "", after: After = None, limit: Limit = 100, order: Order = "newest"
    ) -> EventRows:
        """Return a page of the events that pass."""
        raise NotImplementedError

    @routes.get("/claims")
    def claims(
        q: Q = "", after: After = None, limit: Limit = 100, order: Order = "newest"
    ) -> ClaimRows:
        """Return a page of the claims that pass."""
        raise NotImplementedError

    @routes.get("/facets")
    def facets(
        q: Q = "",
        field: Annotated[str | None, Query(description="Only this facet.")] = None,
        most: Annotated[int, Query(ge=1, le=1_000, description="Most values of each.")] = 12,
    ) -> Facets:
        """Return the values of each field with how many events have them."""
        raise NotImplementedError

    @routes.get("/timeline")
    def timeline(q: Q = "", by: Binned = "auto") -> Timeline:
        """Return how many events happened when, and how many articles were published then."""
        raise NotImplementedError

    return routes
