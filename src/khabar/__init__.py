"""khabar reads news on armed conflict and keeps a claims ledger.

`khabar.open("khabar.db")` opens a case; see `khabar.case`. Importing this loads no model.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

    from khabar.case import Case, PathLike

__all__ = ["__version__", "duckdb", "open"]

__version__ = "0.1.0"


def open(path: PathLike, *, actors: PathLike | None = None) -> Case:
    """Open the case in a file or at `postgresql://...`, made if there is none.

    `:memory:` keeps it in memory.

    `actors` names a file with actors beside those of the registry.
    """
    from khabar.case import open_case

    return open_case(path, actors=actors)


def duckdb(path: PathLike) -> DuckDBPyConnection:
    """Open a store or snapshot that is there in DuckDB, to read: events, claims, sources, articles.

    It holds what was known at this moment. See `khabar.duck`.
    """
    from khabar.case import open_case
    from khabar.duck import in_duckdb

    with open_case(path, make=False) as case:
        return in_duckdb(case)
