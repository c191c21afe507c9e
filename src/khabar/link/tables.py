"""Tables of knowledge: tab-separated files whose first line names the columns."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path

from khabar.errors import KnowledgeError


class Row(dict[str, str]):
    """One line of a table by column; a column that the table lacks is empty."""

    __slots__ = ("file", "line")

    def __init__(self, cells: dict[str, str], file: str, line: int) -> None:
        super().__init__(cells)
        self.file = file
        self.line = line

    def __missing__(self, column: str) -> str:
        return ""

    @property
    def where(self) -> str:
        """Return the row's file and line, for messages."""
        return f"{self.file} line {self.line}"


def read_table(file: Traversable | Path) -> Iterator[Row]:
    """Yield the rows of a table; lines that are empty or begin with # are skipped."""
    columns: list[str] = []
    for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
        elif len(cells) > len(columns):
            expected = f"at most {len(columns)} columns"
            raise KnowledgeError(file.name, f"line {number}", expected, str(len(cells)))
        else:
            yield Row(dict(zip(columns, cells, strict=False)), file.name, number)


def read_folder(folder: Traversable) -> Iterator[Row]:
    """Yield the rows of every table in a folder, by file name."""
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield from read_table(file)


def listed(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values with | between them."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def check(row: Row, holds: bool, expected: str, found: str) -> None:
    """Raise KnowledgeError, with file and line, unless a condition on a row holds."""
    if not holds:
        raise KnowledgeError(row.file, f"line {row.line} ({row['id']})", expected, found or "none")
