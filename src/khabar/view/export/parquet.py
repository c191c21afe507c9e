"""Every table as a Parquet file, with typed columns. Needs pyarrow."""

from __future__ import annotations

import io

from khabar.view.export import facts
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How
from khabar.view.export.tables import Rows, tables

HOLDS = facts.EVERY_FACT


def parquet(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return a file a table: events, claims, parties, harm, sources, readings and so on."""
    for told in selection.told():
        losses.keep(told)
    made = list(tables(selection))
    losses.rows = sum(len(table.rows) for table in made)
    for article in selection.found.articles:
        losses.lose(article.id, "text of the article, which is its publisher's")
    return [File(f"{table.name}.parquet", _bytes(table, selection)) for table in made]


def _bytes(table: Rows, selection: Selection) -> bytes:
    import pyarrow as pa
    import pyarrow.parquet as pq

    kinds = {"text": pa.string(), "count": pa.int64(), "number": pa.float64(),
             "yes or no": pa.bool_()}  # fmt: skip
    about = {
        "settlement_rule": selection.settlement.rule,
        "chosen": selection.chosen,
        "coder": selection.coder,
    }
    schema = pa.schema([(name, kinds[kind]) for name, kind in table.columns.items()], about)
    columns = {name: [_sound(row.get(name)) for row in table.rows] for name in table.columns}
    out = io.BytesIO()
    pq.write_table(pa.table(columns, schema), out)
    return out.getvalue()


def _sound(value: object) -> object:
    """Return a value that Parquet takes: half characters are written as escapes."""
    if isinstance(value, str):
        return value.encode("utf-8", "backslashreplace").decode("utf-8")
    return value
