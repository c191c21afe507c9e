"""The commands that compare, count and export, run on a store of their own."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from khabar import cli
from tests.make import OTHER, ToySteps, page

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def khabar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Return the command line with the toy's steps, on a store with three articles."""
    monkeypatch.setattr("khabar.case.RealSteps", lambda actors: ToySteps())
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["khabar", *arguments])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capsys.readouterr()
        return int(stop.value.code or 0), printed.out, printed.err

    folder = tmp_path / "in"
    folder.mkdir()
    (folder / "a.txt").write_bytes(page().body)
    (folder / "b.txt").write_text("Rebels killed 4 people on 2024-05-06.", "utf-8")
    (folder / "c.txt").write_text(OTHER, "utf-8")
    assert run("code", "in", "--db", "khabar.db")[0] == 0
    return run


def event_id(khabar: Run) -> str:
    _, out, _ = khabar("events", "--format", "jsonl")
    return str(json.loads(out.splitlines()[0])["event_id"])


def test_sources_are_compared_as_a_table_and_as_json(khabar: Run) -> None:
    code, out, _ = khabar("compare", event_id(khabar), "--settle", "range")
    assert code == 0
    assert "sources differ on" in out
    assert "settled by the rule “range”" in out
    record = json.loads(khabar("compare", event_id(khabar), "--json")[1])
    assert len(record["sources"]) == 2


def test_an_event_that_is_not_there_is_an_error(khabar: Run) -> None:
    code, _, err = khabar("compare", "ffff")
    assert code == 2
    assert "no event has an id that begins so" in err


def test_show_settles_by_the_rule_that_is_asked_for(khabar: Run) -> None:
    assert "(by the rule “latest”)" in khabar("show", event_id(khabar), "--settle", "latest")[1]
    assert "settled" not in khabar("show", event_id(khabar))[1]


def test_a_trend_is_counted_and_drawn(khabar: Run, tmp_path: Path) -> None:
    code, out, _ = khabar("trend", "--type", "assault", "--out", "t.svg", "--actor", "rebels")
    assert code == 0
    assert "ASSAULT events by rebels" in out
    assert "2024-05" in out
    assert (tmp_path / "t.svg").read_text("utf-8").startswith("<?xml")
    record = json.loads(khabar("trend", "--json", "--by", "year")[1])
    assert [period["events"] for period in record["periods"]] == [2]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--earlier", "2023"], "expected both or neither"),
        (["--earlier", "2023", "--later", "2023-05"], "share no day"),
        (["--from", "2023", "--to", "spring"], "found 'spring'"),
        (["--from", "2023", "--to", "2022"], "the earlier date first"),
        (["--type", "battle"], "expected one of"),
        (["--actor", "no such actor at all"], "no actor has this id or name"),
        (["--out", "a.pdf"], "ends in .png or .svg"),
    ],
)
def test_a_trend_that_cannot_be_counted_says_why(
    khabar: Run, arguments: list[str], told: str
) -> None:
    code, _, err = khabar("trend", *arguments)
    assert code == 2
    assert told in err


def test_an_export_says_what_it_lost_and_keeps_to_the_filter(khabar: Run, tmp_path: Path) -> None:
    code, _, err = khabar("export", "from:2024-07", "--to", "geojson", "--out", "e.geojson")
    assert code == 0
    assert "geojson: 1 row from 1 (from:2024-07)" in err
    features = json.loads((tmp_path / "e.geojson").read_text("utf-8"))["features"]
    assert len(features) == 1
    assert (
        json.loads((tmp_path / "e.geojson.loss.json").read_text("utf-8"))["chosen"]
        == "from:2024-07"
    )


def test_a_condition_may_say_not(khabar: Run) -> None:
    _, out, _ = khabar("export", "-type:ASSAULT", "--to", "plover", "--quiet")
    assert out == ""


def test_what_cannot_be_exported_says_why(khabar: Run) -> None:
    assert khabar("export", "--to", "timemap")[0] == 2
    assert khabar("export", "--to", "geojson", "--hxl")[0] == 2


def test_what_a_person_rejected_is_left_out_and_what_one_accepted_is_a_review(khabar: Run) -> None:
    lines = khabar("claims", "--format", "jsonl")[1].splitlines()
    first, second = (json.loads(line)["claim_id"] for line in lines[:2])
    assert khabar("review", "reject", first, "--why", "wrong")[0] == 0
    assert khabar("review", "accept", second, "--why", "checked")[0] == 0
    code, out, err = khabar("export", "--to", "claim")
    assert code == 0
    nodes = json.loads(out)["@graph"]
    assert f"urn:khabar:claim:{first}" not in {node["@id"] for node in nodes}
    assert [n["@id"] for n in nodes if n["@type"] == "ClaimReview"] == [
        f"urn:khabar:review:{second}"
    ]
    assert "1  claims that a person rejected" in err
