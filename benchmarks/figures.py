"""The benchmarks: where their gold lies, which fields are input, which figures are reported."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import Record, read_records


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure by its path in the scorer's report, with the target set for it.

    One that hangs on the machine, such as seconds, is `for_information` and gets no floor. Others
    get one a `margin` on the safe side: one lost event of the corpus is .014.
    """

    path: str
    target: float | None = None
    lower_is_better: bool = False
    for_information: bool = False
    margin: float = 0.02


@dataclass(frozen=True, slots=True)
class Benchmark:
    """A benchmark; paths count from the folder of benchmark data.

    One without a scorer measures itself: its one prediction is the report.
    """

    name: str
    gold: str
    scorer: str | None
    fields: tuple[str, ...]
    figures: tuple[Figure, ...]
    scorer_options: tuple[str, ...] = ()
    lies_beside: str | None = None

    def questions(self, root: Path) -> Iterator[Record]:
        """Yield the records with their input fields alone."""
        if self.gold == "corpus":
            yield from _corpus(root / self.gold)
            return
        for record in read_records(root / self.gold):
            yield {field: record[field] for field in self.fields if field in record}

    def beside(self, root: Path) -> Iterator[Path]:
        """Yield what is to lie beside the input file: files that records point into, more texts."""
        if self.lies_beside:
            yield root / self.lies_beside


def _corpus(folder: Path) -> Iterator[Record]:
    """Yield the annotated articles; the two that the project began with get their text alone."""
    for article in read_records(folder / "articles.jsonl"):
        text = (folder / article["file"]).read_text("utf-8")
        record = {"id": article["id"], "text": text}
        if article["id"] not in ("000", "002"):
            known = {key: article[key] for key in ("title", "published", "url")}
            record |= known | {"outlet": article["publisher"]}
        yield json.loads(json.dumps(record))


def _up(target: float | None, *paths: str) -> tuple[Figure, ...]:
    return tuple(Figure(path, target) for path in paths)


