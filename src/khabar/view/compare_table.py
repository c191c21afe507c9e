"""A comparison of sources as a table for the terminal, a few sources at a time, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rich import box
from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from khabar.view.compare import Cell, Column, Comparison, Row, Standing
from khabar.view.figures import Settlement, settled_lines
from khabar.view.phrases import PHRASES
from khabar.view.table import source_counts
from khabar.view.wording import day_words, event_words, visible

# The narrowest column in which a date or a name does not break badly.
LEAST_COLUMN, MOST_COLUMN, LABELS = 18, 48, 13
MARKS: dict[Standing, str] = {
    "agrees": "=", "fits": "~", "differs": "≠", "alone": "1", "silent": "-", "not compared": "",
}  # fmt: skip
STYLES: dict[Standing, str] = {
    "agrees": "green", "fits": "cyan", "differs": "bold red", "alone": "", "silent": "dim",
    "not compared": "",
}  # fmt: skip
LEGEND = (
    "=  agrees with all who speak of it",
    "~  fits: looser or other words that exclude nothing",
    "≠  differs; what can hold together bears one letter",
    "1  the only source that speaks of it",
    "-  silent",
)


def comparison_parts(
    comparison: Comparison, width: int, settlement: Settlement | None = None
) -> Iterator[RenderableType]:
    """Yield what to print, in order, fitted to a terminal of that width."""
    yield Text(visible(_heading(comparison)), style="bold")
    yield Text(visible(f"event {comparison.event.id}: {source_counts(comparison.event)}"))
    for line in _summary(comparison, settlement):
        yield Text(visible(line))
    pages = _pages(len(comparison.columns), _per_page(width))
    for page in pages:
        yield Text("")
        if len(pages) > 1:
            total = len(comparison.columns)
            yield Text(f"Sources {page[0] + 1} to {page[-1] + 1} of {total}", style="bold")
        yield _table(comparison, page)
    yield Text("")
    for line in LEGEND:
        yield Text(line, style="dim")


def print_comparison(
    comparison: Comparison, console: Console, settlement: Settlement | None = None
) -> None:
    """Print the comparison, as wide as the console is."""
    for part in comparison_parts(comparison, console.width, settlement):
        console.print(part)


def comparison_json(
    comparison: Comparison, settlement: Settlement | None = None
) -> dict[str, object]:
    """Return the comparison for other programs; a silent cell has no words."""
    record: dict[str, object] = {
        "event_id": comparison.event.id,
        "heading": _heading(comparison),
        "sources": [_source(number, c) for number, c in enumerate(comparison.columns, 1)],
        "fields": [_field(row) for row in comparison.rows],
    }
    if settlement:
        found = settlement.figures(comparison.event)
        settled = {outcome: {"low": low, "high": high} for outcome, (low, high) in found.items()}
        record["settled"] = {"rule": settlement.rule, "figures": settled}
    return record


def _heading(comparison: Comparison) -> str:
    claims = [claim for column in comparison.columns for claim in column.claims]
    return event_words(comparison.event, claims)


def _summary(comparison: Comparison, settlement: Settlement | None) -> Iterator[str]:
    differing = [row.field for row in comparison.rows if row.standing == "differ"]
    yield f"sources differ on: {', '.join(differing) or 'nothing that can be compared'}"
    for dispute in comparison.event.disputes:
        yield f"{PHRASES.dispute[dispute.about]}: {dispute.because}"
    if settlement:
        settled = "; ".join(settled_lines(settlement, comparison.event))
        yield f"settled by the rule “{settlement.rule}”: {settled}"


def _per_page(width: int) -> int:
    # A column costs its words, two spaces and, with the marks, two to four more.
    return max(1, (width - LABELS - 2) // (LEAST_COLUMN + 2))


def _pages(columns: int, most: int) -> list[range]:
    """Return the columns of each page, spread so that none is left with much fewer."""
    pages = -(-columns // most)
    each = -(-columns // pages) if pages else most
    return [range(start, min(start + each, columns)) for start in range(0, columns, each)]


def _table(comparison: Comparison, page: Sequence[int]) -> Table:
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1), show_edge=False, show_lines=False)
    table.add_column("", width=LABELS, style="bold")
    for at in page:
        heading = _column_heading(at, comparison.columns[at])
        table.add_column(
            heading, min_width=LEAST_COLUMN - 2, max_width=MOST_COLUMN, overflow="fold"
        )
    for row in comparison.rows:
        cells = [_cell(row.cells[at]) for at in page]
        table.add_row(_label(row), *cells)
        table.add_row()
    return table


def _column_heading(at: int, column: Column) -> Text:
    lines = [f"{at + 1}. {column.name}"]
    if column.below:
        lines.append(column.below)
    if column.copies:
        lines.append(f"with {column.copies} {'copy' if column.copies == 1 else 'copies'}")
    lines.append(day_words(column.published) if column.published else "no date")
    return Text(visible("\n".join(lines)))


def _label(row: Row) -> Text:
    label = Text(visible(row.field))
    if row.standing:
        style = {"differ": "red", "agree": "green", "fit": "cyan"}.get(row.standing, "dim")
        label.append(f"\n{row.standing}", style=f"not bold {style}")
    return label


def _cell(cell: Cell) -> RenderableType:
    """Return each thing that is said with its mark before it, wrapped beside the mark."""
    if cell.standing == "silent":
        return Text("- silent", style=STYLES["silent"])
    mark, style = MARKS[cell.standing], STYLES[cell.standing]
    grid = Table.grid(padding=(0, 1, 0, 0))
    grid.add_column(no_wrap=True)
    grid.add_column(overflow="fold")
    for words, version in zip(cell.words, cell.versions or [""] * len(cell.words), strict=True):
        grid.add_row(Text(f"{mark}{version}" or "·", style), Text(visible(words), style))
    return grid


def _source(number: int, column: Column) -> dict[str, object]:
    return {
        "source": number,
        "name": column.name,
        "article_ids": list(column.articles),
        "copies": column.copies,
        "published": column.published,
        "claim_ids": [claim.id for claim in (*column.claims, *column.statements)],
    }


def _field(row: Row) -> dict[str, object]:
    cells = [
        {
            "source": number,
            "words": list(cell.words),
            "standing": cell.standing,
            "versions": list(cell.versions),
        }
        for number, cell in enumerate(row.cells, 1)
    ]
    return {"field": row.field, "standing": row.standing or "not compared", "cells": cells}
