"""Who attacks, accuses, shelters or backs whom, by what the sources say."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import Network


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of the network."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/network")
    def network(
        q: Q = "",
        most: Annotated[int, Query(ge=2, le=500, description="Most parties.")] = 150,
    ) -> Network:
        """Return the parties named most and what is said between them."""
        raise NotImplementedError

    return routes
