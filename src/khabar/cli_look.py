"""Commands that look into a store: `show`, `why`, `doctor`."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.errors import COMPLETE, FINDINGS, UsageError

if TYPE_CHECKING:
    from khabar.case import Case

Database = Annotated[Path, typer.Option("--db", help="Store to look into.")]
DEFAULT = Path("khabar.db")


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (show, why, doctor):
        app.command()(command)


@contextmanager
def existing(db: Path) -> Iterator[Case]:
    """Yield the case in a store that is there. Raises UsageError if it is not."""
    if not db.exists():
        raise UsageError(
            f"{db}: there is no store. Name one with --db, or make one by khabar code."
        )
    from khabar.case import open_case

    with open_case(db) as case:
        yield case


def show(
    id: Annotated[str, typer.Argument(metavar="ID", help="Event or claim, or how its id begins.")],
    db: Database = DEFAULT,
) -> None:
    """Show an event or a claim with the words behind every value."""
    from khabar.cli_code import print_lines
    from khabar.reasons import decisions_on
    from khabar.view.show import show_lines

    with existing(db) as case:
        _, whole = case.find(id)
        print_lines(show_lines(case.findings(rejected=True), whole))
        print_lines(f"decided {line}" for line in decisions_on(case, whole))


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
    db: Annotated[Path | None, typer.Option("--db", help="Store to check.")] = None,
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
