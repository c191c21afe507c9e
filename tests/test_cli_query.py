from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from khabar.case import Case
from khabar.cli import app
from khabar.errors import UsageError
from khabar.store.store import open_store
from tests.make import ToySteps

run = CliRunner()


@pytest.fixture
def db(texts: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Case(open_store(path), ToySteps()) as case:
        case.add(texts)
    return path


def ask(*arguments: str | Path) -> str:
    result = run.invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.stdout


def test_events_are_listed_as_a_table(db: Path) -> None:
    lines = ask("events", "--db", db).splitlines()
    assert lines[0].split()[:3] == ["event_id", "date_start", "event_type"]
    assert [line.split()[1] for line in lines[1:]] == ["2024-05-06", "2024-07-01"]


def test_a_filter_is_given_as_words_with_its_minus(db: Path) -> None:
    found = ask("events", "killed>=4", "-place:Northtown", "--format", "jsonl", "--db", db)
    assert [json.loads(line)["killed_high"] for line in found.splitlines()] == []
    found = ask("claims", "killed>=4", "-place:Northtown", "--format", "jsonl", "--db", db)
    assert sorted(json.loads(line)["killed_high"] for line in found.splitlines()) == [4, 9]


def test_csv_has_the_columns_that_were_asked_for_and_empty_cells_for_what_is_not_known(
    db: Path,
) -> None:
    asked = "place,killed_low,source"
    text = ask("claims", "--format", "csv", "--columns", asked, "--db", db)
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0] == asked.split(",")
    assert sorted(rows[1:]) == [
        ["", "4", "the mayor"], ["", "9", "the mayor"], ["Northtown", "3", "the mayor"],
    ]  # fmt: skip


def test_pages_follow_one_another(db: Path) -> None:
    whole = ask("claims", "--format", "jsonl", "--db", db).splitlines()
    first = run.invoke(app, ["claims", "--format", "jsonl", "--limit", "2", "--db", str(db)])
    cursor = first.stderr.split("--after ")[1].strip()
    rest = ask("claims", "--format", "jsonl", "--after", cursor, "--db", db).splitlines()
    assert first.stdout.splitlines() + rest == whole


def test_parquet_keeps_counts_whole(db: Path, tmp_path: Path) -> None:
    out = tmp_path / "claims.parquet"
    ask("claims", "--format", "parquet", "--out", out, "--db", db)
    frame = pd.read_parquet(out, dtype_backend="pyarrow")
    assert sorted(frame["killed_low"]) == [3, 4, 9]
    assert frame["injured_low"].isna().all()


def test_sources_are_counted_with_their_stances(db: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(ask("sources", "--format", "csv", "--db", db))))
    assert [(row["source"], row["claims"], row["events"]) for row in rows] == [
        ("Daily", "3", "2"), ("the mayor", "3", "2"),
    ]  # fmt: skip
    assert rows[0]["as_outlet"] == "3"
    assert rows[1]["stances"] == "says 3"


def test_a_column_that_is_not_there_is_refused_with_those_that_are(db: Path) -> None:
    with pytest.raises(UsageError, match="expected one of claim_id"):
        ask("claims", "--columns", "date", "--db", db)


@pytest.mark.parametrize("cursor", ["xyz", "-5", "f" * 40])
def test_a_cursor_of_another_kind_is_refused(db: Path, cursor: str) -> None:
    with pytest.raises(UsageError, match="that the page before ended with"):
        ask("claims", f"--after={cursor}", "--db", db)


def test_actors_are_counted_by_what_they_do_and_suffer(db: Path) -> None:
    text = ask("actors", "list", "--format", "csv", "--db", db)
    rows = list(csv.DictReader(io.StringIO(text)))
    assert rows
    for row in rows:
        found = ask("claims", f'party:"{row["actor"]}"', "--format", "jsonl", "--db", db)
        assert int(row["claims"]) == len(found.splitlines())
        assert int(row["as_actor"]) + int(row["as_target"]) >= int(row["claims"])


@pytest.mark.parametrize("command", [["actors", "list"], ["sources"]])
def test_pages_of_counted_names_are_the_whole(db: Path, command: list[str]) -> None:
    whole = ask(*command, "--format", "csv", "--db", db).splitlines()
    first = ask(*command, "--format", "csv", "--limit", "1", "--db", db).splitlines()
    (_, row) = csv.reader(io.StringIO("\n".join(first)))
    rest = ask(*command, "--format", "csv", "--after", row[0], "--db", db).splitlines()
    assert [*first, *rest[1:]] == whole


def test_columns_of_counted_names_are_chosen_and_checked(db: Path) -> None:
    text = ask("actors", "list", "--columns", "claims,actor", "--format", "csv", "--db", db)
    assert text.splitlines()[0] == "claims,actor"
    assert "expected one of source" in refused("sources", "--columns", "actor", "--db", db)
    assert "the page before" in refused("sources", "--after", "Nobody", "--db", db)


def refused(*arguments: str | Path) -> str:
    result = run.invoke(app, [str(one) for one in arguments])
    assert isinstance(result.exception, UsageError)
    return str(result.exception)


@pytest.mark.parametrize("form", ["csv", "jsonl", "parquet"])
@pytest.mark.parametrize("wrong", [["--columns", "claimid"], ["grade:weak"]])
def test_a_refused_question_leaves_the_file_as_it_was(
    db: Path, tmp_path: Path, form: str, wrong: list[str]
) -> None:
    out = tmp_path / "kept"
    out.write_text("kept", "utf-8")
    refused("claims", *wrong, "--format", form, "--out", out, "--db", db)
    assert out.read_text("utf-8") == "kept"
    assert sorted(path.name for path in tmp_path.iterdir() if path.name.endswith(".part")) == []


def test_rows_are_never_written_over_a_store(db: Path) -> None:
    before = db.read_bytes()
    assert "holds a store" in refused("events", "--format", "csv", "--out", db, "--db", db)
    assert db.read_bytes() == before


def test_a_folder_is_no_file_for_rows(db: Path, tmp_path: Path) -> None:
    assert "found a folder" in refused("events", "--format", "csv", "--out", tmp_path, "--db", db)


def test_a_country_that_nobody_knows_is_said_to_be_unknown(db: Path) -> None:
    assert "found 'Atlantis'" in refused("events", "country:Atlantis", "--db", db)
