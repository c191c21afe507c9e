"""Files of other projects' events: which data set a file is, its events, and its bad rows."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from khabar.acquire.external.kinds import other_kind, separated_by_semicolons
from khabar.acquire.external.layouts import LAYOUTS, Layout
from khabar.acquire.external.rows import BadCellError, Row, first_line, read_rows
from khabar.errors import UsageError
from khabar.external import External

# Tells whether a point can lie in a country; None where the country is not known.
InCountry = Callable[[str, float, float], bool | None]
SHOWN = 10
DATASETS = tuple(layout.dataset for layout in LAYOUTS)
# "GEDEvent_v26_1.csv", "ged261.csv" has none that is sure.
_RELEASE = re.compile(r"_v(\d+(?:_\d+)+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Imported:
    """What a file held: its events, and what was wrong with the rows that were left out.

    `repeats` counts rows that say the same as one above them.
    """

    dataset: str
    release: str | None
    sha256: str
    events: tuple[External, ...]
    repeats: int
    bad: tuple[str, ...]

    @property
    def rows(self) -> int:
        """How many rows the file has below its header."""
        return len(self.events) + self.repeats + len(self.bad)


def read_external(
    path: Path, *, dataset: str | None = None, skip_bad: bool = False, fits: InCountry | None = None
) -> Imported:
    """Return the events of a file. `dataset` None tells the data set by the columns.

    Raises UsageError for a file with bad rows, unless `skip_bad`: then they are listed.
    """
    layout = _layout(path, dataset)
    events: dict[str, External] = {}
    bad: list[str] = []
    repeats = 0
    for row in read_rows(path, layout.columns, layout.separator):
        read = row if isinstance(row, BadCellError) else _read(layout, row, path.name, fits, events)
        if isinstance(read, BadCellError):
            bad.append(str(read))
        elif read.id in events:
            repeats += 1
        else:
            events[read.id] = read
    if bad and not skip_bad:
        raise UsageError(_refusal(path, bad))
    release, digest = _release(path.name), _digest(path)
    return Imported(layout.dataset, release, digest, tuple(events.values()), repeats, tuple(bad))


def _read(
    layout: Layout, row: Row, file: str, fits: InCountry | None, above: dict[str, External]
) -> External | BadCellError:
    """Return the event of a row; `above` are those of the rows before it, by id."""
    try:
        event = layout.read(row, file)
    except BadCellError as bad:
        return bad
    if fits is not None and _is_swapped(event, fits):
        found = f"{event.latitude} {event.longitude}"
        expected = f"a point in {event.country}; latitude and longitude are swapped"
        return BadCellError(row.where, layout.latitude, expected, found)
    first = above.get(event.id)
    if first is not None and replace(event, row=first.row) != first:
        expected = f"an id of its own; row {first.row} has it and says something else"
        return BadCellError(row.where, layout.id, expected, event.id)
    return event


def _is_swapped(event: External, fits: InCountry) -> bool:
    """Tell whether the point lies outside its country, and inside with its degrees swapped."""
    latitude, longitude, country = event.latitude, event.longitude, event.country
    if country is None or latitude is None or longitude is None or abs(longitude) > 90:
        return False
    return fits(country, latitude, longitude) is False and bool(fits(country, longitude, latitude))


def _layout(path: Path, dataset: str | None) -> Layout:
    if not path.is_file():
        raise UsageError(f"{path}: expected a file, found none. Check its name and folder.")
    if dataset is not None and dataset not in DATASETS:
        raise UsageError(f"{dataset!r}: expected one of {', '.join(DATASETS)}.")
    if kind := other_kind(path):
        raise UsageError(f"{path.name}: expected rows of text in UTF-8, found {kind}.")
    line = first_line(path)
    wanted = [one for one in LAYOUTS if dataset in (None, one.dataset)]
    for layout in wanted:
        if _shows(layout, line):
            _check_columns(path, layout, _names(layout, line))
            return layout
    if separated_by_semicolons(line):
        raise UsageError(
            f"{path.name}, row 1: expected columns separated by commas or tabs, found semicolons. "
            "Save it with commas."
        )
    needed = "; ".join(f"{one.dataset}: {_told_by(one)}" for one in wanted)
    raise UsageError(f"{path.name}, row 1: expected the columns of {needed}. Found {line[:120]!r}.")


def _names(layout: Layout, line: str) -> list[str]:
    return [cell.strip().strip('"') for cell in line.split(layout.separator)]


def _shows(layout: Layout, line: str) -> bool:
    if layout.columns is not None:
        return line.count(layout.separator) + 1 == len(layout.columns)
    return layout.shown_by <= set(_names(layout, line))


def _check_columns(path: Path, layout: Layout, names: Sequence[str]) -> None:
    for column in layout.needs:
        if not set(column) & set(names):
            called = " or ".join(column)
            raise UsageError(
                f"{path.name}, row 1, column {column[0]}: expected a column {called}, as "
                f"{layout.dataset} has it, found none. Get the file whole, or rename the column."
            )
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice and layout.columns is None:
        raise UsageError(
            f"{path.name}, row 1, column {twice[0]}: expected each column once, found it "
            f"{names.count(twice[0])} times. Take out the one that is wrong."
        )


def _told_by(layout: Layout) -> str:
    if layout.columns is not None:
        return f"{len(layout.columns)} fields, no header"
    return ", ".join(sorted(layout.shown_by))


def _release(name: str) -> str | None:
    found = _RELEASE.search(name)
    return found[1].replace("_", ".") if found else None


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refusal(path: Path, bad: Sequence[str]) -> str:
    more = f"\n  and {len(bad) - SHOWN:,} more" if len(bad) > SHOWN else ""
    listed = "".join(f"\n  {one}" for one in bad[:SHOWN])
    return (
        f"{path.name}: {len(bad):,} bad rows, so that nothing of it is imported:{listed}{more}\n"
        "Mend them, or leave them out with --skip-bad."
    )
