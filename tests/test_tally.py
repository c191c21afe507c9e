"""Counted names in a notebook: as a table, and as a frame for pandas."""

from __future__ import annotations

from khabar.tally import Tally

TOLD = Tally(("source", "source_id", "claims"), [("<b>Mayor</b>", None, 3), ("Clinic", "c", 1)])


def test_names_from_outside_are_shown_as_text() -> None:
    shown = TOLD._repr_html_()
    assert "&lt;b&gt;Mayor" in shown
    assert "<td></td>" in shown


def test_a_frame_has_a_row_a_name_and_leaves_open_what_is_not_known() -> None:
    frame = TOLD.to_pandas()
    assert list(frame["claims"]) == [3, 1]
    assert frame["source_id"].isna().tolist() == [True, False]
