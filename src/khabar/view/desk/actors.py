"""Actors: those that the registry knows, and what the case tells of one."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from khabar.view.desk.asked import Limit
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema_cards import ActorPage, ActorRow


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on actors."""
    routes = APIRouter(prefix="/api", tags=["actors"])

    @routes.get("/actors")
    def actors(
        words: Annotated[str, Query(max_length=200)] = "", limit: Limit = 50
    ) -> list[ActorRow]:
        """Return the actors whose names fit; without words those most often told of here."""
        raise NotImplementedError

    @routes.get("/actors/{id}")
    def actor(id: str) -> ActorPage:
        """Return all that is known and told of one actor."""
        raise NotImplementedError

    return routes
