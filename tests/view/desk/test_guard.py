"""Each rule of the guard, by a request that it alone stops."""

from __future__ import annotations

import asyncio

import pytest
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route
from starlette.testclient import TestClient
from starlette.types import Message

from khabar.view.desk.guard import CSP, HEADERS, MOST_JSON, Guard, host_name, lock_for

TOKEN = "a-token-made-up-for-tests"
LOCK = lock_for(TOKEN, "127.0.0.1", 8650)
OURS = {"authorization": f"Bearer {TOKEN}"}
CHANGE = {
    **OURS,
    "origin": "http://127.0.0.1:8650",
    "sec-fetch-site": "same-origin",
    "x-khabar": "desk",
    "content-type": "application/json",
}


async def answer(request: Request) -> Response:
    body = await request.body()
    return PlainTextResponse(f"{request.method} {len(body)}")


async def crash(_request: Request) -> Response:
    raise RuntimeError("a secret of the inside")


def served(lock=LOCK) -> TestClient:  # type: ignore[no-untyped-def]
    paths = ("/", "/api/events", "/api/decisions", "/api/add", "/feeds/1.atom")
    routes = [Route(path, answer, methods=["GET", "POST", "DELETE", "OPTIONS"]) for path in paths]
    app = Starlette(routes=[*routes, Route("/api/crash", crash)])
    app.add_middleware(Guard, lock=lock)
    return TestClient(app, base_url="http://127.0.0.1:8650", follow_redirects=False)


@pytest.fixture
def desk() -> TestClient:
    return served()


def test_without_a_token_nothing_is_answered_but_what_to_do(desk: TestClient) -> None:
    for path in ("/", "/api/events", "/assets/main.js", "/nowhere"):
        found = desk.get(path)
        assert found.status_code == 401
        assert "link that" in found.text
    assert desk.get("/api/events").json() == {"error": "Open the link that khabar serve printed."}


