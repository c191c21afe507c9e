"""Whether events of some kind became more or fewer."""

from __future__ import annotations

from fastapi import APIRouter

from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import PeriodLength, Rule, Trend


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of trends."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/trend")
    def trend(q: Q = "", by: PeriodLength = "month", rule: Rule = "range") -> Trend:
        """Return events and tolls by period beside how much was read, and a test for change."""
        raise NotImplementedError

    return routes
