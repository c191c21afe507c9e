from __future__ import annotations

import json
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from khabar.case import Case
from khabar.store.store import open_store
from khabar.view.desk import app as desk_app
from khabar.view.desk import openapi
from khabar.view.desk.app import make_app
from khabar.view.desk.desk import Desk
from tests.make import ToySteps
from tests.view.desk.reading import fill, reader


def test_the_document_describes_every_endpoint(capsys: pytest.CaptureFixture[str]) -> None:
    openapi.main()
    document = json.loads(capsys.readouterr().out)
    reading = ("about", "summary", "events", "events/{id}", "events/{id}/compare", "facets",
               "timeline", "map", "claims", "claims/{id}", "articles", "articles/{id}", "actors",
               "actors/{id}", "network", "trend", "export", "export/losses")  # fmt: skip
    for path in reading:
        assert {"400", "404"} <= set(document["paths"][f"/api/{path}"]["get"]["responses"])
    edge = document["components"]["schemas"]["NetworkEdge"]["properties"]
    assert {"from", "to"} <= set(edge)


def test_many_readers_at_once_get_the_same_answer(tmp_path: Path) -> None:
    with reader(tmp_path) as desk, ThreadPoolExecutor(8) as threads:
        paths = ["summary", "facets", "timeline", "map", "events"] * 8
        answers = list(threads.map(lambda path: json.dumps(desk.get(path)), paths))
    assert len(set(answers)) == 5


def test_many_readers_at_once_can_share_a_store_in_memory() -> None:
    with open_store(":memory:") as store, ThreadPoolExecutor(8) as threads:
        fill(store)
        client = TestClient(make_app(Desk(Case(store, ToySteps()), "memory")))
        paths = ["summary", "facets", "events", "claims", "articles"] * 8
        answers = list(threads.map(lambda path: client.get(f"/api/{path}"), paths))
    assert {answer.status_code for answer in answers} == {200}


def test_what_changes_shows_at_the_next_request(tmp_path: Path) -> None:
    with reader(tmp_path) as desk:
        assert desk.get("summary")["events"] == 2
        store = desk.desk.case.store
        store.replace_events([(event, "rejected") for event in store.events()], [], {})
        assert desk.get("summary")["events"] == 0
        assert desk.get("summary", q="status:rejected")["reviewed"] == 2


def test_built_pages_and_map_tiles_are_served(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    built, tiles = tmp_path / "built", tmp_path / "tiles.pmtiles"
    built.mkdir()
    built.joinpath("index.html").write_text("<title>khabar</title>", "utf-8")
    tiles.write_bytes(b"PMTiles and more")
    monkeypatch.setattr(desk_app, "BUILT", built)
    with open_store(":memory:") as store:
        desk = Desk(Case(store, ToySteps()), "memory", basemap=tiles)
        client = TestClient(make_app(desk))
        assert "khabar" in client.get("/").text
        part = client.get("/basemap.pmtiles", headers={"range": "bytes=0-6"})
        assert (part.status_code, part.content) == (206, b"PMTiles")
        assert client.get("/api/about").json()["basemap"] == "/basemap.pmtiles"


def test_a_damaged_store_is_told_in_one_sentence(tmp_path: Path) -> None:
    with reader(tmp_path) as desk:
        with desk.desk.case.store.write() as connection:
            connection.exec_driver_sql("UPDATE events SET record = '{'")
        answer = desk.client.get("/api/events/00000000000000e1")
    assert answer.status_code == 500
    assert "restore the store from a backup" in answer.json()["error"]
