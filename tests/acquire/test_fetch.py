from __future__ import annotations

import gzip
import socket
import ssl
import threading
import time
import tracemalloc
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import trustme

from khabar.acquire.addresses import Own, RefusedError
from khabar.acquire.answers import Fetched, FetchError, Known
from khabar.acquire.fetch import fetch, post
from khabar.settings import FetchSettings
from tests.acquire.server import Server, answer, raw

LIMITS = FetchSettings(seconds=5, most_bytes=100_000, contact="desk@example.org")
PAGE = "<p>Troops left the town.</p>"


def get(server: Server, path: str, limits: FetchSettings = LIMITS, **more: Any) -> Fetched:
    return fetch(server.url(path), limits, own=server.own, **more)


def failure(server: Server, path: str, limits: FetchSettings = LIMITS, **more: Any) -> str:
    with pytest.raises((FetchError, RefusedError)) as error:
        get(server, path, limits, **more)
    assert str(error.value).startswith("expected")
    return str(error.value)


def moved(target: str, body: bytes = b"", **headers: str) -> Any:
    return answer(302, body, Location=target, **headers)


def test_a_page_comes_with_what_the_next_request_needs(server: Server) -> None:
    server.page("/a", PAGE, "text/HTML; charset=utf-8", ETag='"1"', Last_Modified="yesterday")
    found = get(server, "/a")
    assert found == Fetched(server.url("/a"), 200, PAGE.encode(), "text/html", '"1"', "yesterday")


