"""The command `khabar trend`: whether events of some kind became more or fewer."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT, Database, SettleRule, existing
from khabar.errors import UsageError

if TYPE_CHECKING:
    from khabar.case import Case
    from khabar.view.periods import Span
    from khabar.view.trend import Choice, Trend


class Length(StrEnum):
    """How long a period is."""

    day = "day"
    week = "week"
    month = "month"
    quarter = "quarter"
    year = "year"


class Part(StrEnum):
    """In which part the actor stands."""

    actor = "actor"
    target = "target"
    either = "either"


Whom = Annotated[
    str | None, typer.Option("--actor", help="Name or id of an actor; default: whoever.")
]
InPart = Annotated[Part, typer.Option(help="Whether it acts, is the target, or either.")]
Members = Annotated[
    bool, typer.Option("--members", help="Also count bodies that belong to the actor.")
]
Place = Annotated[str | None, typer.Option(help="Country (name or code), province or town.")]
Type = Annotated[str | None, typer.Option(help="Event type, such as ASSAULT.")]
By = Annotated[Length, typer.Option(help="Length of a period.")]
From = Annotated[
    str | None, typer.Option("--from", metavar="DATE", help="First day, month or year.")
]
To = Annotated[str | None, typer.Option("--to", metavar="DATE", help="Last day, month or year.")]
Earlier = Annotated[
    str | None,
    typer.Option(metavar="FROM..TO", help="Stretch to compare; default: the first half."),
]
Later = Annotated[
    str | None, typer.Option(metavar="FROM..TO", help="With what; default: the second half.")
]
OneFigure = Annotated[
    SettleRule, typer.Option(help="Rule that makes one figure of the sources' figures.")
]
Picture = Annotated[
    Path | None, typer.Option(metavar="FILE", help="Also write a picture: .png or .svg.")
]
Json = Annotated[bool, typer.Option("--json", help="Print the counts as JSON.")]


def trend(
    actor: Whom = None,
    part: InPart = Part.actor,
    members: Members = False,
    place: Place = None,
    type: Type = None,
    by: By = Length.month,
    start: From = None,
    end: To = None,
    earlier: Earlier = None,
    later: Later = None,
    settle: OneFigure = SettleRule.range,
    out: Picture = None,
    json: Json = False,
    db: Database = DEFAULT,
) -> None:
    """Count events by period beside the articles read, and test whether their rate changed."""
    from khabar.view.trend_picture import check_picture, write_picture

    if out:
        check_picture(out)
    sides = _sides(earlier, later)
    within = _within(start, end, sides)
    with existing(db) as case:
        choice = _choice(case, actor, part, place, type, within, members=members)
        made = _trend(case, choice, by, settle, sides)
    if out:
        write_picture(made, out)
    _print(made, as_json=json)


def _trend(
    case: Case, choice: Choice, by: Length, rule: SettleRule, sides: tuple[Span, Span] | None
) -> Trend:
    from khabar.selected import settlement
    from khabar.view.trend import trend as counted

    return counted(case.findings(), choice, by.value, settlement(case, rule.value), sides)


def _print(made: Trend, *, as_json: bool) -> None:
    from rich.console import Console

    from khabar.cli_code import print_lines
    from khabar.view.jsonl import json_line
    from khabar.view.trend_table import print_trend, trend_json

    if as_json:
        print_lines([json_line(trend_json(made))])
    else:
        print_trend(made, Console())


def _choice(
    case: Case,
    actor: str | None,
    part: Part,
    place: str | None,
    type: str | None,
    within: Span | None,
    *,
    members: bool,
) -> Choice:
    from khabar.model import EventType
    from khabar.view.trend import Choice

    types = EventType.__args__  # type: ignore[attr-defined]
    event_type = type.upper() if type else None
    if event_type and event_type not in types:
        raise UsageError(f"--type {type}: expected one of {', '.join(types)}.")
    name, ids = _whom(case, actor, members=members) if actor else (None, frozenset())
    return Choice(name, ids, part.value, place, event_type, within)


def _whom(case: Case, actor: str, *, members: bool) -> tuple[str, frozenset[str]]:
    """Return an actor's name and ids; a name as some event has it will do.

    Raises UsageError, with names that come near, if neither registry nor events know it.
    """
    told = {p.name.casefold() for event in case.events for p in (*event.actors, *event.targets)}
    try:
        known = case.actors.named(actor)
    except UsageError:
        if actor.casefold() in told:
            return actor, frozenset()
        raise
    ids = {known.id, *(_below(case, known.id) if members else ())}
    return known.name, frozenset(ids)


def _below(case: Case, id: str) -> set[str]:
    found: set[str] = set()
    waiting = [id]
    while waiting:
        below = {member.id for member in case.actors.members(waiting.pop())} - found
        found |= below
        waiting += sorted(below)
    return found


def _sides(earlier: str | None, later: str | None) -> tuple[Span, Span] | None:
    if earlier is None and later is None:
        return None
    if earlier is None or later is None:
        raise UsageError("--earlier and --later: expected both or neither, found one.")
    sides = _days("--earlier", earlier), _days("--later", later)
    if sides[0].shares(sides[1]):
        raise UsageError("--earlier and --later: expected stretches that share no day.")
    return sides


def _within(start: str | None, end: str | None, sides: tuple[Span, Span] | None) -> Span | None:
    from khabar.view.periods import Span

    if start and end:
        return _days("--from and --to", f"{start}..{end}")
    if start or end:
        raise UsageError("--from and --to: expected both or neither, found one.")
    if sides is None:
        return None
    return Span(min(side.first for side in sides), max(side.last for side in sides))


def _days(option: str, given: str) -> Span:
    from khabar.view.periods import days_of

    first, _, last = given.partition("..")
    try:
        span = days_of(first.strip(), (last or first).strip())
    except ValueError as error:
        raise UsageError(f"{option} {given}: {error}.") from error
    if span.first > span.last:
        raise UsageError(f"{option} {given}: expected the earlier date first.")
    return span
