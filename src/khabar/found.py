"""What a filter finds in a case: rows to read, records, tables for pandas and GeoPandas."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from html import escape
from itertools import islice
from typing import TYPE_CHECKING, Any, Final, Generic, TypeVar

from khabar.errors import UsageError
from khabar.model import Claim, Event
from khabar.query import Filter
from khabar.query_text import parse_filter
from khabar.store.search import INNER, Of, Search, check, columns_of
from khabar.store.store import Store

if TYPE_CHECKING:
    import geopandas as gpd
    import pandas as pd

Listed = TypeVar("Listed", Claim, Event)
Cell = str | int | float | bool | None
_SHOWN: Final = 20
_BRIEF: Final[dict[Of, tuple[str, ...]]] = {
    "events": ("event_id", "date_start", "event_type", "mode", "actors", "targets", "place",
               "killed_low", "killed_high", "independent", "grade"),
    "claims": ("claim_id", "date_start", "kind", "event_type", "actors", "targets", "place",
               "killed_low", "killed_high", "factuality", "source", "outlet"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Page:
    """Some rows, and the cursor from which the next page goes on; None after the last row."""

    columns: tuple[str, ...]
    rows: list[tuple[Cell, ...]]
    cursor: str | None


class Found(Generic[Listed]):
    """The events or claims that pass a filter, looked up anew each time they are asked for."""

    def __init__(self, store: Store, search: Search, kind: type[Listed]) -> None:
        self._store = store
        self.search = search
        self._kind: type[Listed] = kind

    @property
    def filter(self) -> Filter:
        """The filter; `str` gives its written form."""
        return self.search.filter

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns of the rows, in their order."""
        return columns_of(self.search.of)

    @property
    def of(self) -> Of:
        """What was looked for: events or claims."""
        return self.search.of

    @property
    def brief(self) -> tuple[str, ...]:
        """The columns that fit on a screen."""
        return _BRIEF[self.search.of]

    def __len__(self) -> int:
        with self._store.read() as connection:
            return self.search.count(connection)

    def __iter__(self) -> Iterator[Listed]:
        at = self.columns.index(f"{self.search.of[:-1]}_id")
        ids = [str(row[at]) for row in self.rows()]
        yield from self._store.records(self._kind, ids)

    def rows(self, columns: Sequence[str] | None = None) -> Iterator[Sequence[Cell]]:
        """Return every row, oldest first; only these columns where given."""
        names = self._chosen(columns)
        check(self.search.of, self.filter)  # at once, and not when the first row is asked for
        return self._rows(names)

    def _rows(self, names: Sequence[str]) -> Iterator[Sequence[Cell]]:
        with self._store.read() as connection:
            yield from self.search.cells(connection, names)

    def page(
        self, after: str | None = None, limit: int = 100, columns: Sequence[str] | None = None
    ) -> Page:
        """Return at most `limit` rows that follow a page's cursor.

        What is added or removed elsewhere in the meantime moves no row from page to page.
        """
        if limit < 1:
            raise UsageError(f"limit: expected 1 or more, found {limit}.")
        names: tuple[str, ...] = self._chosen(columns)
        with self._store.read() as connection:
            cells = self.search.cells(connection, ("number", *names), _number(after), limit + 1)
            rows = list(islice(cells, limit + 1))
        more = len(rows) > limit
        cursor = _cursor(rows[limit - 1][0]) if more else None
        return Page(names, [tuple(row[1:]) for row in rows[:limit]], cursor)

    def to_pandas(self, columns: Sequence[str] | None = None) -> pd.DataFrame:
        """Return a table with one row a record; what is not known is missing, never 0."""
        from khabar.dataframe import frame_of

        names = self._chosen(columns)
        return frame_of(list(self.rows(names)), names)

    def to_geodataframe(self) -> gpd.GeoDataFrame:
        """Return the table with points in WGS84; only places known to the district have one.

        Needs `pip install khabar[geo]`.
        """
        from khabar.dataframe import with_points

        return with_points(self.to_pandas())

    def newest_first(self) -> Found[Listed]:
        """Return the same, the latest first; what has no date still comes last."""
        return Found(self._store, replace(self.search, order="newest"), self._kind)

    def _chosen(self, columns: Sequence[str] | None) -> tuple[str, ...]:
        if columns is None:
            return self.columns
        if not columns:
            raise UsageError(f"columns: expected one or more of {', '.join(self.columns)}.")
        for name in columns:
            if name not in (*self.columns, *INNER):
                there = ", ".join(self.columns)
                raise UsageError(f"column {name!r}: expected one of {there}.")
        return tuple(columns)

    def _repr_html_(self) -> str:
        """Return the first rows as a table; texts from outside are escaped."""
        page = self.page(limit=_SHOWN, columns=self.brief)
        head = "".join(f"<th>{escape(name)}</th>" for name in page.columns)
        body = "".join(f"<tr>{''.join(map(_cell, row))}</tr>" for row in page.rows)
        shown = f"first {len(page.rows)} of {len(self)}" if page.cursor else str(len(page.rows))
        said = escape(str(self.filter)) or "all"
        return (
            f"<p>{shown} {self.search.of}: <code>{said}</code></p>"
            f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        )


def _cell(value: Any) -> str:
    return "<td></td>" if value is None else f'<td dir="auto">{escape(str(value))}</td>'


def _cursor(number: Any) -> str:
    return f"{number:x}"


def _number(cursor: str | None) -> int | None:
    if cursor is None:
        return None
    try:
        number = int(cursor, 16)
    except ValueError:
        number = -1
    if not 0 <= number < 2**63:
        raise UsageError(f"cursor {cursor!r}: expected one that the page before ended with.")
    return number


def read_filter(filter: str | Filter) -> Filter:
    """Return the filter, read from its written form if need be."""
    return parse_filter(filter) if isinstance(filter, str) else filter
