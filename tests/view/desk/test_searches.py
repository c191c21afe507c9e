"""Saved searches: what is new, feeds, webhooks."""

from __future__ import annotations

import http.server
import json
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import feedparser
import pytest

from khabar.engine import LocalEngine
from khabar.pipeline import code
from khabar.store import saved_searches as kept
from khabar.store.store import open_store
from khabar.view.desk.atom import ATOM, Entry, Feed, written
from tests.make import page
from tests.real_merging import RealMerging
from tests.view.desk.changing import Browser, browser

NEWS = "Rebels killed 7 people in Northtown on 2024-09-01."
MORE = "Rebels killed 12 people in Northtown on 2024-09-01, a doctor said."


def save(desk: Browser, q: str = "", status: int = 201, **more: object) -> dict[str, Any]:
    saved: dict[str, Any] = desk.send("/api/searches", {"name": "All", "q": q, **more}, status)
    return saved


def add(desk: Browser, text: str) -> dict[str, Any]:
    return desk.ended(desk.send("/api/add", {"text": text}, status=202)["errand"])


def new(desk: Browser) -> int:
    (search,) = desk.get("/api/searches")["searches"]
    count: int = search["new"]
    return count


def test_what_is_there_when_a_search_is_saved_is_not_new(desk: Browser) -> None:
    assert save(desk)["new"] == 0
    assert new(desk) == 0


def test_a_new_event_is_new_until_somebody_looks(desk: Browser) -> None:
    id = save(desk)["id"]
    add(desk, NEWS)
    assert new(desk) == 1
    desk.send(f"/api/searches/{id}/seen", {}, status=204)
    assert new(desk) == 0


def test_only_what_passes_the_filter_is_new(desk: Browser) -> None:
    save(desk, "killed>=10")
    add(desk, NEWS)
    assert new(desk) == 0


def test_only_events_of_enough_dead_are_new(desk: Browser) -> None:
    save(desk, killed_at_least=10)
    add(desk, NEWS)
    assert new(desk) == 0
    add(desk, MORE)
    assert new(desk) == 1


def test_changed_figures_are_news(desk: Browser) -> None:
    id = save(desk)["id"]
    add(desk, NEWS)
    desk.send(f"/api/searches/{id}/seen", {}, status=204)
    add(desk, MORE)
    assert new(desk) == 1
    with desk.desk.case.store.read() as connection:
        whats = [find.what for find in kept.latest(connection, id, 1)]
    assert whats == ["killed: 7 to 12, before: 7"]


def test_what_another_program_added_is_noticed(desk: Browser, tmp_path: Path) -> None:
    save(desk)
    with open_store(tmp_path / "case.db") as other:
        code([page(NEWS, "other.txt")], other, RealMerging(), LocalEngine())
    assert new(desk) == 1


def test_a_search_that_is_removed_is_gone_with_its_feed(desk: Browser) -> None:
    search = save(desk)
    desk.send(f"/api/searches/{search['id']}", {}, status=204, method="DELETE")
    assert desk.get("/api/searches") == {"searches": []}
    assert desk.client.get(search["feed"]).status_code == 404
    desk.send(f"/api/searches/{search['id']}", {}, status=404, method="DELETE")
    desk.send(f"/api/searches/{search['id']}/seen", {}, status=404)


@pytest.mark.parametrize(
    ("sent", "sentence"),
    [
        ({"name": ""}, "name"),
        ({"name": "x", "q": "killed>="}, "filter"),
        ({"name": "x", "killed_at_least": -1}, "killed_at_least"),
        ({"name": "x", "webhook": "http://127.0.0.1/hook"}, "webhook"),
        ({"name": "x", "webhook": "http://169.254.169.254/"}, "webhook"),
        ({"name": "x", "webhook": "ftp://news.example/"}, "webhook"),
        ({"name": "x", "webhook": "javascript:alert(1)"}, "webhook"),
        ({"name": "x", "more": 1}, "more"),
    ],
)
def test_a_search_that_cannot_be_is_refused(
    desk: Browser, sent: dict[str, object], sentence: str
) -> None:
    assert sentence in desk.send("/api/searches", sent, status=400)["error"]


def test_a_feed_opens_with_its_key_and_without_a_cookie(desk: Browser) -> None:
    search = save(desk)
    desk.client.cookies.clear()
    answer = desk.client.get(search["feed"], headers={"origin": "", "x-khabar": ""})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/atom+xml; charset=utf-8"
    read = feedparser.parse(answer.content)
    assert not read.bozo
    assert read.feed.title == "khabar: All"
    assert len(read.entries) == 2


