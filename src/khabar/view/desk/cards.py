"""One event or one claim with the words behind every value."""

from __future__ import annotations

from typing import Literal

from fastapi import APIRouter

from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import Rule
from khabar.view.desk.schema_cards import ClaimAnswer, Comparison, EventCard


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on one event or claim."""
    routes = APIRouter(prefix="/api", tags=["cards"])

    @routes.get("/events/{id}")
    def event(id: str) -> EventCard:
        """Return an event, by its id or one that it had before."""
        raise NotImplementedError

    @routes.get("/events/{id}/compare")
    def compare(
        id: str, by: Literal["article", "claimant"] = "article", rule: Rule | None = None
    ) -> Comparison:
        """Return what each source of an event says of each field."""
        raise NotImplementedError

    @routes.get("/claims/{id}")
    def claim(id: str) -> ClaimAnswer:
        """Return a claim, and why it was made."""
        raise NotImplementedError

    return routes
