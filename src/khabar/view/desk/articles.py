"""Articles: which were read, and the whole text of one with the words of its claims marked."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from khabar.model import Article, Claim
from khabar.store import read, tables
from khabar.store.around import copies_among
from khabar.store.article_list import article_page, listed_article
from khabar.view.desk.asked import After, Limit, UnknownError
from khabar.view.desk.desk import Desk
from khabar.view.desk.event_cards import article_links
from khabar.view.desk.schema_cards import ArticleLink
from khabar.view.desk.schema_pages import (
    ArticleClaim,
    ArticlePage,
    ArticleRow,
    ArticleRows,
    TextBlock,
    TextMark,
    TextPiece,
)
from khabar.view.marked import Mark, marked, marks_of, paragraphs
from khabar.view.wording import claim_words


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
        with desk.case.store.read() as connection:
            found, cursor = article_page(connection, words, after, limit)
        return ArticleRows(rows=[ArticleRow(**asdict(one)) for one in found], cursor=cursor)

    @routes.get("/articles/{id}")
    def article(id: str) -> ArticlePage:
        """Return one article with all of its text and its claims."""
        with desk.case.store.read() as connection:
            return _page(desk, connection, id)

    return routes


def _page(desk: Desk, connection: Connection, id: str) -> ArticlePage:
    listed = listed_article(connection, id)
    article = next(read.articles(connection, tables.articles.c.id == id), None)
    if listed is None or article is None:
        raise UnknownError("article", id)
    c = tables.claims.c
    claims = list(read.claims(connection, c.article_id == id, c.current))
    inside = read.event_ids(
        connection, tables.event_claims.c.claim_id.in_([one.id for one in claims])
    )
    decided = desk.decided(connection)
    keys = {name: value for name, value in asdict(listed).items() if name != "claims"}
    return ArticlePage(
        **keys,
        carried_by=_carriers(connection, id),
        blocks=_blocks(article, claims),
        claims=[
            ArticleClaim(
                id=claim.id,
                line=claim_words(decided.corrected(claim)[0]),
                event_id=inside.get(claim.id),
            )
            for claim in claims
        ],
    )


def _carriers(connection: Connection, id: str) -> list[ArticleLink]:
    groups = [group for group in copies_among(connection, [id]) if group.original == id]
    ids = [copy for group in groups for copy in group.copies]
    return article_links(read.headings(connection, tables.articles.c.id.in_(ids)), groups)


def _blocks(article: Article, claims: Sequence[Claim]) -> list[TextBlock]:
    marks = [mark for claim in claims for mark in marks_of(claim)]
    return [
        TextBlock(
            kind=block.kind,
            because=block.because,
            pieces=[
                TextPiece(text=text, marks=[_mark(mark) for mark in over])
                for text, over in marked(article.text, block.start, block.end, marks)
            ],
        )
        for block in paragraphs(article)
    ]


def _mark(mark: Mark) -> TextMark:
    return TextMark(kind=mark.kind, claim_id=mark.claim_id)
