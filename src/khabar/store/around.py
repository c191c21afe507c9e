"""One event with what a reader needs beside it, without reading the rest of the store."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, or_, select

from khabar.model import Article, Claim, CopyGroup, Event
from khabar.store import read, tables


@dataclass(frozen=True, slots=True)
class Around:
    """An event's claims, what else is said of it (denials, condemnations), and the articles."""

    claims: list[Claim]
    statements: list[Claim]
    articles: dict[str, Article]
    copies: list[CopyGroup]


def around(connection: Connection, event: Event) -> Around:
    """Return what belongs to an event."""
    outside = {id for dispute in event.disputes for id in dispute.claims} - set(event.claims)
    claims = list(read.records(connection, Claim, event.claims))
    statements = list(read.records(connection, Claim, sorted(outside)))
    ids = {*event.articles, *(claim.article_id for claim in (*claims, *statements))}
    copies = copies_among(connection, sorted(ids))
    whole = read.articles(connection, tables.articles.c.id.in_(sorted(ids)))
    return Around(claims, statements, {article.id: article for article in whole}, copies)


def copies_among(connection: Connection, articles: Sequence[str]) -> list[CopyGroup]:
    """Return the groups of copies that these articles are in, with all of their members."""
    original, c = tables.copy_groups.c.original, tables.copies.c
    theirs = select(c.original).where(c.copy.in_(articles))
    return read.copies(connection, or_(original.in_(articles), original.in_(theirs)))
