"""Articles and links from CSV and TSV files, one a row."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import BinaryIO

from khabar.acquire.links import Found, Link, is_address, quarantined, skipped
from khabar.acquire.mentions import LAYOUTS, Layout, layout_of, mentioned
from khabar.acquire.records import KEYS, MEDIA, item_of
from khabar.model import Dropped, Page

ADDRESS_COLUMNS = ("url", "link", "web_url", "article_url", "source_url", "sourceurl",
                   "documentidentifier", "mentionidentifier")  # fmt: skip
"""Names of the column with the address, small letters; the first that a file has is taken."""

_LONGEST = 1_000_000
_FOREIGN = re.compile(r"[\udc80-\udcff]")  # what surrogateescape makes of bytes that are not UTF-8

Row = tuple[str, Sequence[str] | Dropped]


def read_table(name: str, file: BinaryIO) -> Found:
    """Yield what each row holds: an article where it has a text, a link where it has an address.

    The first row names the columns, as the keys of JSON Lines do. GDELT's files have no such row
    and are known by their columns.
    """
    rows = _rows(name, file)
    first = next(rows, None)
    if first is None:
        yield name, quarantined(name, "expected a table, found no row; take the file out")
        return
    where, cells = first
    if isinstance(cells, Dropped):
        yield where, cells
    elif layout := layout_of(cells):
        yield from _mentions(name, layout, _with_first(first, rows))
    else:
        yield from _records(name, [cell.strip().lower() for cell in cells], rows)


def _with_first(first: Row, rest: Iterator[Row]) -> Iterator[Row]:
    yield first
    yield from rest


def _mentions(name: str, layout: Layout, rows: Iterator[Row]) -> Found:
    """Yield each address once: GDELT has a row for each event that an article mentions."""
    seen: set[str] = set()
    again = 0
    for where, cells in rows:
        item = cells if isinstance(cells, Dropped) else mentioned(where, cells, layout)
        if isinstance(item, Dropped):
            yield where, item
        elif item.url in seen:
            again += 1
        else:
            seen.add(item.url)
            yield item.url, item
    if again:
        yield name, skipped(name, f"{again} rows with an address that a row above them has")


def _records(name: str, columns: Sequence[str], rows: Iterator[Row]) -> Found:
    address = next((one for one in ADDRESS_COLUMNS if one in columns), None)
    if address is None and not set(MEDIA) & set(columns):
        found = ", ".join(columns)[:100]
        wanted = f"expected a column {' or '.join((*MEDIA, *ADDRESS_COLUMNS[:2]))}"
        yield name, quarantined(name, f"{wanted}, found {found}; name it so in the first row")
        return
    empty = True
    for where, cells in rows:
        empty = False
        yield where, _record(where, columns, cells, address)
    if empty:
        yield name, quarantined(name, "expected rows, found none; take the file out")


def _record(
    where: str, columns: Sequence[str], cells: Sequence[str] | Dropped, address: str | None
) -> Page | Link | Dropped:
    if isinstance(cells, Dropped):
        return cells
    if len(cells) != len(columns):
        found = f"expected {len(columns)} cells, found {len(cells)}"
        return quarantined(where, f"{found}; is a quote or separator missing?")
    record = {key: cell for key, cell in zip(columns, cells, strict=True) if key in KEYS}
    if address is not None and is_address(cells[columns.index(address)].strip()):
        record["url"] = cells[columns.index(address)].strip()
    return item_of(where, record)


def _rows(name: str, file: BinaryIO) -> Iterator[Row]:
    """Yield the cells of each row that is not blank, and what is wrong with one that has none."""
    text = io.TextIOWrapper(file, "utf-8-sig", "surrogateescape", newline="")
    try:
        yield from _parsed(name, text)
    finally:
        text.detach()  # the file is not ours to close


def _parsed(name: str, text: io.TextIOWrapper) -> Iterator[Row]:
    start = text.readline(_LONGEST)
    lines = _lines(start, text)
    # GDELT and its kin write tabs bare; a quote there is a quotation mark.
    reader = (
        csv.reader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
        if _is_tabbed(start)
        else csv.reader(lines, strict=True)
    )
    while True:
        began = reader.line_num + 1
        where = f"{name}, line {began}"
        try:
            cells = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            yield where, _bad_rows(where, str(error), reader.line_num - began)
            continue
        if any(cell.strip() for cell in cells):
            yield where, _in_utf8(where, cells)


def _is_tabbed(start: str) -> bool:
    """Tell by the first line; GDELT's fields hold many commas, but it has its number of tabs."""
    tabs = start.count("\t")
    return tabs + 1 in {layout.columns for layout in LAYOUTS} or tabs > start.count(",")


def _in_utf8(where: str, cells: Sequence[str]) -> Sequence[str] | Dropped:
    if any(_FOREIGN.search(cell) for cell in cells):
        return quarantined(where, "expected UTF-8, found another encoding; save it again as UTF-8")
    return cells


def _lines(start: str, text: io.TextIOWrapper) -> Iterator[str]:
    line = start
    while line:
        yield line
        line = text.readline(_LONGEST)


def _bad_rows(where: str, error: str, further: int) -> Dropped:
    also = f", and {further} lines after it" if further else ""
    advice = "a quote may be missing, or a text too long: use JSON Lines for it"
    return quarantined(where, f"expected a row, found: {error}{also}; {advice}")
