from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pytest

import khabar
from khabar.case import Case
from khabar.errors import UsageError
from khabar.selected import selected
from khabar.store.store import open_store
from tests.make import TEXT, ToySteps


@pytest.fixture
def case(texts: Path) -> Iterator[Case]:
    with Case(open_store(":memory:"), ToySteps()) as opened:
        opened.add(texts)
        yield opened


def decide(case: Case, verdict: str, subject: str, **more: str) -> None:
    case.decide(verdict, subject, who="Ana", why="checked", **more)  # type: ignore[arg-type]


def test_a_case_counts_and_lists_what_it_holds(case: Case) -> None:
    assert len(case.claims) == 3
    assert [claim.kind for claim in case.claims] == ["event"] * 3
    assert [len(event.claims) for event in case.events] == [2, 1]
    assert case.claims[0].words.words == TEXT


def test_things_are_found_by_the_beginning_of_their_id(case: Case) -> None:
    claim, event = case.claims[0], case.events[0]
    assert case.claim(claim.id[:12]) == claim
    assert case.event(event.id) == event
    assert case.article(claim.article_id).text == TEXT


@pytest.mark.parametrize("short", ["", "zzz", "ffffffffffffffffff"])
def test_an_id_that_nothing_has_is_refused(case: Case, short: str) -> None:
    with pytest.raises(UsageError, match="no event has an id that begins so"):
        case.event(short)


def test_claims_become_a_table(case: Case) -> None:
    frame = case.claims.to_pandas()
    first = frame[frame["article"].str.endswith("a.txt")].iloc[0]
    assert len(frame) == 3
    assert first["actors"] == "rebels"
    assert first["source"] == "the mayor"
    assert first["chain"] == "Daily > the mayor"
    assert (first["killed_low"], first["killed_high"]) == (3, 3)
    assert first["event_id"] == case.store.event_ids()[first["claim_id"]]


def test_what_is_not_known_is_missing_in_the_table_and_never_0(case: Case) -> None:
    frame = case.claims.to_pandas()
    assert frame["injured_low"].isna().all()
    placeless = frame[frame["article"].str.endswith("b.txt")].iloc[0]
    assert pd.isna(placeless["latitude"])
    assert pd.isna(placeless["place"])


def test_events_become_a_table(case: Case) -> None:
    frame = case.events.to_pandas()
    assert list(frame["claims"]) == [2, 1]
    assert list(frame["date_start"]) == ["2024-05-06", "2024-07-01"]


def test_an_empty_case_has_empty_tables() -> None:
    with Case(open_store(":memory:"), ToySteps()) as empty:
        assert len(empty.claims.to_pandas()) == 0
        assert "killed_low" in empty.events.to_pandas().columns
        assert "empty" in empty._repr_html_()


def test_a_notebook_shows_a_case_and_its_records(case: Case) -> None:
    assert "3 coded; 3 claims, 2 events" in case._repr_html_()
    assert "<table" in case.claims._repr_html_()


def test_a_decision_changes_the_events_at_once(case: Case) -> None:
    event = case.events[0]
    decide(case, "reject", event.claims[0])
    assert case.event(event.id).claims == event.claims[1:]
    decide(case, "undo", event.claims[0])
    assert case.event(event.id).claims == event.claims


@pytest.mark.parametrize("missing", ["who", "why"])
def test_a_decision_without_a_name_or_a_reason_is_refused(case: Case, missing: str) -> None:
    given = {"who": "Ana", "why": "checked", missing: " "}
    with pytest.raises(UsageError, match="needs a name and a reason"):
        case.decide("reject", case.claims[0].id, **given)
    assert case.store.decisions() == []


def test_a_correction_that_does_not_fit_is_refused_before_it_is_kept(case: Case) -> None:
    with pytest.raises(UsageError, match="leads nowhere"):
        decide(case, "correct", case.claims[0].id, field="harm.9.low", value="2")
    assert case.store.decisions() == []


def test_findings_of_one_text_hold_its_events_with_all_their_claims(case: Case) -> None:
    with case.store.read() as connection:
        ask = "SELECT page_id FROM articles WHERE source LIKE '%b.txt'"
        page = str(connection.exec_driver_sql(ask).scalar())
    found = case.findings([page])
    assert [len(event.claims) for event in found.events] == [2]
    assert len(found.claims) == 2
    assert found.ledger.pages == 1


def test_open_makes_a_store_that_can_be_opened_again(tmp_path: Path) -> None:
    for _ in range(2):
        with khabar.open(tmp_path / "case.db") as case:
            assert len(case.claims) == 0


def test_importing_and_asking_for_help_load_no_model() -> None:
    heavy = "{'spacy', 'pandas', 'sqlalchemy', 'trafilatura'}"
    script = f"import sys, khabar, khabar.cli; print({heavy} & set(sys.modules))"
    found = subprocess.run([sys.executable, "-c", script], capture_output=True, check=True)
    assert found.stdout.strip() == b"set()"


def test_the_public_names_are_sorted_and_there() -> None:
    assert sorted(khabar.__all__) == khabar.__all__
    assert all(hasattr(khabar, name) for name in khabar.__all__)


def test_what_a_person_rejected_is_never_exported(texts: Path, tmp_path: Path) -> None:
    with Case(open_store(tmp_path / "case.db"), ToySteps()) as case:
        case.add(texts)
        case.decide("reject", case.events[0].id, who="Ana", why="not so")
        assert len(list(case.events("status:rejected"))) == 1
        assert selected(case, "range", "status:rejected").found.events == []
