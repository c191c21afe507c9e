"""Fit the weights of merging and write `merge/weights.toml`: `python -m benchmarks.fit_merging`.

Only development data are read: the annotated corpus, its claims as annotated and as the coder reads
them, and the incidents of the merging benchmark. The tables across articles rest on the groups that
`within` makes, so run it again until nothing changes. The same data give the same weights.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from importlib.resources import files
from itertools import combinations
from pathlib import Path
from typing import NamedTuple

from benchmarks.labelled import Labelled, read_corpus, read_incidents
from benchmarks.logistic import Sign, fit
from benchmarks.run import DATA
from khabar.merge.block import candidates
from khabar.merge.bonds import bonds
from khabar.merge.events import tellings_of, told_once, within
from khabar.merge.score import FILE, table_for
from khabar.merge.signals import SIGNALS
from khabar.merge.telling import Telling, published_days
from khabar.steps import RealSteps

RIDGE = {"within": 0.3, "news": 0.5, "mentions": 0.5}
# Moved by hand after fitting, as pairs are not yet groups: grouping asks that groups fit on
# average, which costs joins, and this evens that out on the development data.
SHIFT = {"within": 0.5, "news": 0.6}
# The development incidents are spread over a continent and four years. A war is denser, so what
# tells its happenings apart may not count for less than this, whatever the fit says.
AT_LEAST = {"news": {"days_apart": -1.5, "countries_apart": -1.0}}
FREE = frozenset(("always", "next_day", "one_bare"))
AGAINST = frozenset(("told_before", "one_is_past", "sides_swapped", "one_several", "one_planned"))
ONLY_ACROSS = frozenset(
    ("told_just_after", "told_before", "published_together", "published_apart", "topics_shared")
)
HEAD = """\
# How much each signal speaks for (+) or against (-) two tellings being of one happening, in log
# odds: 0.7 doubles the odds, -0.7 halves them. A sum above 0 joins. Made by
# benchmarks/fit_merging.py, which says from what and how. `within`: two claims of one article;
# `news`: the chief news of two articles; `mentions`: what two articles tell beside it.
"""
WEIGHTS = Path(str(files("khabar.merge").joinpath(FILE)))


class Pair(NamedTuple):
    """Two tellings, whether they are of one happening, and how much the pair counts."""

    one: Telling
    other: Telling
    same: bool
    weight: float


def main() -> None:
    """Read, fit and write the tables."""
    steps = RealSteps()
    WEIGHTS.write_text(tables(*read_corpus(DATA, steps), read_incidents(DATA, steps)), "utf-8")


def tables(annotated: Labelled, read: Labelled, incidents: Labelled) -> str:
    """Return the weights' file, fitted to the corpus and the incidents."""
    corpus = annotated, read
    across = [pair for labelled in corpus for pair in _across(labelled)]
    across += _news(incidents)
    pairs = {"within": [p for labelled in corpus for p in _within(labelled)]}
    for name in ("news", "mentions"):
        pairs[name] = [pair for pair in across if table_for(pair.one, pair.other) == name]
    return HEAD + "".join(_table(name, found) for name, found in pairs.items())


def _table(name: str, pairs: Iterable[Pair]) -> str:
    """Return a table, without the signals that come to nothing."""
    skipped = ONLY_ACROSS if name == "within" else {"close_by"}
    signals = [signal for signal in SIGNALS if signal not in skipped]
    rows, answers, counts = [], [], []
    for one, other, same, weight in pairs:
        rows.append([SIGNALS[signal](one, other) for signal in signals])
        answers.append(same)
        counts.append(weight)
    found = fit(rows, answers, counts, [_sign(s) for s in signals], RIDGE[name])
    weights = dict(zip(signals, found, strict=True))
    weights["always"] += SHIFT.get(name, 0.0)
    for signal, least in AT_LEAST.get(name, {}).items():
        weights[signal] = min(weights[signal], least)
    lines = [f"{signal} = {weight:.1f}" for signal, weight in weights.items() if round(weight, 1)]
    return "\n".join(["", f"[{name}]", *lines, ""])


def _sign(signal: str) -> Sign:
    """Return which way a signal may count, by what it says."""
    if signal in FREE:
        return "?"
    return "-" if signal in AGAINST or signal.endswith("apart") else "+"


def _within(labelled: Labelled) -> Iterator[Pair]:
    """Yield the pairs of one article and type; an article counts by its claims, not its pairs."""
    label = labelled.happening
    for told in _tellings(labelled).values():
        known = [t for t in told if t.id in label]
        for one, other in combinations(known, 2):
            if one.event_type == other.event_type:
                yield Pair(one, other, label[one.id] == label[other.id], 2 / len(known))


def _across(labelled: Labelled) -> Iterator[Pair]:
    """Yield the pairs of articles of the corpus that merging compares."""
    tellings = _grouped(labelled)
    meant = [_meant(telling, labelled.happening) for telling in tellings]
    for one, other in candidates(tellings):
        a, b = tellings[one], tellings[other]
        if meant[one] and meant[other] and a.event_type == b.event_type:
            yield Pair(a, b, meant[one] == meant[other], 1.0)


def _news(incidents: Labelled) -> Iterator[Pair]:
    """Yield the pairs of the incidents' articles: of force, and of their chief news alone."""
    tellings = _grouped(incidents)
    for one, other in candidates(tellings):
        a, b = tellings[one], tellings[other]
        if a.event_type == b.event_type == "ASSAULT" and table_for(a, b) == "news":
            same = incidents.happening[a.article] == incidents.happening[b.article]
            yield Pair(a, b, same, 1.0)


def _grouped(labelled: Labelled) -> list[Telling]:
    return told_once(within(_tellings(labelled), bonds(())).groups)


def _tellings(labelled: Labelled) -> dict[str, list[Telling]]:
    articles = labelled.articles
    return tellings_of(labelled.claims, articles, published_days(articles))


def _meant(telling: Telling, label: Mapping[str, str]) -> str | None:
    """Return the happening that most of its claims mean, None where none is labelled."""
    found = Counter(label[id] for id in telling.ids if id in label)
    return min(found, key=lambda name: (-found[name], name), default=None)


if __name__ == "__main__":
    main()
