"""Articles added through the dashboard, and the errands that code them."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any, ClassVar

import pytest

from khabar.acquire.addresses import Own
from khabar.model import Article, Claim, Dropped, Page
from khabar.view.desk.errands import Errand, Errands
from khabar.view.desk.reader import Reader
from tests.real_merging import RealMerging
from tests.view.desk.changing import Browser, browser

NEWS = "Rebels killed 7 people in Northtown on 2024-09-01."


def add_files(desk: Browser, *files: tuple[str, bytes]) -> dict[str, Any]:
    answer = desk.client.post("/api/add", files=[("files", file) for file in files])
    assert answer.status_code == 202, answer.text
    return desk.ended(answer.json()["errand"])


def add(desk: Browser, **sent: object) -> dict[str, Any]:
    return desk.ended(desk.send("/api/add", sent, status=202)["errand"])


def sources(desk: Browser) -> list[str]:
    return [article.source for article in desk.desk.case.store.articles()]


def test_a_pasted_text_is_coded_with_what_is_known_of_it(desk: Browser) -> None:
    found = add(desk, text=NEWS, url="https://news.example/1", outlet="Daily", title=None)
    assert (found["state"], found["outcomes"], found["done"]) == ("done", {"coded": 1}, 1)
    (event,) = found["events"]
    assert event in [row["id"] for row in desk.events()]
    assert "https://news.example/1" in sources(desk)


def test_the_same_text_again_is_known_already(desk: Browser) -> None:
    events = add(desk, text=NEWS)["events"]
    again = add(desk, text=NEWS)
    assert again["outcomes"] == {"known already": 1}
    assert again["events"] == events


def test_a_day_that_is_none_is_told_with_the_reason(desk: Browser) -> None:
    found = add(desk, text=NEWS, published="2024-99")
    assert found["outcomes"] == {"quarantined": 1}
    assert "ISO date" in found["dropped"][0]["reason"]


def test_files_are_known_by_their_names_and_each_ends_somehow(desk: Browser) -> None:
    line = json.dumps({"id": "line-1", "text": NEWS.replace("7", "8")}).encode()
    found = add_files(
        desk, ("a.txt", NEWS.encode()), ("b.jsonl", line), ("c.exe", b"x"), ("d.txt", b""),
    )  # fmt: skip
    assert found["done"] == 4
    assert found["outcomes"]["coded"] == 2
    assert {"a.txt", "line-1"} <= set(sources(desk))
    dropped = {d["item"]: d["reason"] for d in found["dropped"]}
    assert dropped.keys() == {"c.exe", "d.txt"}
    assert not [reason for reason in dropped.values() if "khabar-added" in reason]


@pytest.mark.parametrize(
    "name",
    ["../../../../tmp/x.txt", "/etc/x.txt", "C:\\x\\x.txt", "..", "a\0b.txt", "x" * 999,
     "\u202ex.txt", ".x.txt"],
)  # fmt: skip
def test_a_hostile_name_writes_nowhere_else(desk: Browser, name: str, tmp_path: Path) -> None:
    found = add_files(desk, (name, NEWS.encode()))
    assert found["done"] == 1
    assert found["state"] == "done"
    assert {path.name for path in tmp_path.iterdir()} <= {"case.db", "case.db-wal", "case.db-shm"}
    assert not [source for source in sources(desk) if "/" in source or ".." in source]


def test_nothing_is_left_of_the_files_that_were_sent(
    desk: Browser, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    place = tmp_path / "here"
    place.mkdir()
    monkeypatch.setattr("tempfile.tempdir", str(place))
    add_files(desk, ("a.txt", NEWS.encode()))
    assert list(place.iterdir()) == []


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({}, "text"),
        ({"text": ""}, "text"),
        ({"text": 7}, "text"),
        ({"text": " \n", "url": "https://news.example/1"}, "text"),
        ({"urls": []}, "urls"),
        ({"urls": ["/etc/passwd"]}, "begin with http"),
        ({"urls": ["file:///etc/passwd"]}, "begin with http"),
        ({"urls": ["*.txt"]}, "begin with http"),
        ({"urls": ["-"]}, "begin with http"),
        ({"text": "x", "path": "/etc/passwd"}, "path"),
        ([], "body"),
    ],
)
def test_what_is_no_article_is_refused(desk: Browser, sent: object, sentence: str) -> None:
    assert sentence in desk.send("/api/add", sent, status=400)["error"]


def test_a_body_that_is_no_json_is_refused(desk: Browser) -> None:
    headers = {"content-type": "application/json"}
    assert desk.client.post("/api/add", content=b"{", headers=headers).status_code == 400
    assert desk.client.post("/api/add", files={"other": b"x"}).status_code == 400


@pytest.mark.parametrize(
    "url",
    ["http://127.0.0.1/", "http://localhost/", "http://169.254.169.254/latest/", "http://[::1]/",
     "http://2130706433/", "http://10.0.0.1/"],
)  # fmt: skip
def test_an_address_that_leads_into_the_network_is_not_fetched(desk: Browser, url: str) -> None:
    found = add(desk, urls=[url])
    assert found["outcomes"] == {"skipped": 1}
    assert "expected" in found["dropped"][0]["reason"]


class Site(http.server.BaseHTTPRequestHandler):
    pages: ClassVar[dict[str, bytes]] = {
        "/1": f"<html><body><p>{NEWS}</p></body></html>".encode(),
    }

    def do_GET(self) -> None:
        body = self.pages.get(self.path)
        self.send_response(404 if body is None else 200)
        self.send_header("Content-Type", "text/html")
        self.end_headers()
        self.wfile.write(body or b"")

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def site() -> Iterator[http.server.HTTPServer]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Site) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


class HtmlToo(RealMerging):
    def clean(self, page: Page) -> Article | Dropped:
        text = page.body.decode().removeprefix("<html><body><p>").removesuffix("</p></body></html>")
        return super().clean(Page(page.source, text.encode(), "text"))


def test_pages_are_fetched_and_what_is_not_there_is_told(
    tmp_path: Path, site: http.server.HTTPServer
) -> None:
    at = f"127.0.0.1:{site.server_port}"
    own = Own(frozenset({("127.0.0.1", site.server_port)}))
    with browser(tmp_path, steps=HtmlToo(), own=own) as desk:
        found = add(desk, urls=[f"http://{at}/1", f"http://{at}/2"])
        assert found["outcomes"] == {"coded": 1, "quarantined": 1}
        assert len(found["events"]) == 1
        assert "404" in found["dropped"][0]["reason"]


class Broken(RealMerging):
    def merge(self, *given: object) -> list[object]:  # type: ignore[override]
        if len(given[0]) > 4:  # type: ignore[arg-type]
            raise RuntimeError("a secret of the inside")
        return super().merge(*given)  # type: ignore[arg-type, return-value]


def test_a_job_that_fails_says_so_and_the_next_one_runs(tmp_path: Path) -> None:
    with browser(tmp_path, steps=Broken()) as desk:
        failed = add(desk, text=NEWS)
        assert failed["state"] == "failed"
        assert "its terminal says how" in str(failed["error"])
        assert "secret" not in json.dumps(failed)
        assert add(desk, text="Nothing happened.")["state"] == "failed"
        errand = desk.desk.errands.start(lambda errand: errand.ended("coded"))
        assert desk.ended(errand.id)["state"] == "done"


class Crashing(RealMerging):
    def extract(self, article: Article) -> list[Claim]:
        if "crash" in article.text:
            raise RuntimeError("no idea what this is")
        return list(super().extract(article))


def test_a_page_that_fails_is_quarantined_and_the_others_are_coded(tmp_path: Path) -> None:
    with browser(tmp_path, steps=Crashing()) as desk:
        found = add_files(desk, ("bad.txt", b"crash"), ("good.txt", NEWS.encode()))
        assert found["state"] == "done"
        assert found["outcomes"] == {"quarantined": 1, "coded": 1}


def test_a_job_that_nobody_knows_is_not_there(desk: Browser) -> None:
    assert "No errand here" in desk.get("/api/errands/none", status=404)["error"]


def test_jobs_run_one_after_the_other_in_their_order() -> None:
    errands, both = Errands(), threading.Event()
    ran: list[int] = []

    def at_work(number: int, _: object) -> None:
        ran.append(number)
        if number == 19:
            both.set()

    for number in range(20):
        errands.start(partial(at_work, number))
    assert both.wait(10)
    errands.stop()
    assert ran == list(range(20))


def test_a_server_that_stops_lets_the_document_in_hand_end_and_begins_no_other() -> None:
    errands, begun, goes_on, read = Errands(), threading.Event(), threading.Event(), []

    def work(errand: Errand) -> None:
        for item in errand.reading(["a", "b", "c"], str):
            begun.set()
            goes_on.wait(10)
            read.append(item)

    errand = errands.start(work)
    assert begun.wait(10)
    ending = threading.Thread(target=errands.stop)
    ending.start()
    while not errand.stopped.is_set():
        pass
    goes_on.set()
    ending.join(10)
    assert read == ["a"]


class Hanging(RealMerging):
    def extract(self, article: Article) -> list[Claim]:
        while "hang" in article.text:
            pass
        return list(super().extract(article))


def test_a_page_that_hangs_is_given_up_and_the_next_one_is_read(tmp_path: Path) -> None:
    with browser(tmp_path, steps=Hanging(), reader=Reader(seconds=2)) as desk:
        found = add_files(desk, ("bad.txt", b"hang"), ("good.txt", NEWS.encode()))
        assert found["outcomes"] == {"quarantined": 1, "coded": 1}
        assert "expected an answer in 2 seconds" in found["dropped"][0]["reason"]
        # The same processes go on with what is added next.
        assert add(desk, text=NEWS.replace("7", "8"))["outcomes"] == {"coded": 1}
