"""A small web server of the tests' own on 127.0.0.1, which can misbehave in every way asked for."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from khabar.acquire.addresses import Own

Answer = Callable[[BaseHTTPRequestHandler], None]


@dataclass
class Server:
    """What it answers by path, and what it was asked: the path, the headers, and when."""

    port: int
    answers: dict[str, Answer] = field(default_factory=dict)
    asked: list[tuple[str, Mapping[str, str], float]] = field(default_factory=list)

    @property
    def own(self) -> Own:
        return Own(frozenset({("127.0.0.1", self.port)}))

    def url(self, path: str) -> str:
        return f"http://127.0.0.1:{self.port}{path}"

    def paths(self) -> list[str]:
        return [path for path, _, _ in self.asked]

    def page(self, path: str, body: bytes | str, media: str = "text/html", **more: str) -> str:
        """Answer the path with this body from now on; return its address."""
        raw = body.encode() if isinstance(body, str) else body
        self.answers[path] = answer(200, raw, **{"Content-Type": media}, **more)
        return self.url(path)


def answer(status: int, body: bytes = b"", **headers: str) -> Answer:
    def send(asked: BaseHTTPRequestHandler) -> None:
        asked.send_response(status)
        for name, value in {"Content-Length": str(len(body)), **headers}.items():
            asked.send_header(name.replace("_", "-"), value)
        asked.end_headers()
        asked.wfile.write(body)

    return send


def raw(*parts: bytes, pause: float = 0) -> Answer:
    """Answer with these very bytes, head and all, with a pause between the parts."""

    def send(asked: BaseHTTPRequestHandler) -> None:
        for part in parts:
            asked.wfile.write(part)
            asked.wfile.flush()
            time.sleep(pause)
        asked.close_connection = True

    return send


@contextmanager
def served() -> Iterator[Server]:
    known = Server(0)

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            known.asked.append((self.path, dict(self.headers), time.monotonic()))
            reply = known.answers.get(self.path, answer(404))
            try:
                reply(self)
            except (BrokenPipeError, ConnectionResetError):
                self.close_connection = True

        do_POST = do_GET  # noqa: N815 - the names that http.server asks for

        def log_message(self, *_: object) -> None:
            pass

    listening = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    listening.daemon_threads = True
    known.port = listening.server_port
    thread = threading.Thread(target=listening.serve_forever, args=(0.02,), daemon=True)
    thread.start()
    try:
        yield known
    finally:
        listening.shutdown()
        listening.server_close()
        thread.join()
