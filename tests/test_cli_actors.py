from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import khabar as package
from khabar import cli

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def khabar(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Return the command line, which gives back its exit code and what it printed."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["khabar", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capsys.readouterr()
        return int(stop.value.code or 0), printed.out, printed.err

    return run


@pytest.fixture
def mine(tmp_path: Path) -> Path:
    file = tmp_path / "mine.tsv"
    text = "id\tname\tkind\tsector\tcountry\nvalley_watch\tValley Watch\tgroup\tPRM\tAFG\n"
    file.write_text(text, encoding="utf-8")
    return file


def test_a_search_prints_one_actor_a_line_best_first(khabar: Run) -> None:
    code, out, _ = khabar("actors", "search", "daesh")
    assert code == 0
    assert out.splitlines()[0] == "islamic_state\tIslamic State\tarmed_group\tIMG\tREB"


def test_a_search_can_be_narrowed_by_kind_and_country(khabar: Run) -> None:
    _, out, _ = khabar("actors", "search", "taliban", "--kind", "police", "--country", "AFG")
    assert [line.split("\t")[0] for line in out.splitlines()] == ["taliban_police"]


def test_a_search_without_result_says_so(khabar: Run) -> None:
    code, out, err = khabar("actors", "search", "nobody in particular")
    assert (code, out) == (2, "")
    assert "shorter" in err


def test_an_unknown_kind_is_refused_with_those_there_are(khabar: Run) -> None:
    code, _, err = khabar("actors", "search", "taliban", "--kind", "gang")
    assert code == 2
    assert "armed_group" in err


def test_an_actor_is_shown_with_both_statuses_and_all_its_numbers(khabar: Run) -> None:
    code, out, _ = khabar("actors", "show", "taliban")
    assert code == 0
    for words in (
        "AFG REB: armed opposition, insurgents, until 14 August 2021",
        "AFG GOV: government, from 15 August 2021",
        "ISO AFG, Gleditsch-Ward 700",
        "in Arabic     طالبان",
        "can also mean pakistani_taliban",
        "Q42418",
        "groups_asia.tsv line",
    ):
        assert words in out


def test_an_actor_is_shown_as_it_was_on_a_day(khabar: Run) -> None:
    _, out, _ = khabar("actors", "show", "taliban", "--on", "2020-01-01")
    assert "on that day   AFG REB" in out
    _, out, _ = khabar("actors", "show", "taliban", "--on", "1980-01-01")
    assert "it did not exist then" in out
    code, _, err = khabar("actors", "show", "taliban", "--on", "yesterday")
    assert code == 2
    assert "expected a day" in err


def test_an_actor_is_printed_as_json(khabar: Run) -> None:
    _, out, _ = khabar("actors", "show", "Gaza health ministry", "--json")
    found = json.loads(out)
    assert found["id"] == "hamas_health_ministry"
    assert found["parents"] == ["hamas"]
    assert found["wikidata"] is None
    assert {"name": "Gaza Health Ministry", "script": "Latin"} in found["aliases"]


def test_users_own_actors_are_found_too(khabar: Run, mine: Path) -> None:
    _, out, _ = khabar("actors", "search", "valley", "--actors", mine, "--json")
    assert json.loads(out.splitlines()[0])["entry"] == {"file": "mine.tsv", "line": 2}


def test_a_check_counts_what_was_written_apart_from_what_patterns_made(khabar: Run) -> None:
    code, out, _ = khabar("actors", "check")
    assert code == 0
    assert "actors written one by one" in out
    assert "actors made by pattern for each state" in out
    assert out.splitlines()[-1] == "0 faults"


def test_a_check_of_a_bad_file_ends_with_one_and_names_the_lines(khabar: Run, mine: Path) -> None:
    with mine.open("a", encoding="utf-8") as file:
        file.write("Bad Id\tSomebody\tgroup\tXYZ\tAFG\n")
    code, out, _ = khabar("actors", "check", mine)
    assert code == 1
    assert out.count("mine.tsv, entry line 3 (Bad Id): expected") == 2
    code, out, _ = khabar("actors", "check", mine, "--json")
    assert len(json.loads(out)["faults"]) == 2


def test_coding_with_a_bad_file_names_the_line_and_runs_nothing(
    khabar: Run, mine: Path, tmp_path: Path
) -> None:
    mine.write_text("id\tname\tsector\nwatch\tValley Watch\tXYZ\n", encoding="utf-8")
    text = tmp_path / "a.txt"
    text.write_text("Valley Watch attacked a village.", encoding="utf-8")
    code, out, err = khabar("code", text, "--actors", mine)
    assert (code, out) == (2, "")
    assert "mine.tsv, entry line 2 (watch)" in err


def test_a_case_knows_the_actors_and_its_own(mine: Path) -> None:
    with package.open(":memory:", actors=mine) as case:
        assert case.actors["valley_watch"].name == "Valley Watch"
        assert case.actors.search("daesh")[0].id == "islamic_state"
        assert case.actors.get("taliban", "2020-01-01").sector == "REB"
