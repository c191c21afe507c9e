"""Commands for revisions: `snapshot` makes an archive to cite, `diff` says what changed."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT, Database, existing
from khabar.errors import COMPLETE, FINDINGS

if TYPE_CHECKING:
    from khabar.case import Case
    from khabar.view.diff import Known


def add_to(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    for command in (snapshot, diff):
        app.command()(command)


def snapshot(
    out: Annotated[Path, typer.Argument(metavar="FILE.zip", help="Archive to write.")],
    title: Annotated[str, typer.Option("--title", help="Title to cite it by.")] = "Claims ledger",
    texts: Annotated[
        bool, typer.Option("--texts", help="Also keep texts and pages, which are the publishers'.")
    ] = False,
    db: Database = DEFAULT,
) -> None:
    """Write all that a store knows to one archive that all commands read as a store."""
    with existing(db) as case:
        made = case.snapshot(out, title=title, texts=texts)
    counts = ", ".join(f"{count} {name}" for name, count in made.counts.items())
    print(f"{title}. khabar snapshot {made.id[:16]}, {made.created[:10]}, coded by "  # noqa: T201
          f"{', '.join(made.coders) or 'nobody'}: {counts}.")  # fmt: skip
    print(f"sha256 {made.sha256}  {out}", file=sys.stderr)  # noqa: T201


def diff(
    before: Annotated[str, typer.Argument(metavar="BEFORE", help="A snapshot or store.")],
    after: Annotated[str, typer.Argument(metavar="AFTER", help="A later one.")],
    json: Annotated[
        bool, typer.Option("--json", help="Print one JSON object a changed event.")
    ] = False,
) -> None:
    """Say which events came, went or changed from one state to the other, and why."""
    from khabar.cli_code import print_lines
    from khabar.view.diff import difference, difference_json, difference_lines
    from khabar.view.jsonl import json_line

    with existing(before) as one, existing(after) as other:
        found = difference(known(one), known(other))
    objects = map(json_line, difference_json(found))
    print_lines(objects if json else difference_lines(found))
    raise typer.Exit(FINDINGS if found.events else COMPLETE)


def known(case: Case) -> Known:
    """Return all that a case holds, to compare it with another state."""
    from khabar.view.diff import Known

    store, found = case.store, case.events(status=["open", "accepted", "rejected"])
    at = found.columns.index("event_id")
    return Known(
        {article.id: article for article in store.articles()},
        {claim.id: claim for claim in store.claims()},
        {str(row[at]): dict(zip(found.columns, row, strict=True)) for row in found.rows()},
        store.event_ids(),
        store.decisions(),
        store.redirects(),
    )