_TEXT = ("id", "text", "published")
BENCHMARKS = (
    Benchmark(
        "claims",
        "corpus",
        "claims.py",
        (),
        (
            Figure("sourced_event_f1", 0.55),
            Figure("detection.event.f1", 0.75),
            Figure("detection.statement.f1", 0.55),
            Figure("actors.f1", 0.85),
            Figure("targets.f1", 0.80),
            Figure("relations.f1", 0.50),
            Figure("date.exact", 0.70),
            Figure("date.compatible", 0.85),
            Figure("date.false", 0.05, lower_is_better=True),
            Figure("place.country", 0.93),
            Figure("place.admin1", 0.70),
            Figure("place.name", 0.80),
            Figure("place.false", 0.10, lower_is_better=True),
            Figure("harm.killed", 0.90),
            Figure("harm.injured", 0.90),
            Figure("harm.false_killed", 0.05, lower_is_better=True),
            Figure("factuality.accuracy", 0.85),
            Figure("factuality.macro_f1", 0.65),
            Figure("attribution.innermost", 0.85),
            Figure("attribution.chain", 0.70),
            Figure("merging.b_cubed_all.f1", 0.75),
            Figure("merging.pairs_all.f1", 0.60),
            Figure("merging.pairs_across.f1", 0.50),
            Figure("merging.document_links.f1", 0.80),
            Figure("checks.furniture", 0.0, lower_is_better=True),
            Figure("checks.wrong_quotes", 0.0, lower_is_better=True),
            Figure("checks.force_in_peaceful_articles", 0.0, lower_is_better=True),
        ),
    ),
    Benchmark(
        "attribution",
        "gold/attribution/dev.jsonl",
        "attribution.py",
        ("id", "text"),
        (*_up(0.50, "attributions.f1"), *_up(0.70, "tokens.content.f1")),
    ),
    Benchmark(
        "harm",
        "gold/harm/dev.jsonl",
        "harm.py",
        _TEXT,
        (
            Figure("mean.killed.exact", 0.80),
            Figure("mean.injured.exact", 0.88),
            Figure("mean.detained.exact", 0.55),
            Figure("mean.killed.false_number", 0.10, lower_is_better=True),
            Figure("mean.injured.false_number", 0.10, lower_is_better=True),
            Figure("mean.detained.false_number", 0.10, lower_is_better=True),
        ),
    ),
    Benchmark(
        "factuality",
        "gold/factuality/dev.jsonl",
        "factuality.py",
        ("id", "text", "event"),
        _up(0.70, "macro_f1"),
    ),
    Benchmark(
        "coding",
        "gold/coding/dev.jsonl",
        "coding.py",
        _TEXT,
        (*_up(0.60, "mean.type_f1"), *_up(0.45, "mean.triple_f1")),
    ),
    Benchmark(
        "actors",
        "gold/actors/dev.jsonl",
        "actors.py",
        ("id", "phrase", "date", "context"),
        (
            Figure("country.accuracy", 0.75),
            Figure("sector.accuracy", 0.65),
            Figure("both.accuracy", 0.55),
        ),
    ),
    Benchmark(
        "places",
        "gold/places/dev.jsonl",
        "places.py",
        ("id", "text"),
        (
            Figure("resolution.accuracy_161km", 0.80),
            Figure("detection.overlap.f1", 0.75),
            Figure("all_recall_161km", 0.58),
        ),
    ),
    Benchmark(
        "event_place",
        "gold/places/event_place.jsonl",
        "places.py",
        ("id", "text", "event"),
        _up(0.63, "exact_answer.all"),
    ),
    Benchmark(
        "dates",
        "gold/dates/dev.jsonl",
        "dates.py",
        _TEXT,
        (*_up(0.80, "date.value.f1"), *_up(0.90, "date.relaxed.f1")),
    ),
    Benchmark(
        "merging",
        "gold/merging/dev.jsonl",
        "merging.py",
        ("id", "text", "title", "published"),
        (
            Figure("b_cubed.f1", 0.95),
            Figure("pairwise.f1", 0.87),
            Figure("incidents.exact", 0.78),
            Figure("facts.killed_some.of_exact", 0.80),
            Figure("facts.injured_some.of_exact", 0.75),
            Figure("facts.date.of_exact", 0.80),
            Figure("facts.city.of_exact", 0.70),
        ),
        scorer_options=("--events", "ANSWERS.events.jsonl"),
    ),
    Benchmark(
        "linking",
        "corpus",
        None,
        (),
        (
            Figure("linking_of_coding", 0.10, lower_is_better=True, margin=0.03),
            Figure("looking_up_of_coding", None, lower_is_better=True, for_information=True),
            Figure("load_megabytes", 300, lower_is_better=True, margin=40),
            Figure("load_seconds", 1.5, lower_is_better=True, for_information=True),
            Figure("registry_seconds", None, lower_is_better=True, for_information=True),
            Figure("gazetteer_seconds", None, lower_is_better=True, for_information=True),
            Figure("linking_seconds", None, lower_is_better=True, for_information=True),
            Figure("coding_seconds", None, lower_is_better=True, for_information=True),
        ),
    ),
    Benchmark(
        "copies",
        "corpus",
        None,
        (),
        (
            *_up(1.0, "recall", "versions"),
            Figure("false_pairs", 0.0, lower_is_better=True),
            Figure("independent_sources", 1.0, lower_is_better=True),
        ),
    ),
    Benchmark(
        "speed",
        "corpus",
        None,
        (),
        (
            Figure("conflict_times_as_fast", 3.0, margin=0.5),
            Figure("mix_times_as_fast", 12.0, margin=2.0),
            Figure("conflict_words_a_second", for_information=True),
            Figure("mix_words_a_second", for_information=True),
            Figure("megabytes", 1000, lower_is_better=True, margin=100),
            Figure("megabytes_more_a_1000_articles", 5.0, lower_is_better=True, margin=5.0),
        ),
        lies_beside="gold/pages/dev.jsonl",
    ),
    Benchmark(
        "pages",
        "gold/pages/dev.jsonl",
        "pages.py",
        ("id", "html", "url"),
        _up(0.965, "text.f1"),
        lies_beside="gold/pages/html",
    ),
)
