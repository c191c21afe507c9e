"""Writing the flat lists and their full-text tables. Runs in the caller's transaction."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from typing import Final

from sqlalchemy import Connection, Table, TableClause, delete, func, insert, select, update

from khabar.model import Article, Claim, Event
from khabar.store import change_log, read, tables, text_index
from khabar.store.rows import Listed, list_claim, list_event, number_of

Statuses = Mapping[str, str]
_NONE: Statuses = {}
_AS_CODED: Mapping[str, Claim] = {}
# Beside the names of lists: the last decision that they show, and whether articles were gathered.
_FOLLOWED: Final = "decisions"
_GATHERED: Final = "articles"


def write_event_list(
    connection: Connection, events: Sequence[tuple[Event, str]], claims: Mapping[str, Claim]
) -> None:
    """Make the list of events equal to these; `claims` are theirs, by their ids in the store."""
    wanted = list(_listed_events(connection, events, claims))
    _make_equal(connection, tables.event_list, text_index.event_search, wanted)


def relist_events(
    connection: Connection, events: Sequence[tuple[Event, str]], claims: Mapping[str, Claim]
) -> None:
    """Make the list show these events as they are now, and leave the others."""
    wanted = list(_listed_events(connection, events, claims))
    _replace(connection, tables.event_list, text_index.event_search, wanted)


def _listed_events(
    connection: Connection, events: Sequence[tuple[Event, str]], claims: Mapping[str, Claim]
) -> Iterator[Listed]:
    article_of = {article.id: article for article in _articles_of(connection, events)}
    for event, status in events:
        told = [claims[one] for one in event.claims if one in claims]
        carried = [article_of[one] for one in event.articles if one in article_of]
        yield list_event(event, status, told, carried)


def drop_events(connection: Connection, ids: Collection[str]) -> None:
    """Take events out of the list."""
    listed = tables.event_list
    for part in read.in_parts(sorted(ids)):
        found = select(listed.c.number).where(listed.c.event_id.in_(part))
        numbers = list(connection.execute(found).scalars())
        _take_out(connection, listed, text_index.event_search, numbers)


def _articles_of(connection: Connection, events: Iterable[tuple[Event, str]]) -> Iterator[Article]:
    a = tables.articles
    ids = sorted({id for event, _ in events for id in event.articles})
    for part in read.in_parts(ids):
        yield from read.headings(connection, a.c.id.in_(part))


def write_claim_list(
    connection: Connection, claims: Sequence[tuple[Claim, str]], articles: Iterable[Article]
) -> None:
    """Add the claims of a document, each with its status, to the list."""
    article_of = {article.id: article for article in articles}
    wanted = [list_claim(claim, article_of[claim.article_id], status) for claim, status in claims]
    _add(connection, tables.claim_list, text_index.claim_search, wanted, None)
    sources = tables.claim_sources
    _insert(connection, sources, [row for claim, _ in claims for row in _source_rows(claim)])


def _source_rows(claim: Claim) -> Iterator[dict[str, object]]:
    for position, source in enumerate(claim.attribution):
        yield {
            "claim_id": claim.id,
            "position": position,
            "source_id": source.id,
            "name": source.name,
            "stance": source.stance,
        }


def drop_claims(connection: Connection, articles: Collection[str]) -> None:
    """Take the claims of articles out of the list; the claims themselves stay stored."""
    listed, sources = tables.claim_list, tables.claim_sources
    for part in read.in_parts(sorted(articles)):
        found = connection.execute(
            select(listed.c.number, listed.c.claim_id).where(listed.c.article_id.in_(part))
        ).fetchall()
        gone = [row.claim_id for row in found]
        for ids in read.in_parts(gone):
            connection.execute(delete(sources).where(sources.c.claim_id.in_(ids)))
        _take_out(connection, listed, text_index.claim_search, [row.number for row in found])


def relist_decided_claims(
    connection: Connection, statuses: Statuses, corrected: Mapping[str, Claim]
) -> None:
    """Make the list show where claims stand with the analysts, and what was corrected.

    Every claim that a decision was ever made on is looked at, since a decision may have been
    undone.
    """
    decided = set(connection.execute(select(tables.decisions.c.subject)).scalars())
    relist_claims(connection, decided, statuses, corrected)


def relist_claims(
    connection: Connection,
    ids: Collection[str],
    statuses: Statuses,
    corrected: Mapping[str, Claim],
) -> None:
    """Make the list show these claims as they stand, by their ids in the store."""
    claims = tables.claims
    for part in read.in_parts(sorted(ids)):
        found = list(read.claims(connection, claims.c.current, claims.c.id.in_(part)))
        whole = [corrected.get(claim.id, claim) for claim in found]
        ids = [claim.id for claim in found]
        articles = {a.id: a for a in _headings(connection, {c.article_id for c in whole})}
        wanted = [
            _under(id, list_claim(claim, articles[claim.article_id], statuses.get(id, "open")))
            for id, claim in zip(ids, whole, strict=True)
        ]
        _replace(connection, tables.claim_list, text_index.claim_search, wanted)


def _under(id: str, listed: Listed) -> Listed:
    """Return the row under the id that the claim has in the store."""
    return Listed(id, listed.first_day, {**listed.row, "claim_id": id}, listed.tokens)


def _headings(connection: Connection, ids: Collection[str]) -> Iterator[Article]:
    for part in read.in_parts(sorted(ids)):
        yield from read.headings(connection, tables.articles.c.id.in_(part))


def note_followed(connection: Connection) -> None:
    """Note that the lists show what all decisions made of the events."""
    _note(connection, _FOLLOWED, _last_decision(connection))


def followed(connection: Connection) -> bool:
    """Tell whether the lists show what all decisions made of the events."""
    return (_noted(connection, _FOLLOWED) or 0) == _last_decision(connection)


def note_gathered(connection: Connection, gathered: bool) -> None:
    """Note whether all articles have been looked at together since one came in."""
    _note(connection, _GATHERED, int(gathered))


def gathered(connection: Connection) -> bool:
    """Tell whether all articles have been looked at together since one came in."""
    return _noted(connection, _GATHERED) == 1


def _last_decision(connection: Connection) -> int:
    return connection.execute(select(func.max(tables.decisions.c.number))).scalar() or 0


def _note(connection: Connection, name: str, number: int) -> None:
    changes = tables.list_changes
    changed = update(changes).where(changes.c.list == name).values(number=number)
    if not connection.execute(changed).rowcount:
        connection.execute(insert(changes), [{"list": name, "number": number}])


def _noted(connection: Connection, name: str) -> int | None:
    changes = tables.list_changes
    return connection.execute(select(changes.c.number).where(changes.c.list == name)).scalar()


def rebuild(
    connection: Connection, statuses: Statuses = _NONE, corrected: Mapping[str, Claim] = _AS_CODED
) -> None:
    """Fill the lists from the records: after a migration, or when they are found wanting."""
    a, e = tables.articles, tables.events
    for whole, index in (
        (tables.claim_list, text_index.claim_search),
        (tables.event_list, text_index.event_search),
    ):
        numbers = list(connection.execute(select(whole.c.number)).scalars())
        _take_out(connection, whole, index, numbers)
    connection.execute(delete(tables.claim_sources))
    claims = {claim.id: claim for claim in read.claims(connection, tables.claims.c.current)}
    headings = list(read.headings(connection, a.c.current))
    write_claim_list(connection, [(claim, "open") for claim in claims.values()], headings)
    relist_decided_claims(connection, statuses, corrected)
    status = {row.id: row.status for row in connection.execute(select(e.c.id, e.c.status))}
    events = [(event, status[event.id]) for event in read.events(connection)]
    write_event_list(connection, events, {**claims, **corrected})


def _make_equal(
    connection: Connection, listed: Table, index: TableClause, wanted: Sequence[Listed]
) -> None:
    key = listed.c[_key(listed)]
    held = {
        id: (number, hash)
        for number, id, hash in connection.execute(select(listed.c.number, key, listed.c.hash))
    }
    same = {one.id for one in wanted if one.id in held and held[one.id][1] == one.hash}
    gone = [number for id, (number, _) in held.items() if id not in same]
    _take_out(connection, listed, index, gone)
    taken = {number for id, (number, _) in held.items() if id in same}
    _add(connection, listed, index, [one for one in wanted if one.id not in same], taken)


def _replace(
    connection: Connection, listed: Table, index: TableClause, wanted: Sequence[Listed]
) -> None:
    key = listed.c[_key(listed)]
    ids = [one.id for one in wanted]
    held = {
        id: (number, hash)
        for number, id, hash in connection.execute(
            select(listed.c.number, key, listed.c.hash).where(key.in_(ids))
        )
    }
    changed = [one for one in wanted if held.get(one.id, (0, ""))[1] != one.hash]
    _take_out(connection, listed, index, [held[c.id][0] for c in changed if c.id in held])
    _add(connection, listed, index, changed, None)


def _key(listed: Table) -> str:
    return "event_id" if listed is tables.event_list else "claim_id"


def _take_out(
    connection: Connection, listed: Table, index: TableClause, numbers: Sequence[int]
) -> None:
    for part in read.in_parts(numbers):
        connection.execute(delete(listed).where(listed.c.number.in_(part)))
    text_index.delete(connection, index, numbers)
    _note_change(connection, listed, numbers)


def _note_change(connection: Connection, listed: Table, rows: Sequence[int]) -> None:
    if not rows:
        return
    changes = tables.list_changes
    mine = changes.c.list == listed.name
    raised = update(changes).where(mine).values(number=changes.c.number + 1)
    change = connection.execute(raised.returning(changes.c.number)).scalar_one()
    if listed is tables.event_list:
        change_log.note(connection, change, rows)


def _add(
    connection: Connection,
    listed: Table,
    index: TableClause,
    wanted: Iterable[Listed],
    taken: Collection[int] | None,
) -> None:
    """Add rows under numbers that are free; the next one up where two rows share a number.

    `taken` holds all numbers in use; without it the table is asked.
    """
    given = set(taken or ())
    rows, entries = [], []
    for one in sorted(wanted, key=lambda w: w.id):
        number = number_of(one)
        while number in given or (taken is None and _is_taken(connection, listed, number)):
            number += 1
        given.add(number)
        rows.append({"number": number, "hash": one.hash, **one.row})
        entries.append((number, one.tokens))
    _insert(connection, listed, rows)
    text_index.insert(connection, index, entries)
    _note_change(connection, listed, [number for number, _ in entries])


def _is_taken(connection: Connection, listed: Table, number: int) -> bool:
    there = select(listed.c.number).where(listed.c.number == number)
    return connection.execute(there).scalar() is not None


def _insert(connection: Connection, table: Table, rows: Sequence[Mapping[str, object]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
