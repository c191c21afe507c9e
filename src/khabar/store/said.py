"""What claims say between parties: one row a claim, without its words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from sqlalchemy import ColumnElement, Connection, select

from khabar.store import read, tables
from khabar.store.facets import ClaimFacets, read_all


@dataclass(frozen=True, slots=True)
class Said:
    """One claim: who stands on which side, what it says between them, how surely."""

    claim: str
    event: str | None
    event_type: str | None
    relation: str | None
    factuality: str
    sides: ClaimFacets


def said_in(connection: Connection, events: Sequence[str]) -> Iterator[Said]:
    """Yield what the claims of these events say."""
    for part in read.in_parts(events):
        yield from _said(connection, tables.event_claims.c.event_id.in_(part))


def said_by(connection: Connection, claims: Sequence[str]) -> Iterator[Said]:
    """Yield what these claims say."""
    for part in read.in_parts(claims):
        yield from _said(connection, tables.claim_list.c.claim_id.in_(part))


def _said(connection: Connection, which: ColumnElement[bool]) -> Iterator[Said]:
    c, members = tables.claim_list.c, tables.event_claims.c
    columns = (c.claim_id, members.event_id, c.event_type, c.relation, c.factuality, c.facets)
    whole = select(*columns).outerjoin(
        tables.event_claims, members.claim_id == tables.claim_list.c.claim_id
    )
    rows = connection.execute(whole.where(which).order_by(c.number)).all()
    told = read_all(ClaimFacets, [row.facets for row in rows])
    for row, sides in zip(rows, told, strict=True):
        yield Said(row.claim_id, row.event_id, row.event_type, row.relation, row.factuality, sides)
