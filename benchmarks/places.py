"""Places in news: every name, with its point on the map."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.link.places.find import Gazetteer, Toponym


def predict(input: Path, output: Path) -> None:
    """Write each text's places; adjectives count, since the benchmark's authors mark them."""
    write_records(output, _predictions(input))


def _predictions(input: Path) -> Iterator[Record]:
    gazetteer = Gazetteer()
    for record in read_records(input):
        found = gazetteer.toponyms(record["text"])
        yield {"id": record["id"], "toponyms": [_toponym(one) for one in found]}


def _toponym(one: Toponym) -> Record:
    latitude, longitude = one.place.point if one.place and one.place.point else (None, None)
    return {"start": one.start, "end": one.end, "lat": latitude, "lon": longitude}
