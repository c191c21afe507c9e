"""Commands by which an analyst reviews: each appends a decision that binds later runs."""

from __future__ import annotations

import getpass
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT, existing
from khabar.errors import UsageError

if TYPE_CHECKING:
    from khabar.case import Case
    from khabar.model import Decision

app = typer.Typer(
    no_args_is_help=True,
    help="Accept, reject, correct, merge and split. Every decision is kept with who, when and why.",
)

Subject = Annotated[str, typer.Argument(metavar="ID", help="Event or claim, or how its id begins.")]
Database = Annotated[str, typer.Option("--db", help="Store to decide in.")]
Why = Annotated[str, typer.Option("--why", help="Your reason, for whoever reads it later.")]
Who = Annotated[
    str, typer.Option("--who", default_factory=getpass.getuser, help="Who decides; default: you.")
]


@app.command()
def accept(id: Subject, why: Why, who: Who, db: Database = DEFAULT) -> None:
    """Accept an event with its suggested grade, or a claim as coded."""
    with existing(db) as case:
        _said(case.decide("accept", case.find(id)[1], who=who, why=why))


@app.command()
def reject(id: Subject, why: Why, who: Who, db: Database = DEFAULT) -> None:
    """Reject an event, or a claim, which leaves its event. Both stay stored."""
    with existing(db) as case:
        _said(case.decide("reject", case.find(id)[1], who=who, why=why))


@app.command()
def correct(
    id: Subject,
    field: Annotated[
        str, typer.Argument(help="Field by its path, such as mode, harm.0.low, when.start.")
    ],
    value: Annotated[str, typer.Argument(help="New value: text, or JSON; null for not known.")],
    why: Why,
    who: Who,
    db: Database = DEFAULT,
) -> None:
    """Correct one field of an event or claim. What was coded stays beside it."""
    with existing(db) as case:
        subject = case.find(id)[1]
        _said(case.decide("correct", subject, who=who, why=why, field=field, value=value))


@app.command()
def merge(one: Subject, other: Subject, why: Why, who: Who, db: Database = DEFAULT) -> None:
    """Say that two events, or the events of two claims, are one happening."""
    with existing(db) as case:
        named = [case.find(short)[1] for short in (one, other)]
        events = [_an_event(case, short) for short in (one, other)]
        # Two claims of one event may be bound, so that they stay together.
        subject, value = events if events[0] != events[1] else named
        _said(case.decide("merge", subject, value=value, who=who, why=why))


@app.command()
def split(
    event: Annotated[str, typer.Argument(metavar="EVENT", help="Event to take the claim out of.")],
    claim: Annotated[str, typer.Argument(metavar="CLAIM", help="Claim that is of another event.")],
    why: Why,
    who: Who,
    db: Database = DEFAULT,
) -> None:
    """Say that a claim speaks of another happening than the rest of its event."""
    with existing(db) as case:
        subject = case.id_of(claim, "claim")
        _said(case.decide("split", case.id_of(event, "event"), value=subject, who=who, why=why))


@app.command()
def undo(
    id: Subject,
    why: Why,
    who: Who,
    field: Annotated[
        str | None, typer.Option("--field", help="Only the correction of this field.")
    ] = None,
    db: Database = DEFAULT,
) -> None:
    """Take back the latest decision that stands on an event or claim."""
    with existing(db) as case:
        _said(case.decide("undo", case.find(id)[1], who=who, why=why, field=field))


@app.command("list")
def list_decisions(db: Database = DEFAULT) -> None:
    """List all decisions, oldest first, also those that stand no more."""
    from khabar.reasons import decision_line
    from khabar.review.decisions import current

    with existing(db) as case:
        made = case.store.decisions()
        standing = current(made)
        for decision in made:
            print(decision_line(decision, stands=decision in standing))  # noqa: T201


def _an_event(case: Case, short: str) -> str:
    """Return the event that is meant, or that the claim that is meant is in; else the claim."""
    kind, id_ = case.find(short)
    if kind == "article":
        raise UsageError(f"{short}: expected an event or claim, found an article.")
    return id_ if kind == "event" else case.store.event_ids([id_]).get(id_, id_)


def _said(decision: Decision) -> None:
    from khabar.reasons import decision_line

    print(decision_line(decision, stands=True))  # noqa: T201
