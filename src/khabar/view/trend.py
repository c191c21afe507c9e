"""Events and tolls period by period, beside how much was read, and a test for change."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from khabar.model import Article, Event, Party
from khabar.view.figures import Settlement, Toll, toll
from khabar.view.findings import Findings, standing_factuality
from khabar.view.periods import Length, Span, days_of, period_name, periods, whole_periods
from khabar.view.rates import RateRatio, dispersion, rate_ratio

Part = Literal["actor", "target", "either"]
NOT_HAPPENED = frozenset(("planned", "hypothetical", "denied", "negated"))
# Counts that scatter this much more than chance make the interval too narrow.
SCATTERED = 2.0
# Reading that changed by this factor can make a change of its own.
READ_MORE = 1.25


@dataclass(frozen=True, slots=True)
class Choice:
    """Which events count: whose, where, of which type, in which days."""

    name: str | None = None
    ids: frozenset[str] = frozenset()
    part: Part = "actor"
    place: str | None = None
    event_type: str | None = None
    within: Span | None = None

    def sentence(self) -> str:
        """Return what is counted, as a heading."""
        role = {"actor": "by", "target": "against", "either": "with"}[self.part]
        what = f"{self.event_type} events" if self.event_type else "events of every type"
        who = f" {role} {self.name}" if self.name else ""
        return f"{what[:1].upper()}{what[1:]}{who}{f' in {self.place}' if self.place else ''}"


@dataclass(frozen=True, slots=True)
class Period:
    """What was told of one period; `killed` sums the events that state a toll."""

    name: str
    days: Span
    events: tuple[Event, ...]
    killed: Toll | None
    with_toll: int
    articles: int

    @property
    def grades(self) -> Counter[str]:
        """How many events have which grade."""
        return Counter(event.grade.value for event in self.events)


@dataclass(frozen=True, slots=True)
class Stretch:
    """One side of a comparison: its days, the events in them, the articles published in them."""

    days: Span
    events: int
    articles: int


@dataclass(frozen=True, slots=True)
class Change:
    """Two stretches compared: per day, and per article read."""

    earlier: Stretch
    later: Stretch
    per_day: RateRatio | None
    per_article: RateRatio | None


@dataclass(frozen=True, slots=True)
class Trend:
    """Everything that is shown: periods, what was left out and why, the change, the warnings."""

    choice: Choice
    length: Length
    rule: str
    periods: tuple[Period, ...]
    left_out: tuple[tuple[str, int], ...]
    change: Change | None
    warnings: tuple[str, ...]


def trend(
    found: Findings,
    choice: Choice,
    length: Length,
    settlement: Settlement,
    compared: tuple[Span, Span] | None = None,
    standing: Callable[[Event], str] | None = None,
) -> Trend:
    """Count the chosen events by period and compare two stretches, the two halves by default.

    An event whose date is not known to lie in one period is left out and counted as such.
    `standing` tells how an event stands where its claims are not at hand.
    """
    left_out: Counter[str] = Counter()
    told = standing or (lambda event: standing_factuality(found.claims_of(event)))
    dated = list(_dated(found, choice, told, left_out))
    read = [_published(article) for article in _read(found)]
    days = [day for day in read if day]
    undated = len(read) - len(days)
    within = choice.within or _spanned([*(span for _, span in dated), *days], length)
    if within is None:
        return Trend(choice, length, settlement.rule, (), _listed(left_out), None, ())
    spans = list(periods(within, length))
    placed = list(_placed(dated, spans, left_out))
    within_each, read_in_each = _grouped(placed, spans), Counter(_at(spans, day) for day in days)
    made = tuple(
        _period(span, within_each[at], read_in_each[at], length, settlement)
        for at, span in enumerate(spans)
    )
    sides = compared or _halves(spans)
    change = _change(placed, days, sides) if sides else None
    warnings = tuple(_warnings(made, change, undated))
    return Trend(choice, length, settlement.rule, made, _listed(left_out), change, warnings)


def _dated(
    found: Findings, choice: Choice, told: Callable[[Event], str], left_out: Counter[str]
) -> Iterator[tuple[Event, Span]]:
    for event in found.events:
        if not _chosen(event, choice):
            continue
        if event.part_of is not None:
            left_out["part of another event that is counted"] += 1
        elif told(event) in NOT_HAPPENED:
            left_out["only planned, supposed, denied or said not to be so"] += 1
        elif event.when is None:
            left_out["with no date stated"] += 1
        else:
            yield event, days_of(event.when.start, event.when.end)


def _placed(
    dated: Sequence[tuple[Event, Span]], spans: Sequence[Span], left_out: Counter[str]
) -> Iterator[tuple[Event, Span]]:
    """Yield the events whose days lie in one period; count those that span several."""
    whole = Span(spans[0].first, spans[-1].last)
    for event, day in dated:
        if _at(spans, day) is not None:
            yield event, day
        elif day.shares(whole):
            left_out["with a date not known to one period"] += 1


def _at(spans: Sequence[Span], day: Span) -> int | None:
    """Return which of the periods, which follow one another, holds the days; None if none does."""
    at = bisect_right(spans, day.first, key=lambda span: span.first) - 1
    return at if at >= 0 and spans[at].holds(day) else None


def _grouped(
    placed: Sequence[tuple[Event, Span]], spans: Sequence[Span]
) -> defaultdict[int | None, list[Event]]:
    found: defaultdict[int | None, list[Event]] = defaultdict(list)
    for event, day in placed:
        found[_at(spans, day)].append(event)
    return found


def _chosen(event: Event, choice: Choice) -> bool:
    if choice.event_type and event.event_type != choice.event_type:
        return False
    if choice.place and not _in_place(event, choice.place):
        return False
    return choice.name is None or _takes_part(event, choice)


def _in_place(event: Event, place: str) -> bool:
    where = event.where
    if where is None:
        return False
    names = (where.country_code, where.country, where.admin1, where.admin2, where.name)
    return place.casefold() in {name.casefold() for name in names if name}


def _takes_part(event: Event, choice: Choice) -> bool:
    parties: tuple[Party, ...] = event.actors if choice.part != "target" else ()
    parties += event.targets if choice.part != "actor" else ()
    name = (choice.name or "").casefold()
    return any(p.id in choice.ids or p.name.casefold() == name for p in parties)


def _read(found: Findings) -> list[Article]:
    """Return the articles read; copies of a text count once, by their original."""
    copies = {copy for group in found.copies for copy in group.copies}
    return [article for article in found.articles if article.id not in copies]


def _published(article: Article) -> Span | None:
    if article.published is None:
        return None
    day = article.published[:10]
    return days_of(day, day)


def _spanned(spans: Collection[Span], length: Length) -> Span | None:
    if not spans:
        return None
    first, last = min(s.first for s in spans), max(s.last for s in spans)
    return whole_periods(Span(first, last), length)


def _period(
    span: Span,
    events: Sequence[Event],
    articles: int,
    length: Length,
    settlement: Settlement,
) -> Period:
    tolls = [found for event in events if (found := toll(settlement, event, "killed"))]
    return Period(
        period_name(span, length), span, tuple(events), summed(tolls), len(tolls), articles
    )


def summed(tolls: Sequence[Toll]) -> Toll | None:
    """Return the sum of tolls; no best or high unless each has one. None if there are none."""
    if not tolls:
        return None
    best = [t.best for t in tolls if t.best is not None]
    high = [t.high for t in tolls if t.high is not None]
    return Toll(
        sum(t.low or 0 for t in tolls),
        sum(best) if len(best) == len(tolls) else None,
        sum(high) if len(high) == len(tolls) else None,
    )


def _halves(spans: Sequence[Span]) -> tuple[Span, Span] | None:
    """Return the earlier and the later half; the earlier has one more of an odd number."""
    if len(spans) < 2:
        return None
    middle = (len(spans) + 1) // 2
    return Span(spans[0].first, spans[middle - 1].last), Span(spans[middle].first, spans[-1].last)


def _change(
    placed: Sequence[tuple[Event, Span]], days: Sequence[Span], sides: tuple[Span, Span]
) -> Change:
    earlier, later = (
        Stretch(
            side,
            sum(side.holds(day) for _, day in placed),
            sum(side.holds(day) for day in days),
        )
        for side in sides
    )
    return Change(
        earlier,
        later,
        rate_ratio(later.events, later.days.days, earlier.events, earlier.days.days),
        rate_ratio(later.events, later.articles, earlier.events, earlier.articles),
    )


def _warnings(made: Sequence[Period], change: Change | None, undated: int) -> Iterator[str]:
    yield (
        "These are events that were reported in what was read, not all that happened. Access,"
        " censorship and attention change what is reported: read the counts beside the articles."
    )
    if undated:
        articles = (
            "1 article without a date stands"
            if undated == 1
            else (f"{undated} articles without a date stand")
        )
        yield f"{articles} in no period."
    if change is None:
        return
    few, many = sorted((change.earlier.articles, change.later.articles))
    if not few or many / few >= READ_MORE:
        yield (
            f"{change.earlier.articles} articles were read of the earlier stretch and"
            f" {change.later.articles} of the later: a change may be one of reading alone."
        )
    if silent := [p.name for p in made if not p.articles]:
        yield f"Nothing was read that was published in {_runs(silent)}."
    scatter = dispersion([len(period.events) for period in made])
    if scatter is not None and scatter >= SCATTERED:
        yield (
            f"The counts scatter {scatter:.1f} times as much as chance alone would make them"
            " (variance over mean): attacks come in waves, so the intervals are too narrow."
        )


def _runs(names: Sequence[str]) -> str:
    if len(names) <= 4:
        return ", ".join(names)
    return f"{', '.join(names[:3])} and {len(names) - 3} more periods"


def _listed(counts: Counter[str]) -> tuple[tuple[str, int], ...]:
    return tuple(sorted(counts.items(), key=lambda one: (-one[1], one[0])))
