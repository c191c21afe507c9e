from __future__ import annotations

import json
import os
import resource
import signal
import sqlite3
import subprocess
import sys
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest

from khabar import cli
from khabar.model import Article, Claim
from khabar.steps import RealSteps
from khabar.store.store import open_store
from khabar.view.contract import check_claim_json
from tests.make import TEXT, ToySteps, decision, write_articles

# A script that is the command line with the toy's steps, for what needs a process of its own.
TOY_PROGRAM = [sys.executable, "-m", "tests.toy_program"]
ROOT = Path(__file__).parent.parent


@dataclass(frozen=True)
class Ran:
    code: int
    out: str
    err: str

    @property
    def claims(self) -> list[dict[str, object]]:
        return [json.loads(line) for line in self.out.splitlines()]


Run = Callable[..., Ran]


@pytest.fixture
def khabar(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> Run:
    """Return the command line with the toy's steps, run in a folder of its own."""
    monkeypatch.setattr("khabar.case.RealSteps", lambda actors: ToySteps())
    monkeypatch.chdir(tmp_path)

    def run(*arguments: str | Path) -> Ran:
        monkeypatch.setattr(sys, "argv", ["khabar", *map(str, arguments)])
        with pytest.raises(SystemExit) as stop:
            cli.main()
        printed = capsys.readouterr()
        return Ran(int(stop.value.code or 0), printed.out, printed.err)

    return run


def rows(database: Path, question: str) -> list[tuple[object, ...]]:
    with sqlite3.connect(database) as connection:
        return connection.execute(question).fetchall()


def test_help_lists_every_command_and_every_exit_code(khabar: Run) -> None:
    found = khabar("--help")
    assert found.code == 0
    for word in ("code", "clean", "show", "why", "doctor", "review", "settings"):
        assert f"\n  {word} " in found.out
    for number in (0, 1, 2, 3, 4, 5, 6, 7, 13):
        assert f" {number} " in " ".join(found.out.split())


def test_the_version_is_printed(khabar: Run) -> None:
    assert khabar("--version").out.startswith("khabar 0.")


def test_claims_are_printed_as_json_lines_that_keep_the_contract(khabar: Run, texts: Path) -> None:
    found = khabar("code", texts, "--format", "jsonl")
    assert found.code == 0
    assert found.claims[0]["quote"] == TEXT
    for line, file in zip(found.out.splitlines(), ("a.txt", "b.txt", "c.txt"), strict=True):
        assert check_claim_json(line, texts.joinpath(file).read_text("utf-8")) == []
    assert all(claim["event_id"] for claim in found.claims)
    assert "3 claims, 2 events" in found.err
    assert "3 pages in = 3 coded + 0 copies + 0 quarantined + 0 skipped" in found.err


def test_a_second_run_prints_the_same_bytes(khabar: Run, texts: Path) -> None:
    first = khabar("code", texts, "--format", "jsonl")
    assert khabar("code", texts, "--format", "jsonl").out == first.out
    kept = khabar("code", texts, "--format", "jsonl", "--db", "case.db")
    assert kept.out == first.out
    assert khabar("code", texts, "--format", "jsonl", "--db", "case.db").out == first.out


def test_only_claims_of_the_texts_named_are_printed(khabar: Run, texts: Path) -> None:
    khabar("code", texts, "--db", "case.db")
    found = khabar("code", texts / "b.txt", "--db", "case.db", "--format", "jsonl")
    assert len(found.claims) == 1
    assert "1 page in = 1 coded" in found.err


def test_the_table_ends_with_the_balance(khabar: Run, texts: Path) -> None:
    found = khabar("code", texts)
    assert "Rebels carried out a shooting" in found.out
    assert found.out.splitlines()[-1].startswith("3 pages in = 3 coded")
    assert "\x1b" not in found.out


def test_quiet_says_nothing_on_stderr(khabar: Run, texts: Path) -> None:
    assert khabar("code", texts, "--format", "jsonl", "--quiet").err == ""


def test_without_a_store_nothing_is_left_behind(khabar: Run, texts: Path) -> None:
    khabar("code", texts)
    assert sorted(path.name for path in texts.parent.iterdir()) == ["in"]


def test_a_report_is_written_of_the_whole_store(khabar: Run, texts: Path) -> None:
    khabar("code", texts / "a.txt", "--db", "case.db")
    khabar("code", texts / "c.txt", "--db", "case.db", "--report", "report.html")
    page = Path("report.html").read_text("utf-8")
    assert "a.txt" in page
    assert "c.txt" in page


def test_standard_input_is_read(khabar: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    with Path("in.txt").open("w+") as file:
        file.write(TEXT)
        file.seek(0)
        monkeypatch.setattr(sys, "stdin", file)
        assert len(khabar("code", "-", "--format", "jsonl").claims) == 1


class RealCleaning(RealSteps):
    """Real reading and cleaning; the rest is the toy's."""

    toy = ToySteps()
    copies, merge = toy.copies, toy.merge
    coder = "toy 1"

    def extract(self, article: Article) -> Sequence[Claim]:
        return self.toy.extract(article)

    def link(self, article: Article, claims: Sequence[Claim]) -> Sequence[Claim]:
        return claims


def write_bad_inputs(folder: Path) -> None:
    nest = "<div>" * 300 + "<p>Rebels killed 3 people in Northtown, the mayor said.</p>"
    record = '{"id": "half", "text": "Rebels killed 3 people \\ud800, the mayor said."}\n'
    good = {"id": "whole", "text": "Rebels killed 8 people in Northtown, the mayor said."}
    files = {
        "binary.txt": bytes(range(256)) * 40,
        "deep.html": f"<html><body>{nest}</body></html>".encode(),
        "empty.txt": b"",
        "lines.jsonl": record.encode() + json.dumps(good).encode() + b"\n{not json\n",
        "not-utf8.txt": "Les rebelles ont tué 3 personnes.".encode("latin-1"),
        "nul.txt": TEXT.encode() + b"\0",
        "wide.html": b"<html><body>" + b"<p>x</p>" * 250_000 + b"</body></html>",
        "good.txt": TEXT.encode(),
    }
    for name, body in files.items():
        folder.joinpath(name).write_bytes(body)


def test_bad_inputs_are_quarantined_one_by_one_and_all_else_is_coded(
    khabar: Run, monkeypatch: pytest.MonkeyPatch, texts: Path
) -> None:
    monkeypatch.setattr("khabar.case.RealSteps", RealCleaning)
    for old in texts.iterdir():
        old.unlink()
    write_bad_inputs(texts)
    found = khabar("code", texts, "missing.txt", "--db", "case.db", "--format", "jsonl")
    assert found.code == 4
    assert {claim["article"]["path"] for claim in found.claims} == {  # type: ignore[index]
        str(texts / "deep.html"), str(texts / "good.txt"), "whole",
    }  # fmt: skip
    bad = [line for line in found.err.splitlines() if line.startswith("quarantined: ")]
    for name in ("binary.txt", "empty.txt", "not-utf8.txt", "nul.txt", "wide.html", "missing.txt",
                 "lines.jsonl, line 1", "lines.jsonl, line 3"):  # fmt: skip
        (line,) = [line for line in bad if name in line]
        assert "expected" in line
    assert "11 pages in = 3 coded + 0 copies + 8 quarantined + 0 skipped" in found.err
    kept = rows(Path("case.db"), "SELECT reason FROM dropped WHERE outcome = 'quarantined'")
    assert len(kept) == len(bad) == 8
    assert all(reason for (reason,) in kept)
    assert khabar("doctor", "--db", "case.db").code == 0


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["code"], 2, "Nothing to read"),
        (["code", "in", "--format", "xml"], 2, "Invalid value"),
        (["code", "in", "--db", "."], 2, "expected a file for the store, found a folder"),
        (["code", "in", "--settings", "none.toml"], 2, "none.toml: cannot be read"),
        (["code", "in", "--report", "none/report.html"], 2, "expected a file in a folder"),
        (["show", "abc"], 2, "khabar.db: there is no store"),
        (["code", "in", "--db", "in/a.txt"], 7, "expected a khabar store, found another file"),
    ],
)
def test_what_cannot_be_done_is_refused_in_one_line(
    khabar: Run, texts: Path, arguments: list[str], code: int, said: str
) -> None:
    found = khabar(*arguments)
    assert found.code == code
    assert said in found.err
    assert "Traceback" not in found.err


