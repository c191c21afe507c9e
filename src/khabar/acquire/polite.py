"""Fetching with manners: robots.txt, one request at a time a host, and the waits that it asks for.

Which host is fetched when is kept here for the whole program; other programs are not known.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit, urlunsplit

from khabar.acquire.addresses import NOTHING_OWN, Own, RefusedError
from khabar.acquire.answers import Fetched, FetchError, Known
from khabar.acquire.fetch import fetch
from khabar.acquire.robots import Rules, rules_of
from khabar.settings import FetchSettings

_TRIES = 2
_BUSY = frozenset({429, 503})
_MOST_ROBOTS_BYTES = 5_000_000


@dataclass(slots=True)
class _Host:
    """A host, held while it is fetched from: its rules, until when they hold, and its next turn."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    rules: Rules | None = None
    rules_end: float = 0.0
    next_turn: float = 0.0


class Polite:
    """Fetches from many hosts, each as slowly as it wants; safe to share between threads."""

    def __init__(
        self,
        limits: FetchSettings,
        own: Own = NOTHING_OWN,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.limits = limits
        self._own = own
        self._clock = clock
        self._sleep = sleep
        self._hosts: dict[str, _Host] = {}
        self._adding = threading.Lock()

    def fetch(
        self, url: str, *, known: Known | None = None, media: tuple[str, ...] = ()
    ) -> Fetched:
        """Return what is at the address, after the waits that its host asks for.

        Raises RefusedError where it must not be fetched, FetchError where it could not be.
        """
        found = self._once(url, known, media)
        for _ in range(_TRIES - 1):
            if found.status not in _BUSY or found.retry_after is None:
                break
            self._leave_alone(found.url, found.retry_after)
            found = self._once(url, known, media)
        return found

    def _once(self, url: str, known: Known | None, media: tuple[str, ...]) -> Fetched:
        return fetch(url, self.limits, known=known, media=media, own=self._own, turn=self._turn)

    def _host(self, url: str) -> _Host:
        with self._adding:
            return self._hosts.setdefault(urlsplit(url).netloc, _Host())

    def _leave_alone(self, url: str, seconds: float) -> None:
        host = self._host(url)
        with host.lock:
            host.next_turn = max(host.next_turn, self._clock() + seconds)

    @contextmanager
    def _turn(self, url: str) -> Iterator[None]:
        """Hold the host of the address, once it may be fetched."""
        host = self._host(url)
        with host.lock:
            rules = self._rules(host, url)
            if not rules.allow(url):
                raise RefusedError("expected leave to fetch it, found that robots.txt gives none")
            with self._in_time(host, rules):
                yield

    def _rules(self, host: _Host, url: str) -> Rules:
        if host.rules is None or self._clock() >= host.rules_end:
            with self._in_time(host, host.rules):
                host.rules = rules_of(self._robots(url))
            host.rules_end = self._clock() + host.rules.holds
        return host.rules

    def _robots(self, url: str) -> Fetched | None:
        parts = urlsplit(url)
        address = urlunsplit((parts.scheme, parts.netloc, "/robots.txt", "", ""))
        limits = self.limits.model_copy(update={"most_bytes": _MOST_ROBOTS_BYTES})
        try:
            return fetch(address, limits, own=self._own)
        except (FetchError, RefusedError):
            return None

    @contextmanager
    def _in_time(self, host: _Host, rules: Rules | None) -> Iterator[None]:
        """Wait for the host's turn, and set its next one afterwards."""
        wait, most = host.next_turn - self._clock(), self.limits.most_wait_seconds
        if wait > most:
            raise FetchError(
                f"expected a wait of {most:g} seconds at most, found a host that asks "
                "for more; fetch it later"
            )
        if wait > 0:
            self._sleep(wait)
        try:
            yield
        finally:
            asked = rules.delay_seconds if rules else 0.0
            after = self._clock() + max(self.limits.delay_seconds, asked)
            host.next_turn = max(host.next_turn, after)
