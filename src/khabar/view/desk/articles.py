"""Articles: which were read, and the whole text of one with the words of its claims marked."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Query

from khabar.view.desk.asked import After, Limit
from khabar.view.desk.desk import Desk
from khabar.view.desk.schema_cards import ArticlePage, ArticleRows


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on articles."""
    routes = APIRouter(prefix="/api", tags=["articles"])

    @routes.get("/articles")
    def articles(
        words: Annotated[str, Query(max_length=200)] = "",
        after: After = None,
        limit: Limit = 100,
    ) -> ArticleRows:
        """Return a page of the articles that hold the words, newest first."""
        raise NotImplementedError

    @routes.get("/articles/{id}")
    def article(id: str) -> ArticlePage:
        """Return one article with all of its text and its claims."""
        raise NotImplementedError

    return routes
