"""The country and sector of a phrase, as the registry and the sector words tell it."""

from __future__ import annotations

from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.link.described import Describer
from khabar.link.lexicon import World


def predict(input: Path, output: Path) -> None:
    """Describe each phrase on its date and write its country and sector."""
    describer = Describer(World.load())
    write_records(output, (_described(describer, record) for record in read_records(input)))


def _described(describer: Describer, record: Record) -> Record:
    found = describer.describe(record["phrase"], record["date"], record["context"] or "")
    return {"id": record["id"], "country": found.country, "sector": found.sector}
