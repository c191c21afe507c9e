"""Run every benchmark and print one table: `python -m benchmarks.run [NAME ...]`.

Records are stripped to their input fields before prediction. With `--floors FILE` a figure below
its floor fails the run; `--raise` writes floors a margin below what was measured, never lower than
they were.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
import time
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from rich.console import Console
from rich.table import Table

from benchmarks.figures import BENCHMARKS, Benchmark, Figure
from benchmarks.records import read_records, write_records

DATA = Path(os.environ.get("KHABAR_BENCHMARK_DATA", Path(__file__).parents[2] / "shared"))


@dataclass(frozen=True, slots=True)
class Measured:
    """One figure of one benchmark, with the floor that it must hold, if any."""

    benchmark: str
    figure: Figure
    value: float | None
    floor: float | None

    @property
    def holds(self) -> bool:
        """Tell whether the figure is on the right side of its floor."""
        if self.floor is None:
            return True
        if self.value is None:
            return False
        lower = self.figure.lower_is_better
        return self.value <= self.floor if lower else self.value >= self.floor


def main() -> None:
    """Read the command line, measure, print the table, and exit with 1 below a floor."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.run", description=__doc__)
    parser.add_argument("names", nargs="*", help="all by default")
    parser.add_argument("--floors", type=Path, help="fail below the floors of this file")
    parser.add_argument("--raise", dest="raised", action="store_true", help="raise the floors")
    chosen = parser.parse_args()
    if not DATA.is_dir():
        parser.error(f"no benchmark data at {DATA}; set KHABAR_BENCHMARK_DATA to their folder")
    floors = _read_floors(chosen.floors) if chosen.floors else {}
    wanted = [b for b in BENCHMARKS if (b.name in chosen.names if chosen.names else _exists(b))]
    found = [m for b in wanted for m in _measure(b, floors)]
    _print(found)
    if chosen.raised and chosen.floors:
        _write_floors(chosen.floors, floors, found)
    sys.exit(0 if all(m.holds for m in found) else 1)


def _exists(benchmark: Benchmark) -> bool:
    """Tell whether this benchmark can be predicted yet; each is a module beside this one."""
    return Path(__file__).with_name(f"{benchmark.name}.py").exists()


def _measure(benchmark: Benchmark, floors: Mapping[str, float]) -> Iterator[Measured]:
    begun = time.monotonic()
    with tempfile.TemporaryDirectory() as folder:
        report = _report(benchmark, Path(folder))
    seconds = time.monotonic() - begun
    print(f"{benchmark.name}: {seconds:.0f} s", file=sys.stderr)
    for figure in benchmark.figures:
        value = _value(report, figure.path)
        floor = floors.get(f"{benchmark.name}.{figure.path}")
        yield Measured(benchmark.name, figure, value, floor)


def _report(benchmark: Benchmark, folder: Path) -> dict[str, Any]:
    """Predict, score, and return the scorer's report."""
    questions, answers = folder / "input.jsonl", folder / "answers.jsonl"
    write_records(questions, benchmark.questions(DATA))
    for path in benchmark.beside(DATA):
        (folder / path.name).symlink_to(path.resolve())
    predict = [sys.executable, "-m", "benchmarks.predict", benchmark.name]
    files = ["--input", str(questions), "--output", str(answers)]
    subprocess.run([*predict, *files], check=True)
    if benchmark.scorer is None:
        (itself,) = read_records(answers)
        return itself
    scorer = str(DATA / "eval" / benchmark.scorer)
    stem = str(answers.with_suffix(""))
    options = [part.replace("ANSWERS", stem) for part in benchmark.scorer_options]
    gold = ["--gold", str(DATA / benchmark.gold), "--pred", str(answers), "--json"]
    command = [sys.executable, scorer, *gold, *options]
    done = subprocess.run(command, check=True, stdout=subprocess.PIPE)
    report: dict[str, Any] = json.loads(done.stdout)
    return report


def _value(report: Mapping[str, Any], path: str) -> float | None:
    value: Any = report
    for key in path.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    return float(value) if isinstance(value, int | float) else None


def _read_floors(path: Path) -> dict[str, float]:
    if not path.exists():
        return {}
    tables = tomllib.loads(path.read_text("utf-8"))
    return {f"{name}.{figure}": v for name, t in tables.items() for figure, v in t.items()}


def _write_floors(path: Path, floors: Mapping[str, float], found: list[Measured]) -> None:
    """Write each floor a margin on the safe side of its figure; a floor is never loosened."""
    raised = dict(floors)
    for one in found:
        figure, key = one.figure, f"{one.benchmark}.{one.figure.path}"
        if one.value is None or figure.for_information:
            continue
        margin = figure.margin if figure.lower_is_better else -figure.margin
        new = round(max(0.0, one.value + margin), 3)
        stricter = min if figure.lower_is_better else max
        raised[key] = stricter(raised.get(key, new), new)
    path.write_text("".join(_tables(raised)), "utf-8")


def _tables(floors: Mapping[str, float]) -> Iterator[str]:
    yield "# What each benchmark must not fall below (or rise above, where less is better).\n"
    yield "# Written by `python -m benchmarks.run --floors FILE --raise`; only ever raised.\n"
    name = ""
    for key in sorted(floors):
        benchmark, _, figure = key.partition(".")
        if benchmark != name:
            name = benchmark
            yield f"\n[{name}]\n"
        yield f'"{figure}" = {floors[key]}\n'


def _print(found: list[Measured]) -> None:
    table = Table("benchmark", "figure", "value", "target", "floor", "")
    for one in found:
        figure = one.figure
        numbers = ("-" if v is None else f"{v:.3f}" for v in (one.value, figure.target, one.floor))
        note = "for information" if figure.for_information else ""
        note = note if one.holds else "below its floor"
        table.add_row(one.benchmark, figure.path, *numbers, note)
    Console(width=100).print(table)


if __name__ == "__main__":
    main()
