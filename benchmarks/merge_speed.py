"""How long merging takes: `python -m benchmarks.merge_speed [--million] [--engine daft]`.

Invented claims in growing numbers are merged, each number in a process of its own, in that process
alone or with the joins of another engine. The table shows processor seconds (of all processes) and
those of the wall, the memory of the process at its highest, the events, and B-cubed against what
was invented: speed that comes from not merging would show.
"""

from __future__ import annotations

import argparse
import json
import math
import resource
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterable, Mapping

from rich.console import Console
from rich.table import Table

from benchmarks.invented import war
from benchmarks.spent import processor_seconds
from khabar.engine import Engine, choose_engine
from khabar.merge import merge_claims
from khabar.model import Event

SIZES = (10_000, 30_000, 100_000)
MILLION = 1_000_000
# Of 100,000 claims on one core.
MOST_SECONDS = 60.0
COLUMNS = (
    "claims", "seconds", "wall", "per n log n", "memory, MB", "events", "precision", "recall",
)  # fmt: skip

Measured = dict[str, float]


def main() -> None:
    """Measure each size, print the table, and exit with 1 where 100,000 claims take too long."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.merge_speed", description=__doc__)
    parser.add_argument("--million", action="store_true", help="1,000,000 claims too: many minutes")
    parser.add_argument("--claims", type=int, nargs="+", default=SIZES, help="in place of those")
    parser.add_argument("--engine", choices=("local", "daft"), default="local")
    parser.add_argument("--workers", type=int, help="of the engine")
    parser.add_argument("--one", type=int, help=argparse.SUPPRESS)
    chosen = parser.parse_args()
    if chosen.one:
        print(
            json.dumps(measured(chosen.one, choose_engine(chosen.engine, workers=chosen.workers)))
        )
        return
    sizes = (*chosen.claims, *([MILLION] if chosen.million else []))
    found = [_apart(size) for size in sizes]
    _print(found)
    checked = [row for row in found if chosen.engine == "local" and row["claims"] < MILLION]
    sys.exit(int(any(row["seconds"] > MOST_SECONDS for row in checked)))


def measured(size: int, engine: Engine) -> Measured:
    """Merge so many claims; return how long it took and how well it went."""
    told = war(size)
    spread = engine if engine.spreads else None
    begun, used = time.monotonic(), processor_seconds()
    events = merge_claims(told.claims, told.articles, [], [], (), spread)
    wall, seconds = time.monotonic() - begun, processor_seconds() - used
    precision, recall = b_cubed(events, told.meant)
    return {
        "claims": len(told.claims),
        "seconds": seconds,
        "wall": wall,
        "memory, MB": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "events": len(events),
        "precision": precision,
        "recall": recall,
    }


def b_cubed(events: Iterable[Event], meant: Mapping[str, int]) -> tuple[float, float]:
    """Return precision and recall over the claims, by the incident that each was meant for."""
    event_of = {claim: event.id for event in events for claim in event.claims}
    shared = Counter((event_of[claim], incident) for claim, incident in meant.items())
    sizes, wanted = Counter(event_of.values()), Counter(meant.values())
    precision = sum(n * n / sizes[event] for (event, _), n in shared.items())
    recall = sum(n * n / wanted[incident] for (_, incident), n in shared.items())
    return precision / len(meant), recall / len(meant)


def _apart(size: int) -> Measured:
    command = [sys.executable, "-m", "benchmarks.merge_speed", *sys.argv[1:], "--one", str(size)]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    row: Measured = json.loads(done.stdout)
    return row


def _print(found: Iterable[Measured]) -> None:
    table = Table(*COLUMNS)
    rows = list(found)
    first = rows[0]["seconds"] / _n_log_n(rows[0])
    for row in rows:
        growth = row["seconds"] / _n_log_n(row) / first
        table.add_row(
            f"{row['claims']:,}", f"{row['seconds']:.1f}", f"{row['wall']:.1f}", f"{growth:.2f}",
            f"{row['memory, MB']:,.0f}", f"{row['events']:,}", f"{row['precision']:.3f}",
            f"{row['recall']:.3f}",
        )  # fmt: skip
    Console(width=100).print(table)


def _n_log_n(row: Measured) -> float:
    return row["claims"] * math.log(row["claims"])


if __name__ == "__main__":
    main()
