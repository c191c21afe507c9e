from __future__ import annotations

import zipfile
from pathlib import Path

import pytest
from typer.testing import CliRunner

from khabar.cli import app
from khabar.errors import UsageError
from khabar.store.store import open_store
from khabar.view.export.write import write_export
from tests.acquire.external.test_read import GED, GOOD, changed, written
from tests.view.export.make import a_selection, an_attack


def run(*arguments: str | Path, code: int = 0) -> tuple[str, str]:
    result = CliRunner().invoke(app, [str(one) for one in arguments], catch_exceptions=False)
    assert result.exit_code == code, result.output
    return result.stdout, result.stderr


def test_a_file_is_imported_with_its_provenance_and_only_once(tmp_path: Path) -> None:
    db = tmp_path / "case.db"
    path = written(tmp_path, GED, GOOD, changed(id="18"), name="GEDEvent_v26_1.csv")
    for new, copies in (2, 0), (0, 2):
        said, _ = run("import", path, "--db", db)
        counts = f"2 rows in = {new} imported + {copies} copies + 0 refused"
        assert said == f"GEDEvent_v26_1.csv (ucdp 26.1): {counts}\n"
    with open_store(db) as store:
        (file,) = store.external_files()
        assert (file.name, file.release, len(file.sha256)) == ("GEDEvent_v26_1.csv", "26.1", 64)
        assert [event.row for event in store.external_events("ucdp")] == [2, 3]


def test_nothing_of_a_bad_file_is_imported_unless_asked(tmp_path: Path) -> None:
    db = tmp_path / "case.db"
    path = written(tmp_path, GED, GOOD, changed(id="18", best="many"))
    with pytest.raises(UsageError, match=r"row 3, column best: expected a whole number"):
        run("import", path, "--db", db)
    said, words = run("import", path, "--skip-bad", "--db", db, code=4)
    assert "2 rows in = 1 imported + 0 copies + 1 refused" in said
    assert "refused   ged.csv, row 3, column best: expected a whole number" in words


def test_a_point_outside_its_country_with_its_degrees_swapped_is_refused(tmp_path: Path) -> None:
    row = changed(country="Afghanistan", latitude="69.2", longitude="34.5")
    with pytest.raises(UsageError, match=r"row 2, column latitude: expected a point in Afghanis"):
        run("import", written(tmp_path, GED, row), "--db", tmp_path / "case.db")


def test_events_of_others_are_no_part_of_a_snapshot(tmp_path: Path) -> None:
    db, out = tmp_path / "case.db", tmp_path / "case.zip"
    run("import", written(tmp_path, GED, GOOD), "--db", db)
    run("snapshot", out, "--db", db)
    with zipfile.ZipFile(out) as archive:
        assert not [name for name in archive.namelist() if "external" in name]


@pytest.mark.parametrize("name", ["misspelled.csv", "ged.csv"])
def test_a_file_that_is_refused_makes_no_store_and_changes_none(tmp_path: Path, name: str) -> None:
    db, good = tmp_path / "case.db", written(tmp_path, GED, GOOD, name="good.csv")
    written(tmp_path, GED, changed(best="many"))
    with pytest.raises(UsageError):
        run("import", tmp_path / name, "--db", db)
    assert not db.exists()
    run("import", good, "--db", db)
    with pytest.raises(UsageError):
        run("import", tmp_path / name, "--db", db)
    with open_store(db) as store:
        assert [file.name for file in store.external_files()] == ["good.csv"]


def test_what_khabar_exports_as_gdelt_it_imports_also_without_a_place(tmp_path: Path) -> None:
    out, db = tmp_path / "out", tmp_path / "case.db"
    placed, nowhere = an_attack(id="event-1"), an_attack(id="event-2", where=None)
    write_export(a_selection([placed, nowhere]), "gdelt", out)
    said, _ = run("import", out / "gdelt.export.CSV", "--db", db)
    assert "2 rows in = 2 imported + 0 copies + 0 refused" in said
    with open_store(db) as store:
        known, unknown = sorted(store.external_events("gdelt"), key=lambda event: event.row)
    assert known.place is not None
    assert (unknown.country, unknown.place, unknown.latitude) == (None, None, None)
