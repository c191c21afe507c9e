"""Rows → records. Every function runs in the caller's transaction."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from typing import Any, TypeVar, cast

from sqlalchemy import ColumnElement, Connection, Row, Table, func, select

from khabar.errors import DamagedError
from khabar.model import Article, Block, Claim, CopyGroup, Decision, Dropped, Event, Page
from khabar.store import tables
from khabar.store.document import Outcome
from khabar.store.records import R, from_json

K = TypeVar("K", str, int)

# SQLite takes at most 32,766 parameters in one statement; PostgreSQL's driver 65,535.
AT_ONCE = 10_000

# What an id can stand for, in the order in which a short id is looked up.
KINDS: dict[str, Table] = {
    "event": tables.events,
    "claim": tables.claims,
    "article": tables.articles,
}


def read_record(kind: type[R], row_id: str, text: str) -> R:
    """Return the record of a row. Raises DamagedError where it is none."""
    try:
        return from_json(kind, text)
    except ValueError as error:
        raise DamagedError(
            f"{kind.__name__.lower()} {row_id}: expected the record that was written, found other "
            "text. Run `khabar doctor`, and restore the store from a backup."
        ) from error


def outcomes(connection: Connection, ids: Sequence[str]) -> dict[str, Outcome]:
    """Return the state of each item that has one."""
    jobs, found = tables.jobs, {}
    for part in in_parts(ids):
        rows = connection.execute(select(jobs.c.id, jobs.c.outcome).where(jobs.c.id.in_(part)))
        found.update({id_: cast("Outcome", outcome) for id_, outcome in rows})
    return found


def tally(connection: Connection) -> Counter[str]:
    """Return how many items of the whole store ended in each state."""
    jobs = tables.jobs
    rows = connection.execute(select(jobs.c.outcome, func.count()).group_by(jobs.c.outcome))
    return Counter({row[0]: row[1] for row in rows})


def in_parts(ids: Sequence[K], at_once: int = AT_ONCE) -> Iterator[Sequence[K]]:
    """Yield the ids in parts that fit one statement."""
    for start in range(0, len(ids), at_once):
        yield ids[start : start + at_once]


def coded_by(connection: Connection, item: str) -> str | None:
    """Return the coder that an item's state came from, None for a new item."""
    jobs = tables.jobs
    return connection.execute(select(jobs.c.coder).where(jobs.c.id == item)).scalar()


def first_with_text(connection: Connection, text_sha256: str, page_id: str) -> str | None:
    """Return the id of another page's article with that text, itself no copy."""
    a = tables.articles
    same = (a.c.text_sha256 == text_sha256, a.c.page_id != page_id)
    original = (a.c.copy_of.is_(None), a.c.current)
    return connection.execute(select(a.c.id).where(*same, *original).order_by(a.c.id)).scalar()


def articles(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Article]:
    """Yield the articles that meet the conditions, by id."""
    a, b = tables.articles, tables.blocks
    chosen = select(a).where(*where).order_by(a.c.id)
    within = select(a.c.id).where(*where)
    blocks: defaultdict[str, list[Block]] = defaultdict(list)
    rows = select(b).where(b.c.article_id.in_(within)).order_by(b.c.article_id, b.c.position)
    for row in connection.execute(rows):
        block = Block(row.start, row.stop, row.kind, row.because)
        blocks[row.article_id].append(block)
    for row in connection.execute(chosen):
        yield _article(row, blocks[row.id])


def headings(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Article]:
    """Yield articles without their text and blocks: what lists show of them."""
    a = tables.articles
    shown = (a.c.id, a.c.source, a.c.title, a.c.outlet, a.c.published, a.c.language, a.c.url)
    for row in connection.execute(select(*shown).where(*where).order_by(a.c.id)):
        yield Article(
            row.id, row.source, "", (), row.title, row.outlet, row.published, row.language, row.url
        )


def _article(row: Row[Any], blocks: Sequence[Block]) -> Article:
    return Article(
        id=row.id,
        source=row.source,
        text=row.text,
        blocks=tuple(blocks),
        title=row.title,
        outlet=row.outlet,
        published=row.published,
        language=row.language,
        url=row.url,
    )


def page(connection: Connection, page_id: str) -> Page | None:
    """Return a page as it came; without its bytes where the store does not keep them."""
    row = connection.execute(select(tables.pages).where(tables.pages.c.id == page_id)).first()
    if row is None:
        return None
    given = (row.title, row.outlet, row.published, row.url, row.language)
    return Page(row.source, row.body or b"", row.media, *given)


def claims(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Claim]:
    """Yield the claims that meet the conditions, in the order of their articles' sources."""
    c, a = tables.claims, tables.articles
    order = (a.c.source, c.c.article_id, c.c.start, c.c.stop, c.c.id)
    chosen = select(c.c.id, c.c.record).join(a).where(*where).order_by(*order)
    for id_, record in connection.execute(chosen):
        yield read_record(Claim, id_, record)


