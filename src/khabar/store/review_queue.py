"""Which events a person should look at first, and why: one list of reasons orders and explains."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Connection,
    Row,
    and_,
    case,
    false,
    func,
    literal,
    select,
    true,
    tuple_,
)

from khabar.store import tables

_E: Final = tables.event_list.c
# A toll that one source alone states is worth a look from here on; Airwars and ACLED review by hand
# whatever changes a count, and ten is where a single event moves a month's total.
HIGH_TOLL: Final = 10
# Log odds: below, the odds that two reports are of one event are less than 2 to 1.
LOW_MARGIN: Final = 0.7


@dataclass(frozen=True, slots=True)
class Reason:
    """Why an event is worth a look: when it holds, how much it weighs, and the words for it."""

    holds: ColumnElement[bool]
    weight: int
    words: str


# The weights only order: a dispute counts for more than any one other reason, and less than two.
REASONS: Final = (
    Reason(_E.disputed.is_not(None), 40, "Sources differ on: {disputed}."),
    Reason(
        and_(_E.grade == "weak", func.coalesce(_E.killed_high, _E.killed_low) >= HIGH_TOLL),
        30,
        f"One independent source alone tells of {HIGH_TOLL} or more killed.",
    ),
    Reason(
        _E.grade.in_(("confirmed", "discounted")),
        25,
        "The grade {grade} is only a suggestion until a person accepts it.",
    ),
    Reason(
        func.coalesce(_E.margin < LOW_MARGIN, false()),
        20,
        "Some of its reports were only just taken for one event.",
    ),
    Reason(_E.belligerent_only.is_(true()), 15, "Only parties to the event speak of it."),
)
Place = tuple[int, int, int]


@dataclass(frozen=True, slots=True)
class Waiting:
    """An event in the queue: its place in the order, and why it is there."""

    event_id: str
    place: Place
    why: tuple[str, ...]


def waiting(
    connection: Connection, judged: Collection[str] | None, after: Place | None = None
) -> Iterator[Waiting]:
    """Yield the events to review, those that matter most first.

    `judged` are the events that this analyst has judged, which leave; None lets all leave that any
    analyst decided on. `after` is the place of the last one seen.
    """
    holds = [reason.holds for reason in REASONS]
    weight = sum((case((r.holds, r.weight), else_=0) for r in REASONS), start=literal(0))
    killed = func.coalesce(_E.killed_high, _E.killed_low, -1)
    order = (weight, killed, _E.number)
    flags = [condition.label(f"reason_{at}") for at, condition in enumerate(holds)]
    asked = select(
        _E.number, _E.event_id, _E.disputed, _E.grade, weight.label("weight"),
        killed.label("killed"), *flags,
    )  # fmt: skip
    asked = asked.where(*_left(judged)).order_by(*(key.desc() for key in order))
    if after is not None:
        asked = asked.where(tuple_(*order) < tuple_(*map(literal, after)))
    for row in connection.execute(asked):
        if judged is None or row.event_id not in judged:
            yield _waiting(row)


def count_waiting(connection: Connection, judged: Collection[str] | None) -> int:
    """Return how many events wait to be reviewed."""
    if judged is None:
        whole = select(func.count()).select_from(tables.event_list).where(*_left(None))
        return int(connection.execute(whole).scalar_one())
    ids = connection.execute(select(_E.event_id).where(*_left(judged))).scalars()
    return sum(id not in judged for id in ids)


def _left(judged: Collection[str] | None) -> tuple[ColumnElement[bool], ...]:
    return (_E.status == "open",) if judged is None else ()


def _waiting(row: Row[Any]) -> Waiting:
    flags = row[-len(REASONS) :]
    told = {"disputed": str(row.disputed or "").replace("; ", ", "), "grade": row.grade}
    why = tuple(r.words.format(**told) for r, holds in zip(REASONS, flags, strict=True) if holds)
    return Waiting(row.event_id, (row.weight, row.killed, row.number), why)
