"""What passes a filter, as a file in another project's layout, and what that could not hold."""

from __future__ import annotations

from typing import Annotated, Literal

from fastapi import APIRouter, Query, Response

from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema import Rule
from khabar.view.desk.schema_cards import LossReport

Format = Literal[
    "acled", "claim", "csv", "ftm", "gdelt", "geojson", "parquet", "plover", "polecat", "prov",
    "timemap", "ucdp",
]  # fmt: skip
Reviewed = Annotated[bool, Query(description="Only events that an analyst decided on.")]


def router(desk: Desk) -> APIRouter:
    """Return the endpoints of exports."""
    routes = APIRouter(prefix="/api", tags=["exports"])

    @routes.get("/export", response_class=Response)
    def export(to: Format, q: Q = "", rule: Rule = "range", reviewed: Reviewed = False) -> Response:
        """Return the file; a format of several files comes as one ZIP archive."""
        raise NotImplementedError

    @routes.get("/export/losses")
    def losses(
        to: Format, q: Q = "", rule: Rule = "range", reviewed: Reviewed = False
    ) -> LossReport:
        """Return what the format cannot hold."""
        raise NotImplementedError

    return routes
