"""How long events take to follow a decision: `python -m benchmarks.deciding_speed`.

Invented claims are gathered in a store in a file. Then decisions of each kind are made on events
and claims drawn from a fixed seed. Seconds are of the processor, from what an analyst asks to the
events that follow. Of gathering all, the part is shown that goes into the traces without which
each decision would take as long, and how many of the store's megabytes they are.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from random import Random
from statistics import median
from typing import Any

from rich.console import Console
from rich.table import Table
from sqlalchemy import func, select

from benchmarks.invented import war
from khabar.deciding import decide, now
from khabar.merge.traces import Trace
from khabar.model import Article, Claim, CopyGroup, Decision, Event, Page
from khabar.pipeline import gather
from khabar.steps import RealSteps
from khabar.store import tables
from khabar.store.document import Document
from khabar.store.store import Store, open_store

SIZES, SEED, ROUNDS = (10_000, 100_000), 11, 20


class Timed(RealSteps):
    """Merges as khabar does, and notes how often all is merged and how long traces take."""

    merged, traced = 0, 0.0

    def copies(self, _: Sequence[Article]) -> Sequence[CopyGroup]:
        """Return none: invented articles have no copies, and looking is not measured here."""
        return []

    def merge(self, *given: Any) -> Sequence[Event]:
        """Return the events."""
        claims, articles, copies, decisions, known, spread, keep = given

        def keep_timed(traces: Iterator[Trace]) -> None:
            start = time.process_time()
            keep(traces)
            self.traced = time.process_time() - start

        self.merged += 1
        return super().merge(claims, articles, copies, decisions, known, spread, keep_timed)


def fill(store: Store, claims: int) -> None:
    """Write invented articles with about so many claims, not yet gathered."""
    told = war(claims)
    inside: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in told.claims:
        inside[claim.article_id].append(claim)
    with store.write():
        for id, article in told.articles.items():
            page = Page(id, article.text.encode(), "text")
            store.add(Document(page.id, page, article, inside[id]), "invented 1")


def ask(subject: str, verdict: Any, field: str | None = None, value: str | None = None) -> Decision:
    """Return a decision that nobody has made yet."""
    return Decision(subject, verdict, "Ana", now(), "seen", field, value)


def asked(store: Store, draw: Random) -> Iterator[Decision]:
    """Yield what an analyst asks for next: each time one of every kind."""
    with store.read() as connection:
        e, c = tables.events, tables.claims
        events = list(connection.execute(select(e.c.id).order_by(e.c.id)).scalars())
        claims = list(connection.execute(select(c.c.id).order_by(c.c.id)).scalars())
    for _ in range(ROUNDS):
        one, other, third = (store.event(id) for id in draw.sample(events, 3))
        if one and other and third and one != other:
            yield ask(one.id, "merge", value=other.id)
            yield ask(one.claims[0], "undo")
            if len(third.claims) > 1:
                yield ask(third.id, "split", value=third.claims[0])
        yield ask(draw.choice(claims), "reject")
        yield ask(draw.choice(claims), "correct", "mode", "drone")


def measure(path: Path, claims: int, table: Table) -> None:
    """Add a row for each kind of decision in a store with so many claims."""
    steps = Timed()
    with open_store(path, durable=False) as store:
        fill(store, claims)
        gather(store, steps)
        start = time.process_time()
        gather(store, steps)
        whole = time.process_time() - start
        table.add_row(f"{claims:,}", "gathering all", "", f"{whole:.2f}", "", "")
        table.add_row("", "of it: traces", "", f"{steps.traced:.2f}", "", f"{megabytes(store):.1f}")
        took: defaultdict[str, list[float]] = defaultdict(list)
        for wanted in asked(store, Random(SEED)):
            merged, start = steps.merged, time.process_time()
            decide(store, steps, wanted)
            kind = wanted.verdict + ("" if steps.merged == merged else ", gathering all")
            took[kind].append(time.process_time() - start)
    for kind, seconds in sorted(took.items()):
        figures = (median(seconds), max(seconds))
        table.add_row("", kind, str(len(seconds)), *(f"{figure:.2f}" for figure in figures), "")
    table.add_row("", "the store", "", "", "", f"{path.stat().st_size / 1e6:.1f}")


def megabytes(store: Store) -> float:
    """Return how much merging left behind in a store."""
    t = tables.merge_traces.c
    size = select(func.sum(func.length(t.kind) + func.length(t.key) + func.length(t.value)))
    with store.read() as connection:
        return float(connection.execute(size).scalar_one()) / 1e6


def main() -> None:
    """Measure each size and print the table."""
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks.deciding_speed", description=__doc__
    )
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES)
    table = Table("claims", "what", "times", "seconds, median", "most", "MB")
    for claims in parser.parse_args().claims:
        with tempfile.TemporaryDirectory(prefix="khabar-deciding-") as folder:
            measure(Path(folder) / "case.db", claims, table)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
