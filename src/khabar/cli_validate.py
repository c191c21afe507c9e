"""The command `khabar validate`: khabar's events beside those that people coded."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_export import OneFigure
from khabar.cli_look import DEFAULT, Database, SettleRule, existing

if TYPE_CHECKING:
    from collections.abc import Sequence

    from khabar.case import Case
    from khabar.external import External
    from khabar.view.validate.comparison import Comparison


class Form(StrEnum):
    """How a comparison is printed."""

    table = "table"
    json = "json"
    csv = "csv"
    html = "html"


Against = Annotated[
    str,
    typer.Option(
        "--against", metavar="FILE|DATASET", help="A file of events, or what was imported."
    ),
]
Country = Annotated[str | None, typer.Option(help="Only this country, by name or code.")]
Since = Annotated[str | None, typer.Option(help="Only from this day, month or year on.")]
Until = Annotated[str | None, typer.Option(help="Only up to this day, month or year.")]
OneActor = Annotated[str | None, typer.Option("--actor", help="Only events with this actor.")]
Days = Annotated[int | None, typer.Option(min=0, help="Most days between two events; default: 1.")]
Km = Annotated[float | None, typer.Option(min=0, help="Most km between two points; default: 50.")]
Format = Annotated[
    Form, typer.Option(help="table to read, json, csv with a row a pair, or html: one page.")
]
SkipBad = Annotated[bool, typer.Option("--skip-bad", help="Leave out bad rows of the file.")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command()(validate)


def validate(
    against: Against,
    country: Country = None,
    since: Since = None,
    until: Until = None,
    actor: OneActor = None,
    days: Days = None,
    km: Km = None,
    format: Format = Form.table,
    settle: OneFigure = SettleRule.range,
    skip_bad: SkipBad = False,
    db: Database = DEFAULT,
) -> None:
    """Match events with those of a human-coded data set: recall, precision, tolls, distances."""
    from khabar.selected import selected
    from khabar.view.validate.comparison import Wanted, compare
    from khabar.view.validate.rules import datasets, load_rules

    wanted = Wanted(country, actor, since, until)
    rules = load_rules(days=days, km=km)
    with existing(db) as case:
        dataset, external = _external(case, against, skip_bad)
        selection = selected(case, settle.value)
        found = compare(
            selection, external, case.actors, rules,
            dataset=datasets()[dataset], against=against, wanted=wanted,
        )  # fmt: skip
    _print(found, format)


def _external(case: Case, against: str, skip_bad: bool) -> tuple[str, Sequence[External]]:
    """Return the name of a data set and its events, as imported or from a file."""
    from khabar.importing import read_file
    from khabar.view.validate.rules import datasets

    if against in datasets():
        return against, case.store.external_events(against)
    read = read_file(Path(against), skip_bad=skip_bad)
    for line in read.bad:
        print(f"left out  {line}", file=sys.stderr)  # noqa: T201
    return read.dataset, read.events


def _print(found: Comparison, form: Form) -> None:
    from khabar.cli_code import print_lines
    from khabar.view.jsonl import json_line
    from khabar.view.query_rows import write_csv
    from khabar.view.validate import written
    from khabar.view.wording import visible

    if form is Form.csv:
        write_csv(sys.stdout, written.COLUMNS, written.rows(found))
    elif form is Form.json:
        print_lines([json_line(written.record(found))])
    elif form is Form.html:
        print_lines([written.page(found)])
    else:
        print_lines(map(visible, written.lines(found)))
