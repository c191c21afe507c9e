"""How fast the dashboard answers a change of filter over made-up events.

    python -m benchmarks.desk_speed [--events N] [--db FILE]

A change is what the front end asks at once: counters, a page of events, facets, timeline and map,
five requests in parallel over the loopback. Goal: all five within 300 ms at the 95th percentile
with 100,000 events. Exit code 1 where it is missed. `work` is the server's processor time, which
other programs on the machine do not lengthen. A file that is there already is used again.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

import httpx2
from rich.console import Console
from rich.table import Table
from sqlalchemy import Connection, insert, select

from benchmarks.query_speed import World, fill, questions
from khabar.case import open_case
from khabar.store import tables
from khabar.store.facets import EventFacets, read_all
from khabar.store.rows import UNDATED
from khabar.store.store import Store, open_store
from khabar.view.desk.app import make_app
from khabar.view.desk.desk import Desk

GOAL_MS, DRAWS, AT_ONCE = 300.0, 4, 5_000
ASKED = ("summary", "events", "facets", "timeline", "map")
TICKS = os.sysconf("SC_CLK_TCK")


@dataclass(frozen=True, slots=True)
class Measured:
    """Milliseconds until all is answered, of one kind of filter: by the clock, and of work."""

    kind: str
    median: float
    most: float
    worst: float
    work: float


def add_articles(store: Store) -> None:
    """Write an article for each event, published the day after it where that has a date."""
    e = tables.event_list.c
    with store.write() as connection:
        rows = iter(connection.execute(select(e.first_day, e.facets)).all())
        while part := list(islice(rows, AT_ONCE)):
            told = read_all(EventFacets, [row.facets for row in part])
            days = [_day_after(row.first_day) for row in part]
            ids = [one.articles[0] for one in told]
            _write_articles(connection, list(zip(ids, days, strict=True)))


def _day_after(day: int) -> str | None:
    return None if day == UNDATED else str(date.fromordinal(day + 1))


def _write_articles(connection: Connection, made: Sequence[tuple[str, str | None]]) -> None:
    pages, articles = [], []
    for id, day in made:
        pages.append({"id": id, "sha256": id, "source": id, "media": "text"})
        articles.append({
            "id": id, "page_id": id, "source": id, "published": day, "text": "",
            "text_sha256": id, "current": True, "hash": id,
        })  # fmt: skip
    connection.execute(insert(tables.pages), pages)
    connection.execute(insert(tables.articles), articles)


def serve(path: Path) -> None:
    """Serve the store on a free port, and print which one."""
    import uvicorn

    with open_case(path, make=False) as case:
        desk = Desk(case, path.name)
        start = time.perf_counter()
        desk.warm()
        config = uvicorn.Config(make_app(desk), "127.0.0.1", 0, log_level="error")
        with config.bind_socket() as socket:
            print(socket.getsockname()[1], f"{time.perf_counter() - start:.1f}", flush=True)
            uvicorn.Server(config).run([socket])


@contextmanager
def server(path: Path) -> Iterator[tuple[str, int, float]]:
    """Yield the address, process and seconds to start of a server in a process of its own."""
    command = [sys.executable, "-m", "benchmarks.desk_speed", "--serve", str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as running:
        assert running.stdout is not None
        port, seconds = running.stdout.readline().split()
        try:
            yield f"http://127.0.0.1:{port}/api/", running.pid, float(seconds)
        finally:
            running.terminate()


def worked(process: int) -> float:
    """Return the milliseconds of processor time that a process has taken so far."""
    fields = Path(f"/proc/{process}/stat").read_text("utf-8").rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) * 1000 / TICKS


class FrontEnd:
    """Asks as the front end does, over connections that stay open."""

    def __init__(self, address: str) -> None:
        self._threads = ThreadPoolExecutor(len(ASKED))
        self._client = httpx2.Client(base_url=address, timeout=60)

    def change(self, q: str) -> float:
        """Ask everything under a filter, and return the milliseconds until all is answered."""
        start = time.perf_counter()
        answers = list(self._threads.map(lambda path: self._ask(path, q), ASKED))
        passed = (time.perf_counter() - start) * 1000
        assert all(answer.status_code == 200 for answer in answers), answers[0].text
        return passed

    def _ask(self, path: str, q: str) -> httpx2.Response:
        return self._client.get(path, params={"q": q})


def measure(front_end: FrontEnd, process: int) -> list[Measured]:
    """Return how long a change takes to each kind of filter, each drawn anew."""
    found = []
    for kind, drawn in questions(World(11)).items():
        many = DRAWS * 4 if kind.startswith("two to") else DRAWS
        found.append(_measured(kind, many, drawn, front_end, process))
    return found


def _measured(
    kind: str, many: int, drawn: Callable[[], str], front_end: FrontEnd, process: int
) -> Measured:
    before = worked(process)
    clock = sorted(front_end.change(drawn()) for _ in range(many))
    work = (worked(process) - before) / many
    return Measured(kind, clock[many // 2], clock[int(many * 0.95)], clock[-1], work)


def shown(found: Sequence[Measured]) -> Table:
    """Return the figures as a table."""
    table = Table("ms a change of filter", "median", "95%", "worst", "mean work")
    for one in found:
        figures = (one.median, one.most, one.worst, one.work)
        table.add_row(one.kind, *(f"{figure:.0f}" for figure in figures))
    return table


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--events", type=int, default=100_000)
    parser.add_argument("--db", type=Path)
    parser.add_argument("--serve", type=Path, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.serve:
        serve(asked.serve)
        return 0
    with tempfile.TemporaryDirectory(prefix="khabar-desk-") as folder:
        path = asked.db or Path(folder) / "desk.db"
        if not path.exists():
            with open_store(path, durable=False) as store:
                fill(store, asked.events)
                add_articles(store)
        with server(path) as (address, process, seconds):
            front_end = FrontEnd(address)
            front_end.change("")
            found = measure(front_end, process)
    Console().print(shown(found))
    slow = [one.kind for one in found if one.most > GOAL_MS]
    print(f"ready after {seconds:.1f} s; over {GOAL_MS:.0f} ms: {', '.join(slow) or 'none'}")
    return 1 if slow else 0


if __name__ == "__main__":
    sys.exit(main())
