"""The command `khabar import`: events of other projects, to compare with and never to mix in."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT
from khabar.errors import COMPLETE, QUARANTINED

if TYPE_CHECKING:
    from khabar.importing import Import


class Dataset(StrEnum):
    """The data sets that can be imported, each in its own layout."""

    acled = "acled"
    gdelt = "gdelt"
    polecat = "polecat"
    ucdp = "ucdp"


File = Annotated[Path, typer.Argument(metavar="FILE", help="A file of events, as published.")]
Of = Annotated[
    Dataset | None, typer.Option("--dataset", help="Whose it is; default: told by the columns.")
]
Release = Annotated[
    str | None, typer.Option(help="Release of the data set; default: from the file's name.")
]
SkipBad = Annotated[
    bool, typer.Option("--skip-bad", help="Import the good rows and list the bad ones.")
]
Into = Annotated[str, typer.Option("--db", help="Store to import into, made if there is none.")]


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command("import")(import_)


def import_(
    file: File,
    dataset: Of = None,
    release: Release = None,
    skip_bad: SkipBad = False,
    db: Into = DEFAULT,
) -> None:
    """Import events that another project coded, to compare khabar's with (`khabar validate`)."""
    from khabar.importing import import_events, read_file
    from khabar.store.store import open_store

    # Read first: a file that is refused makes no store.
    read = read_file(file, dataset=dataset.value if dataset else None, skip_bad=skip_bad)
    with open_store(db) as store:
        done = import_events(store, file, read, release)
    _tell(done)
    raise typer.Exit(QUARANTINED if done.bad else COMPLETE)


def _tell(done: Import) -> None:
    file = done.file
    for line in done.bad:
        print(f"refused   {line}", file=sys.stderr)  # noqa: T201
    release = f" {file.release}" if file.release else ""
    print(  # noqa: T201
        f"{file.name} ({file.dataset}{release}): {file.rows} rows in = {file.new} imported + "
        f"{file.copies} copies + {file.refused} refused"
    )
