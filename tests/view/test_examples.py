"""The demonstration dispatches are listed, readable, and tell of outlets that do not exist."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"
LINES = (EXAMPLES / "newsroom.jsonl").read_text("utf-8").splitlines()
RECORDS = [json.loads(line) for line in LINES]
DEMO_OUTLETS = {"Example Wire", "Kabul Desk (demo)", "Valley Post (demo)", "Border Gazette (demo)"}


def test_the_readme_names_every_file_and_record() -> None:
    listed = (EXAMPLES / "README.md").read_text("utf-8")
    files = {path.name for path in EXAMPLES.iterdir()} - {"README.md"}
    assert [name for name in files if f"`{name}`" not in listed] == []
    assert [record["id"] for record in RECORDS if f"`{record['id']}`" not in listed] == []


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record["id"])
def test_records_have_their_metadata(record: dict[str, str]) -> None:
    assert list(record) == ["id", "title", "outlet", "published", "url", "language", "text"]
    assert record["outlet"] in DEMO_OUTLETS
    assert record["text"].startswith(record["title"])


def test_one_record_is_an_exact_copy_of_a_file() -> None:
    original = (EXAMPLES / "kabul-airport-first-reports.txt").read_text("utf-8")
    assert [record["id"] for record in RECORDS if record["text"] == original] == [
        "valley-post-airport"
    ]
