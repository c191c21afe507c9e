"""The program, the store, and what filters, rules and exports there are."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from fastapi import APIRouter

from khabar import __version__
from khabar.merge.settle import RULES
from khabar.query import CHOICES, COUNTS, FIELDS
from khabar.store.counts import sizes
from khabar.view.desk.desk import BASEMAP, Desk
from khabar.view.desk.schema import About, ActName, Counts, ExportFormat
from khabar.view.export.formats import FORMATS
from khabar.view.phrases import PHRASES

# How the name of each file ends; several files come as one archive.
ENDINGS: Final[Mapping[str, str]] = {
    "acled": "csv", "claim": "jsonld", "csv": "zip", "ftm": "jsonl", "gdelt": "zip",
    "geojson": "geojson", "jsonl": "jsonl", "parquet": "zip", "plover": "jsonl", "polecat": "tsv",
    "prov": "trig", "timemap": "zip", "ucdp": "csv",
}  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """Return the endpoint that says what there is."""
    routes = APIRouter(prefix="/api", tags=["about"])

    @routes.get("/about")
    def about() -> About:
        """Return the program, the store, and what filters, rules and exports there are."""
        return About(
            version=__version__,
            coder=desk.case.steps.coder,
            db=desk.title,
            analyst=desk.analyst,
            rules=list(RULES),
            formats=[
                ExportFormat(name=name, ending=ENDINGS[name], says=format.about)
                for name, format in FORMATS.items()
            ],
            counts=_counts(desk),
            basemap=BASEMAP if desk.basemap else None,
            fields={**{f: list(CHOICES.get(f, ())) for f in FIELDS}, **{c: [] for c in COUNTS}},
            acts=_acts(),
            meanings=dict(PHRASES.meanings),
        )

    return routes


def _acts() -> list[ActName]:
    """Return every type and mode with its label, in the order of `phrases.toml`."""
    return [
        ActName(type=type, mode=None if mode == "any" else mode, label=act.label)
        for (type, mode), act in PHRASES.acts.items()
    ]


def _counts(desk: Desk) -> Counts:
    ended = desk.case.store.tally()
    with desk.case.store.read() as connection:
        held = sizes(connection)
    return Counts(
        articles=held.articles,
        claims=held.claims,
        events=held.events,
        quarantined=ended["quarantined"],
        skipped=ended["skipped"],
        copied=ended["copied"],
    )
