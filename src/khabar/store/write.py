"""Records → rows. Every function runs in the caller's transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterable, Mapping, Sequence
from datetime import UTC, datetime

from sqlalchemy import Connection, Table, delete, func, insert, select, update

from khabar.model import Article, Claim, CopyGroup, Decision, Event, Page, When, Where
from khabar.store import lists, read, tables
from khabar.store.document import Document
from khabar.store.records import FIRST, digest, to_json

Row = Mapping[str, object]


def put(connection: Connection, table: Table, row: Row) -> None:
    """Write the row, in place of one with the same key."""
    keys = [column == row[column.name] for column in table.primary_key.columns]
    if connection.execute(select(func.count()).select_from(table).where(*keys)).scalar() == 0:
        connection.execute(insert(table), [row])
    else:
        connection.execute(update(table).where(*keys).values(row))


def write_document(connection: Connection, document: Document, *, coder: str, bodies: bool) -> None:
    """Write a document, its claims and the state that it ended in."""
    page_id = None
    if document.page is not None:
        page_id = document.page.id
        put(connection, tables.pages, _page_row(document.page, bodies=bodies))
        _retire(connection, page_id)
        lists.note_gathered(connection, False)
    if document.article is not None and page_id is not None:
        _write_article(connection, document.article, page_id, document.copy_of)
        for claim in document.claims:
            put(connection, tables.claims, _claim_row(claim))
        lists.drop_claims(connection, [document.article.id])
        listed = [(claim, "open") for claim in document.claims]
        lists.write_claim_list(connection, listed, [document.article])
    _write_dropped(connection, document, page_id)
    job = {"id": document.id, "outcome": document.outcome, "coder": coder}
    put(connection, tables.jobs, job)


def _retire(connection: Connection, page_id: str) -> None:
    """Mark what an earlier coder read from the page; decisions may still point there."""
    articles, claims = tables.articles, tables.claims
    ids = select(articles.c.id).where(articles.c.page_id == page_id)
    lists.drop_claims(connection, list(connection.execute(ids).scalars()))
    of_page = select(articles.c.id).where(articles.c.page_id == page_id)
    connection.execute(update(claims).where(claims.c.article_id.in_(of_page)).values(current=False))
    connection.execute(update(articles).where(articles.c.page_id == page_id).values(current=False))


def _write_article(
    connection: Connection, article: Article, page_id: str, copy_of: str | None
) -> None:
    if copy_of == article.id:
        return  # another page of the same source with the same text: the article is there already
    row = _article_row(article) | {"page_id": page_id, "copy_of": copy_of, "current": True}
    put(connection, tables.articles, row)
    blocks = tables.blocks
    connection.execute(delete(blocks).where(blocks.c.article_id == article.id))
    if article.blocks:
        connection.execute(insert(blocks), _block_rows(article))


def _write_dropped(connection: Connection, document: Document, page_id: str | None) -> None:
    dropped = tables.dropped
    connection.execute(delete(dropped).where(dropped.c.id == document.id))
    if document.dropped is not None:
        why = document.dropped
        row = {
            "id": document.id,
            "page_id": page_id,
            "item": printable(why.item),
            "stage": why.stage,
            "outcome": why.outcome,
            "reason": printable(why.reason),
        }
        connection.execute(insert(dropped), [row])


def printable(words: str) -> str:
    """Return the words as UTF-8 can hold them: half characters become question marks."""
    return words.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _page_row(page: Page, *, bodies: bool) -> Row:
    return {
        "id": page.id,
        "sha256": hashlib.sha256(page.body).hexdigest(),
        "source": page.source,
        "media": page.media,
        "body": page.body if bodies else None,
        "title": page.title,
        "outlet": page.outlet,
        "published": page.published,
        "url": page.url,
        "language": page.language,
    }


def text_digest(article: Article) -> str:
    """Return the SHA-256 of the article's text, by which exact copies are found."""
    return digest(article.text)


def _article_row(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "source": article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "url": article.url,
        "text": article.text,
        "text_sha256": text_digest(article),
        "hash": digest(to_json(article)),
    }


def _block_rows(article: Article) -> list[Row]:
    return [
        {
            "article_id": article.id,
            "position": position,
            "start": block.start,
            "stop": block.end,
            "kind": block.kind,
            "because": block.because,
        }
        for position, block in enumerate(article.blocks)
    ]


def _when_columns(when: object) -> dict[str, object]:
    known = when if isinstance(when, When) else None
    return {
        "date_start": known.start if known else None,
        "date_end": known.end if known else None,
    }


def _where_columns(where: object) -> dict[str, object]:
    known = where if isinstance(where, Where) else None
    return {
        "country_code": known.country_code if known else None,
        "latitude": known.latitude if known else None,
        "longitude": known.longitude if known else None,
    }


