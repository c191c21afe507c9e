"""Rows as a table for people, CSV, JSON Lines or Parquet."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence
from itertools import islice
from pathlib import Path
from typing import IO, Any, BinaryIO, Final

from khabar.errors import UsageError
from khabar.view.export.sheets import safe_cell
from khabar.view.jsonl import json_line
from khabar.view.wording import visible

Row = Sequence[Any]
_WIDEST: Final = 40
_AT_ONCE: Final = 10_000
_WHOLE: Final = frozenset(
    "claims articles events independent as_outlet as_actor as_target geonames_id number".split()
)


def table_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield an aligned table; long cells are cut and say so."""
    cells = [list(columns), *([_short(value) for value in row] for row in rows)]
    widths = [max(len(row[at]) for row in cells) for at in range(len(columns))]
    for row in cells:
        yield "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()


def _short(value: Any) -> str:
    text = " ".join(visible("" if value is None else str(value)).split())
    return text if len(text) <= _WIDEST else f"{text[: _WIDEST - 1]}…"


def write_csv(
    file: IO[str], columns: Sequence[str], rows: Iterable[Row], *, spreadsheet_safe: bool = False
) -> int:
    """Write a CSV with a heading and return how many rows it has.

    `spreadsheet_safe` puts ' before cells that a spreadsheet would take for formulas.
    """
    writer, count = csv.writer(file, lineterminator="\n"), 0
    writer.writerow(columns)
    for row in rows:
        count += 1
        writer.writerow([_safe(cell) for cell in row] if spreadsheet_safe else row)
    return count


def _safe(value: Any) -> Any:
    return safe_cell(value) if isinstance(value, str) else value


def row_lines(columns: Sequence[str], rows: Iterable[Row]) -> Iterator[str]:
    """Yield one line of JSON for each row."""
    for row in rows:
        yield json_line(dict(zip(columns, row, strict=True)))


def write_parquet(
    file: BinaryIO | Path,
    columns: Sequence[str],
    rows: Iterable[Row],
    about: dict[str, str] | None = None,
) -> int:
    """Write Parquet, with `about` in the file's own metadata, and return how many rows it has."""
    try:
        import pyarrow as pa
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError("Parquet needs PyArrow: pip install khabar[export].") from error
    schema = pa.schema([(name, _arrow_type(pa, name)) for name in columns], about or {})
    coming, count = iter(rows), 0
    with pq.ParquetWriter(file, schema, compression="zstd") as writer:
        for first in coming:
            part = [first, *islice(coming, _AT_ONCE - 1)]
            count += len(part)
            arrays = [
                pa.array([row[at] for row in part], type=kind)
                for at, kind in enumerate(schema.types)
            ]
            writer.write_batch(pa.record_batch(arrays, schema=schema))
    return count


def _arrow_type(pa: Any, name: str) -> Any:
    if name in ("latitude", "longitude"):
        return pa.float64()
    if name == "belligerent_only":
        return pa.bool_()
    return pa.int64() if name in _WHOLE or name.endswith(("_low", "_high")) else pa.string()
