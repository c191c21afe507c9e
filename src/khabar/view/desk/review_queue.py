"""What to review first, and how far analysts agree."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import islice
from typing import Annotated

from fastapi import APIRouter, Query

from khabar.errors import UsageError
from khabar.model import Decision
from khabar.review.agreement import agreement, analysts, corrected_values, judged
from khabar.store.review_queue import Place, Waiting, count_waiting, waiting
from khabar.view.desk.asked import After, Limit, Q
from khabar.view.desk.desk import Desk
from khabar.view.desk.rows_by_id import rows_by_id
from khabar.view.desk.schema import EventRow
from khabar.view.desk.schema_changes import AgreementAnswer, FieldAgreement, Queue, QueueRow

Analyst = Annotated[
    str | None,
    Query(max_length=200, description="Leave out what this analyst judged, and nothing else."),
]


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on reviewing."""
    routes = APIRouter(prefix="/api", tags=["review"])

    @routes.get("/queue")
    def queue(q: Q = "", after: After = None, limit: Limit = 50, analyst: Analyst = None) -> Queue:
        """Return what matters most first; what was judged has left."""
        by_this = _judged_by(desk.case.store.decisions(), analyst) if analyst else None
        return _queue(desk, q, _place(after), limit, by_this)

    @routes.get("/agreement")
    def agreed(one: Analyst = None, other: Analyst = None) -> AgreementAnswer:
        """Return how far analysts agree; without names kappa is of the first two."""
        return _agreement(desk.case.store.decisions(), one, other)

    return routes


def _judged_by(decisions: Sequence[Decision], analyst: str) -> frozenset[str]:
    return frozenset(id for id, answers in judged(decisions).items() if analyst in answers)


def _queue(
    desk: Desk, q: str, after: Place | None, limit: int, judged_by: Collection[str] | None
) -> Queue:
    with desk.sifted(q) as sifted:
        connection = sifted.connection
        found = waiting(connection, judged_by, after)
        if q:
            ids = sifted.columns.ids
            passing = {ids[int(at)] for at in sifted.passing().nonzero()[0]}
            found = (one for one in found if one.event_id in passing)
            left = sum(one.event_id in passing for one in waiting(connection, judged_by))
        else:
            left = count_waiting(connection, judged_by)
        page = list(islice(found, limit + 1))
        rows = rows_by_id(connection, [one.event_id for one in page[:limit]])
    cursor = _cursor(page[limit - 1]) if len(page) > limit else None
    shown = [_row(rows[one.event_id], one) for one in page[:limit]]
    return Queue(rows=shown, left=left, cursor=cursor)


def _row(row: EventRow, waiting: Waiting) -> QueueRow:
    return QueueRow(**row.model_dump(), why=list(waiting.why), weight=waiting.place[0])


def _cursor(waiting: Waiting) -> str:
    return ".".join(map(str, waiting.place))


def _place(cursor: str | None) -> Place | None:
    if cursor is None:
        return None
    parts = cursor.split(".")
    if len(parts) != 3 or not all(part.removeprefix("-").isdecimal() for part in parts):
        raise UsageError(f"cursor {cursor[:40]!r}: expected one that the page before ended with.")
    weight, killed, number = (min(int(part), 2**63 - 1) for part in parts)
    return weight, killed, number


def _agreement(
    decisions: Sequence[Decision], one: str | None, other: str | None
) -> AgreementAnswer:
    judgements = judged(decisions)
    names = analysts(judgements)
    if one is None and other is None and len(names) > 1:
        one, other = names[:2]
    return AgreementAnswer(
        analysts=names,
        one=one,
        other=other,
        agreement=agreement(judgements, one, other),
        by_field=[
            FieldAgreement(field=field, agreement=told)
            for field, values in sorted(corrected_values(decisions).items())
            if (told := agreement(values)).items
        ],
    )
