"""Articles and links from Parquet files, one a row, in columns named as the keys of JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, BinaryIO

from khabar.acquire.links import Found, quarantined
from khabar.acquire.records import KEYS, item_of
from khabar.errors import UsageError

ROWS_AT_A_TIME = 200
"""Rows held in memory at once; an article has some kilobytes."""


def read_parquet(name: str, file: BinaryIO) -> Found:
    """Yield what each row holds, row group by row group, so that memory stays bounded.

    A group that cannot be read is told, with its rows, and the others are kept.
    """
    try:
        import pyarrow.parquet as pq
    except ImportError as error:
        raise UsageError(f"{name}: Parquet needs `pip install 'khabar[parquet]'`.") from error
    try:
        table = pq.ParquetFile(file, page_checksum_verification=True)
    except (OSError, ValueError) as error:
        yield name, quarantined(name, f"expected a Parquet file, found: {_first_line(error)}")
        return
    columns = [key for key in KEYS if key in table.schema_arrow.names]
    if not {"text", "html", "url"} & set(columns):
        found = ", ".join(table.schema_arrow.names)[:100]
        problem = f"expected a column text, html or url, found {found}; name it so"
        yield name, quarantined(name, problem)
        return
    before = 0
    for group in range(table.num_row_groups):
        size = table.metadata.row_group(group).num_rows
        yield from _group(name, table, group, columns, before)
        before += size
    if not before:
        yield name, quarantined(name, "expected rows, found none; take the file out")


def _group(name: str, table: Any, group: int, columns: Sequence[str], before: int) -> Found:
    """Yield what the rows of a group hold, and which of them could not be read."""
    number, last = before, before + table.metadata.row_group(group).num_rows
    problem = "found fewer"
    try:
        for record in _records(table, group, columns):
            number += 1
            where = f"{name}, row {number}"
            yield where, item_of(where, record)
    except (OSError, ValueError) as error:
        problem = f"found: {_first_line(error)}"
    if number != last:
        rest = f"{name}, rows {number + 1} to {last}"
        yield rest, quarantined(rest, f"expected rows that can be read, {problem}")


def _records(table: Any, group: int, columns: Sequence[str]) -> Iterator[dict[str, Any]]:
    batches = table.iter_batches(ROWS_AT_A_TIME, row_groups=[group], columns=columns)
    for batch in batches:
        for at in range(batch.num_rows):
            yield {key: _cell(batch.column(key)[at]) for key in columns}


def _cell(cell: Any) -> object:
    """Return a cell's value: a moment as ISO, a number that is an id as its digits."""
    try:
        value = cell.as_py()
    except UnicodeDecodeError:
        return cell.as_buffer().to_pybytes().decode("utf-8", "surrogateescape")
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, int) and not isinstance(value, bool) else value


def _first_line(error: Exception) -> str:
    return str(error).strip().partition("\n")[0][:120]
