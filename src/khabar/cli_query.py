"""Commands that look up what passes a filter: `events`, `claims`, `sources`."""

from __future__ import annotations

import os
import shlex
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any, Final

import typer
from typer.core import TyperCommand

from khabar import cli_actors
from khabar.cli_look import DEFAULT, Database, existing
from khabar.errors import UsageError
from khabar.output import written
from khabar.tally import Tally

if TYPE_CHECKING:
    from khabar.found import Found

_TABLE_ROWS: Final = 50


class Form(StrEnum):
    """How rows are printed."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    parquet = "parquet"


Filter = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="[FILTER]...",
        help='Conditions such as country:AFG killed>=5 actor:"Islamic State Khorasan".',
    ),
]
Format = Annotated[Form, typer.Option("--format", help="How to print the rows.")]
Columns = Annotated[
    str | None, typer.Option("--columns", help="Columns to print, with commas between them.")
]
After = Annotated[
    str | None, typer.Option("--after", metavar="CURSOR", help="Go on after the page before.")
]
AfterName = Annotated[
    str | None, typer.Option("--after", metavar="NAME", help="Go on after that name.")
]
Limit = Annotated[
    int | None, typer.Option("--limit", min=1, help="Most rows; default: 50 in a table, else all.")
]
Newest = Annotated[
    bool, typer.Option("--newest", help="Newest first; what has no date still comes last.")
]
Safe = Annotated[
    bool, typer.Option("--spreadsheet-safe", help="CSV: put ' before what looks like a formula.")
]
Out = Annotated[Path | None, typer.Option("--out", metavar="FILE", help="Write to a file.")]


@dataclass(frozen=True, slots=True)
class _Printing:
    """How rows are to be printed, and where."""

    form: Form
    out: Path | None
    spreadsheet_safe: bool


class Asking(TyperCommand):
    """A command whose arguments may begin with the minus that says "not"."""

    def parse_args(self, ctx: Any, args: list[str]) -> list[str]:
        """Set `-mode:drone` apart from options, which have two dashes or one letter."""
        negated = [one for one in args if one[:1] == "-" and one[1:2] != "-" and len(one) > 2]
        rest = [one for one in args if one not in negated]
        return super().parse_args(ctx, [*rest, "--", *negated] if negated else rest)


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (events, claims, sources):
        app.command(cls=Asking)(command)
    cli_actors.app.command("list", cls=Asking)(parties)


def events(
    filter: Filter = None,
    format: Format = Form.table,
    columns: Columns = None,
    after: After = None,
    limit: Limit = None,
    newest: Newest = False,
    spreadsheet_safe: Safe = False,
    out: Out = None,
    db: Database = DEFAULT,
) -> None:
    """List the events that pass a filter, oldest first."""
    with existing(db) as case:
        printing = _Printing(format, out, spreadsheet_safe)
        _print_found(case.events(_text(filter)), printing, columns, after, limit, newest)


def claims(
    filter: Filter = None,
    format: Format = Form.table,
    columns: Columns = None,
    after: After = None,
    limit: Limit = None,
    newest: Newest = False,
    spreadsheet_safe: Safe = False,
    out: Out = None,
    db: Database = DEFAULT,
) -> None:
    """List the claims that pass a filter, oldest first."""
    with existing(db) as case:
        printing = _Printing(format, out, spreadsheet_safe)
        _print_found(case.claims(_text(filter)), printing, columns, after, limit, newest)


def sources(
    filter: Filter = None,
    format: Format = Form.table,
    columns: Columns = None,
    after: AfterName = None,
    limit: Limit = None,
    spreadsheet_safe: Safe = False,
    out: Out = None,
    db: Database = DEFAULT,
) -> None:
    """List who says what the claims that pass a filter say: outlets, agencies, speakers."""
    with existing(db) as case:
        tally = case.sources(_text(filter))
    _print_tally(tally, _Printing(format, out, spreadsheet_safe), columns, after, limit)


def parties(
    filter: Filter = None,
    format: Format = Form.table,
    columns: Columns = None,
    after: AfterName = None,
    limit: Limit = None,
    spreadsheet_safe: Safe = False,
    out: Out = None,
    db: Database = DEFAULT,
) -> None:
    """List who takes part in what the claims that pass a filter tell, as actor or as target."""
    with existing(db) as case:
        tally = case.parties(_text(filter))
    _print_tally(tally, _Printing(format, out, spreadsheet_safe), columns, after, limit)


def _print_tally(
    tally: Tally, printing: _Printing, columns: str | None, after: str | None, limit: int | None
) -> None:
    left = tally.after(after) if after is not None else tally
    most = limit or (_TABLE_ROWS if printing.form is Form.table else len(left.rows))
    page = Tally(left.columns, left.rows[:most])
    shown = page.of(_names(columns) or page.columns)
    _print_rows(printing, shown.columns, shown.rows)
    _say(f"{len(page.rows)} of {len(tally.rows)} {tally.columns[0]}s")
    if len(left.rows) > most:
        _say(f"more: --after {shlex.quote(str(page.rows[-1][0]))}")


def _text(arguments: Sequence[str] | None) -> str:
    from khabar.query_text import from_arguments

    return from_arguments(arguments or ())


def _names(columns: str | None) -> list[str] | None:
    if columns is None:
        return None
    return [name.strip() for name in columns.split(",") if name.strip()]


def _print_found(
    found: Found[Any],
    printing: _Printing,
    columns: str | None,
    after: str | None,
    limit: int | None,
    newest: bool,
) -> None:
    found = found.newest_first() if newest else found
    chosen: Sequence[str] | None = _names(columns)
    if printing.form is Form.table:
        chosen, limit = chosen or found.brief, limit or _TABLE_ROWS
    if limit is None and after is None:
        _print_rows(printing, chosen or found.columns, found.rows(chosen))
        return
    page = found.page(after, limit or sys.maxsize - 1, chosen)
    _print_rows(printing, page.columns, page.rows)
    _say(f"{len(page.rows)} of {len(found)} {found.of}: {str(found.filter) or 'all'}")
    if page.cursor:
        _say(f"more: --after {page.cursor}")


def _print_rows(printing: _Printing, columns: Sequence[str], rows: Iterable[Sequence[Any]]) -> None:
    from khabar.view.query_rows import row_lines, table_lines, write_csv, write_parquet

    if printing.form is Form.parquet:
        if printing.out is None:
            raise UsageError("Parquet is not for reading on a terminal: name a file with --out.")
        with written(printing.out) as file:
            write_parquet(file, columns, rows)
    elif printing.form is Form.csv:
        with _writing(printing.out) as text:
            write_csv(text, columns, rows, spreadsheet_safe=printing.spreadsheet_safe)
        if printing.spreadsheet_safe:
            _say("cells that a spreadsheet would run have ' before them")
    else:
        lines = table_lines if printing.form is Form.table else row_lines
        _print_lines(printing.out, lines(columns, rows))


def _print_lines(out: Path | None, lines: Iterable[str]) -> None:
    from khabar.cli_code import print_lines

    if out is None:
        print_lines(lines)
        return
    with _writing(out) as file:
        file.writelines(f"{line}\n" for line in lines)


@contextmanager
def _writing(out: Path | None) -> Iterator[IO[str]]:
    """Yield what to write to; stop without a word when the reader, such as `head`, has gone."""
    if out is not None:
        with written(out) as file, TextIOWrapper(file, "utf-8", newline="") as text:
            yield text
        return
    try:
        yield sys.stdout
        sys.stdout.flush()
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _say(words: str) -> None:
    print(words, file=sys.stderr)  # noqa: T201