def test_a_locked_store_has_its_own_exit_code(khabar: Run, texts: Path) -> None:
    Path("khabar.toml").write_text("[store]\nbusy_seconds = 0\n")
    with open_store("case.db") as store, store.write():
        found = khabar("code", texts, "--db", "case.db")
    assert found.code == 6
    assert "another program is writing" in found.err


def test_an_unknown_setting_is_refused_before_anything_runs(khabar: Run, texts: Path) -> None:
    Path("khabar.toml").write_text("[store]\nbusy_secs = 3\n")
    found = khabar("code", texts, "--db", "case.db")
    assert found.code == 2
    assert "khabar.toml: store.busy_secs: Extra inputs are not permitted" in found.err
    assert not Path("case.db").exists()


def test_settings_are_printed_as_a_file_that_can_be_read_again(khabar: Run) -> None:
    printed = khabar("settings").out
    assert "# How long to wait" in printed
    Path("khabar.toml").write_text(printed)
    assert khabar("settings").out == printed


def test_show_takes_the_beginning_of_an_id(khabar: Run, texts: Path) -> None:
    claim = khabar("code", texts, "--db", "khabar.db", "--format", "jsonl").claims[0]
    event, own = str(claim["event_id"]), str(claim["claim_id"])
    assert "grade" in khabar("show", event[:12]).out
    assert "killed 3 people" in khabar("show", own[:12]).out
    assert khabar("show", "zzzz").code == 2


