"""Tables and texts as files: CSV, tab-separated, JSON Lines, and cells that no spreadsheet runs."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.view.export.hxl import tags_for

# A cell that begins so is a formula to a spreadsheet, also in full width (OWASP, "CSV Injection").
_RUNS = re.compile(r"^[\s\ufeff]*[=+\-@\t\r＝＋－＠]")
_NUMBER = re.compile(r"^[+-]?\d+(\.\d+)?$")


@dataclass(frozen=True, slots=True)
class File:
    """A file of an export: its name, for a format of several files, and what is in it."""

    name: str
    content: bytes


@dataclass(frozen=True, slots=True)
class How:
    """How tables are written: cells that no spreadsheet runs, a row of HXL tags."""

    safe_cells: bool = False
    hxl: bool = False


def csv_file(
    name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], how: How, layout: str = ""
) -> File:
    """Return a CSV file with a header, and HXL tags below it if asked for.

    `layout` names the tags; the name of the file does unless it is given.
    """
    out = io.StringIO()
    # RFC 4180 line ends; with "\n" alone Python 3.11 leaves a "\r" in a cell unquoted.
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(columns)
    if how.hxl:
        writer.writerow(tags_for(layout or name.partition(".")[0], columns))
    writer.writerows([_cell(cell, how) for cell in row] for row in rows)
    return text_file(name, out.getvalue())


def tab_file(name: str, columns: Sequence[str], rows: Iterable[Sequence[str]], how: How) -> File:
    """Return a tab-separated file, with a header unless there are no columns; no cell is quoted."""
    lines = [columns] if columns else []
    lines += [[_flat(_cell(cell, how)) for cell in row] for row in rows]
    return text_file(name, "".join("\t".join(line) + "\n" for line in lines))


def text_file(name: str, text: str) -> File:
    """Return a file of text in UTF-8; half characters are written as escapes."""
    return File(name, text.encode("utf-8", "backslashreplace"))


def safe_cell(cell: str) -> str:
    """Return a cell with `'` before it if a spreadsheet would run it; numbers stay numbers."""
    return f"'{cell}" if _RUNS.match(cell) and not _NUMBER.match(cell) else cell


def _cell(cell: str, how: How) -> str:
    cell = cell.replace("\0", "\ufffd")
    return safe_cell(cell) if how.safe_cells else cell


def _flat(cell: str) -> str:
    return " ".join(cell.split())
