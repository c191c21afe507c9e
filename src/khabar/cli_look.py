"""Commands that look into a store: `show`, `compare`, `why`, `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.errors import COMPLETE, FINDINGS

if TYPE_CHECKING:
    from khabar.case import Case


class SettleRule(StrEnum):
    """How one figure is made of the readings that the sources give."""

    range = "range"
    latest = "latest"
    conservative = "conservative"
    majority = "majority"
    analyst = "analyst"


class By(StrEnum):
    """What a column of a comparison is."""

    article = "article"
    claimant = "claimant"


Settle = Annotated[
    SettleRule | None,
    typer.Option("--settle", help="Also give one figure of the sources' figures, by this rule."),
]
Database = Annotated[
    str, typer.Option("--db", help="Store to look into: a file, or postgresql://...")
]
DEFAULT = "khabar.db"


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (show, compare, why, doctor):
        app.command()(command)


@contextmanager
def existing(db: str | Path) -> Iterator[Case]:
    """Yield the case in a store that is there. Raises UsageError if it is not."""
    from khabar.case import open_case

    with open_case(db, make=False) as case:
        yield case


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Event or claim, or how its id begins.")],
    settle: Settle = None,
    db: Database = DEFAULT,
) -> None:
    """Show an event or a claim with the words behind every value."""
    from khabar.cli_code import print_lines
    from khabar.reasons import decisions_on
    from khabar.selected import settlement
    from khabar.view.show import show_lines

    with existing(db) as case:
        _, whole = case.find(id)
        settled = settlement(case, settle.value) if settle else None
        print_lines(show_lines(case.findings(rejected=True), whole, settled))
        print_lines(f"decided {line}" for line in decisions_on(case, whole))


def compare(
    id: Annotated[str, typer.Argument(metavar="EVENT", help="Event, or how its id begins.")],
    by: Annotated[
        By, typer.Option(help="A column for each article (copies in one), or for each claimant.")
    ] = By.article,
    settle: Settle = None,
    json: Annotated[bool, typer.Option("--json", help="Print the comparison as JSON.")] = False,
    db: Database = DEFAULT,
) -> None:
    """Put the sources of an event side by side: where they agree, differ or are silent."""
    from khabar.cli_code import print_lines
    from khabar.selected import settlement
    from khabar.view.compare import compare as side_by_side
    from khabar.view.compare_table import comparison_json, print_comparison
    from khabar.view.jsonl import json_line

    with existing(db) as case:
        event = case.event(id)
        settled = settlement(case, settle.value) if settle else None
        compared = side_by_side(case.findings(rejected=True), event, by.value)
    if json:
        print_lines([json_line(comparison_json(compared, settled))])
        return
    from rich.console import Console

    print_comparison(compared, Console(), settled)


def why(
    id: Annotated[
        str, typer.Argument(metavar="ID", help="Event or claim, or a page by its path or URL.")
    ],
    db: Database = DEFAULT,
) -> None:
    """Say which rules and decisions made a claim or event what it is, or why a page gave none."""
    from khabar.cli_code import print_lines
    from khabar.reasons import reasons
    from khabar.view.wording import visible

    with existing(db) as case:
        print_lines(map(visible, reasons(case, id)))


def doctor(
    db: Annotated[str | None, typer.Option("--db", help="Store to check.")] = None,
) -> None:
    """Check that khabar can run here and, with --db, that the store is as it was written."""
    from khabar.checks import environment, examine

    for line in environment():
        print(line)  # noqa: T201
    if db is None:
        return
    with existing(db) as case:
        found = examine(case)
    print("\n".join(found.lines))  # noqa: T201
    raise typer.Exit(FINDINGS if found.faults else COMPLETE)
