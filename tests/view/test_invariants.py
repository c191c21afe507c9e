"""What holds of comparisons and trends whatever was found."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.console import Console

from khabar.view.compare import compare
from khabar.view.compare_table import print_comparison
from khabar.view.export.selection import Selection
from khabar.view.periods import Length
from khabar.view.trend import Choice, trend
from khabar.view.trend_table import print_trend
from tests.view.export.make import selections

lengths: st.SearchStrategy[Length] = st.sampled_from(["quarter", "year"])


def printed(width: int) -> tuple[Console, io.StringIO]:
    out = io.StringIO()
    return Console(file=out, width=width), out


@given(selection=selections(), width=st.integers(80, 200))
@settings(max_examples=25)
def test_every_cell_stands_as_its_row_says(selection: Selection, width: int) -> None:
    for event in selection.found.events:
        compared = compare(selection.found, event)
        for row in compared.rows:
            assert len(row.cells) == len(compared.columns)
            standings = {cell.standing for cell in row.cells}
            assert ("differs" in standings) == (row.standing == "differ")
            assert (standings == {"silent"}) == (row.standing == "none speaks") or not row.standing
            for cell in row.cells:
                assert bool(cell.words) == (cell.standing != "silent")
        console, out = printed(width)
        print_comparison(compared, console, selection.settlement)
        assert all(len(line) <= width for line in out.getvalue().splitlines() if line.isascii())


@given(selection=selections(), length=lengths)
@settings(max_examples=25)
def test_every_event_is_counted_once_or_said_to_be_left_out(
    selection: Selection, length: Length
) -> None:
    if any(e.when and e.when.start < "1900" for e in selection.found.events):
        return  # a table of two thousand years
    made = trend(selection.found, Choice(), length, selection.settlement)
    counted = sum(len(period.events) for period in made.periods)
    assert counted + sum(count for _, count in made.left_out) == len(selection.found.events)
    for period in made.periods:
        if period.killed and period.killed.high is not None:
            assert (period.killed.low or 0) <= period.killed.high
    console, _ = printed(80)
    print_trend(made, console)


@pytest.mark.parametrize("width", [80, 120])
def test_nothing_found_is_printed_too(width: int) -> None:
    from tests.view.export.make import a_selection

    console, out = printed(width)
    empty = a_selection([], [])
    print_trend(trend(empty.found, Choice(), "month", empty.settlement), console)
    assert out.getvalue()
