"""What a store holds, as text to compare, and checks that it is still what was written."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, Table, select

from khabar.model import Article, Claim, Decision, Event
from khabar.store import external, read, tables, text_index
from khabar.store.records import FIRST, R, digest, from_json, to_json

# These hold clocks, numbers of a run, counts of changes, what merging left behind and what analysts
# wish to be told: they are no content, so two stores that know the same things compare equal.
NO_CONTENT = {
    "runs", "external_files", "list_changes", "event_changes", "merge_traces", "saved_searches",
    "search_finds",
}  # fmt: skip


def dump(connection: Connection) -> Iterator[str]:
    """Yield every row of content as a line, the same lines for the same content."""
    for table in tables.metadata.sorted_tables:
        if table.name not in NO_CONTENT:
            keys = table.primary_key.columns
            for row in connection.execute(select(table).order_by(*keys)):
                yield json.dumps([table.name, *(_plain(value) for value in row)])


def _plain(value: Any) -> Any:
    return hashlib.sha256(value).hexdigest() if isinstance(value, bytes) else value


def faults(connection: Connection, *, texts: bool = True) -> Iterator[str]:
    """Yield a sentence for each row that is not as it was written.

    `texts` False is for a snapshot that has no texts of articles.
    """
    yield from _page_faults(connection)
    if texts:
        yield from _article_faults(connection)
    yield from _record_faults(connection, tables.claims, Claim)
    yield from _record_faults(connection, tables.events, Event)
    yield from _list_faults(connection)
    yield from (sentence for _, sentence in decision_faults(connection))
    yield from external.faults(connection)
    yield from _balance_faults(connection)


def _page_faults(connection: Connection) -> Iterator[str]:
    p = tables.pages
    for row in connection.execute(select(p.c.id, p.c.source, p.c.sha256, p.c.body)):
        if row.body is not None and hashlib.sha256(row.body).hexdigest() != row.sha256:
            yield f"page {row.id} ({row.source}): its bytes do not fit its hash"


def _article_faults(connection: Connection) -> Iterator[str]:
    a = tables.articles
    hashes = {row.id: row.hash for row in connection.execute(select(a.c.id, a.c.hash))}
    for article in read.articles(connection):
        if digest(_json_or_nothing(article)) != hashes[article.id]:
            yield f"article {article.id} ({article.source}): its text or blocks do not fit its hash"


def _json_or_nothing(article: Article) -> str:
    try:
        return to_json(article)
    except ValueError:
        return ""


def _record_faults(connection: Connection, table: Table, kind: type[R]) -> Iterator[str]:
    name = kind.__name__.lower()
    for row in connection.execute(select(table).order_by(table.c.id)):
        before = row.as_told if table is tables.events else None
        if digest(row.record, before or "") != row.hash:
            yield f"{name} {row.id}: its record does not fit its hash"
        elif not _reads(kind, row.record):
            yield f"{name} {row.id}: its record cannot be read by this version"


def _reads(kind: type[R], record: str) -> bool:
    try:
        from_json(kind, record)
    except ValueError:
        return False
    return True


def _list_faults(connection: Connection) -> Iterator[str]:
    """Each event, and each claim that is current, is listed once and can be found."""
    e, c = tables.events, tables.claims
    for name, whole, listed, index in (
        ("event", select(e.c.id), tables.event_list.c.event_id, text_index.event_search),
        ("claim", select(c.c.id).where(c.c.current), tables.claim_list.c.claim_id,
         text_index.claim_search),
    ):  # fmt: skip
        unlisted = whole.where(whole.selected_columns.id.not_in(select(listed)))
        for id_ in connection.execute(unlisted).scalars():
            yield f"{name} {id_}: filters do not find it; code anything into the store to mend that"
        numbers = select(listed.table.c.number).where(
            listed.table.c.number.not_in(select(index.c.rowid))
        )
        for number in connection.execute(numbers).scalars():
            yield f"{name} list, row {number}: it has no entry in the full-text index"


def decision_faults(connection: Connection) -> Iterator[tuple[int, str]]:
    """Yield the number of each decision that breaks their chain, and a sentence that says how."""
    d, previous = tables.decisions, FIRST
    for row in connection.execute(select(d).order_by(d.c.number)):
        named = f"decision {row.number} on {row.subject}"
        if row.previous != previous or digest(row.record, previous) != row.hash:
            yield row.number, f"{named}: it does not follow the one before"
        elif not _reads(Decision, row.record):
            yield row.number, f"{named}: it cannot be read by this version"
        previous = row.hash


def _balance_faults(connection: Connection) -> Iterator[str]:
    """Every page has one state, and every state the rows that it promises."""
    pages, jobs, articles = tables.pages, tables.jobs, tables.articles
    stateless = select(pages.c.id).where(pages.c.id.not_in(select(jobs.c.id)))
    for id_ in connection.execute(stateless).scalars():
        yield f"page {id_}: it came in but ended in no state"
    read_in = select(articles.c.page_id)
    coded = jobs.c.outcome.in_(("coded",))
    for id_ in connection.execute(
        select(jobs.c.id).where(coded, jobs.c.id.not_in(read_in))
    ).scalars():
        yield f"page {id_}: it counts as coded but has no article"
    left = select(jobs.c.id).where(
        jobs.c.outcome.in_(("quarantined", "skipped")),
        jobs.c.id.not_in(select(tables.dropped.c.id)),
    )
    for id_ in connection.execute(left).scalars():
        yield f"item {id_}: it left the path but no reason is kept"