def events(connection: Connection, *where: ColumnElement[bool]) -> Iterator[Event]:
    """Yield the events that meet the conditions, by date and id; those without a date last."""
    e = tables.events
    order = (e.c.date_start.is_(None), e.c.date_start, e.c.id)
    for id_, record in connection.execute(
        select(e.c.id, e.c.record).where(*where).order_by(*order)
    ):
        yield read_record(Event, id_, record)


def as_told(connection: Connection, event_id: str) -> Event | None:
    """Return an event as it was before corrections, None where none has changed it."""
    e = tables.events
    record = connection.execute(select(e.c.as_told).where(e.c.id == event_id)).scalar()
    return read_record(Event, event_id, record) if record is not None else None


def events_as_told(connection: Connection, ids: Sequence[str]) -> Iterator[Event]:
    """Yield the events with these ids as they were before corrections."""
    e = tables.events
    told = func.coalesce(e.c.as_told, e.c.record)
    for part in in_parts(ids):
        for id_, record in connection.execute(select(e.c.id, told).where(e.c.id.in_(part))):
            yield read_record(Event, id_, record)


def records(connection: Connection, kind: type[R], ids: Sequence[str]) -> Iterator[R]:
    """Yield the records with these ids, in their order, a few thousand in memory at a time."""
    table = KINDS[kind.__name__.lower()]
    for part in in_parts(ids, 1_000):
        chosen = select(table.c.id, table.c.record).where(table.c.id.in_(part))
        held = {row.id: row.record for row in connection.execute(chosen)}
        yield from (read_record(kind, id_, held[id_]) for id_ in part if id_ in held)


def event_ids(connection: Connection, *where: ColumnElement[bool]) -> dict[str, str]:
    """Return the event of each claim that has one."""
    members = tables.event_claims
    rows = connection.execute(select(members.c.claim_id, members.c.event_id).where(*where))
    return {row.claim_id: row.event_id for row in rows}


def decisions(connection: Connection) -> list[Decision]:
    """Return all decisions in the order in which they were made."""
    d = tables.decisions
    rows = connection.execute(select(d.c.subject, d.c.record).order_by(d.c.number))
    return [read_record(Decision, subject, record) for subject, record in rows]


def dropped(connection: Connection, *where: ColumnElement[bool]) -> list[Dropped]:
    """Return what left the path, by item."""
    d = tables.dropped
    rows = connection.execute(select(d).where(*where).order_by(d.c.item, d.c.stage, d.c.id))
    return [Dropped(row.item, row.stage, row.outcome, row.reason) for row in rows]


def copies(connection: Connection, *where: ColumnElement[bool]) -> list[CopyGroup]:
    """Return the groups of articles that carry one text, also those of one article.

    Copies come in the order in which they were published, those without a date last.
    """
    g, c, a = tables.copy_groups, tables.copies, tables.articles
    carried: defaultdict[str, dict[str, int | None]] = defaultdict(dict)
    order = (a.c.published.is_(None), a.c.published, c.c.copy)
    members = select(c).outerjoin(a, a.c.id == c.c.copy).order_by(*order)
    chosen = select(g).where(*where).order_by(g.c.original)
    if where:
        members = members.where(c.c.original.in_(select(g.c.original).where(*where)))
    for row in connection.execute(members):
        carried[row.original][row.copy] = row.version
    return [_copy_group(row, carried[row.original]) for row in connection.execute(chosen)]


def _copy_group(row: Row[Any], version_of: Mapping[str, int | None]) -> CopyGroup:
    versions = tuple(version_of.values()) if any(version_of.values()) else ()
    return CopyGroup(row.original, tuple(version_of), row.origin, row.because, versions)


def now_at(connection: Connection, event_id: str) -> str:
    """Return where an event went, the id itself if it went nowhere."""
    r = tables.redirects
    return connection.execute(select(r.c.new).where(r.c.old == event_id)).scalar() or event_id


def redirects(connection: Connection) -> dict[str, str]:
    """Return where each event went that is no more."""
    r = tables.redirects
    return {row.old: row.new for row in connection.execute(select(r))}


def find(connection: Connection, short: str) -> list[tuple[str, str]]:
    """Return the kind and id of everything whose id begins so, old event ids included."""
    low, high = short, short + "g"  # ids are hexadecimal: g sorts after every digit
    found = [
        (kind, id_)
        for kind, table in KINDS.items()
        for id_ in connection.execute(
            select(table.c.id).where(table.c.id.between(low, high)).order_by(table.c.id)
        ).scalars()
    ]
    r = tables.redirects
    moved = connection.execute(select(r.c.new).where(r.c.old.between(low, high)))
    return found or [("event", new) for new in sorted(set(moved.scalars()))]
