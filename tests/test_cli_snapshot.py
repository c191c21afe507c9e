from __future__ import annotations

import json
import zipfile
from pathlib import Path

import pandas as pd
import pytest
from typer.testing import CliRunner

from khabar.case import Case, open_case
from khabar.cli import app
from khabar.errors import DamagedError, ForeignError, NewerError, UsageError
from khabar.store.store import open_store
from tests.make import TEXT, ToySteps


@pytest.fixture
def db(texts: Path, tmp_path: Path) -> Path:
    path = tmp_path / "case.db"
    with Case(open_store(path), ToySteps()) as case:
        case.add(texts)
        decide(case, "accept", case.events[0].id)
        decide(case, "correct", case.claims[0].id, field="factuality", value="denied")
    return path


def decide(case: Case, verdict: str, subject: str, **more: str) -> None:
    case.decide(verdict, subject, who="Ana", why="checked", **more)  # type: ignore[arg-type]


def run(*arguments: str | Path, code: int = 0) -> str:
    result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout


def snapshot(db: Path, name: str, *more: str) -> Path:
    out = db.with_name(name)
    said = run("snapshot", out, "--title", "Northtown", *more, "--db", db)
    assert said.startswith("Northtown. khabar snapshot ")
    return out


def manifest(path: Path) -> dict:  # type: ignore[type-arg]
    with zipfile.ZipFile(path) as archive:
        found: dict = json.loads(archive.read("datapackage.json"))  # type: ignore[type-arg]
        return found


def test_a_snapshot_is_read_like_the_store_that_it_was_made_of(db: Path) -> None:
    made = snapshot(db, "a.zip")
    with open_case(db) as case, open_case(made) as again:
        assert list(again.events) == list(case.events)
        assert list(again.claims) == list(case.claims)
        assert again.store.decisions() == case.store.decisions()
        for one, other in ((case.events, again.events), (case.claims, again.claims)):
            rows = [list(map(tuple, found("").rows())) for found in (one, other)]
            assert rows[0] == rows[1]
        assert len(again.claims(factuality="denied")) == 1
        assert len(again.events(status="accepted")) == 1


def test_every_command_takes_a_snapshot_for_a_store(db: Path) -> None:
    made = snapshot(db, "a.zip")
    assert run("events", "--db", made) == run("events", "--db", db)
    with open_case(made) as case:
        shown = run("show", case.events[0].id, "--db", made)
    assert "Rebels killed 3 people" in shown
    assert "fault" not in run("doctor", "--db", made)


def test_a_snapshot_cannot_be_changed(db: Path) -> None:
    with open_case(snapshot(db, "a.zip")) as case:
        with pytest.raises(UsageError, match="cannot be changed"):
            decide(case, "reject", case.events[0].id)
        assert len(case.store.decisions()) == 2


def test_the_same_knowledge_has_the_same_id_and_tables(db: Path) -> None:
    one, other = manifest(snapshot(db, "a.zip")), manifest(snapshot(db, "b.zip"))
    assert one["id"] == other["id"]
    assert one["resources"] == other["resources"]


def test_the_manifest_names_every_table_with_its_columns_and_hash(db: Path) -> None:
    about = manifest(made := snapshot(db, "a.zip"))
    with zipfile.ZipFile(made) as archive:
        paths = [resource["path"] for resource in about["resources"]]
        assert sorted([*paths, "datapackage.json"]) == sorted(archive.namelist())
        for resource in about["resources"]:
            with archive.open(resource["path"]) as table:
                columns = list(pd.read_parquet(table).columns)
            assert columns == [field["name"] for field in resource["schema"]["fields"]]
    assert about["khabar"]["counts"] == {"articles": 3, "claims": 3, "events": 2, "decisions": 2}


@pytest.mark.parametrize("asked", [True, False])
def test_texts_of_publishers_go_in_only_if_asked_for(db: Path, asked: bool) -> None:
    made = snapshot(db, "a.zip", *(["--texts"] if asked else []))
    with open_case(made) as case:
        assert {article.text for article in case.store.articles()} >= ({TEXT} if asked else {""})
        page = case.store.articles()[0]
        assert bool(page.text) is asked


def damaged(path: Path, name: str, change: bytes) -> Path:
    out = path.with_name("damaged.zip")
    with zipfile.ZipFile(path) as old, zipfile.ZipFile(out, "w") as new:
        for one in old.namelist():
            new.writestr(one, change if one == name else old.read(one))
    return out


def test_a_changed_table_is_found(db: Path) -> None:
    made = damaged(snapshot(db, "a.zip"), "data/claims.parquet", b"other")
    with pytest.raises(DamagedError, match=r"data/claims\.parquet is not as it was written"):
        open_case(made)


def test_other_archives_and_later_ones_are_refused(db: Path) -> None:
    made = snapshot(db, "a.zip")
    with pytest.raises(ForeignError, match="expected a khabar snapshot"):
        open_case(damaged(made, "datapackage.json", b"{}"))
    with pytest.raises(NewerError, match="form 9"):
        open_case(damaged(made, "datapackage.json", b'{"khabar": {"form": 9}}'))
    with pytest.raises(UsageError, match="no such file"):
        open_case(db.with_name("none.zip"))
    with pytest.raises(UsageError, match=r"ends in \.zip"):
        run("snapshot", db.with_name("a.tar"), "--db", db)


def test_a_difference_tells_what_changed_and_why(db: Path, texts: Path) -> None:
    made = snapshot(db, "a.zip")
    assert run("diff", made, made).startswith("articles: 0 added")
    texts.joinpath("d.txt").write_text("Rebels killed 8 people on 2024-07-01.")
    texts.joinpath("e.txt").write_text("Rebels killed 7 people on 2024-09-01.")
    with Case(open_store(db), ToySteps()) as case:
        case.add(texts)
        decide(case, "correct", case.events[0].id, field="mode", value="drone")
    said = run("diff", made, db, code=1)
    assert "mode: firearms → drone" in said
    assert "because Ana: correct" in said
    assert "claims: 1 → 2" in said
    assert f"because {texts / 'd.txt'} was added" in said
    assert "2024-09-01, ASSAULT" in said
    assert said.splitlines()[-1] == (
        "articles: 2 added, 0 removed; claims: 2 added, 0 removed; decisions: 1 made; "
        "events: 1 added, 0 removed, 2 changed"
    )
    objects = [json.loads(line) for line in run("diff", made, db, "--json", code=1).splitlines()]
    assert sorted(found["what"] for found in objects) == ["added", "changed", "changed"]
