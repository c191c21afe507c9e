"""Tables of knowledge: tab-separated files whose first line names the columns."""

from __future__ import annotations

from collections.abc import Iterator, Sequence, Set
from importlib.resources.abc import Traversable
from pathlib import Path

from khabar.errors import KnowledgeError, UsageError


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


def read_table(
    file: Traversable | Path,
    allowed: Set[str] | None = None,
    needed: Sequence[str] = ("id", "name"),
) -> Iterator[Row]:
    """Yield the rows of a table; lines that are empty or begin with # are skipped.

    With `allowed`, the table is a user's own: its columns are checked first.
    """
    columns: list[str] = []
    for number, line in enumerate(_text(file).splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        cells = [cell.strip() for cell in line.split("\t")]
        if not columns:
            columns = cells
            if allowed is not None:
                _check_columns(file.name, number, columns, allowed, needed)
        elif len(cells) > len(columns):
            expected = f"at most {len(columns)} columns"
            raise KnowledgeError(file.name, f"line {number}", expected, str(len(cells)))
        else:
            yield Row(dict(zip(columns, cells, strict=False)), file.name, number)


def _text(file: Traversable | Path) -> str:
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        expected = "text in UTF-8"
        raise KnowledgeError(file.name, "whole file", expected, f"{error.reason}") from error
    except OSError as error:
        raise UsageError(f"{file}: cannot be read ({error.strerror}).") from error


def _check_columns(
    file: str, number: int, columns: Sequence[str], allowed: Set[str], needed: Sequence[str]
) -> None:
    known = all(column in allowed for column in columns)
    if not known or not all(column in columns for column in needed):
        expected = f"columns {', '.join(needed)} and of {', '.join(sorted(allowed))}, tabs between"
        raise KnowledgeError(file, f"line {number}", expected, ", ".join(columns))


def read_folder(folder: Traversable) -> Iterator[Row]:
    """Yield the rows of every table in a folder, by file name."""
    for file in sorted(folder.iterdir(), key=lambda f: f.name):
        if file.name.endswith(".tsv"):
            yield from read_table(file)


def listed(cell: str) -> tuple[str, ...]:
    """Return the parts of a cell that holds several values with | between them."""
    if "|" not in cell:
        return (cell,) if cell else ()
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def check(row: Row, holds: bool, expected: str, found: str) -> None:
    """Raise KnowledgeError, with file and line, unless a condition on a row holds."""
    if not holds:
        raise KnowledgeError(row.file, f"line {row.line} ({row['id']})", expected, found or "none")
