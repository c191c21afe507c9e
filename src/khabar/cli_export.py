"""The command `khabar export`: events and claims in the layouts of other projects."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from dataclasses import replace
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from khabar.cli_look import DEFAULT, Database, SettleRule, existing, settlement
from khabar.cli_query import Asking, Filter

if TYPE_CHECKING:
    from khabar.case import Case
    from khabar.model import Decision, Event, Party
    from khabar.view.export.selection import Known, Selection, Who
    from khabar.view.findings import Findings


class To(StrEnum):
    """The formats; `view/export/formats.py` says what each is."""

    acled = "acled"
    claim = "claim"
    csv = "csv"
    ftm = "ftm"
    gdelt = "gdelt"
    geojson = "geojson"
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
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="Do not print what was lost.")]


def export(
    to: Format,
    filter: Filter = None,
    out: Out = None,
    settle: OneFigure = SettleRule.range,
    safe_cells: Safe = False,
    hxl: Hxl = False,
    quiet: Quiet = False,
    db: Database = DEFAULT,
) -> None:
    """Write events and claims in another project's layout, and say what it could not hold."""
    from khabar.query_text import from_arguments
    from khabar.view.export import write
    from khabar.view.export.sheets import How

    how = How(safe_cells=safe_cells, hxl=hxl)
    write.check_export(to.value, out, how)
    with existing(db) as case:
        selection = selected(case, settle, from_arguments(filter or ()))
        if out is not None:
            paths, losses = write.write_export(selection, to.value, out, how)
        else:
            files, losses = write.export(selection, to.value, how)
            sys.stdout.buffer.write(files[0].content)
            paths = []
    if not quiet:
        for line in (*losses.lines(selection), *(f"written   {path}" for path in paths)):
            print(line, file=sys.stderr)  # noqa: T201


def selected(case: Case, rule: SettleRule, filter: str = "") -> Selection:
    """Return the events that pass a filter with their claims, or everything without one."""
    from khabar import __version__
    from khabar.view.export.selection import Selection

    found, chosen = case.findings(), "everything"
    if filter:
        passing = case.events(filter)
        found, chosen = _only(found, list(passing)), str(passing.filter)
    graded = [d for d in _decided(case, "correct") if (d.field or "").startswith("grade")]
    out = {d.subject for d in _decided(case, "reject")}
    claims = [claim for claim in found.claims if claim.id not in out]
    return Selection(
        replace(found, claims=claims),
        settlement(case, rule),
        who(case),
        {decision.subject: decision for decision in (*graded, *_decided(case, "accept"))},
        chosen,
        f"khabar {__version__}",
        frozenset(claim.id for claim in found.claims if claim.id in out),
    )


def _only(found: Findings, events: Sequence[Event]) -> Findings:
    """Return these events, the claims in them or in their disputes, and the articles of these."""
    ids = {id for event in events for id in event.claims}
    ids |= {id for event in events for dispute in event.disputes for id in dispute.claims}
    claims = [claim for claim in found.claims if claim.id in ids]
    there = {claim.article_id for claim in claims}
    articles = [article for article in found.articles if article.id in there]
    return replace(found, events=events, claims=claims, articles=articles)


def _decided(case: Case, verdict: str) -> list[Decision]:
    """Return the standing decisions of a verdict."""
    from khabar.review.decisions import current

    return [made for made in current(case.store.decisions()) if made.verdict == verdict]


def who(case: Case) -> Who:
    """Return what tells what a party was on a day: the registry, or the words that describe it."""
    from khabar.link.sector_words import sector_words
    from khabar.view.export.selection import Known

    def known(party: Party, day: str | None) -> Known:
        if party.id is None or party.id not in case.actors:
            told = sector_words().sector(party.name)
            return Known(sector=told[0] if told else None)
        actor = case.actors.get(party.id, day)
        return Known(
            actor.sector, actor.country, actor.kind, actor.wikidata, actor.aliases, actor.parent
        )

    return known
