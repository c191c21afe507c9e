"""Who may ask the dashboard for anything: one pure ASGI layer around everything that it serves.

A page on another site can make a reader's browser send requests to 127.0.0.1. So a request must
name a host that is served (no rebinding of names), carry the token that `khabar serve` printed,
and, where it changes something, come from the dashboard itself.
"""

from __future__ import annotations

import hmac
import ipaddress
import json
import logging
import re
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import parse_qsl, quote, urlencode, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_LOG = logging.getLogger("uvicorn.error")

CSP: Final = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; "
    "connect-src 'self'; worker-src 'self'; font-src 'self'; frame-ancestors 'none'; "
    "base-uri 'none'; form-action 'self'"
)
HEADERS: Final = {
    "content-security-policy": CSP,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
}
FROM_DESK: Final = ("x-khabar", "desk")
LOOPBACK: Final = ("127.0.0.1", "localhost", "::1")
EVERY_ADDRESS: Final = ("0.0.0.0", "::")  # noqa: S104  (compared with, never bound to)
MOST_JSON: Final = 1 << 20
MOST_UPLOADED: Final = 256 << 20
LOCKED_PAGE: Final = b"""<!doctype html>
<html lang="en">
<meta charset="utf-8">
<title>khabar</title>
<h1>This dashboard is locked</h1>
<p>Open the link that <code>khabar serve</code> printed in its terminal. It ends in a token.</p>
</html>
"""
_READS: Final = ("GET", "HEAD")
_UPLOADS: Final = "/api/add"
# Feed readers have no cookie; each feed has a key of its own, which `searches.py` checks.
_OWN_KEY: Final = re.compile(r"/feeds/\w+\.atom")


@dataclass(frozen=True, slots=True)
class Lock:
    """What a request must show: the token, and the names under which the dashboard is served."""

    token: str
    cookie: str
    hosts: frozenset[str] = frozenset(LOOPBACK)
    any_address: bool = False

    def knows(self, host: str) -> bool:
        """Tell whether a `Host` is one of ours. A bare address can be no rebound name."""
        name = host_name(host)
        return name in self.hosts or (self.any_address and _is_address(name))

    def fits(self, shown: str | None) -> bool:
        """Tell whether the token that was shown is ours, in the same time whatever it is."""
        return shown is not None and hmac.compare_digest(shown.encode(), self.token.encode())


def lock_for(token: str, host: str, port: int) -> Lock:
    """Return the lock of a dashboard served on this host and port."""
    names = frozenset((*LOOPBACK, host.casefold()))
    # Cookies do not know ports: two dashboards on one machine need two names.
    return Lock(token, f"khabar_{port}", names, host in EVERY_ADDRESS)


def host_name(host: str) -> str:
    """Return a `Host` without its port and brackets, in lower case; "" where it is malformed."""
    try:
        return (urlsplit(f"//{host}").hostname or "").casefold()
    except ValueError:
        return ""


def _is_address(name: str) -> bool:
    try:
        ipaddress.ip_address(name)
    except ValueError:
        return False
    return True


@dataclass(frozen=True, slots=True)
class Refusal:
    """An answer that stops a request, as a page for people or as JSON for programs."""

    status: int
    error: str
    headers: dict[str, str] = field(default_factory=dict)


class Guard:
    """Lets requests through that may pass, and puts the security headers on every answer."""

    def __init__(self, app: ASGIApp, lock: Lock) -> None:
        self.app = app
        self.lock = lock

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request, or hand it on."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        if scope["type"] != "http":
            await send({"type": "websocket.close", "code": 1008})
            return
        headers = Headers(scope=scope)
        refusal = self._refusal(scope, headers)
        if refusal is not None:
            await _answer(refusal, scope, _Sending(send))
            return
        most = MOST_UPLOADED if scope["path"] == _UPLOADS else MOST_JSON
        await self._pass(scope, _bounded(receive, most), _Sending(send))

    async def _pass(self, scope: Scope, receive: Receive, send: _Sending) -> None:
        """Hand a request on; a fault of ours is answered too, and told in the terminal alone."""
        try:
            await self.app(scope, receive, send)
        except Exception:
            if send.begun:
                raise
            _LOG.exception("%s %s failed", scope["method"], scope["path"])
            await _answer(
                Refusal(500, "khabar failed at this; its terminal says how."), scope, send
            )

    def _refusal(self, scope: Scope, headers: Headers) -> Refusal | None:
        if len(headers.getlist("host")) != 1 or not self.lock.knows(headers["host"]):
            return Refusal(421, "This dashboard is not served under that host name.")
        if scope["method"] not in _READS:
            return self._stranger(headers) or _foreign(scope, headers) or _too_much(scope, headers)
        if entered := self._entered(scope):
            return entered
        if _OWN_KEY.fullmatch(scope["path"]):
            return None
        return self._stranger(headers) or _read_from_afar(scope, headers)

    def _stranger(self, headers: Headers) -> Refusal | None:
        """Refuse who shows no token, neither in the cookie nor as a bearer of it."""
        if self.lock.fits(_bearer(headers)) or self.lock.fits(_cookie(headers, self.lock.cookie)):
            return None
        return Refusal(
            401, "Open the link that khabar serve printed.", {"www-authenticate": "Bearer"}
        )

    def _entered(self, scope: Scope) -> Refusal | None:
        """Turn the link with the token into a cookie, and the address into one without it."""
        asked = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        shown = dict(asked).get("token")
        if shown is None or not self.lock.fits(shown):
            return None
        rest = urlencode([(name, value) for name, value in asked if name != "token"])
        # One slash: "//evil.example" would be an address on another host.
        place = "/" + quote(scope["path"].lstrip("/\\"), safe="/") + (f"?{rest}" if rest else "")
        cookie = f"{self.lock.cookie}={self.lock.token}; Path=/; HttpOnly; SameSite=Strict"
        return Refusal(303, "", {"location": place, "set-cookie": cookie})


