"""Time expressions and their values, as TimeML writes them."""

from __future__ import annotations

from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.link.dates.reading import Timex, read_times


def predict(input: Path, output: Path) -> None:
    """Write the time expressions of each text with their TimeML type and value."""
    write_records(
        output,
        (
            {
                "id": record["id"],
                "timexes": [_timex(t) for t in read_times(record["text"], record["published"])],
            }
            for record in read_records(input)
        ),
    )


def _timex(time: Timex) -> Record:
    return {
        "start": time.start,
        "end": time.end,
        "type": time.means.kind,
        "value": time.means.value,
    }
