"""How khabar works, from its own documentation, which lies in the package or beside the source."""

from __future__ import annotations

from functools import cache
from itertools import pairwise
from pathlib import Path
from typing import Final

from fastapi import APIRouter
from markdown_it import MarkdownIt

import khabar
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema_changes import Method, MethodPage

_PACKAGE: Final = Path(khabar.__path__[0])
PLACES: Final = (_PACKAGE / "docs", _PACKAGE.parents[1] / "docs")
# What an analyst asks first comes first; other pages follow by name.
ORDER: Final[tuple[str, ...]] = (
    "method",
    "desk",
    "queries",
    "merging",
    "limits",
    "errors",
    "formats",
    "registry",
)


def router(_desk: Desk) -> APIRouter:
    """Return the endpoint of the documentation."""
    routes = APIRouter(prefix="/api", tags=["method"])

    @routes.get("/method")
    def method() -> Method:
        """Return the pages of the documentation."""
        return Method(pages=list(pages()))

    return routes


@cache
def pages() -> tuple[MethodPage, ...]:
    """Return all pages, the most asked for first; none where none are installed."""
    folder = next((place for place in PLACES if place.is_dir()), None)
    files = {path.stem: path for path in folder.glob("*.md")} if folder else {}
    names = [name for name in ORDER if name in files]
    names += sorted(files.keys() - set(names))
    return tuple(page(name, files[name].read_text("utf-8")) for name in names)


def page(name: str, text: str) -> MethodPage:
    """Return a page made from Markdown. HTML in it is shown as text, and no link runs a script."""
    made = MarkdownIt("commonmark", {"html": False}).enable("table")
    tokens = made.parse(text)
    heads = (then for token, then in pairwise(tokens) if token.type == "heading_open")
    title = next((head.content for head in heads), name)
    return MethodPage(name=name, title=title, html=made.renderer.render(tokens, made.options, {}))