def _bearer(headers: Headers) -> str | None:
    kind, _, token = headers.get("authorization", "").partition(" ")
    return token.strip() if kind.casefold() == "bearer" else None


def _cookie(headers: Headers, wanted: str) -> str | None:
    for pair in "; ".join(headers.getlist("cookie")).split(";"):
        name, _, value = pair.strip().partition("=")
        if name == wanted:
            return value
    return None


def _foreign(scope: Scope, headers: Headers) -> Refusal | None:
    """Refuse a change that another site may have asked for.

    A browser names the origin; a script that bears the token may name none. The header of our own
    cannot be set across sites without leave, which is never given.
    """
    origin, site = headers.get("origin"), headers.get("sec-fetch-site")
    ours = origin is None or origin.casefold() == _origin(scope, headers)
    same = site is None or site == "same-origin"
    named = origin is not None or site is not None or _bearer(headers) is not None
    if not (ours and same and named):
        return Refusal(403, "Changes can be made from the dashboard's own pages only.")
    if headers.get(FROM_DESK[0]) != FROM_DESK[1]:
        return Refusal(403, "A change needs the header X-Khabar: desk.")
    if not _is_json_or_files(scope, headers):
        return Refusal(403, "A change needs a JSON body (Content-Type: application/json).")
    return None


def _read_from_afar(scope: Scope, headers: Headers) -> Refusal | None:
    """Refuse other sites' scripts the answers too; links that lead to the pages may pass."""
    site = headers.get("sec-fetch-site", "none")
    if scope["path"].startswith("/api/") and site not in ("same-origin", "none"):
        return Refusal(403, "The dashboard's own pages alone may ask for this.")
    return None


def _origin(scope: Scope, headers: Headers) -> str:
    return f"{scope['scheme']}://{headers['host']}".casefold()


def _is_json_or_files(scope: Scope, headers: Headers) -> bool:
    kind = headers.get("content-type", "").partition(";")[0].strip().casefold()
    if kind == "application/json":
        return True
    if scope["method"] == "DELETE":
        return not kind
    return kind == "multipart/form-data" and scope["path"] == _UPLOADS


def _too_much(scope: Scope, headers: Headers) -> Refusal | None:
    most = MOST_UPLOADED if scope["path"] == _UPLOADS else MOST_JSON
    length = headers.get("content-length", "0")
    if not length.isdecimal() or int(length) > most:
        return Refusal(413, f"Expected at most {most >> 20} MB at once.")
    return None


def _bounded(receive: Receive, most: int) -> Receive:
    """Return what breaks off a body that grows larger than its length promised."""
    seen = 0

    async def bounded() -> Message:
        nonlocal seen
        message = await receive()
        seen += len(message.get("body", b""))
        return {"type": "http.disconnect"} if seen > most else message

    return bounded


class _Sending:
    """Sends an answer with the security headers on it, and knows whether it has begun."""

    def __init__(self, send: Send) -> None:
        self.send = send
        self.begun = False

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.begun = True
            headers = MutableHeaders(scope=message)
            headers.update(HEADERS)
            headers.setdefault("cache-control", "no-store")
        await self.send(message)


async def _answer(refusal: Refusal, scope: Scope, send: _Sending) -> None:
    wants_page = refusal.status == 401 and not scope["path"].startswith("/api/")
    body = LOCKED_PAGE if wants_page else json.dumps({"error": refusal.error}).encode()
    kind = "text/html; charset=utf-8" if wants_page else "application/json"
    headers = {"content-type": kind, "content-length": str(len(body)), **refusal.headers}
    start: Message = {
        "type": "http.response.start",
        "status": refusal.status,
        "headers": list(_encoded(headers.items())),
    }
    await send(start)
    await send({"type": "http.response.body", "body": body})


def _encoded(headers: Iterable[tuple[str, str]]) -> Iterable[tuple[bytes, bytes]]:
    return ((name.encode("latin-1"), value.encode("latin-1")) for name, value in headers)
