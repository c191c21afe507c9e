"""Decisions: made, undone, and listed as they were made."""

from __future__ import annotations

from typing import Final

from fastapi import APIRouter, status
from sqlalchemy import func, select

from khabar.deciding import Decided, decide, now
from khabar.errors import UsageError
from khabar.model import Decision
from khabar.pipeline import gather
from khabar.store import tables
from khabar.store.content import decision_faults
from khabar.view.desk.alerts import tell_of_changes
from khabar.view.desk.asked import After, Limit
from khabar.view.desk.desk import Desk
from khabar.view.desk.errands import Errand
from khabar.view.desk.schema_changes import Chain, DecisionFeed, DecisionMade, DecisionSent

# Gathering so many claims again takes about a second; of more it is an errand of its own.
MOST_AT_ONCE: Final = 1_500


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on decisions."""
    routes = APIRouter(prefix="/api", tags=["decisions"])

    @routes.post("/decisions", status_code=status.HTTP_201_CREATED)
    def make(sent: DecisionSent) -> DecisionMade:
        """Append a decision; events follow at once, or after the errand that is named."""
        wanted = Decision(
            sent.subject, sent.verdict, sent.who, now(), sent.why, sent.field, sent.value
        )
        store = desk.case.store
        decided = decide(store, desk.case.steps, wanted, gather_now=_is_small(desk))
        work = tell_of_changes if decided.gathered else gather_again
        errand = desk.errands.start(lambda errand: work(desk, errand))
        return _made(desk, decided, None if decided.gathered else errand.id)

    @routes.get("/decisions")
    def made(after: After = None, limit: Limit = 100) -> DecisionFeed:
        """Return the decisions, newest first, and whether their chain is whole."""
        return _feed(desk, _place(after), limit)

    return routes


def gather_again(desk: Desk, errand: Errand) -> None:
    """Let all events follow the decisions; what was asked for meanwhile is done with it."""
    store = desk.case.store
    with store.write():
        if not store.followed():
            gather(store, desk.case.steps)
    tell_of_changes(desk, errand)


def _is_small(desk: Desk) -> bool:
    with desk.case.store.read() as connection:
        claims = select(func.count()).select_from(tables.claim_list)
        return connection.execute(claims).scalar_one() <= MOST_AT_ONCE


def _made(desk: Desk, decided: Decided, errand: str | None) -> DecisionMade:
    with desk.case.store.read() as connection:
        line = desk.decided(connection).line(decided.decisions[0])
    return DecisionMade(
        decision=line,
        decisions=len(decided.decisions),
        events=list(decided.events),
        redirect=decided.redirect,
        errand=errand,
    )


def _feed(desk: Desk, after: int | None, limit: int) -> DecisionFeed:
    with desk.case.store.read() as connection:
        broken = next((number for number, _ in decision_faults(connection)), None)
        chain = Chain(intact=broken is None, broken_at=broken)
        decided = desk.decided(connection)
    made = decided.made
    end = len(made) if after is None else min(after, len(made))
    start = max(0, end - limit)
    rows = [decided.line(one) for one in reversed(made[start:end])]
    return DecisionFeed(rows=rows, cursor=str(start) if start else None, chain=chain)


def _place(cursor: str | None) -> int | None:
    if cursor is not None and not (cursor.isdecimal() and len(cursor) < 12):
        raise UsageError(f"cursor {cursor[:40]!r}: expected one that the page before ended with.")
    return None if cursor is None else int(cursor)
