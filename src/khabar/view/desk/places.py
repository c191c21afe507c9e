"""Where events lie: points for points, areas for what is known no nearer."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import EventMap

Zoom = Annotated[float, Query(ge=0, le=24)]
Longitude = Annotated[float, Query(ge=-540, le=540)]
Latitude = Annotated[float, Query(ge=-90, le=90)]


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of the map."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/map")
    def map(
        q: Q = "",
        zoom: Zoom = 2,
        west: Longitude = -180,
        south: Latitude = -90,
        east: Longitude = 180,
        north: Latitude = 90,
    ) -> EventMap:
        """Return the events in a part of the map; near ones together where there are many."""
        raise NotImplementedError

    return routes
