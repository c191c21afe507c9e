"""One figure out of an event's readings, by a rule that the reader chooses; the readings stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal

from khabar.model import Event, Outcome, Reading

Rule = Literal["range", "latest", "conservative", "majority"]
Figure = tuple[int | None, int | None]


def settle(event: Event, outcome: Outcome, rule: Rule) -> Figure | None:
    """Return the low and high of those harmed, or None where no reading tells.

    `range` spans all standing figures, `latest` takes the one published last, `conservative` the
    lowest, `majority` the one that most claims give. Totals come before groups; without a total
    the groups' figures are added up.
    """
    standing = [r for r in event.readings if r.outcome == outcome and not r.superseded]
    totals = [r for r in standing if r.group is None]
    if totals:
        return RULES[rule](totals)
    by_group: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in standing:
        by_group[reading.group or ""].append(reading)
    return _sum([RULES[rule](same) for same in by_group.values()]) if by_group else None


def _range(readings: Sequence[Reading]) -> Figure:
    lows = [r.low for r in readings if r.low is not None]
    highs = [r.high for r in readings]
    high = None if None in highs else max(h for h in highs if h is not None)
    return min(lows, default=None), high


def _latest(readings: Sequence[Reading]) -> Figure:
    last = max(r.published or "" for r in readings)
    return _majority([r for r in readings if (r.published or "") == last])


def _conservative(readings: Sequence[Reading]) -> Figure:
    return _figure(min(readings, key=lambda r: (r.low or 0, r.high is None, r.high or 0)))


def _majority(readings: Sequence[Reading]) -> Figure:
    """A tie goes to the later figure, then to the higher one."""
    counts: Counter[Figure] = Counter()
    last: dict[Figure, str] = {}
    for reading in readings:
        figure = _figure(reading)
        counts[figure] += len(reading.claims)
        last[figure] = max(last.get(figure, ""), reading.published or "")
    return max(counts, key=lambda f: (counts[f], last[f], f[0] or 0, f[1] is not None, f[1] or 0))


def _figure(reading: Reading) -> Figure:
    return reading.low, reading.high


def _sum(figures: Iterable[Figure]) -> Figure:
    told = list(figures)
    lows = [low for low, _ in told if low is not None]
    highs = [high for _, high in told]
    high = None if None in highs else sum(h for h in highs if h is not None)
    return (sum(lows) if lows else None), high


RULES: Final[dict[Rule, Callable[[Sequence[Reading]], Figure]]] = {
    "range": _range,
    "latest": _latest,
    "conservative": _conservative,
    "majority": _majority,
}
