"""Write predictions for one benchmark: `python -m benchmarks.predict NAME --input F --output F`.

Each benchmark is a module beside this one with a function `predict(input, output)`, which reads
records that hold only a benchmark's input fields and writes what its scorer reads.
"""

from __future__ import annotations

import argparse
from importlib import import_module
from pathlib import Path

NAMES = (
    "actors",
    "attribution",
    "claims",
    "coding",
    "copies",
    "dates",
    "event_place",
    "factuality",
    "harm",
    "linking",
    "merging",
    "pages",
    "places",
    "speed",
)


def main() -> None:
    """Read the command line and run one benchmark's prediction."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.predict", description=__doc__)
    parser.add_argument("name", choices=NAMES)
    parser.add_argument("--input", type=Path, required=True)
    parser.add_argument("--output", type=Path, required=True)
    chosen = parser.parse_args()
    import_module(f"benchmarks.{chosen.name}").predict(chosen.input, chosen.output)


if __name__ == "__main__":
    main()
