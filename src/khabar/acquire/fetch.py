"""One address over the network, guarded: the only module that speaks HTTP.

Every hop of a redirect is checked before it is fetched, and the IP address that was checked is the
one connected to. Certificates are always verified. `polite.py` adds manners: robots.txt and delays.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from typing import Literal
from urllib.parse import urljoin

import requests
import urllib3
from requests_hardened.ip_filter import InvalidIPAddress

from khabar.acquire.addresses import NOTHING_OWN, Own, RefusedError, checked
from khabar.acquire.answers import Fetched, FetchError, Known
from khabar.acquire.deadline import Deadline
from khabar.acquire.guarded import GuardedSession
from khabar.acquire.inflate import PackedError, too_large, unpacked
from khabar.settings import FetchSettings

Turn = Callable[[str], AbstractContextManager[None]]
"""Given the address of a hop, waits until it may be fetched and holds its host meanwhile."""

_PART = 1 << 14
_MOVED = frozenset({301, 302, 303, 307, 308})
_LONGEST_WAIT = 10 * 365 * 86_400.0


def fetch(
    url: str,
    limits: FetchSettings,
    *,
    known: Known | None = None,
    media: tuple[str, ...] = (),
    own: Own = NOTHING_OWN,
    turn: Turn = lambda _: nullcontext(),
) -> Fetched:
    """Return what is at the address, whatever its status. Raises FetchError or RefusedError.

    `media` are the beginnings of the types that are wanted, all where none is given.
    """
    asked = known.headers() if known else {}
    left = limits.seconds
    for _ in range(limits.most_redirects + 1):
        url = checked(url, own)
        with turn(url):
            began = time.monotonic()
            hop = _Hop(limits, own, left, media)
            found, target = hop.answer("GET", url, headers=asked)
            left -= time.monotonic() - began
        if target is None:
            return found
        url = urljoin(url, target)
    raise FetchError(f"expected at most {limits.most_redirects} redirects, found more")


def post(
    url: str,
    body: bytes,
    limits: FetchSettings,
    *,
    headers: Mapping[str, str],
    own: Own = NOTHING_OWN,
) -> Fetched:
    """Send the body to the address and return the answer's status. Raises FetchError, RefusedError.

    No redirect is followed: what is sent goes to the address that was given or nowhere.
    """
    url = checked(url, own)
    found, target = _Hop(limits, own, limits.seconds, ()).answer("POST", url, headers, body)
    if target is not None:
        raise FetchError(f"expected an answer, found a redirect ({found.status}); give its address")
    return found


def user_agent(limits: FetchSettings) -> str:
    """Return how khabar names itself to servers."""
    contact = f" (contact: {limits.contact})" if limits.contact else ""
    return f"khabar/{version('khabar')}{contact}"


@dataclass(frozen=True, slots=True)
class _Hop:
    limits: FetchSettings
    own: Own
    seconds: float
    media: tuple[str, ...]

    def answer(
        self,
        method: Literal["GET", "POST"],
        url: str,
        headers: Mapping[str, str],
        body: bytes | None = None,
    ) -> tuple[Fetched, str | None]:
        """Return the answer, and where it points if it is a redirect."""
        given = {"Accept-Encoding": "gzip", "Accept": "*/*", **headers}
        with (
            _said_plainly(self.seconds) as deadline,
            GuardedSession(user_agent(self.limits), self.own, deadline) as session,
            session.request(method, url, data=body, headers=given, stream=True) as response,
        ):
            found = self._read(url, response, body_wanted=method == "GET")
            moved = response.status_code in _MOVED
            return found, response.headers.get("Location") if moved else None

    def _read(self, url: str, response: requests.Response, *, body_wanted: bool) -> Fetched:
        headers = response.headers
        media = headers.get("Content-Type", "").split(";")[0].strip().lower() or None
        body = b""
        if response.status_code == requests.codes.ok and body_wanted:
            if media and self.media and not media.startswith(self.media):
                raise FetchError(f"expected {' or '.join(self.media)}, found {media[:60]}")
            encoding = headers.get("Content-Encoding", "")
            body = unpacked(self._parts(response.raw), encoding, self.limits.most_bytes)
        return Fetched(
            url,
            response.status_code,
            body,
            media,
            headers.get("ETag"),
            headers.get("Last-Modified"),
            _seconds(headers.get("Retry-After")),
        )

    def _parts(self, raw: urllib3.BaseHTTPResponse) -> Iterator[bytes]:
        """Yield the body as it comes over the wire, packed or not."""
        room = self.limits.most_bytes
        for part in raw.stream(_PART, decode_content=False):
            room -= len(part)
            if room < 0:
                raise too_large()
            yield part


@contextmanager
def _said_plainly(seconds: float) -> Iterator[Deadline]:
    """Yield a deadline; turn what the libraries raise, or its passing, into FetchError."""
    try:
        with Deadline(seconds) as deadline:
            yield deadline
    except InvalidIPAddress as error:
        raise RefusedError(f"expected a public host, found one at {error}") from error
    except (requests.RequestException, urllib3.exceptions.HTTPError, OSError) as error:
        if not deadline.passed:
            raise FetchError(f"expected an answer, found: {_why(error)}") from error
    except PackedError as error:
        raise FetchError(str(error)) from error
    if deadline.passed:  # a connection that was cut may look like one that came to its end
        raise FetchError(f"expected an answer within {seconds:g} seconds, found none")


def _why(error: BaseException) -> str:
    """Return the first cause: what is wrapped around it names objects by where they lie."""
    while cause := error.__cause__ or error.__context__:
        error = cause
    return " ".join(f"{type(error).__name__} {error}".split())[:300]


def _seconds(words: str | None) -> float | None:
    """Return the seconds of a `Retry-After`, which is a number or a date."""
    if words is None:
        return None
    if words.strip().isdecimal():
        return min(float(words), _LONGEST_WAIT)
    try:
        at = parsedate_to_datetime(words)
    except (TypeError, ValueError):
        return None
    at = at if at.tzinfo else at.replace(tzinfo=UTC)
    return max(0.0, (at - datetime.now(UTC)).total_seconds())
