"""Files of other projects' events: which data set a file is, its events, and its bad rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from khabar.acquire.external.layouts import LAYOUTS, Layout
from khabar.acquire.external.rows import BadCellError, Row, first_line, read_rows
from khabar.errors import UsageError
from khabar.external import External

# Tells whether a point can lie in a country; None where the country is not known.
InCountry = Callable[[str, float, float], bool | None]
SHOWN = 10


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held: its events, and what was wrong with the rows that were left out."""

    dataset: str
    events: tuple[External, ...]
    bad: tuple[str, ...]


def read_external(
    path: Path, *, dataset: str | None = None, skip_bad: bool = False, fits: InCountry | None = None
) -> Imported:
    """Return the events of a file. `dataset` None tells the data set by the columns.

    Raises UsageError for a file with bad rows, unless `skip_bad`: then they are listed.
    """
    layout = _layout(path, dataset)
    events: list[External] = []
    bad: list[str] = []
    for row in read_rows(path, layout.columns, layout.separator):
        read = row if isinstance(row, BadCellError) else _read(layout, row, path.name, fits)
        if isinstance(read, External):
            events.append(read)
        else:
            bad.append(str(read))
    if bad and not skip_bad:
        raise UsageError(_refusal(path, bad))
    return Imported(layout.dataset, tuple(events), tuple(bad))


def _read(layout: Layout, row: Row, file: str, fits: InCountry | None) -> External | BadCellError:
    try:
        event = layout.read(row, file)
    except BadCellError as bad:
        return bad
    if fits is not None and _is_swapped(event, fits):
        found = f"{event.latitude} {event.longitude}"
        expected = f"a point in {event.country}; latitude and longitude are swapped"
        return BadCellError(row.where, "latitude", expected, found)
    return event


def _is_swapped(event: External, fits: InCountry) -> bool:
    """Tell whether the point lies outside its country, and inside with its degrees swapped."""
    latitude, longitude, country = event.latitude, event.longitude, event.country
    if country is None or latitude is None or longitude is None or abs(longitude) > 90:
        return False
    return fits(country, latitude, longitude) is False and bool(fits(country, longitude, latitude))


def _layout(path: Path, dataset: str | None) -> Layout:
    if not path.is_file():
        raise UsageError(f"{path}: expected a file, found none.")
    names = [layout.dataset for layout in LAYOUTS]
    if dataset is not None and dataset not in names:
        raise UsageError(f"{dataset!r}: expected one of {', '.join(names)}.")
    line = first_line(path)
    for layout in LAYOUTS:
        if dataset in (None, layout.dataset) and _shows(layout, line):
            return layout
    wanted = (one for one in LAYOUTS if dataset in (None, one.dataset))
    needed = "; ".join(f"{one.dataset}: {_told_by(one)}" for one in wanted)
    raise UsageError(f"{path.name}, row 1: expected the columns of {needed}. Found {line[:120]!r}.")


def _shows(layout: Layout, line: str) -> bool:
    cells = {cell.strip().strip('"') for cell in line.split(layout.separator)}
    if layout.columns is not None:
        return line.count(layout.separator) + 1 == len(layout.columns)
    return layout.shown_by <= cells


def _told_by(layout: Layout) -> str:
    if layout.columns is not None:
        return f"{len(layout.columns)} fields, no header"
    return ", ".join(sorted(layout.shown_by))


def _refusal(path: Path, bad: list[str]) -> str:
    more = f"\n  and {len(bad) - SHOWN:,} more" if len(bad) > SHOWN else ""
    listed = "".join(f"\n  {one}" for one in bad[:SHOWN])
    return (
        f"{path.name}: {len(bad):,} bad rows, so that nothing of it is imported:{listed}{more}\n"
        "Mend them, or leave them out with --skip-bad."
    )
