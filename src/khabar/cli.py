"""The command line: parse, call, print. Results go to stdout, words about the run to stderr."""

from __future__ import annotations

import signal
import sys
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from khabar import (
    __version__,
    cli_actors,
    cli_export,
    cli_import,
    cli_look,
    cli_query,
    cli_review,
    cli_serve,
    cli_snapshot,
    cli_trend,
    cli_validate,
    cli_watch,
)
from khabar.engine import EngineName
from khabar.errors import KhabarError
from khabar.output import meant_by

EPILOG = (
    "Exit codes: 0 complete, 1 findings of a check, 2 usage or settings, 3 out of space, "
    "4 finished with quarantined items, 5 the balance does not add up, 6 store locked, "
    "7 store damaged or of a later version, 8 workers or cluster failed, 13 stopped by hand."
)

app = typer.Typer(
    name="khabar",
    help="Read news on armed conflict and keep a claims ledger: who did what to whom, when, where, "
    "with what harm, according to whom.",
    epilog=EPILOG,
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    rich_markup_mode="rich" if sys.stdout.isatty() else None,
    context_settings={"help_option_names": ["-h", "--help"]},
)


class Format(StrEnum):
    """How claims and events are printed."""

    table = "table"
    jsonl = "jsonl"


Inputs = Annotated[
    list[str] | None,
    typer.Argument(
        metavar="INPUT...",
        help="Files, folders, patterns, addresses of pages, feeds or sitemaps, or - for stdin.",
    ),
]
UrlLists = Annotated[
    list[Path] | None, typer.Option("--urls", help="File with an address a line; may be repeated.")
]
Engine = Annotated[
    EngineName,
    typer.Option(help="local: processes of this machine; daft: the same by Daft; ray: a cluster."),
]
Workers = Annotated[
    int | None,
    typer.Option(min=1, help="How many processes code; default: 1, which is the program itself."),
]
Address = Annotated[
    str | None, typer.Option(help="Of a Ray cluster, for --engine ray; default: one here.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Only count what would be coded; nothing is written.")
]
Settings = Annotated[
    Path | None,
    typer.Option("--settings", help="Settings file; default: khabar.toml, if there is one."),
]


def _version(asked: bool) -> None:
    if asked:
        print(f"khabar {__version__}")  # noqa: T201
        raise typer.Exit


@app.callback()
def khabar(
    version: Annotated[
        bool, typer.Option("--version", callback=_version, is_eager=True, help="Print the version.")
    ] = False,
) -> None:
    """Only holds the options that stand before a command."""


@app.command()
def code(
    inputs: Inputs = None,
    format: Annotated[
        Format, typer.Option(help="table to read, or jsonl: one claim a line.")
    ] = Format.table,
    db: Annotated[
        str | None,
        typer.Option(help="Store to keep all in, a file or postgresql://...; default: none."),
    ] = None,
    report: Annotated[
        Path | None, typer.Option(help="Also write a report of the whole store: one HTML page.")
    ] = None,
    actors: Annotated[
        Path | None, typer.Option(help="File with actors beside those that khabar knows.")
    ] = None,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Code again what was coded before; decisions stay.")
    ] = False,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="Say nothing on stderr but errors.")
    ] = False,
    settings: Settings = None,
    urls: UrlLists = None,
    engine: Engine = "local",
    workers: Workers = None,
    address: Address = None,
    dry_run: DryRun = False,
) -> None:
    """Code articles into claims and gather them into events.

    A run that was cut off goes on where it stopped when given the same --db again.
    """
    from khabar.cli_code import Asked, code_and_print

    asked = Asked(
        tuple(inputs or ()), tuple(map(str, urls or ())), format.value, db, report, actors,
        settings, engine, workers, address,
        fresh=fresh, quiet=quiet, dry_run=dry_run,
    )  # fmt: skip
    raise typer.Exit(code_and_print(asked))


@app.command()
def clean(
    path: Annotated[str, typer.Argument(metavar="FILE", help="A file, or - for stdin.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print text, metadata and blocks as JSON Lines.")
    ] = False,
) -> None:
    """Print an article's text, which all offsets count in; what else is known goes to stderr."""
    from khabar.cli_code import clean_and_print

    raise typer.Exit(clean_and_print(path, as_json=json))


@app.command()
def settings(settings: Settings = None) -> None:
    """Print the settings in force, each with its meaning."""
    from khabar.settings import described, load_settings

    print(described(load_settings(settings)))  # noqa: T201


cli_look.add_to(app)
cli_query.add_to(app)
cli_snapshot.add_to(app)
app.command()(cli_trend.trend)
cli_export.add_to(app)
cli_import.add_to(app)
cli_validate.add_to(app)
app.command()(cli_serve.serve)
app.command()(cli_watch.watch)
app.add_typer(cli_review.app, name="review")
app.add_typer(cli_actors.app, name="actors")


def main() -> None:
    """Run the command line and exit with the code that the errors' tree names."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # "kill" stops as Ctrl-C does
    for stream in (sys.stdout, sys.stderr):
        if hasattr(stream, "reconfigure"):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
    sys.exit(_exit_code(app))


def _exit_code(run: Callable[[], object]) -> int:
    try:
        run()
    except (KhabarError, OSError) as error:
        told = meant_by(error) if isinstance(error, OSError) else error
        print(f"khabar: {told}", file=sys.stderr)  # noqa: T201
        return told.exit_code
    except SystemExit as stop:
        return stop.code if isinstance(stop.code, int) else 2
    return 0
