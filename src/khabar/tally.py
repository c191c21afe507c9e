"""Counted rows: who says things and who takes part, with how often."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, Any, NamedTuple

from khabar.errors import UsageError

if TYPE_CHECKING:
    import pandas as pd


class Tally(NamedTuple):
    """Columns and rows, the most frequent first; the first column names whom a row is about."""

    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]

    def of(self, columns: Sequence[str]) -> Tally:
        """Return only these columns, in this order. Raises UsageError for unknown ones."""
        for name in columns:
            if name not in self.columns:
                raise UsageError(f"column {name!r}: expected one of {', '.join(self.columns)}.")
        places = [self.columns.index(name) for name in columns]
        return Tally(tuple(columns), [tuple(row[at] for at in places) for row in self.rows])

    def after(self, name: str) -> Tally:
        """Return what comes after the row of that name. Raises UsageError if there is none."""
        for at, row in enumerate(self.rows):
            if row[0] == name:
                return Tally(self.columns, self.rows[at + 1 :])
        raise UsageError(f"--after {name!r}: expected the name that the page before ended with.")

    def to_pandas(self) -> pd.DataFrame:
        """Return a table with one row a name; what is not known is missing."""
        from khabar.dataframe import frame_of

        return frame_of(self.rows, self.columns)

    def _repr_html_(self) -> str:
        """Return the rows as a table; texts from outside are escaped."""
        head = "".join(f"<th>{escape(name)}</th>" for name in self.columns)
        cells = ([escape("" if v is None else str(v)) for v in row] for row in self.rows)
        body = "".join(f"<tr><td>{'</td><td>'.join(row)}</td></tr>" for row in cells)
        return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