def test_khabar_says_who_it_is_and_takes_no_password_from_the_environment(
    server: Server, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    (tmp_path / "netrc").write_text("machine 127.0.0.1 login ana password secret\n")
    monkeypatch.setenv("NETRC", str(tmp_path / "netrc"))
    monkeypatch.setenv("HTTP_PROXY", "http://127.0.0.1:9/")
    server.page("/a", PAGE)
    get(server, "/a")
    headers = server.asked[0][1]
    assert headers["User-Agent"].startswith("khabar/")
    assert headers["User-Agent"].endswith("(contact: desk@example.org)")
    assert "Authorization" not in headers


def test_only_what_is_new_is_sent_again(server: Server) -> None:
    server.answers["/a"] = answer(304)
    found = get(server, "/a", known=Known('"1"', "yesterday"))
    assert (found.status, found.body) == (304, b"")
    headers = server.asked[0][1]
    assert (headers["If-None-Match"], headers["If-Modified-Since"]) == ('"1"', "yesterday")


def test_a_status_that_is_no_page_is_told_without_its_body(server: Server) -> None:
    server.answers["/a"] = answer(429, b"slow down", Retry_After="7")
    assert get(server, "/a") == Fetched(server.url("/a"), 429, b"", retry_after=7)


def test_retry_after_may_be_a_date_and_nonsense_is_none(server: Server) -> None:
    server.answers["/past"] = answer(503, Retry_After="Wed, 01 Jan 2020 00:00:00 GMT")
    server.answers["/odd"] = answer(503, Retry_After="soon")
    server.answers["/absurd"] = answer(503, Retry_After="9" * 400)
    assert get(server, "/past").retry_after == 0
    assert get(server, "/odd").retry_after is None
    assert (get(server, "/absurd").retry_after or 0) > 1e8


def test_a_type_that_is_not_wanted_is_not_read(server: Server) -> None:
    server.page("/a", b"%PDF", "application/pdf")
    assert "found application/pdf" in failure(server, "/a", media=("text/", "application/xml"))


@pytest.mark.parametrize("how", ["gzip", "members", "deflate", "raw deflate"])
def test_packed_bodies_are_unpacked(server: Server, how: str) -> None:
    inner = zlib.compressobj(wbits=-15)
    packed = {
        "gzip": gzip.compress(PAGE.encode()),
        "members": gzip.compress(PAGE[:9].encode()) + gzip.compress(PAGE[9:].encode()),
        "deflate": zlib.compress(PAGE.encode()),
        "raw deflate": inner.compress(PAGE.encode()) + inner.flush(),
    }[how]
    coding = "deflate" if "deflate" in how else "gzip"
    server.page("/a", packed, Content_Encoding=coding)
    assert get(server, "/a").body == PAGE.encode()


@pytest.mark.parametrize(
    ("packed", "coding", "found"),
    [
        (gzip.compress(PAGE.encode(), mtime=0)[:-9], "gzip", "cut off"),
        (gzip.compress(PAGE.encode(), mtime=0)[:-8] + b"12345678", "gzip", "damage"),
        (b"no gzip at all, whatever the server says", "gzip", "damage"),
        (b"x", "zstd", "zstd"),
        (b"x", "gzip, gzip", "gzip, gzip"),
        (b"x" * 100_001, "", "more"),
    ],
)
def test_a_body_that_cannot_be_unpacked_whole_is_refused(
    server: Server, packed: bytes, coding: str, found: str
) -> None:
    server.page("/a", packed, Content_Encoding=coding)
    assert found in failure(server, "/a")


@pytest.fixture(scope="module")
def bomb() -> bytes:
    """A gigabyte of zeros, packed."""
    return gzip.compress(bytes(1 << 24)) * 64


def test_a_bomb_is_refused_in_little_time_and_memory(server: Server, bomb: bytes) -> None:
    server.page("/bomb", bomb, Content_Encoding="gzip")
    server.page("/a", PAGE)
    roomy = FetchSettings(seconds=20, most_bytes=20_000_000)
    tracemalloc.start()
    began = time.monotonic()
    assert "more" in failure(server, "/bomb", roomy)
    took, (_, peak) = time.monotonic() - began, tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert took < 10
    assert peak < 4 * roomy.most_bytes
    assert get(server, "/a").body == PAGE.encode()


def test_a_bomb_in_the_body_of_a_redirect_is_left_alone(server: Server, bomb: bytes) -> None:
    server.page("/a", PAGE)
    server.answers["/move"] = moved("/a", bomb, Content_Encoding="gzip")
    assert get(server, "/move").url == server.url("/a")


@pytest.mark.parametrize(
    "reply",
    [
        raw(b"HTTP/1.1 200 OK\r\nContent-Length: 99\r\n\r\nshort"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nshort\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\nshort\r\n0\r\n\r\n"),
        raw(b"HTTP/1.1 200 OK\r\n" + b"X-A: b\r\n" * 200 + b"\r\n"),
        raw(b"HTTP/1.1 200 OK\r\nX-A: " + b"b" * 100_000 + b"\r\n\r\n"),
        raw(b"good morning\r\n\r\n"),
        raw(b""),
    ],
    ids=["short", "no last chunk", "bad chunk", "many headers", "long header",
         "no HTTP", "nothing"],
)  # fmt: skip
def test_an_answer_that_is_not_whole_is_refused(server: Server, reply: Any) -> None:
    server.answers["/a"] = reply
    failure(server, "/a")


@pytest.mark.parametrize(
    "parts",
    [
        [b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n", *[b"a"] * 40],
        [b"HTTP/1.1 200 OK\r\n", *[b"X-A: b\r\n"] * 40],
        [b"HTTP/1.1 200 OK\r\n\r\n", *[b"a"] * 40],
    ],
    ids=["body", "head", "no length"],
)
def test_a_slow_drip_ends_at_the_deadline(server: Server, parts: list[bytes]) -> None:
    server.answers["/drip"] = raw(*parts, pause=0.1)
    began = time.monotonic()
    assert "within 0.5 seconds" in failure(server, "/drip", FetchSettings(seconds=0.5))
    assert time.monotonic() - began < 2


def test_redirects_are_followed_and_end(server: Server) -> None:
    server.page("/c", PAGE)
    server.answers |= {"/a": moved("/b"), "/b": moved("c"), "/loop": moved("/loop")}
    assert get(server, "/a").url == server.url("/c")
    assert "at most 5 redirects" in failure(server, "/loop")
    assert server.paths().count("/loop") == 6


@pytest.mark.parametrize(
    "target",
    [
        "http://127.0.0.1:1/", "http://10.0.0.1/", "http://[::1]/", "//169.254.169.254/",
        "file:///etc/passwd", "ftp://example.org/", "http://ana:secret@example.org/",
        "http://example.org:22/", "http://example.org/" + "a" * 20_000,
    ],
)  # fmt: skip
def test_no_redirect_leads_to_where_the_address_itself_may_not(server: Server, target: str) -> None:
    server.answers["/a"] = moved(target)
    failure(server, "/a")
    assert server.paths() == ["/a"]


def test_cookies_are_not_kept(server: Server) -> None:
    server.page("/b", PAGE)
    server.answers["/a"] = moved("/b", Set_Cookie="who=ana")
    get(server, "/a")
    assert "Cookie" not in server.asked[1][1]


def test_a_name_that_changes_its_address_between_two_looks_gets_nothing(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    look, answers = socket.getaddrinfo, iter(["8.8.8.8", *["127.0.0.1"] * 9])
    connected: list[object] = []

    def rebinding(host: str, port: int, *more: Any, **named: Any) -> Any:
        return look(next(answers) if host == "news.example" else host, port, *more, **named)

    monkeypatch.setattr(socket, "getaddrinfo", rebinding)
    monkeypatch.setattr(socket.socket, "connect", lambda _, where: connected.append(where))
    with pytest.raises(RefusedError, match=r"127\.0\.0\.1"):
        fetch("http://news.example/", LIMITS)
    assert connected == []


def test_the_address_that_was_judged_is_the_one_connected_to(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    look = socket.getaddrinfo
    asked: list[str] = []
    connected: list[tuple[str, int]] = []

    def resolve(host: str, port: int, *more: Any, **named: Any) -> Any:
        asked.append(host)
        return look("8.8.8.8" if host == "news.example" else host, port, *more, **named)

    def connect(_: socket.socket, where: tuple[str, int]) -> None:
        connected.append(where)
        raise ConnectionRefusedError

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    monkeypatch.setattr(socket.socket, "connect", connect)
    with pytest.raises(FetchError, match="expected an answer"):
        fetch("http://news.example/", LIMITS)
    assert connected == [("8.8.8.8", 80)]
    assert asked == ["news.example", "news.example", "8.8.8.8"]


def test_a_host_that_is_not_there_is_an_answer_of_its_own(monkeypatch: pytest.MonkeyPatch) -> None:
    def nowhere(*_: object, **__: object) -> None:
        raise socket.gaierror(-2, "Name or service not known")

    monkeypatch.setattr(socket, "getaddrinfo", nowhere)
    with pytest.raises(FetchError, match="Name or service not known"):
        fetch("http://news.example/", LIMITS)


@contextmanager
def over_tls(context: ssl.SSLContext) -> Iterator[int]:
    """Serve one page over TLS until the end; return the port."""
    listening = socket.create_server(("127.0.0.1", 0))
    body = f"HTTP/1.1 200 OK\r\nContent-Length: {len(PAGE)}\r\n\r\n{PAGE}".encode()

    def serve() -> None:
        while True:
            try:
                plain, _ = listening.accept()
            except OSError:
                return
            try:
                with context.wrap_socket(plain, server_side=True) as talk:
                    talk.recv(4096)
                    talk.sendall(body)
            except OSError:
                plain.close()

    thread = threading.Thread(target=serve, daemon=True)
    thread.start()
    try:
        yield listening.getsockname()[1]
    finally:
        listening.shutdown(socket.SHUT_RDWR)
        listening.close()
        thread.join()


def test_a_certificate_must_be_vouched_for_and_name_the_host(tmp_path: Path) -> None:
    known, stranger = trustme.CA(), trustme.CA()
    known.cert_pem.write_to_path(str(tmp_path / "known.pem"))
    for issuer, name, accepted in (
        (known, "127.0.0.1", True), (known, "news.example", False), (stranger, "127.0.0.1", False),
    ):  # fmt: skip
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        issuer.issue_cert(name).configure_cert(context)
        with over_tls(context) as port:
            own = Own(frozenset({("127.0.0.1", port)}), str(tmp_path / "known.pem"))
            if accepted:
                assert fetch(f"https://127.0.0.1:{port}/", LIMITS, own=own).body == PAGE.encode()
                continue
            with pytest.raises(FetchError, match=r"certificate|match"):
                fetch(f"https://127.0.0.1:{port}/", LIMITS, own=own)


def test_a_note_is_posted_to_the_address_given_and_no_other(server: Server) -> None:
    server.answers["/hook"] = answer(204)
    server.answers["/moved"] = moved("/hook")
    headers = {"Content-Type": "application/json"}
    found = post(server.url("/hook"), b"{}", LIMITS, headers=headers, own=server.own)
    assert found.status == 204
    assert server.asked[0][1]["Content-Type"] == "application/json"
    with pytest.raises(FetchError, match="redirect"):
        post(server.url("/moved"), b"{}", LIMITS, headers=headers, own=server.own)
    with pytest.raises(RefusedError):
        post("http://127.0.0.1/", b"{}", LIMITS, headers=headers)
    assert server.paths() == ["/hook", "/moved"]