def test_the_link_gives_a_cookie_and_an_address_without_the_token(desk: TestClient) -> None:
    entered = desk.get(f"/?token={TOKEN}&page=event&id=%22e1%22")
    assert entered.status_code == 303
    assert entered.headers["location"] == "/?page=event&id=%22e1%22"
    cookie = entered.headers["set-cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Strict" in cookie
    assert cookie.startswith("khabar_8650=")
    assert desk.get("/").text == "GET 0"


def test_the_link_leads_to_no_other_host(desk: TestClient) -> None:
    for path in ("//evil.example/", "/\\evil.example/", "///evil.example"):
        place = desk.get(f"http://127.0.0.1:8650{path}?token={TOKEN}").headers["location"]
        assert place.startswith("/evil.example") or place.startswith("/%5C")
        assert not place.startswith(("//", "/\\"))


@pytest.mark.parametrize("token", ["", "x", TOKEN[:-1], TOKEN + "x", TOKEN.upper(), "ü"])
def test_a_wrong_token_opens_nothing(desk: TestClient, token: str) -> None:
    assert desk.get("/", params={"token": token}).status_code == 401
    for name, value in ((b"authorization", "Bearer "), (b"cookie", "khabar_8650=")):
        shown = [(name, f"{value}{token}".encode())]
        assert desk.get("/", headers=shown).status_code == 401


def test_a_cookie_of_another_port_opens_nothing(desk: TestClient) -> None:
    assert desk.get("/", headers={"cookie": f"khabar_8651={TOKEN}"}).status_code == 401


def test_scripts_may_bear_the_token(desk: TestClient) -> None:
    assert desk.get("/api/events", headers=OURS).text == "GET 0"


@pytest.mark.parametrize(
    "host",
    ["evil.example", "127.0.0.1.evil.example", "evil.example:8650", "", "127.0.0.1@evil.example",
     "[::1", "10.0.0.9:8650", "localhost.evil.example"],
)  # fmt: skip
def test_a_host_that_is_not_served_is_refused(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={**OURS, "host": host}).status_code == 421


@pytest.mark.parametrize("host", ["localhost:8650", "LOCALHOST", "[::1]:8650", "127.0.0.1:9999"])
def test_this_computers_names_are_served_through_any_port(desk: TestClient, host: str) -> None:
    assert desk.get("/", headers={**OURS, "host": host}).status_code == 200


def test_served_to_a_network_bare_addresses_are_ours_and_names_are_not() -> None:
    desk = served(lock_for(TOKEN, "0.0.0.0", 8650))
    assert desk.get("/", headers={**OURS, "host": "192.168.1.5:8650"}).status_code == 200
    assert desk.get("/", headers={**OURS, "host": "evil.example:8650"}).status_code == 421


def test_a_change_from_the_dashboard_passes(desk: TestClient) -> None:
    assert desk.post("/api/decisions", headers=CHANGE, content="{}").text == "POST 2"


def test_a_change_without_a_token_is_refused(desk: TestClient) -> None:
    bare = {name: value for name, value in CHANGE.items() if name != "authorization"}
    assert desk.post("/api/decisions", headers=bare, content="{}").status_code == 401


@pytest.mark.parametrize(
    "other",
    [
        {"origin": "https://evil.example"},
        {"origin": "null"},
        {"origin": "http://127.0.0.1:3000"},
        {"origin": "https://127.0.0.1:8650"},
        {"sec-fetch-site": "cross-site"},
        {"sec-fetch-site": "same-site"},
        {"sec-fetch-site": "none"},
        {"x-khabar": "other"},
        {"x-khabar": ""},
        {"content-type": "text/plain"},
        {"content-type": "application/x-www-form-urlencoded"},
        {"content-type": "multipart/form-data; boundary=x"},
        {"content-type": ""},
    ],
)
def test_a_change_that_another_site_may_have_asked_for_is_refused(
    desk: TestClient, other: dict[str, str]
) -> None:
    found = desk.post("/api/decisions", headers={**CHANGE, **other}, content="{}")
    assert found.status_code == 403
    assert found.json()["error"]


def test_a_change_by_cookie_must_name_where_it_comes_from(desk: TestClient) -> None:
    cookie = {"cookie": f"khabar_8650={TOKEN}", "x-khabar": "desk"}
    json = {**cookie, "content-type": "application/json"}
    assert desk.post("/api/decisions", headers=json, content="{}").status_code == 403
    script = {**OURS, "x-khabar": "desk", "content-type": "application/json"}
    assert desk.post("/api/decisions", headers=script, content="{}").status_code == 200


def test_every_way_to_change_is_guarded(desk: TestClient) -> None:
    for method in ("POST", "PUT", "DELETE", "PATCH", "OPTIONS"):
        assert desk.request(method, "/api/decisions", headers=OURS).status_code == 403


def test_files_may_be_sent_to_one_place_alone(desk: TestClient) -> None:
    form = {name: value for name, value in CHANGE.items() if name != "content-type"}
    assert desk.post("/api/add", headers=form, files={"files": b"x"}).status_code == 200
    assert desk.post("/api/decisions", headers=form, files={"files": b"x"}).status_code == 403


def test_other_sites_scripts_get_no_answers_even_with_the_cookie(desk: TestClient) -> None:
    cookie = {"cookie": f"khabar_8650={TOKEN}"}
    for site, status in (("same-site", 403), ("cross-site", 403), ("same-origin", 200)):
        found = desk.get("/api/events", headers={**cookie, "sec-fetch-site": site})
        assert found.status_code == status


def test_only_reading_a_feed_needs_no_token(desk: TestClient) -> None:
    assert desk.get("/feeds/1.atom?key=k").status_code == 200
    assert desk.post("/feeds/1.atom").status_code == 401
    for path in (
        "/feeds/",
        "/feeds/../index.html",
        "/feeds/1.atom/../../x",
        "/feeds/%2e%2e/x.atom",
    ):
        asked = desk.build_request("GET", "http://127.0.0.1:8650")
        asked.url = asked.url.copy_with(raw_path=path.encode())
        assert desk.send(asked).status_code == 401


def test_a_body_that_is_too_large_is_refused_before_it_is_read(desk: TestClient) -> None:
    found = desk.post("/api/decisions", headers=CHANGE, content=b"x" * (MOST_JSON + 1))
    assert found.status_code == 413
    lying = {**CHANGE, "content-length": "many"}
    assert desk.post("/api/decisions", headers=lying, content=b"x").status_code == 413


def test_a_body_that_grows_beyond_its_length_is_broken_off() -> None:
    parts = iter([b"x" * MOST_JSON, b"x" * MOST_JSON])
    sent: list[Message] = []
    received: list[Message] = []

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        received.extend([await receive(), await receive()])

    async def receive() -> Message:
        return {"type": "http.request", "body": next(parts), "more_body": True}

    async def send(message: Message) -> None:
        sent.append(message)

    headers = {**CHANGE, "host": "127.0.0.1", "origin": "http://127.0.0.1"}
    scope = {
        "type": "http", "method": "POST", "path": "/api/decisions", "query_string": b"",
        "scheme": "http", "headers": [(n.encode(), v.encode()) for n, v in headers.items()],
    }  # fmt: skip
    asyncio.run(Guard(app, LOCK)(scope, receive, send))
    assert [message["type"] for message in received] == ["http.request", "http.disconnect"]


@pytest.mark.parametrize("path", ["/", "/api/events", "/nowhere", "/api/crash"])
@pytest.mark.parametrize("headers", [OURS, {}, {"host": "evil.example"}])
def test_every_answer_has_the_security_headers(
    desk: TestClient, path: str, headers: dict[str, str]
) -> None:
    found = desk.get(path, headers=headers)
    assert {name: found.headers[name] for name in HEADERS} == HEADERS
    assert found.headers["cache-control"] == "no-store"


def test_the_policy_lets_nothing_in_from_elsewhere() -> None:
    assert CSP == (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
        "connect-src 'self'; worker-src 'self'; font-src 'self'; frame-ancestors 'none'; "
        "base-uri 'none'; form-action 'self'"
    )


def test_a_fault_of_ours_tells_nothing_of_the_inside(desk: TestClient) -> None:
    found = desk.get("/api/crash", headers=OURS)
    assert found.status_code == 500
    assert "secret" not in found.text


def test_a_web_socket_is_closed() -> None:
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    async def receive() -> Message:
        return {"type": "websocket.connect"}

    async def app(scope, receive, send) -> None:  # type: ignore[no-untyped-def]
        raise AssertionError("it must not be asked")

    asyncio.run(Guard(app, LOCK)({"type": "websocket", "headers": []}, receive, send))
    assert [message["type"] for message in sent] == ["websocket.close"]


@pytest.mark.parametrize(
    ("host", "name"),
    [("127.0.0.1:8650", "127.0.0.1"), ("[::1]:1", "::1"), ("A.B", "a.b"), ("[", ""), ("", "")],
)
def test_a_host_is_read_without_its_port(host: str, name: str) -> None:
    assert host_name(host) == name
