from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from khabar.case import Case
from khabar.cli import app
from khabar.errors import UsageError
from khabar.link.registry.read import load_registry
from khabar.model import (
    Article,
    Claim,
    Event,
    Harm,
    Party,
    Reading,
    Source,
    Span,
    When,
    Where,
)
from khabar.store.store import open_store
from tests.make import ToySteps

TOWNS = {"Kabul": (34.52813, 69.17233), "Herat": (34.34817, 62.19967)}


class Attacks(ToySteps):
    """An attack by the Khorasan branch of IS for each line "TOWN DAY DEAD"."""

    def extract(self, article: Article) -> list[Claim]:
        found, start = [], 0
        for line in article.text.splitlines():
            words = Span(article.id, start, start + len(line), line)
            found.append(attack(article, words))
            start += len(line) + 1
        return found

    def merge(self, claims: Sequence[Claim], *more: Any) -> list[Event]:
        """Return an event for each claim, with the claim's figure as its reading."""
        of = {claim.id: claim for claim in claims}
        return [
            replace(
                event,
                targets=of[event.claims[0]].targets,
                readings=tuple(read(of[id]) for id in event.claims),
            )
            for event in super().merge(claims, *more)
        ]


def read(claim: Claim) -> Reading:
    harm = claim.harm[0]
    return Reading("the police", "killed", harm.low, harm.high, None, False, (claim.id,), None)


def attack(article: Article, words: Span) -> Claim:
    town, day, dead = words.words.split()
    latitude, longitude = TOWNS[town]
    where = Where(town, "Afghanistan", "AFG", town, None, None, latitude, longitude, "exact", words)
    return Claim(
        article.id, "event", "ASSAULT", f"m{words.start}", None,
        (Party("Islamic State Khorasan Province", words, "islamic_state_khorasan"),),
        (Party("civilians", words),), When(day, day, "day", "stated", words), where,
        (Harm("killed", int(dead), int(dead), None, False, words),),
        "asserted", (Source("Daily", "reports"), Source("the police", "says")), words, "main",
        ("made up",), "toy 1",
    )  # fmt: skip


