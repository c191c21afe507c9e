"""Every format by its name: what it is, what writes it, what it needs beside khabar itself."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from khabar.view.export import (
    acled,
    claims,
    flat,
    ftm,
    gdelt,
    geojson,
    parquet,
    plover,
    polecat,
    prov,
    schemaorg,
    timemap,
    ucdp,
)  # fmt: skip
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How

Make = Callable[[Selection, Losses, How], list[File]]


@dataclass(frozen=True, slots=True)
class Format:
    """A format: what it is in a line, the facts that it holds, what writes it.

    `several` files go into a folder. `tables` can be made safe for spreadsheets, `tags` be given
    HXL tags. `needs` names a library of the `export` extra.
    """

    about: str
    make: Make
    holds: frozenset[str]
    several: bool = False
    tables: bool = False
    tags: bool = False
    needs: str | None = None


FORMATS: dict[str, Format] = {
    "acled": Format("ACLED's layout, CSV", acled.acled, acled.HOLDS, tables=True, tags=True),
    "claim": Format("schema.org Claim, JSON-LD", schemaorg.schemaorg, schemaorg.HOLDS),
    "csv": Format(
        "khabar's own columns, CSV: events and claims",
        flat.flat, flat.HOLDS, several=True, tables=True, tags=True,
    ),
    "ftm": Format("FollowTheMoney entities, JSON Lines", ftm.ftm, ftm.HOLDS),
    "gdelt": Format(
        "GDELT 2.0 events and mentions", gdelt.gdelt, gdelt.HOLDS, several=True, tables=True
    ),
    "geojson": Format("GeoJSON", geojson.geojson, geojson.HOLDS),
    "jsonl": Format("claims with all that they say, JSON Lines", claims.claims, claims.HOLDS),
    "parquet": Format(
        "every table, Parquet", parquet.parquet, parquet.HOLDS, several=True, needs="pyarrow"
    ),
    "plover": Format("PLOVER JSON, one event a line", plover.plover, plover.HOLDS),
    "polecat": Format("POLECAT's layout, TSV", polecat.polecat, polecat.HOLDS, tables=True),
    "prov": Format("PROV-O nanopublications, TriG", prov.prov, prov.HOLDS, needs="rdflib"),
    "timemap": Format("TimeMap's JSON files", timemap.timemap, timemap.HOLDS, several=True),
    "ucdp": Format("UCDP GED's layout, CSV", ucdp.ucdp, ucdp.HOLDS, tables=True, tags=True),
}  # fmt: skip
