"""The real path from end to end: no toy in it, so it takes a language model and seconds."""

from __future__ import annotations

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from khabar.store.content import dump, faults
from khabar.store.store import open_store
from khabar.view.contract import check_claim_json

RAID = "Pakistan's army said its soldiers killed four militants in Quetta on 9 June 2022.\n"
TEXTS = {
    "bomb.txt": (
        "A suicide bomber killed at least 12 people at a market in Herat on 3 May 2023, the "
        "interior ministry said.\n\nThe Taliban denied any role in the attack.\n"
    ),
    "later.txt": (
        "Officials in Herat said on 4 May 2023 that 15 people had died in the suicide bombing at "
        "the market a day earlier.\n"
    ),
    "raid.txt": RAID,
    "copy.txt": RAID,
    "empty.txt": "",
}
PROGRAM = [sys.executable, "-m", "khabar", "code", "in", "--format", "jsonl"]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("real")
    folder.joinpath("in").mkdir()
    for name, text in TEXTS.items():
        folder.joinpath("in", name).write_text(text, "utf-8")
    return folder


def run(folder: Path, database: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, "--db", database], cwd=folder, text=True, capture_output=True, check=False
    )


def content(database: Path) -> list[str]:
    with open_store(database) as store, store.read() as connection:
        assert not list(faults(connection))
        return list(dump(connection))


@pytest.fixture(scope="module")
def whole(folder: Path) -> subprocess.CompletedProcess[str]:
    """Return an unbroken run."""
    return run(folder, "whole.db")


def test_the_balance_adds_up(whole: subprocess.CompletedProcess[str]) -> None:
    assert "5 pages in = 3 coded + 1 copy + 1 quarantined + 0 skipped" in whole.stderr
    assert whole.returncode == 4


def test_every_line_keeps_the_contract(whole: subprocess.CompletedProcess[str]) -> None:
    lines = whole.stdout.splitlines()
    assert len(lines) >= 3
    assert [check_claim_json(line) for line in lines] == [[]] * len(lines)


def test_a_second_store_gets_the_same_claims_and_events(
    folder: Path, whole: subprocess.CompletedProcess[str]
) -> None:
    assert run(folder, "second.db").stdout == whole.stdout
    assert content(folder / "second.db") == content(folder / "whole.db")


def test_a_killed_run_goes_on_to_the_same_store(
    folder: Path, whole: subprocess.CompletedProcess[str]
) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "--db", "killed.db"], cwd=folder,
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
    )  # fmt: skip
    while process.poll() is None and not folder.joinpath("killed.db").exists():
        time.sleep(0.01)
    time.sleep(random.Random(7).uniform(0, 3))
    process.kill()
    process.wait()
    assert run(folder, "killed.db").stdout == whole.stdout
    assert content(folder / "killed.db") == content(folder / "whole.db")
