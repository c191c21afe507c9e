"""A dashboard on a small store, whose coder is a toy and whose merging is the real one."""

from __future__ import annotations

import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from starlette.testclient import TestClient

from khabar.acquire import Web
from khabar.acquire.addresses import NOTHING_OWN, Own
from khabar.case import Case
from khabar.engine import LocalEngine
from khabar.pipeline import code
from khabar.settings import FetchSettings, Settings
from khabar.store.store import open_store
from khabar.view.desk.app import make_app
from khabar.view.desk.desk import Desk
from khabar.view.desk.guard import lock_for
from tests.make import ToySteps, page
from tests.real_merging import TEXTS, RealMerging

TOKEN = "a-token-made-up-for-tests"


class Browser:
    """The dashboard as its own pages see it."""

    def __init__(self, client: TestClient, desk: Desk) -> None:
        self.client = client
        self.desk = desk

    def get(self, path: str, status: int = 200, **query: object) -> Any:
        answer = self.client.get(path, params=query)  # type: ignore[arg-type]
        assert answer.status_code == status, answer.text
        return answer.json()

    def send(self, path: str, body: object, status: int = 201, method: str = "POST") -> Any:
        answer = self.client.request(method, path, json=body)
        assert answer.status_code == status, answer.text
        return answer.json() if answer.content else None

    def decide(self, verdict: str, subject: str, status: int = 201, **more: str) -> Any:
        deed = {"verdict": verdict, "subject": subject, "who": "Ana", "why": "seen", **more}
        return self.send("/api/decisions", deed, status)

    def events(self) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = self.get("/api/events")["rows"]
        return found

    def ended(self, errand: str) -> dict[str, Any]:
        """Wait for an errand to end and return how it did."""
        late = time.monotonic() + 300
        while time.monotonic() < late:
            found: dict[str, Any] = self.get(f"/api/errands/{errand}")
            if found["state"] in ("done", "failed"):
                return found
            time.sleep(0.02)
        raise AssertionError(f"it did not end: {found}")


@contextmanager
def browser(
    folder: Path,
    *,
    steps: ToySteps | None = None,
    own: Own = NOTHING_OWN,
    texts: Sequence[str] = TEXTS,
    **more: Any,
) -> Iterator[Browser]:
    """Yield a browser that has opened the link to a dashboard on a store with the texts."""
    steps = steps or RealMerging()
    limits = replace_delay(FetchSettings())
    with open_store(folder / "case.db", durable=False) as store:
        code([page(t, f"{n}.txt") for n, t in enumerate(texts)], store, steps, LocalEngine())
        case = Case(store, steps, web=Web(limits, own))
        more.setdefault("reader", LocalEngine())  # quicker to start than processes
        desk = Desk(case, "case.db", settings=Settings(fetch=limits), **more)
        app = make_app(desk, lock_for(TOKEN, "127.0.0.1", 8650))
        headers = {"x-khabar": "desk", "origin": "http://127.0.0.1:8650"}
        client = TestClient(app, "http://127.0.0.1:8650", headers=headers)
        client.get("/", params={"token": TOKEN}, follow_redirects=False)
        try:
            yield Browser(client, desk)
        finally:
            desk.close()


def replace_delay(limits: FetchSettings) -> FetchSettings:
    """Return limits that suit a server of our own: no waiting between two requests."""
    return limits.model_copy(update={"delay": 0.0, "seconds": 5.0})