@pytest.mark.parametrize("key", ["", "x", "ü"])
def test_a_feed_without_its_key_is_not_there(desk: Browser, key: str) -> None:
    feed = save(desk)["feed"].split("?")[0]
    assert desk.client.get(feed, params={"key": key}).status_code == 404
    assert desk.client.get("/feeds/none.atom", params={"key": key}).status_code == 404


def test_a_key_opens_one_feed_alone(desk: Browser) -> None:
    one, other = (save(desk)["feed"].split("?") for _ in range(2))
    assert desk.client.get(f"{one[0]}?{other[1]}").status_code == 404
    desk.client.cookies.clear()
    assert desk.client.get(f"/api/events?{one[1]}").status_code == 401


HOSTILE = (
    "</title><script>alert(1)</script>", "]]><x>", "&amp;&#0;\x00\x08\x1b", "\u202eevil\u2066",
    '"><img src=x onerror=alert(1)>', "\ud800", "\ufffe\uffff", "javascript:alert(1)",
)  # fmt: skip


@pytest.mark.parametrize("words", HOSTILE)
def test_hostile_words_stay_words_in_a_feed(words: str) -> None:
    entry = Entry(f"urn:x:{words}", "2024-01-01T00:00:00Z", words, words, "http://127.0.0.1/")
    feed = Feed("urn:x", "2024-01-01T00:00:00Z", words, "http://127.0.0.1/", [entry])
    root = ElementTree.fromstring(written(feed))
    tags = {element.tag.removeprefix(f"{{{ATOM}}}") for element in root.iter()}
    assert tags <= {"feed", "id", "title", "updated", "author", "name", "link", "entry", "content"}
    title = root.find(f"{{{ATOM}}}entry/{{{ATOM}}}title")
    assert title is not None
    assert title.get("type") == "text"
    assert "\u202e" not in (title.text or "")


def test_a_hostile_name_of_a_search_stays_a_name(desk: Browser) -> None:
    search = save(desk, name="</title><script>alert(1)</script>")
    root = ElementTree.fromstring(desk.client.get(search["feed"]).content)
    assert root.findtext(f"{{{ATOM}}}title") == "khabar: </title><script>alert(1)</script>"


class Hook(http.server.BaseHTTPRequestHandler):
    taken: list[dict[str, Any]]
    status: int

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        self.server.taken.append(json.loads(body))  # type: ignore[attr-defined]
        self.send_response(self.server.status)  # type: ignore[attr-defined]
        self.end_headers()

    def log_message(self, *_: object) -> None:
        pass


@pytest.fixture
def hook() -> Iterator[Any]:
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), Hook) as server:
        server.taken, server.status = [], 204  # type: ignore[attr-defined]
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server
        server.shutdown()


def test_a_webhook_is_told_of_each_new_event_once(tmp_path: Path, hook: Any) -> None:
    with browser(tmp_path, private_webhooks=True) as desk:
        save(desk, webhook=f"http://127.0.0.1:{hook.server_port}/hook")
        event = add(desk, NEWS)["events"][0]
        add(desk, "Nothing happened in Northtown.")
        (message,) = hook.taken
    assert message["search"]["name"] == "All"
    assert [(one["id"], one["what"]) for one in message["events"]] == [(event, "new")]


def test_what_a_webhook_did_not_take_comes_again(tmp_path: Path, hook: Any) -> None:
    with browser(tmp_path, private_webhooks=True) as desk:
        save(desk, webhook=f"http://127.0.0.1:{hook.server_port}/hook")
        hook.status = 500
        first = add(desk, NEWS)["events"]
        hook.status = 204
        second = add(desk, NEWS.replace("09-01", "10-01"))["events"]
    assert [[one["id"] for one in message["events"]] for message in hook.taken] == [
        first, [*first, *second],
    ]  # fmt: skip


def test_decisions_are_news_for_a_webhook_too(tmp_path: Path, hook: Any) -> None:
    with browser(tmp_path, private_webhooks=True) as desk:
        save(desk, webhook=f"http://127.0.0.1:{hook.server_port}/hook")
        event = desk.events()[0]["id"]
        desk.decide("correct", event, field="grade.value", value="fair")
        desk.ended(desk.desk.errands.start(lambda _: None).id)
    assert [one["what"] for message in hook.taken for one in message["events"]] == [
        "evidence: fair, before: weak"
    ]


def test_a_private_address_is_called_only_with_leave(tmp_path: Path, hook: Any) -> None:
    with browser(tmp_path, private_webhooks=True) as desk:
        save(desk, webhook=f"http://127.0.0.1:{hook.server_port}/hook")
    later = tmp_path / "case.db"
    assert later.exists()
    with browser(tmp_path) as desk:
        add(desk, NEWS)
    assert hook.taken == []
