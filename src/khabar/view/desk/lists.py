"""The events and claims that pass a filter, page by page."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from khabar.view.desk.asked import After, Limit, Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.rows import CLAIM_COLUMNS, EVENT_COLUMNS, claim_rows, event_rows
from khabar.view.desk.schema import ClaimRows, EventRows

Order = Literal["oldest", "newest"]


def router(desk: Desk) -> APIRouter:
    """Return the endpoints that list events and claims."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/events")
    def events(
        q: Q = "", after: After = None, limit: Limit = 100, order: Order = "newest"
    ) -> EventRows:
        """Return a page of the events that pass."""
        found = desk.case.events(q)
        found = found.newest_first() if order == "newest" else found
        return event_rows(found.page(after, limit, EVENT_COLUMNS))

    @routes.get("/claims")
    def claims(
        q: Q = "", after: After = None, limit: Limit = 100, order: Order = "newest"
    ) -> ClaimRows:
        """Return a page of the claims that pass."""
        found = desk.case.claims(q)
        found = found.newest_first() if order == "newest" else found
        return claim_rows(found.page(after, limit, CLAIM_COLUMNS))

    return routes
