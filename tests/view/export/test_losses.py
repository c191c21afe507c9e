"""The report of what an export does not hold, spreadsheets that run nothing, HXL tags."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import khabar
from khabar.errors import UsageError
from khabar.view.export.formats import FORMATS
from khabar.view.export.sheets import How, safe_cell
from khabar.view.export.write import check_export, export, write_export
from tests.view.export.make import a_front, a_selection, an_attack


def test_report_names_what_is_lost_with_count_and_ids() -> None:
    selection = a_selection()
    _, losses = export(selection, "polecat")
    report = losses.report(selection, safe_cells=False)
    assert report["settlement_rule"] == "range"
    assert report["chosen"] == "everything"
    assert report["made_by"] == "khabar 0"
    lost = {one["what"]: one for one in report["lost"]}  # type: ignore[attr-defined]
    assert lost["dead"] == {"what": "dead", "count": 1, "ids": ["event-1"]}
    assert "who says so: the chain of sources" in lost
    assert "place" not in lost


def test_report_in_words_has_a_line_a_reason() -> None:
    selection = a_selection([an_attack(), an_attack(id="2", when=None)])
    _, losses = export(selection, "polecat")
    lines = list(losses.lines(selection))
    assert lines[0] == "polecat: 1 row from 2 (everything), figures settled by the rule “range”"
    assert "left out       1  no date stated" in lines


def test_report_lies_beside_the_file_and_in_the_folder(tmp_path: Path) -> None:
    selection = a_selection()
    paths, _ = write_export(selection, "acled", tmp_path / "a.csv", How(safe_cells=True))
    assert [path.name for path in paths] == ["a.csv", "a.csv.loss.json"]
    assert json.loads(paths[-1].read_text("utf-8"))["safe_cells"] is True
    paths, _ = write_export(selection, "gdelt", tmp_path / "g")
    names = {path.name for path in (tmp_path / "g").iterdir()}
    assert names == {"gdelt.export.CSV", "gdelt.mentions.CSV", "loss.json"}


@pytest.mark.parametrize(
    ("cell", "safe"),
    [
        ("=1+1", "'=1+1"), ("+cmd", "'+cmd"), ("@sum", "'@sum"), ("-x", "'-x"), ("＝1", "'＝1"),
        ("\t=1", "'\t=1"), ("-5", "-5"), ("+3.5", "+3.5"), ("a=b", "a=b"), ("", ""),
    ],
)  # fmt: skip
def test_a_cell_that_a_spreadsheet_would_run_is_made_safe(cell: str, safe: str) -> None:
    assert safe_cell(cell) == safe


@given(st.text(max_size=20))
def test_a_safe_cell_is_the_cell_or_the_cell_behind_a_quote(cell: str) -> None:
    assert safe_cell(cell) in (cell, f"'{cell}")


def test_cells_are_made_safe_only_on_request() -> None:
    selection = a_selection([an_attack(actors=(a_front("x", "=HYPERLINK(1)"),))])
    plain = export(selection, "acled")[0][0].content.decode()
    safe = export(selection, "acled", How(safe_cells=True))[0][0].content.decode()
    assert ",=HYPERLINK(1)," in plain
    assert ",'=HYPERLINK(1)," in safe


@pytest.mark.parametrize("format", [name for name, one in FORMATS.items() if one.tags])
def test_tags_stand_under_the_header(format: str) -> None:
    files, _ = export(a_selection(), format, How(hxl=True))
    head, tags, _ = csv.reader(io.StringIO(files[0].content.decode()))
    assert len(tags) == len(head)
    assert any(tag.startswith("#affected+killed") for tag in tags)


@pytest.mark.parametrize(
    ("format", "out", "how", "told"),
    [
        ("doc", None, How(), "expected one of acled"),
        ("gdelt", None, How(), "name a folder"),
        ("geojson", None, How(hxl=True), "no HXL tags"),
        ("geojson", None, How(safe_cells=True), "no cells"),
        ("acled", Path("nowhere/at/all.csv"), How(), "Make it first"),
        ("acled", Path(), How(), "expected a file, found a folder"),
    ],
)
def test_what_cannot_be_written_is_refused_before_any_work(
    format: str, out: Path | None, how: How, told: str
) -> None:
    with pytest.raises(UsageError, match=told):
        check_export(format, out, how)


@pytest.mark.parametrize("format", sorted(FORMATS))
def test_every_format_is_documented(format: str) -> None:
    docs = Path(khabar.__path__[0]).parents[1] / "docs"
    assert f"| `{format}` |" in (docs / "formats.md").read_text("utf-8")
    assert f"`{format}`" in (docs / "commands.md").read_text("utf-8")
