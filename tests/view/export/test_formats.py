"""Every format: whatever was found can be written, and a strict reader reads it back."""

from __future__ import annotations

import io
import json
import warnings
from collections.abc import Callable

import pyarrow.parquet as pq
import pytest
from hypothesis import Phase, given, settings
from rdflib import Dataset

from khabar.view.export.facts import EVERY_FACT
from khabar.view.export.formats import FORMATS
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How
from khabar.view.export.tables import tables
from khabar.view.export.write import export
from tests.view.export import readers
from tests.view.export.make import a_selection, selections

PLAIN = How()
Read = Callable[[list[File]], object]


def content(files: list[File]) -> bytes:
    assert len(files) == 1
    return files[0].content


def trig(data: bytes) -> Dataset:
    read = Dataset()
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # rdflib's parser warns of itself
        read.parse(io.BytesIO(data), format="trig")
    return read


def read_jsonld(files: list[File]) -> list[dict[str, object]]:
    document = json.loads(content(files))
    assert document["@context"]["@vocab"] == "https://schema.org/"
    graph: list[dict[str, object]] = document["@graph"]
    for node in graph:
        assert node["@type"] in ("Claim", "ClaimReview")
    return graph


READERS: dict[str, Read] = {
    "acled": lambda files: readers.read_acled(content(files)),
    "claim": read_jsonld,
    "csv": lambda files: [readers.read_csv(f.content, _header(f)) for f in files],
    "ftm": lambda files: readers.read_ftm(content(files)),
    "gdelt": lambda files: readers.read_gdelt(files[0].content, files[1].content),
    "geojson": lambda files: readers.read_geojson(content(files)),
    "jsonl": lambda files: readers.read_claims(content(files)),
    "parquet": lambda files: [pq.read_table(io.BytesIO(f.content)) for f in files],
    "plover": lambda files: readers.read_plover(content(files)),
    "polecat": lambda files: readers.read_polecat(content(files)),
    "prov": lambda files: trig(content(files)),
    "timemap": lambda files: readers.read_timemap({f.name: f.content for f in files}),
    "ucdp": lambda files: readers.read_ucdp(content(files)),
}


def _header(file: File) -> list[str]:
    return file.content.decode("utf-8").split("\r\n", 1)[0].split(",")


def test_every_format_has_a_strict_reader() -> None:
    assert READERS.keys() == FORMATS.keys()


@pytest.mark.parametrize("format", sorted(FORMATS))
@given(selection=selections())
# Shrinking such large records takes minutes.
@settings(max_examples=25, phases=[Phase.explicit, Phase.reuse, Phase.generate])
def test_whatever_was_found_is_written_and_read_back(format: str, selection: Selection) -> None:
    files, losses = export(selection, format, PLAIN)
    READERS[format](files)
    assert balanced(selection, losses, format)


def balanced(selection: Selection, losses: Losses, format: str) -> bool:
    """Tell whether every event (or claim) is in the export or named as left out."""
    of_claims = format in ("claim", "jsonl", "prov")
    there = {claim.id for claim in selection.found.claims} if of_claims else set()
    if format not in ("claim", "jsonl"):
        there |= {event.id for event in selection.found.events}
    report = losses.report(selection, safe_cells=False)
    return report["taken_in"] == len(there) and set(losses.left_out.values()) <= set(
        range(1, len(there) + 1)
    )


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_an_attack_told_in_full_is_in_every_format(format: str) -> None:
    files, losses = export(a_selection(), format, PLAIN)
    assert losses.left_out == {}
    assert losses.rows >= 1
    READERS[format](files)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_nothing_found_gives_files_that_read_back(format: str) -> None:
    files, losses = export(a_selection([], []), format, PLAIN)
    READERS[format](files)
    assert losses.lost == losses.left_out == {} or format == "parquet"


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_a_format_holds_only_facts_that_there_are(format: str) -> None:
    assert FORMATS[format].holds <= EVERY_FACT


def test_parquet_has_every_table_as_it_is() -> None:
    selection = a_selection()
    files, _ = export(selection, "parquet", PLAIN)
    for table, file in zip(tables(selection), files, strict=True):
        read = pq.read_table(io.BytesIO(file.content))
        assert file.name == f"{table.name}.parquet"
        assert read.to_pylist() == [dict(row) for row in table.rows]
        assert read.schema.metadata[b"settlement_rule"] == b"range"


def test_each_claim_is_a_nanopublication_of_four_graphs() -> None:
    selection = a_selection()
    files, _ = export(selection, "prov", PLAIN)
    names = {str(graph.identifier) for graph in trig(content(files)).graphs()}
    claim = f"urn:khabar:claim:{selection.found.claims[0].id}"
    parts = ("head", "assertion", "provenance", "pubinfo")
    assert {f"{claim}#{part}" for part in parts} <= names


def test_the_same_selection_gives_the_same_files() -> None:
    for format in FORMATS:
        assert export(a_selection(), format)[0] == export(a_selection(), format)[0]
