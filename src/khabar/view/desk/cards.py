"""One event or one claim with the words behind every value."""

from __future__ import annotations

from typing import Literal

import numpy as np
from fastapi import APIRouter
from sqlalchemy import Connection

from khabar.merge.settle import settle
from khabar.model import Event
from khabar.reasons import claim_reasons, decisions_on
from khabar.store import lists, read, tables
from khabar.store.around import around
from khabar.view.compare import compare as side_by_side
from khabar.view.compare_table import comparison_json
from khabar.view.desk.asked import UnknownError
from khabar.view.desk.claim_cards import claim_card
from khabar.view.desk.desk import Desk, Sifted
from khabar.view.desk.event_cards import event_card
from khabar.view.desk.rows_by_id import rows_by_id
from khabar.view.desk.schema import Rule
from khabar.view.desk.schema_cards import ClaimAnswer, Comparison, EventCard
from khabar.view.figures import Settlement
from khabar.view.findings import Findings
from khabar.view.ledger import NO_PAGES


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on one event or claim."""
    routes = APIRouter(prefix="/api", tags=["cards"])

    @routes.get("/events/{id}")
    def event(id: str) -> EventCard:
        """Return an event, by its id or one that it had before."""
        with desk.sifted("") as sifted:
            return _card(desk, sifted, _event(sifted.connection, id), id)

    @routes.get("/events/{id}/compare")
    def compare(
        id: str, by: Literal["article", "claimant"] = "article", rule: Rule | None = None
    ) -> Comparison:
        """Return what each source of an event says of each field."""
        with desk.case.store.read() as connection:
            event = _event(connection, id)
            found = _findings(connection, event)
            decided = desk.decided(connection)
        by_rule = None
        if rule:
            by_rule = Settlement(rule, lambda one: settle(one, rule, decided.standing))
        compared = comparison_json(side_by_side(found, event, by), by_rule)
        return Comparison.model_validate(compared)

    @routes.get("/claims/{id}")
    def claim(id: str) -> ClaimAnswer:
        """Return a claim, and why it was made."""
        found = desk.case.store.claim(id)
        article = desk.case.store.article(found.article_id) if found else None
        if found is None or article is None:
            raise UnknownError("claim", id)
        with desk.case.store.read() as connection:
            inside = read.event_ids(connection, tables.event_claims.c.claim_id == id)
            card = claim_card(found, article, inside.get(id), desk.decided(connection))
        why = [*claim_reasons(desk.case, found), *decisions_on(desk.case, id)]
        return ClaimAnswer(**dict(card), why=why)

    return routes


def _event(connection: Connection, id: str) -> Event:
    now = read.now_at(connection, id)
    found = next(read.events(connection, tables.events.c.id == now), None)
    if found is None:
        raise UnknownError("event", id)
    return found


def _card(desk: Desk, sifted: Sifted, event: Event, asked: str) -> EventCard:
    connection, columns = sifted.connection, sifted.columns
    at = columns.ids.index(event.id)
    parts = [columns.ids[row] for row in np.flatnonzero(columns.part_of == at).tolist()]
    beside = [event.part_of] if event.part_of else []
    rows = rows_by_id(connection, [event.id, *beside, *parts])
    return event_card(
        event,
        rows[event.id],
        around(connection, event),
        desk.decided(connection),
        whole=rows.get(event.part_of or ""),
        parts=[rows[part] for part in parts],
        title=desk.title,
        asked=asked,
        gathering=not lists.followed(connection),
    )


def _findings(connection: Connection, event: Event) -> Findings:
    """Return an event with what belongs to it, as comparisons take it."""
    found = around(connection, event)
    claims = [*found.claims, *found.statements]
    articles = list(found.articles.values())
    return Findings([event], claims, articles, found.copies, (), NO_PAGES)
