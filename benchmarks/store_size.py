"""What a store takes on disk: `python -m benchmarks.store_size [--articles 600]`.

The mix of `benchmarks.speed` is coded into stores with and without the pages' bytes; the table
shows bytes an article, and what is left after two thirds, to see whether it grows in proportion.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from itertools import cycle, islice
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.table import Table

from benchmarks.speed import ever_new, the_mix
from khabar.engine import choose_engine
from khabar.model import Page
from khabar.pipeline import code
from khabar.steps import RealSteps
from khabar.store.store import open_store


def main() -> None:
    """Code the articles and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.store_size", description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    texts = list(islice(ever_new(cycle(the_mix())), parser.parse_args().articles))
    steps = RealSteps()
    table = Table("articles", "text, bytes each", "claims", "store, bytes each", "without pages")
    for part in (texts[: len(texts) * 2 // 3], texts):
        each = sum(len(text.encode()) for text in part) / len(part)
        whole, claims = _size(part, steps, bodies=True)
        bare, _ = _size(part, steps, bodies=False)
        sizes = (f"{size / len(part):,.0f}" for size in (whole, bare))
        table.add_row(f"{len(part):,}", f"{each:,.0f}", f"{claims:,}", *sizes)
    Console().print(table)


def _size(texts: Sequence[str], steps: RealSteps, *, bodies: bool) -> tuple[int, int]:
    """Return the bytes of a store of these texts, and how many claims it holds."""
    pages = (Page(f"{number}.txt", text.encode(), "text") for number, text in enumerate(texts))
    with TemporaryDirectory() as folder:
        path = Path(folder, "case.db")
        with open_store(path, bodies=bodies, durable=False) as store:
            code(pages, store, steps, choose_engine())
            claims = len(store.claims())
        return sum(file.stat().st_size for file in Path(folder).iterdir()), claims


if __name__ == "__main__":
    main()
