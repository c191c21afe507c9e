"""One figure out of an event's readings, by a rule that the reader chooses; the readings stay."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Sequence
from typing import Final, Literal, get_args

from khabar.merge.sources import UNSPECIFIED
from khabar.model import Decision, Event, Outcome, Reading

Rule = Literal["range", "latest", "conservative", "majority", "analyst"]
RULES: Final[tuple[Rule, ...]] = get_args(Rule)
# The low and the high of those harmed, None where there is no bound.
Figure = tuple[int | None, int | None]


def settle(event: Event, rule: Rule, decisions: Iterable[Decision] = ()) -> dict[Outcome, Figure]:
    """Return one figure an outcome, for each outcome that a reading tells, in their order.

    `range` spans all standing figures, `latest` takes the one published last, `conservative` the
    lowest of named sources that are no party, `majority` the one that most claims give. `analyst`
    takes what analysts accepted or corrected, by the decisions that stand, and nothing else.
    """
    chosen = _chosen(decisions) if rule == "analyst" else frozenset()
    found = {}
    for outcome in sorted({r.outcome for r in event.readings}):
        told = [r for r in event.readings if r.outcome == outcome]
        figure = _settle(_eligible(told, event, rule, chosen), _CHOOSERS[rule])
        if figure is not None:
            found[outcome] = figure
    return found


def _chosen(decisions: Iterable[Decision]) -> frozenset[str]:
    """Return the claims whose figures an analyst stands for."""
    return frozenset(
        d.subject
        for d in decisions
        if d.verdict == "accept" or (d.verdict == "correct" and (d.field or "").startswith("harm"))
    )


def _eligible(
    told: Sequence[Reading], event: Event, rule: Rule, chosen: frozenset[str]
) -> list[Reading]:
    """Return the readings that a rule chooses among; an analyst may choose a superseded one."""
    if rule == "analyst":
        return [r for r in told if not chosen.isdisjoint(r.claims)]
    standing = [r for r in told if not r.superseded]
    if rule == "conservative":
        parties = {party.name for party in (*event.actors, *event.targets)}
        best = [r for r in standing if r.claimant != UNSPECIFIED and r.claimant not in parties]
        return best or standing
    return standing


def _settle(
    readings: Sequence[Reading], choose: Callable[[Sequence[Reading]], Figure]
) -> Figure | None:
    """Totals come before groups; without a total the groups' figures are added up."""
    totals = [r for r in readings if r.group is None]
    if totals:
        return choose(totals)
    by_group: defaultdict[str, list[Reading]] = defaultdict(list)
    for reading in readings:
        by_group[reading.group or ""].append(reading)
    return _sum([choose(same) for same in by_group.values()]) if by_group else None


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
    """A tie goes to the later figure, then to the higher one.

    An open figure ("several", "at least 9") has no say where another fits it and says more.
    """
    counts: Counter[Figure] = Counter()
    last: dict[Figure, str] = {}
    closed = [r.low for r in readings if r.high is not None and r.low is not None]
    for reading in readings:
        if reading.high is None and any(low >= (reading.low or 0) for low in closed):
            continue
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


_CHOOSERS: Final[dict[Rule, Callable[[Sequence[Reading]], Figure]]] = {
    "range": _range,
    "latest": _latest,
    "conservative": _conservative,
    "majority": _majority,
    "analyst": _latest,
}
