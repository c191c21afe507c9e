from __future__ import annotations

import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from itertools import pairwise

import pytest

from khabar.acquire.addresses import RefusedError
from khabar.acquire.answers import Fetched, FetchError
from khabar.acquire.polite import Polite
from khabar.acquire.robots import READ_BYTES, rules_of
from khabar.settings import FetchSettings
from tests.acquire.server import Server, answer

URL = "http://news.example/reports/1"


@dataclass
class Clock:
    """A clock that runs only while somebody waits."""

    now: float = 0.0
    waits: list[float] = field(default_factory=list)

    def sleep(self, seconds: float) -> None:
        self.waits.append(round(seconds, 3))
        self.now += seconds

    def polite(self, server: Server, **limits: float) -> Polite:
        settings = FetchSettings.model_validate({"seconds": 5, **limits})
        return Polite(settings, server.own, lambda: self.now, self.sleep)


def robots(text: str, status: int = 200) -> Fetched:
    return Fetched("http://news.example/robots.txt", status, text.encode())


@pytest.mark.parametrize(
    ("found", "allowed"),
    [
        (robots(""), True),
        (robots("User-agent: *\nDisallow: /reports/"), False),
        (robots("User-agent: *\nDisallow: /reports/\nAllow: /reports/1"), True),
        (robots("User-agent: *\nDisallow: /*/1$"), False),
        (robots("User-agent: *\nDisallow: /\n\nUser-agent: Khabar\nAllow: /"), True),
        (robots("User-agent: khabar\nDisallow: /"), False),
        (robots("User-agent: khabarovsk\nDisallow: /"), True),
        (robots("user-AGENT : *\r\ndisallow : /reports # all"), False),
        (robots("<html><body>Not a robots file: Disallow: /</body></html>"), True),
        (robots("", 404), True),
        (robots("", 403), True),
        (robots("", 410), True),
        (robots("", 429), False),
        (robots("", 500), False),
        (robots("", 503), False),
        (None, False),
    ],
)
def test_robots_are_read_as_the_rfc_says(found: Fetched | None, allowed: bool) -> None:
    assert rules_of(found).allow(URL) is allowed


def test_only_the_beginning_of_an_endless_robots_file_is_read() -> None:
    filler = "# nothing\n" * (READ_BYTES // 10 + 1)
    assert rules_of(robots(f"User-agent: *\nDisallow: /\n{filler}")).allow(URL) is False
    assert rules_of(robots(f"{filler}User-agent: *\nDisallow: /\n")).allow(URL) is True


def test_a_host_that_fails_is_asked_again_sooner_than_one_that_answers() -> None:
    assert rules_of(robots("", 500)).holds < rules_of(robots("")).holds


def test_the_delay_that_a_host_asks_for_is_read() -> None:
    assert rules_of(robots("User-agent: *\nCrawl-delay: 7.5")).delay_seconds == 7.5
    assert rules_of(robots("User-agent: *\nRequest-rate: 1/10s")).delay_seconds == 10
    assert rules_of(robots("")).delay_seconds == 0
    assert rules_of(robots(f"User-agent: *\nRequest-rate: 1/{'9' * 400}s")).delay_seconds > 1e8


def test_what_robots_forbid_is_not_fetched(server: Server) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    server.page("/private/1", "<p>Not for robots.</p>")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        Clock().polite(server).fetch(server.url("/private/1"))
    assert server.paths() == ["/robots.txt"]


def test_a_redirect_into_what_robots_forbid_is_not_followed(server: Server) -> None:
    server.page("/robots.txt", "User-agent: *\nDisallow: /private", "text/plain")
    server.answers["/a"] = answer(302, Location="/private/1")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        Clock().polite(server).fetch(server.url("/a"))


def test_robots_that_were_moved_are_followed(server: Server) -> None:
    server.answers["/robots.txt"] = answer(301, Location="/rules")
    server.page("/rules", "User-agent: *\nDisallow: /private", "text/plain")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        Clock().polite(server).fetch(server.url("/private/1"))


def test_robots_that_move_for_ever_allow_nothing(server: Server) -> None:
    server.answers["/robots.txt"] = answer(301, Location="/robots.txt")
    with pytest.raises(RefusedError, match=r"robots\.txt"):
        Clock().polite(server).fetch(server.url("/1"))


def test_robots_are_asked_once_a_day(server: Server) -> None:
    clock = Clock()
    polite = clock.polite(server)
    url = server.page("/a", "<p>Troops left.</p>")
    for _ in range(3):
        polite.fetch(url)
    assert server.paths().count("/robots.txt") == 1
    clock.now += 86_400
    polite.fetch(url)
    assert server.paths().count("/robots.txt") == 2


def test_requests_to_one_host_are_apart_by_the_longer_delay(server: Server) -> None:
    clock = Clock()
    polite = clock.polite(server, delay_seconds=2)
    url = server.page("/a", "<p>Troops left.</p>")
    polite.fetch(url)
    polite.fetch(url)
    assert clock.waits == [2, 2]

    server.page("/robots.txt", "User-agent: *\nCrawl-delay: 9", "text/plain")
    slower = Clock()
    polite = slower.polite(server, delay_seconds=2)
    polite.fetch(url)
    polite.fetch(url)
    assert slower.waits == [2, 9]


def test_retry_after_is_waited_for_once(server: Server) -> None:
    clock, url = Clock(), server.url("/a")
    polite = clock.polite(server, delay_seconds=0)
    replies = iter([answer(429, Retry_After="30"), answer(200, b"<p>Troops left.</p>")])
    server.answers["/a"] = lambda asked: next(replies)(asked)
    assert polite.fetch(url).status == 200
    assert clock.waits == [30]


def test_a_host_that_stays_busy_is_told_as_it_is(server: Server) -> None:
    server.answers["/a"] = answer(503, Retry_After="30")
    assert Clock().polite(server).fetch(server.url("/a")).status == 503
    assert server.paths().count("/a") == 2


def test_a_host_that_asks_for_too_long_a_wait_is_left_alone(server: Server) -> None:
    clock = Clock()
    polite = clock.polite(server, delay_seconds=0, most_wait_seconds=60)
    server.answers["/a"] = answer(429, Retry_After="3600")
    url = server.page("/b", "<p>Troops left.</p>")
    for path in ("/a", "/b"):
        with pytest.raises(FetchError, match="asks for more"):
            polite.fetch(server.url(path))
    assert server.paths() == ["/robots.txt", "/a"]
    clock.now += 3600
    assert polite.fetch(url).status == 200


def test_one_host_has_one_request_at_a_time_however_many_ask(server: Server) -> None:
    polite = Polite(FetchSettings(seconds=5, delay_seconds=0.02), server.own)
    busy, most, count = 0, 0, threading.Lock()
    page = answer(200, b"<p>Troops left.</p>")

    def counted(reply: Callable[..., None]) -> Callable[..., None]:
        def send(asked: object) -> None:
            nonlocal busy, most
            with count:
                busy += 1
                most = max(most, busy)
            reply(asked)
            with count:
                busy -= 1

        return send

    server.answers["/a"] = counted(page)
    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(lambda _: polite.fetch(server.url("/a")).status, range(16)))
    assert found == [200] * 16
    assert most == 1
    times = [at for path, _, at in server.asked if path == "/a"]
    assert min(b - a for a, b in pairwise(times)) >= 0.019