def _claim_row(claim: Claim) -> Row:
    record = to_json(claim)
    return {
        "id": claim.id,
        "article_id": claim.article_id,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "factuality": claim.factuality,
        "role": claim.role,
        "start": claim.words.start,
        "stop": claim.words.end,
        "geonames_id": claim.where.geonames_id if isinstance(claim.where, Where) else None,
        "coder": claim.coder,
        "current": True,
        "record": record,
        "hash": digest(record),
        **_when_columns(claim.when),
        **_where_columns(claim.where),
    }


def _event_row(event: Event, status: str, as_told: Event | None) -> Row:
    record, before = to_json(event), to_json(as_told) if as_told is not None else None
    return {
        "id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "grade": event.grade.value,
        "independent": event.independent,
        "status": status,
        "record": record,
        "hash": digest(record, before or ""),
        "as_told": before,
        **_when_columns(event.when),
        **_where_columns(event.where),
    }


def write_events(
    connection: Connection,
    events: Sequence[tuple[Event, str]],
    claims: Mapping[str, Claim],
    as_told: Mapping[str, Event],
) -> None:
    """Make the stored events equal to these, each with its status; touch only what differs.

    `claims` are the events' own by their ids, as they are to be shown. `as_told` has those events
    that an analyst corrected as they were before.
    """
    _put_events(
        connection, events, as_told, connection.execute(select(tables.events.c.id)).scalars()
    )
    lists.write_event_list(connection, events, claims)


def change_events(
    connection: Connection,
    events: Sequence[tuple[Event, str]],
    claims: Mapping[str, Claim],
    as_told: Mapping[str, Event],
    gone: Collection[str],
) -> None:
    """Write events in place of those with their ids, and take out those that are gone.

    The others stay. See `write_events`.
    """
    _put_events(connection, events, as_told, [*gone, *(event.id for event, _ in events)])
    lists.relist_events(connection, events, claims)


def _put_events(
    connection: Connection,
    events: Sequence[tuple[Event, str]],
    as_told: Mapping[str, Event],
    before: Iterable[str],
) -> None:
    """Put events in place of those with the ids that were there before."""
    table, members = tables.events, tables.event_claims
    rows = {event.id: _event_row(event, s, as_told.get(event.id)) for event, s in events}
    held = {
        id_: (hash_, status)
        for part in read.in_parts(list(before))
        for id_, hash_, status in connection.execute(
            select(table.c.id, table.c.hash, table.c.status).where(table.c.id.in_(part))
        )
    }
    same = {i for i, row in rows.items() if held.get(i) == (row["hash"], row["status"])}
    lists.drop_events(connection, held.keys() - same)
    for gone in held.keys() - same:
        connection.execute(delete(members).where(members.c.event_id == gone))
        connection.execute(delete(table).where(table.c.id == gone))
    new = [event for event, _ in events if event.id not in same]
    _insert(connection, table, [rows[event.id] for event in new])
    pairs = [{"event_id": event.id, "claim_id": c} for event in new for c in event.claims]
    _insert(connection, members, pairs)


def write_copies(connection: Connection, groups: Iterable[CopyGroup]) -> None:
    """Make the stored groups of copies equal to these."""
    connection.execute(delete(tables.copies))
    connection.execute(delete(tables.copy_groups))
    held = list(groups)
    whole = [{"original": g.original, "origin": g.origin, "because": g.because} for g in held]
    _insert(connection, tables.copy_groups, whole)
    pairs = [
        {"original": g.original, "copy": copy, "version": g.version_of(copy)}
        for g in held
        for copy in g.copies
    ]
    _insert(connection, tables.copies, pairs)


def write_redirects(connection: Connection, moved: Mapping[str, str]) -> None:
    """Note where events went, let older redirects follow, forget those of events that are back."""
    table = tables.redirects
    connection.execute(delete(table).where(table.c.old.in_(select(tables.events.c.id))))
    for old, new in moved.items():
        connection.execute(update(table).where(table.c.new == old).values(new=new))
        put(connection, table, {"old": old, "new": new})


def append_decision(connection: Connection, decision: Decision) -> None:
    """Add the decision after the last one, chained to it by hash."""
    table = tables.decisions
    last = select(table.c.hash).order_by(table.c.number.desc()).limit(1)
    previous = connection.execute(last).scalar() or FIRST
    record = to_json(decision)
    row = {
        "subject": decision.subject,
        "verdict": decision.verdict,
        "record": record,
        "previous": previous,
        "hash": digest(record, previous),
    }
    connection.execute(insert(table), [row])


def start_run(connection: Connection, coder: str) -> int:
    """Note the start of a run and return its number."""
    row = {"started": _now(), "coder": coder}
    found = connection.execute(insert(tables.runs).returning(tables.runs.c.number), [row])
    return int(found.scalar_one())


def end_run(connection: Connection, number: int, pages: int) -> None:
    """Note the end of a run; one without an end was cut off."""
    mine = tables.runs.c.number == number
    connection.execute(update(tables.runs).where(mine).values(ended=_now(), pages=pages))


def _now() -> str:
    return datetime.now(UTC).isoformat(timespec="seconds")


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    if rows:
        connection.execute(insert(table), rows)
