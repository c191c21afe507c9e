"""Articles in a list: what each is, how many claims it gave, whose text it carries."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import ColumnElement, Connection, Row, Select, func, or_, select

from khabar.errors import UsageError
from khabar.store import tables
from khabar.store.document import Outcome

_BETWEEN: Final = "~"


@dataclass(frozen=True, slots=True)
class ListedArticle:
    """One article; `status` is what became of its page, `copy_of` whose text it carries."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    language: str | None
    status: Outcome
    copy_of: str | None
    claims: int


def article_page(
    connection: Connection, words: str, after: str | None, limit: int
) -> tuple[list[ListedArticle], str | None]:
    """Return a page of the articles that hold all the words, latest first, and its cursor.

    Those without a date come last. The cursor is None after the last page.
    """
    a = tables.articles
    day = func.coalesce(a.c.published, "")
    wanted = [a.c.current, *_holding(words)]
    if after is not None:
        published, id = _place(after)
        wanted.append(or_(day < published, (day == published) & (a.c.id > id)))
    chosen = _shown().where(*wanted).order_by(day.desc(), a.c.id).limit(limit + 1)
    rows = connection.execute(chosen).all()
    cursor = None
    if len(rows) > limit:
        last = rows[limit - 1]
        cursor = f"{last.published or ''}{_BETWEEN}{last.id}"
    return list(_listed(connection, rows[:limit])), cursor


def listed_article(connection: Connection, id: str) -> ListedArticle | None:
    """Return one article as listed."""
    rows = connection.execute(_shown().where(tables.articles.c.id == id)).all()
    return next(_listed(connection, rows), None)


def _shown() -> Select[Any]:
    a, jobs = tables.articles, tables.jobs
    columns = (
        a.c.id, a.c.title, a.c.outlet, a.c.published, a.c.url, a.c.source, a.c.language,
        a.c.copy_of, jobs.c.outcome,
    )  # fmt: skip
    return select(*columns).join(jobs, jobs.c.id == a.c.page_id)


def _holding(words: str) -> Iterator[ColumnElement[bool]]:
    a = tables.articles
    for word in words.split():
        places = (a.c.title, a.c.outlet, a.c.source, a.c.url, a.c.text)
        yield or_(*(place.icontains(word, autoescape=True) for place in places))


def _place(cursor: str) -> tuple[str, str]:
    published, between, id = cursor.rpartition(_BETWEEN)
    if not between:
        raise UsageError(f"cursor {cursor!r}: expected one that the page before ended with.")
    return published, id


def _listed(connection: Connection, rows: Sequence[Row[Any]]) -> Iterator[ListedArticle]:
    ids = [row.id for row in rows]
    claims, carried = _claims_of(connection, ids), _carried(connection, ids)
    for row in rows:
        yield ListedArticle(
            row.id, row.title, row.outlet, row.published, row.url, row.source, row.language,
            row.outcome, carried.get(row.id, row.copy_of), claims.get(row.id, 0),
        )  # fmt: skip


def _claims_of(connection: Connection, ids: Sequence[str]) -> Mapping[str, int]:
    c = tables.claim_list.c
    counted = select(c.article_id, func.count()).where(c.article_id.in_(ids))
    rows = connection.execute(counted.group_by(c.article_id))
    return {row[0]: row[1] for row in rows}


def _carried(connection: Connection, ids: Sequence[str]) -> Mapping[str, str]:
    c = tables.copies.c
    rows = connection.execute(select(c.copy, c.original).where(c.copy.in_(ids)))
    return {row.copy: row.original for row in rows}
