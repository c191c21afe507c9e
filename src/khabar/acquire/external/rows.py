"""Rows of a CSV or TSV file, each read by itself, so that a bad one spoils no other."""

from __future__ import annotations

import csv
import re
from collections import deque
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import TextIO

from khabar.acquire.external.formulas import is_formula

LONGEST_CELL = 100_000
LONGEST_ROW = 1_000_000
_LINE_END = re.compile(r"\r\n|\n|\r")
_TAG = re.compile(r"#[a-z][a-z0-9_]*(\+[a-z][a-z0-9_]*)*")
_ISO_DAY = re.compile(r"(\d{4}-?\d\d-?\d\d)(?:[ T]\d\d:\d\d:\d\d(?:\.\d+)?)?", re.ASCII)
_COUNT = re.compile(r"(\d{1,9})(?:\.0)?", re.ASCII)
_DEGREES = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)
EMPTY = frozenset(("", "None", "NA", "NULL"))


class BadCellError(ValueError):
    """A row that cannot be used: which row and column, what was expected, what was found."""

    def __init__(self, where: str, column: str, expected: str, found: str) -> None:
        shown = found if len(found) <= 60 else f"{found[:57]}..."
        super().__init__(f"{where}, column {column}: expected {expected}, found {shown!r}")


@dataclass(frozen=True, slots=True)
class Row:
    """The cells of one row by column, and where it stands."""

    where: str
    number: int
    cells: Mapping[str, str]

    def text(self, column: str) -> str | None:
        """Return the cell without blanks around it, None for an empty one or a missing column."""
        words = self.cells.get(column, "").strip()
        return None if words in EMPTY else words

    def needed(self, column: str, expected: str) -> str:
        """Return the cell. Raises BadCellError for an empty one."""
        words = self.text(column)
        if words is None:
            raise self.bad(column, expected)
        return words

    def named(self, *names: str) -> str:
        """Return the first of these names of a column that the file has, else the first."""
        return next((name for name in names if name in self.cells), names[0])

    def whole(self, column: str) -> int | None:
        """Return a count. Raises BadCellError for what is no whole number below a billion."""
        words = self.text(column)
        if words is None:
            return None
        count = _COUNT.fullmatch(words)
        if count is None:
            raise self.bad(column, "a whole number from 0 up, of at most 9 digits")
        return int(count[1])

    def degrees(self, column: str, most: int) -> float | None:
        """Return a latitude (`most` 90) or longitude (180). Raises BadCellError for others."""
        words = self.text(column)
        if words is None:
            return None
        if not _DEGREES.fullmatch(words):
            raise self.bad(column, "decimal degrees such as 34.5")
        value = float(words)
        if not -most <= value <= most:
            raise self.bad(column, f"degrees from -{most} to {most}; are the two columns swapped?")
        return value

    def day(self, column: str) -> date:
        """Return a day. Raises BadCellError for an empty cell or what is no day."""
        words = self.needed(column, "a day")
        iso = _ISO_DAY.fullmatch(words)
        try:
            if not words.isascii():
                raise ValueError(words)
            return (
                date.fromisoformat(iso[1]) if iso else datetime.strptime(words, "%d %B %Y").date()
            )
        except ValueError:
            raise self.bad(column, "a day such as 2024-05-31") from None

    def bad(self, column: str, expected: str) -> BadCellError:
        """Return the error that names this row and column."""
        return BadCellError(self.where, column, expected, self.cells.get(column, ""))


def read_rows(
    path: Path, columns: Sequence[str] | None, separator: str
) -> Iterator[Row | BadCellError]:
    """Yield every row, or what is wrong with it; `columns` None takes them from the first row."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        line_end: str | None = None
        quoting = separator == ","
        for number, line in _records(file, quoting):
            where = f"{path.name}, row {number}"
            found = _LINE_END.search(line, max(0, len(line) - 2))
            ending = found[0] if found else ""
            if line_end is None:
                line_end = ending
            cells = _cells(line.removesuffix(ending), separator, quoting)
            if columns is None:
                columns = [cell.strip() for cell in cells]
                continue
            if _is_tags(cells):
                continue
            problem = _wrong_row(where, columns, cells, separator)
            if problem is None and ending not in ("", line_end):
                problem = BadCellError(where, columns[-1], "a line end as in row 1", ending)
            yield problem or Row(where, number, dict(zip(columns, cells, strict=True)))


def _is_tags(cells: Sequence[str]) -> bool:
    """Tell the row of HXL tags, which some files have under the header."""
    written = [cell for cell in cells if cell]
    return bool(written) and all(_TAG.fullmatch(cell) for cell in written)


def first_line(path: Path) -> str:
    """Return the first line, at most a row's length of it."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as file:
        return file.readline(LONGEST_ROW).rstrip("\r\n")


def _wrong_row(
    where: str, columns: Sequence[str], cells: Sequence[str], separator: str
) -> BadCellError | None:
    for column, cell in zip(columns, cells, strict=False):
        if len(cell) > LONGEST_CELL:
            expected, found = f"at most {LONGEST_CELL:,} characters", f"{len(cell):,} or more"
            return BadCellError(where, column, expected, found)
    if len(cells) != len(columns):
        last = columns[min(len(cells), len(columns)) - 1]
        sign = "tab" if separator == "\t" else "comma or quote"
        expected = f"{len(columns)} cells in all (a stray or missing {sign}?)"
        return BadCellError(where, last, expected, f"{len(cells)} cells")
    for column, cell in zip(columns, cells, strict=True):
        if "\0" in cell:
            return BadCellError(where, column, "text without NUL", cell.replace("\0", "\\0"))
        if "\ufffd" in cell:
            return BadCellError(where, column, "UTF-8 (save the file so)", cell)
        if separator == "," and "\t" in cell:
            return BadCellError(where, column, "no tab within a cell (a stray tab?)", cell)
        if is_formula(cell):
            return BadCellError(where, column, "a value, no formula that a spreadsheet runs", cell)
    return None


def _cells(line: str, separator: str, quoting: bool) -> list[str]:
    if not quoting:
        return line.split(separator)
    try:
        return next(csv.reader([line], delimiter=separator), [])
    except csv.Error:  # a cell beyond what the module reads; its length is told later
        return line.split(separator)


def _records(file: TextIO, quoting: bool) -> Iterator[tuple[int, str]]:
    """Yield each row with the number of its first line; a quote never closed ends with its line."""
    waiting: deque[str] = deque()
    number = 0
    while line := _next_line(file, waiting):
        number += 1
        taken, length, is_open = [line], len(line), quoting and _opens(line)
        while is_open:
            more = _next_line(file, waiting)
            if not more or length + len(more) > LONGEST_ROW:
                waiting.extendleft(reversed([*taken[1:], *([more] if more else [])]))
                del taken[1:]
                break
            taken.append(more)
            length += len(more)
            is_open = is_open != _opens(more)
        whole = "".join(taken)
        if whole.strip():
            yield number, whole
        number += len(taken) - 1


def _opens(line: str) -> bool:
    return line.count('"') % 2 == 1


def _next_line(file: TextIO, waiting: deque[str]) -> str:
    """Return the next line, of one that is far too long only the beginning."""
    if waiting:
        return waiting.popleft()
    line = file.readline(LONGEST_ROW)
    part = line
    while part and not part.endswith(("\n", "\r")):
        part = file.readline(LONGEST_ROW)
    return line
