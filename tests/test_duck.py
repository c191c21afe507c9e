from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

import khabar
from khabar.case import Case, open_case
from khabar.errors import UsageError
from khabar.store.store import open_store
from tests.make import ToySteps

KILLED = "SELECT killed_low, killed_high FROM events ORDER BY date_start, event_id"


@pytest.fixture
def db(texts: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Case(open_store(path), ToySteps()) as case:
        case.add(texts)
        case.snapshot(path.with_suffix(".zip"), title="All")
    return path


@pytest.mark.parametrize("suffix", [".db", ".zip"])
def test_sql_sees_what_the_lists_show_in_a_store_and_in_a_snapshot(db: Path, suffix: str) -> None:
    path = db.with_suffix(suffix)
    with open_case(path) as case, khabar.duckdb(path) as sql:
        for found in (case.events(), case.claims()):
            told = sql.execute(f"SELECT * FROM {found.of}")
            assert [column[0] for column in told.description] == list(found.columns)
            assert told.fetchall() == [tuple(row) for row in found.rows()]


def test_a_chain_is_joined_with_its_claim_and_article(db: Path) -> None:
    with khabar.duckdb(db) as sql:
        found = sql.execute(
            "SELECT s.position, s.name, s.stance, a.published FROM sources s"
            " JOIN claims c USING (claim_id) JOIN articles a ON a.id = c.article_id"
            " WHERE a.source LIKE '%a.txt' ORDER BY s.position"
        )
        assert found.fetchall() == [
            (0, "Daily", "reports", "2024-05-07"), (1, "the mayor", "says", "2024-05-07"),
        ]  # fmt: skip


def test_what_was_rejected_is_not_there(db: Path) -> None:
    with open_case(db) as case:
        case.steps = ToySteps()
        events, claims = len(case.events), len(case.claims())
        case.decide("reject", case.events[0].id, who="Ana", why="no")
        case.decide("reject", case.claims[-1].id, who="Ana", why="no")
        sql = case.duckdb()
        assert sql.execute("SELECT count(*) FROM events").fetchone() == (len(case.events()),)
        assert len(case.events()) < events
        assert sql.execute("SELECT count(*) FROM sources").fetchone() == (2 * (claims - 1),)


def test_nothing_can_be_written(db: Path) -> None:
    with khabar.duckdb(db) as sql, pytest.raises(duckdb.Error):
        sql.execute("DELETE FROM events")


def test_only_a_store_that_is_there_is_opened(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="there is no store"):
        khabar.duckdb(tmp_path / "none.db")
    assert not (tmp_path / "none.db").exists()
