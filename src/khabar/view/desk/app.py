"""The dashboard's server put together: the routers, the built pages, what refuses.

Each router module has `router(desk)`; to add one, name it in READING or CHANGING.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Final

from fastapi import APIRouter, FastAPI
from fastapi.responses import FileResponse
from fastapi.staticfiles import StaticFiles

from khabar import __version__
from khabar.view.desk import (
    about,
    actors,
    adding,
    articles,
    cards,
    decisions,
    downloads,
    explore,
    lists,
    method,
    network,
    places,
    review_queue,
    searches,
    trends,
)
from khabar.view.desk.asked import PROBLEMS, refuse_plainly
from khabar.view.desk.desk import BASEMAP, Desk
from khabar.view.desk.guard import Guard, Lock

BUILT: Final = Path(__file__).parent / "built"
Router = Callable[[Desk], APIRouter]
READING: Final[Sequence[Router]] = (
    about.router,
    explore.router,
    lists.router,
    places.router,
    cards.router,
    articles.router,
    actors.router,
    network.router,
    trends.router,
    downloads.router,
)
CHANGING: Final[Sequence[Router]] = (
    review_queue.router,
    decisions.router,
    adding.router,
    searches.router,
    method.router,
)


def make_app(desk: Desk, lock: Lock | None = None) -> FastAPI:
    """Return the server of a desk; `lock` says who may ask it, None lets everybody (for tests).

    The caller closes the case.
    """
    app = FastAPI(
        title="khabar", version=__version__, docs_url=None, redoc_url=None, openapi_url=None,
        responses=dict(PROBLEMS),
    )  # fmt: skip
    refuse_plainly(app)
    for router in (*READING, *CHANGING):
        app.include_router(router(desk))
    if desk.basemap is not None:
        _serve_basemap(app, desk.basemap)
    if BUILT.is_dir():
        app.mount("/", StaticFiles(directory=BUILT, html=True))
    if lock is not None:
        app.add_middleware(Guard, lock=lock)
    return app


def _serve_basemap(app: FastAPI, file: Path) -> None:
    @app.get(BASEMAP, include_in_schema=False)
    def basemap() -> FileResponse:
        return FileResponse(file, media_type="application/octet-stream")