@pytest.fixture(scope="module", autouse=True)
def one_registry() -> Iterator[None]:
    """Load the registry once for all commands of this file."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("khabar.link.registry.lookup.load_registry", cache(load_registry))
        yield


@pytest.fixture
def db(tmp_path: Path) -> Path:
    texts = tmp_path / "in"
    texts.mkdir()
    lines = ["Kabul 2024-05-03 3", "Kabul 2024-05-04 9", "Herat 2024-05-03 4", "Herat 2024-05-06 4"]
    texts.joinpath("a.txt").write_text("\n".join(lines), "utf-8")
    path = tmp_path / "case.db"
    with Case(open_store(path), Attacks()) as case:
        case.add(texts)
    return path


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def exported(db: Path, format: str, *more: str) -> Path:
    out = db.with_name(f"{format}.csv")
    run("export", "--to", format, "--out", out, "--quiet", *more, "--db", db)
    return out


@pytest.mark.parametrize(
    ("format", "stored"), [("ucdp", True), ("acled", True), ("polecat", True), ("ucdp", False)]
)
def test_what_is_exported_and_imported_again_is_matched_wholly(
    db: Path, format: str, stored: bool
) -> None:
    out = exported(db, format)
    against: str | Path = out
    if stored:
        run("import", out, "--db", db)
        against = format
    found = json.loads(run("validate", "--against", against, "--format", "json", "--db", db))
    assert found["recall"]["count"] == found["recall"]["of"] == found["precision"]["of"] == 4
    assert found["dataset"] == format
    ids = [(one["khabar"], one["external"].split(":")[0]) for one in found["matched"]]
    assert all(mine in theirs for mine, theirs in ids)
    assert found["external_alone"] == found["khabar_alone"] == []


def test_gdelts_events_are_found_again_though_their_ids_are_others(db: Path) -> None:
    out = db.with_name("gdelt")
    run("export", "--to", "gdelt", "--out", out, "--quiet", "--db", db)
    events = out / "gdelt.export.CSV"
    found = json.loads(run("validate", "--against", events, "--format", "json", "--db", db))
    assert found["dataset"] == "gdelt"
    assert found["recall"]["count"] == found["recall"]["of"] == found["precision"]["of"] == 4


def test_hxl_tags_and_safe_cells_do_not_keep_a_file_from_being_read(db: Path) -> None:
    out = exported(db, "ucdp", "--hxl", "--safe-cells")
    found = json.loads(run("validate", "--against", out, "--format", "json", "--db", db))
    assert found["recall"]["share"] == 1.0


def moved(path: Path, day: str) -> Path:
    """Move the second attack in Kabul to another day, and leave the second in Herat out."""
    rows = list(csv.DictReader(io.StringIO(path.read_text("utf-8"))))
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, list(rows[0]))
        writer.writeheader()
        for row in rows:
            if row["date_start"].startswith("2024-05-04"):
                row |= {"date_start": day, "date_end": day}
            if not row["date_start"].startswith("2024-05-06"):
                writer.writerow(row)
    return path


def test_the_table_says_what_is_matched_what_is_not_and_why(db: Path) -> None:
    out = moved(exported(db, "ucdp"), "2024-05-07")
    said = run("validate", "--against", out, "--db", db)
    assert "recall     0.67 (2 of 3, 95%: 0.21 to 0.94)" in said
    assert "precision  0.50 (2 of 4, 95%: 0.15 to 0.85)" in said
    assert "is not necessarily wrong" in said
    assert "theirs that khabar lacks: 1" in said
    assert "days apart" in said
    assert "place, exact: of 2 pairs median 0.0 km" in said
    assert said.rstrip().endswith("CC BY 4.0; cite the release.")


def test_csv_has_a_row_for_each_pair_and_each_event_alone(db: Path) -> None:
    out = moved(exported(db, "ucdp"), "2024-05-07")
    said = run("validate", "--against", out, "--format", "csv", "--db", db)
    rows = list(csv.DictReader(io.StringIO(said)))
    whats = sorted(row["what"] for row in rows)
    assert whats == ["external alone", "khabar alone", "khabar alone", "matched", "matched"]
    assert {row["days_apart"] for row in rows if row["what"] == "matched"} == {"0"}


def test_the_page_is_whole_and_holds_foreign_texts_only_as_text(db: Path) -> None:
    out = exported(db, "ucdp")
    out.write_text(out.read_text("utf-8").replace("Civilians", "<script>x</script>"), "utf-8")
    said = run("validate", "--against", moved(out, "2024-05-07"), "--format", "html", "--db", db)
    assert said.startswith("<!doctype html>")
    assert "&lt;script&gt;x&lt;/script&gt;" in said
    assert "<script>" not in said
    assert "Theirs that khabar lacks: 1" in said
    assert "is not necessarily wrong" in said


def test_an_empty_file_has_nothing_to_compare_with(db: Path) -> None:
    out = exported(db, "acled")
    out.write_text(out.read_text("utf-8").splitlines()[0] + "\n", "utf-8")
    said = run("validate", "--against", out, "--db", db)
    assert "recall     none to tell by" in said
    assert "4 left out: the other side has nothing at all" in said


def test_both_sides_are_cut_to_what_was_asked_for(db: Path) -> None:
    out = exported(db, "acled")
    for more, many in (
        (("--since", "2024-05-04"), 2),
        (("--country", "Pakistan"), 0),
        (("--actor", "Islamic State", "--until", "2024-05-05"), 3),
    ):
        found = json.loads(run("validate", "--against", out, *more, "--format", "json", "--db", db))
        assert found["recall"]["of"] == found["precision"]["of"] == many
        for side in found["sides"].values():
            assert side["events"] - sum(side["left_out"].values()) == many


def test_what_khabar_read_nothing_about_is_left_out_and_counted(db: Path) -> None:
    out = exported(db, "ucdp")
    later = moved(out, "2024-08-09")
    found = json.loads(run("validate", "--against", later, "--format", "json", "--db", db))
    assert found["sides"]["external"]["left_out"] == {
        "outside the days that the other side covers": 1
    }
    assert found["recall"]["of"] == 2


def test_what_is_not_known_is_refused(db: Path) -> None:
    out = exported(db, "ucdp")
    for option, value, said in (
        ("--country", "Varia", "expected a country"),
        ("--since", "soon", "expected a year, month or day"),
        ("--actor", "Nobody at all", "no actor has this id or name"),
    ):
        with pytest.raises(UsageError, match=said):
            run("validate", "--against", out, option, value, "--db", db)
    with pytest.raises(UsageError, match="none were imported"):
        run("validate", "--against", "gdelt", "--db", db)
    with pytest.raises(UsageError, match="expected a file, found none"):
        run("validate", "--against", "nowhere", "--db", db)
