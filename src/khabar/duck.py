"""A case in DuckDB, to ask in SQL: what it knows at this moment, in memory, nothing written back.

DuckDB would read a SQLite file only with an extension that it fetches over the network, and no ZIP,
so the rows come through Arrow instead.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import islice
from typing import TYPE_CHECKING, Any, Final

from sqlalchemy import Table, select

from khabar.errors import UsageError
from khabar.store import tables
from khabar.store.arrow import arrow, arrow_type
from khabar.store.search import column_of

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection
    from sqlalchemy import Connection

    from khabar.case import Case

_AT_ONCE: Final = 10_000
_ARTICLE: Final = (
    "id", "source", "title", "outlet", "published", "language", "url", "copy_of"
)  # fmt: skip


def in_duckdb(case: Case) -> DuckDBPyConnection:
    """Return a connection with the views `events`, `claims`, `sources` and `articles`.

    The first two have the columns of `khabar events` and `khabar claims`; `sources` has a row for
    each link of each claim's chain, the outlet first; articles come without their texts. What an
    analyst rejected is not there. Raises UsageError where DuckDB is not installed.
    """
    try:
        import duckdb
    except ImportError as error:
        raise UsageError("SQL over a case needs DuckDB: pip install 'khabar[duckdb]'.") from error
    connection = duckdb.connect()
    for found in (case.events(), case.claims()):
        kinds = [(name, arrow_type(column_of(found.of, name))) for name in found.columns]
        connection.register(found.of, _arrow_table(kinds, found.rows()))
    with case.store.read() as store:
        a = tables.articles
        connection.register("articles", _whole(store, a, _ARTICLE, a.c.current))
        sources = [column.name for column in tables.claim_sources.c]
        connection.register("every_source", _whole(store, tables.claim_sources, sources))
    connection.execute(
        "CREATE VIEW sources AS SELECT * FROM every_source SEMI JOIN claims USING (claim_id)"
    )
    return connection


def _whole(connection: Connection, table: Table, names: Sequence[str], *where: Any) -> Any:
    columns = [table.c[name] for name in names]
    chosen = select(*columns).where(*where).order_by(*table.primary_key.columns)
    kinds = [(column.name, arrow_type(column)) for column in columns]
    return _arrow_table(kinds, connection.execute(chosen))


def _arrow_table(kinds: Sequence[tuple[str, Any]], rows: Iterable[Sequence[Any]]) -> Any:
    pa, _ = arrow()
    schema, coming, parts = pa.schema(kinds), iter(rows), []
    while part := list(islice(coming, _AT_ONCE)):
        columns = zip(*part, strict=True)
        arrays = [pa.array(values, kind.type) for values, kind in zip(columns, schema, strict=True)]
        parts.append(pa.record_batch(arrays, schema=schema))
    return pa.Table.from_batches(parts, schema)