def test_show_also_shows_what_was_rejected_and_by_whom(khabar: Run, texts: Path) -> None:
    claim = khabar("code", texts, "--db", "khabar.db", "--format", "jsonl").claims[0]
    event = str(claim["event_id"])
    khabar("review", "reject", event, "--why", "a film", "--who", "Ana")
    shown = khabar("show", event)
    assert shown.code == 0
    assert shown.out.splitlines()[-1].endswith(f"Ana: reject {event}, because a film")


def test_why_names_rules_decisions_and_reasons_for_leaving(khabar: Run, texts: Path) -> None:
    texts.joinpath("empty.txt").write_text("")
    claim = khabar("code", texts, "--db", "khabar.db", "--format", "jsonl").claims[0]
    own = str(claim["claim_id"])
    khabar("review", "reject", own, "--why", "a film", "--who", "Ana")
    found = khabar("why", own).out
    assert "it says killed" in found
    assert "Ana: reject" in found
    assert "because a film" in found
    assert "quarantined in acquire" in khabar("why", texts / "empty.txt").out
    assert "graded weak, because one source" in khabar("why", str(claim["event_id"])).out


def test_decisions_are_made_listed_and_undone(khabar: Run, texts: Path) -> None:
    claims = khabar("code", texts, "--db", "khabar.db", "--format", "jsonl").claims
    one, other, third = (str(claim["claim_id"]) for claim in claims)
    event = str(claims[0]["event_id"])
    why = ("--why", "checked", "--who", "Ana")
    for arguments in (
        ("accept", event),
        ("reject", third),
        ("correct", third, "mode", "drone"),
        ("split", event, other),
        ("merge", one, other),
        ("undo", third),
    ):
        assert khabar("review", *arguments, *why).code == 0
    listed = khabar("review", "list").out.splitlines()
    assert [line.split(": ")[1].split()[0] for line in listed] == [
        "accept", "reject", "correct", "split", "merge", "undo",
    ]  # fmt: skip
    assert [line.endswith("(stands no more)") for line in listed] == [
        False, False, True, True, False, False,
    ]  # fmt: skip


@pytest.mark.parametrize(
    "arguments",
    [
        ("reject", "zzzz", "--why", "x"),
        ("correct", "ONE", "harm.9.low", "2", "--why", "x"),
        ("split", "EVENT", "ONE", "--why", "x"),
        ("reject", "ONE", "--why", " "),
        ("reject", "ONE"),
    ],
)
def test_a_decision_that_cannot_be_is_refused(
    khabar: Run, texts: Path, arguments: tuple[str, ...]
) -> None:
    claims = khabar("code", texts / "a.txt", "--db", "khabar.db", "--format", "jsonl").claims
    ids = {"ONE": str(claims[0]["claim_id"]), "EVENT": str(claims[0]["event_id"])}
    assert khabar("review", *(ids.get(one, one) for one in arguments)).code == 2
    assert khabar("review", "list").out == ""


def test_doctor_finds_a_changed_row(khabar: Run, texts: Path) -> None:
    khabar("code", texts, "--db", "case.db")
    assert khabar("doctor", "--db", "case.db").code == 0
    with sqlite3.connect("case.db") as connection:
        connection.execute("UPDATE articles SET text = 'other'")
    found = khabar("doctor", "--db", "case.db")
    assert found.code == 1
    assert "its text or blocks do not fit its hash" in found.out


