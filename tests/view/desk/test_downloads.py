from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator

import pytest

from khabar.view.desk.about import ENDINGS
from khabar.view.desk.schema_pages import LossReport
from khabar.view.export.formats import FORMATS
from tests.view.desk.reading import HOSTILE, Reader, reader


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Return one dashboard for all tests here, since none of them writes."""
    with reader(tmp_path_factory.mktemp("downloads")) as opened:
        yield opened


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_comes_as_a_file_to_keep(desk: Reader, name: str) -> None:
    answer = desk.client.get("/api/export", params={"to": name, "rule": "latest"})
    assert answer.status_code == 200
    file = f'attachment; filename="khabar-{name}.{ENDINGS[name]}"'
    assert answer.headers["content-disposition"] == file
    assert answer.content


def test_several_files_come_as_one_archive_with_what_was_lost(desk: Reader) -> None:
    answer = desk.client.get("/api/export", params={"to": "csv"})
    with zipfile.ZipFile(io.BytesIO(answer.content)) as archive:
        assert {"events.csv", "claims.csv", "loss.json"} <= set(archive.namelist())
        assert json.loads(archive.read("loss.json"))["format"] == "csv"
        assert f"'{HOSTILE}"[1:8].encode() in archive.read("events.csv")


def test_the_loss_report_says_what_was_chosen_and_what_is_missing(desk: Reader) -> None:
    found = desk.get("export/losses", to="ucdp", q="killed>=1", rule="conservative")
    assert LossReport.model_validate(found)
    assert (found["chosen"], found["settlement_rule"]) == ("killed>=1", "conservative")
    assert found["taken_in"] == 1


def test_only_what_was_reviewed_goes_out_if_so_asked(desk: Reader) -> None:
    found = desk.get("export/losses", to="claim", reviewed=True)
    assert (found["chosen"], found["taken_in"]) == ("reviewed:yes", 0)


def test_an_unknown_format_is_refused(desk: Reader) -> None:
    assert "to:" in desk.refused("export", to="xlsx")
    assert "filter, character 1" in desk.refused("export", to="csv", q="kiled>=5")


def test_a_format_whose_library_is_not_there_says_what_to_install(
    desk: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("importlib.util.find_spec", lambda name: None)
    assert "pip install 'khabar[export]'" in desk.refused("export", to="parquet")
