"""What a store takes on disk: `python -m benchmarks.store_size [--articles 600] [--server URL]`.

The mix of `benchmarks.speed` is coded into stores with and without the pages' bytes; the table
shows bytes an article, and what is left after two thirds, to see whether it grows in proportion.
With the address of an empty PostgreSQL database the articles are coded into that too.
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table
from sqlalchemy import text

from benchmarks.speed import ever_new, the_mix
from khabar.engine import choose_engine
from khabar.model import Page
from khabar.pipeline import code
from khabar.steps import RealSteps
from khabar.store.store import Store, open_store


def main() -> None:
    """Code the articles and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store_size", description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--server", help="postgresql://... of an empty database")
    chosen = parser.parse_args()
    texts = list(islice(ever_new(cycle(the_mix())), chosen.articles))
    steps = RealSteps()
    table = Table("articles", "text, bytes each", "claims", "store, bytes each", "without pages")
    for part in (texts[: len(texts) * 2 // 3], texts):
        each = sum(len(one.encode()) for one in part) / len(part)
        whole, claims = _size(part, steps, bodies=True)
        bare, _ = _size(part, steps, bodies=False)
        sizes = (f"{size / len(part):,.0f}" for size in (whole, bare))
        table.add_row(f"{len(part):,}", f"{each:,.0f}", f"{claims:,}", *sizes)
    Console(width=100).print(table)
    if chosen.server:
        size = _grown(chosen.server, texts, steps)
        Console().print(f"PostgreSQL: {size / len(texts):,.0f} bytes an article")


def _size(texts: Sequence[str], steps: RealSteps, *, bodies: bool) -> tuple[int, int]:
    """Return the bytes of a store of these texts, and how many claims it holds."""
    with TemporaryDirectory() as folder:
        path = Path(folder, "case.db")
        with open_store(path, bodies=bodies, durable=False) as store:
            code(_pages(texts), store, steps, choose_engine())
            claims = len(store.claims())
        return sum(file.stat().st_size for file in Path(folder).iterdir()), claims


def _grown(server: str, texts: Sequence[str], steps: RealSteps) -> int:
    """Return the bytes by which a database grows, its indexes with it."""
    with open_store(server) as store:
        empty = _bytes_of(store)
        code(_pages(texts), store, steps, choose_engine())
        return _bytes_of(store) - empty


def _bytes_of(store: Store) -> int:
    with store.read() as connection:
        asked = text("SELECT pg_database_size(current_database())")
        return int(connection.execute(asked).scalar_one())


def _pages(texts: Sequence[str]) -> Iterator[Page]:
    return (Page(f"{number}.txt", one.encode(), "text") for number, one in enumerate(texts))


if __name__ == "__main__":
    main()