def test_doctor_names_a_decision_that_bears_on_nothing_any_more(khabar: Run, texts: Path) -> None:
    claim = khabar("code", texts, "--db", "case.db", "--format", "jsonl").claims[0]
    own = str(claim["claim_id"])
    khabar("review", "correct", own, "harm.0.low", "2", "--why", "x", "--db", "case.db")
    assert khabar("doctor", "--db", "case.db").code == 0
    with open_store("case.db") as store:
        store.decide(decision("0123456789abcdef"))
    found = khabar("doctor", "--db", "case.db")
    assert found.code == 1
    assert "reject 0123456789abcdef bears on what is no more" in found.out


def test_doctor_tells_what_khabar_stands_on(khabar: Run) -> None:
    found = khabar("doctor")
    assert found.code == 0
    assert "SQLite 3." in found.out
    assert "spacy 3." in found.out


def test_clean_prints_the_text_that_offsets_count_in(khabar: Run, texts: Path) -> None:
    found = khabar("clean", texts / "a.txt")
    assert found.code == 0
    assert found.out == TEXT + "\n"
    assert "published  not known" in found.err
    (record,) = khabar("clean", texts / "a.txt", "--json").claims
    assert record["text"] == TEXT
    assert record["blocks"]


def test_clean_says_why_a_file_has_no_article(khabar: Run) -> None:
    found = khabar("clean", "missing.txt")
    assert found.code == 4
    assert "missing.txt: expected a file" in found.err


def start(*arguments: str, cwd: Path, largest_file: int = -1) -> subprocess.Popen[str]:
    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (largest_file, -1))

    path = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(
        [*TOY_PROGRAM, *arguments], cwd=cwd, env=path, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=limit,
    )  # fmt: skip


def test_a_reader_that_goes_away_is_no_error(tmp_path: Path) -> None:
    write_articles(tmp_path / "in", 150)
    process = start("code", "in", "--format", "jsonl", cwd=tmp_path)
    assert process.stdout is not None
    assert process.stderr is not None
    process.stdout.readline()
    process.stdout.close()
    said = process.stderr.read()
    process.stderr.close()
    assert process.wait(60) == 4
    assert "Traceback" not in said
    assert "Broken" not in said


@pytest.mark.parametrize("stop", [signal.SIGINT, signal.SIGTERM])
def test_a_stopped_run_leaves_a_store_from_which_the_same_command_goes_on(
    tmp_path: Path, stop: signal.Signals
) -> None:
    write_articles(tmp_path / "in", 150)
    process = start("code", "in", "--format", "jsonl", "--db", "case.db", cwd=tmp_path)
    wait_for_some(tmp_path / "case.db")
    process.send_signal(stop)
    _, said = process.communicate(timeout=60)
    assert process.returncode == 13
    assert "Stopped; the same command goes on from here." in said
    coded = len(rows(tmp_path / "case.db", "SELECT 1 FROM jobs"))
    assert 0 < coded < 152
    process = start("code", "in", "--format", "jsonl", "--db", "case.db", cwd=tmp_path)
    process.communicate(timeout=120)
    assert len(rows(tmp_path / "case.db", "SELECT 1 FROM jobs")) == 152


def wait_for_some(database: Path) -> None:
    for _ in range(3000):
        try:
            if database.exists() and rows(database, "SELECT 1 FROM jobs LIMIT 3")[2:]:
                return
        except sqlite3.OperationalError:
            pass
        time.sleep(0.02)
    raise AssertionError("the run never began to store")


def test_a_full_disk_has_its_own_exit_code_and_the_run_goes_on_when_there_is_room(
    tmp_path: Path,
) -> None:
    write_articles(tmp_path / "in", 150)
    arguments = ("code", "in", "--format", "jsonl", "--db", "case.db")
    full = start(*arguments, cwd=tmp_path, largest_file=400_000)
    _, said = full.communicate(timeout=120)
    assert full.returncode == 3
    assert "the disk takes no more" in said
    assert "Traceback" not in said
    start(*arguments, cwd=tmp_path).communicate(timeout=120)
    assert len(rows(tmp_path / "case.db", "SELECT 1 FROM jobs")) == 152
