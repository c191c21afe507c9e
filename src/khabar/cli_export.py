"""The command `khabar export`: events and claims in the layouts of other projects."""

from __future__ import annotations

import sys
from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer

from khabar.cli_look import DEFAULT, Database, SettleRule, existing
from khabar.cli_query import Asking, Filter


class To(StrEnum):
    """The formats; `view/export/formats.py` says what each is."""

    acled = "acled"
    claim = "claim"
    csv = "csv"
    ftm = "ftm"
    gdelt = "gdelt"
    geojson = "geojson"
    jsonl = "jsonl"
    parquet = "parquet"
    plover = "plover"
    polecat = "polecat"
    prov = "prov"
    timemap = "timemap"
    ucdp = "ucdp"


def add_to(app: typer.Typer) -> None:
    """Add the command to the command line."""
    app.command(cls=Asking)(export)


Format = Annotated[To, typer.Option("--to", help="Format; docs/formats.md describes each.")]
Out = Annotated[
    Path | None,
    typer.Option(help="File to write, or folder for a format of several files."),
]
OneFigure = Annotated[
    SettleRule, typer.Option(help="Rule that makes one figure of the sources' figures.")
]
Safe = Annotated[
    bool,
    typer.Option(
        "--safe-cells",
        "--spreadsheet-safe",
        help="Put ' before cells that a spreadsheet would run.",
    ),
]
Hxl = Annotated[bool, typer.Option("--hxl", help="Add a row of HXL tags.")]
Reviewed = Annotated[bool, typer.Option("--reviewed", help="Only events that an analyst accepted.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not print what was lost.")]


def export(
    to: Format,
    filter: Filter = None,
    out: Out = None,
    settle: OneFigure = SettleRule.range,
    safe_cells: Safe = False,
    hxl: Hxl = False,
    reviewed: Reviewed = False,
    quiet: Quiet = False,
    db: Database = DEFAULT,
) -> None:
    """Write events and claims in another project's layout, and say what it could not hold."""
    from khabar.query_text import from_arguments
    from khabar.selected import selected
    from khabar.view.export import write
    from khabar.view.export.sheets import How

    how = How(safe_cells=safe_cells, hxl=hxl)
    write.check_export(to.value, out, how)
    with existing(db) as case:
        asked = from_arguments([*(filter or ()), *(["reviewed:yes"] if reviewed else [])])
        selection = selected(case, settle.value, asked)
        if out is not None:
            paths, losses = write.write_export(selection, to.value, out, how)
        else:
            files, losses = write.export(selection, to.value, how)
            sys.stdout.buffer.write(files[0].content)
            paths = []
    if not quiet:
        for line in (*losses.lines(selection), *(f"written   {path}" for path in paths)):
            print(line, file=sys.stderr)  # noqa: T201
