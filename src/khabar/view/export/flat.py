"""khabar's own columns as CSV: events and claims, a row each."""

from __future__ import annotations

from khabar.view.export import facts
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection
from khabar.view.export.sheets import File, How, csv_file
from khabar.view.export.tables import Rows, Value, claims_table, events_table

HOLDS = facts.EVERY_FACT - {facts.READINGS, facts.MERGE, facts.GROUPS}


def flat(selection: Selection, losses: Losses, how: How) -> list[File]:
    """Return `events.csv` and `claims.csv`; nothing is left out."""
    for told in selection.told():
        losses.keep(told)
    events, claims = events_table(selection), claims_table(selection)
    losses.rows = len(events.rows) + len(claims.rows)
    return [_file(events, how), _file(claims, How(safe_cells=how.safe_cells))]


def _file(table: Rows, how: How) -> File:
    rows = [[cell(row.get(column)) for column in table.columns] for row in table.rows]
    return csv_file(f"{table.name}.csv", list(table.columns), rows, how, layout="csv")


def cell(value: Value) -> str:
    """Return a value as text: unknown is empty, never 0."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)
