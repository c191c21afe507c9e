"""A trend for the terminal, with bars, or as JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import asdict

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khabar.view.figures import Toll
from khabar.view.rates import CONFIDENCE, RateRatio
from khabar.view.table import counted
from khabar.view.trend import Change, Period, Stretch, Trend
from khabar.view.wording import visible

GRADES = ("confirmed", "fair", "weak", "contested", "discounted")
SUGGESTED = ("confirmed", "discounted")
UNKNOWN = "-"
SHORT = {"confirmed": "conf.", "fair": "fair", "weak": "weak", "contested": "cont.",
         "discounted": "disc."}  # fmt: skip
# What the columns other than bars and grades take.
BESIDE_BARS, LEAST_BAR, MOST_BAR = 44, 4, 40
# A single event is no long bar.
WIDEST_EVENT = 4


def print_trend(trend: Trend, console: Console) -> None:
    """Write the trend: heading, periods with bars, change, what was left out, warnings."""
    console.print(Text(visible(trend.choice.sentence()), style="bold"))
    if not trend.periods:
        console.print("No event with a date fits, and nothing with a date was read.")
    else:
        console.print(Text(_counted(trend), style="dim"))
        console.print(_table(trend, console.width))
    for line in closing_lines(trend):
        console.print(Text(visible(line)))


def closing_lines(trend: Trend) -> Iterator[str]:
    """Yield the comparison, what was left out, and the warnings, a sentence a line."""
    if trend.change:
        yield ""
        yield from change_lines(trend.change)
    if trend.left_out:
        yield ""
        told = (f"{count} {why}" for why, count in trend.left_out)
        yield f"Events not counted: {'; '.join(told)}."
    if any(period.grades[grade] for period in trend.periods for grade in SUGGESTED):
        yield ""
        yield "Grades “confirmed” and “discounted” are suggestions until an analyst accepts them."
    if trend.warnings:
        yield ""
        yield from (f"Mind: {warning}" for warning in trend.warnings)


def change_lines(change: Change) -> Iterator[str]:
    """Yield both stretches and, per day and per article read, whether the rate changed."""
    yield f"Earlier  {_stretch(change.earlier)}"
    yield f"Later    {_stretch(change.later)}"
    yield f"Per day:          {ratio_words(change.per_day)}"
    yield f"Per article read: {ratio_words(change.per_article)}"


def ratio_words(found: RateRatio | None) -> str:
    """Return the ratio of rates with its interval, and what it says."""
    if found is None:
        return "cannot be compared: nothing counted, or nothing read."
    ratio = "no ratio (none earlier)" if found.ratio is None else f"{found.ratio:.2f} times"
    high = "no upper bound" if found.high is None else f"{found.high:.2f}"
    interval = f"{CONFIDENCE:.0%} interval {found.low:.2f} to {high}, p = {found.p:.2g}"
    if not found.changed:
        verdict = "the interval holds 1, so a change cannot be told from chance"
    else:
        verdict = "more than before" if found.low > 1 else "fewer than before"
    return f"{ratio} ({interval}): {verdict}."


def trend_json(trend: Trend) -> dict[str, object]:
    """Return the trend for other programs; what is not known is null."""
    return {
        "counted": trend.choice.sentence(),
        "by": trend.length,
        "rule": trend.rule,
        "periods": [_period(period) for period in trend.periods],
        "change": _change(trend.change) if trend.change else None,
        "left_out": dict(trend.left_out),
        "warnings": list(trend.warnings),
    }


def _counted(trend: Trend) -> str:
    return (
        f"by {trend.length}; killed by the rule “{trend.rule}”, over events that state a toll;"
        " articles are those published in the period, copies not counted"
    )


def _table(trend: Trend, width: int) -> Table:
    grades = [grade for grade in GRADES if any(p.grades[grade] for p in trend.periods)]
    table = Table(box=box.SIMPLE_HEAD, padding=0, show_edge=False)
    table.add_column(trend.length, no_wrap=True)
    table.add_column("articles", justify="right")
    table.add_column("events", no_wrap=True)
    for name in ("killed\nlow", "\nbest", "\nhigh", "toll\ntold", *map(SHORT.get, grades)):
        table.add_column(name or "", justify="right", no_wrap=True)
    most = max(len(period.events) for period in trend.periods)
    beside = BESIDE_BARS + sum(len(SHORT[grade]) + 1 for grade in grades)
    longest = max(LEAST_BAR, min(MOST_BAR, width - beside, most * WIDEST_EVENT))
    for period in trend.periods:
        table.add_row(*_cells(period, grades, most, longest))
    return table


def _cells(period: Period, grades: Sequence[str], most: int, longest: int) -> Iterator[Text | str]:
    yield period.name
    yield str(period.articles)
    events = len(period.events)
    yield Text(f"{bar(events, most, longest)} {events}".lstrip(), style="cyan")
    yield from _toll(period.killed)
    yield f"{period.with_toll}/{events}" if events else ""
    yield from (str(period.grades[grade] or "") for grade in grades)


def bar(count: int, most: int, longest: int) -> str:
    """Return a bar, in eighths of a character; the largest count has the longest."""
    eighths = round(count / most * longest * 8) if most else 0
    whole, rest = divmod(max(eighths, 1 if count else 0), 8)
    return "█" * whole + (" ▏▎▍▌▋▊▉"[rest] if rest else "")


def _toll(killed: Toll | None) -> Iterator[str]:
    if killed is None:
        yield from (UNKNOWN, UNKNOWN, UNKNOWN)
        return
    for figure in (killed.low, killed.best, killed.high):
        yield UNKNOWN if figure is None else str(figure)


def _stretch(stretch: Stretch) -> str:
    days = f"{stretch.days} ({stretch.days.days} days)"
    events, articles = counted(stretch.events, "event"), counted(stretch.articles, "article")
    return f"{days}: {events}, {articles} read"


def _period(period: Period) -> dict[str, object]:
    return {
        "period": period.name,
        "first": str(period.days.first),
        "last": str(period.days.last),
        "articles": period.articles,
        "events": len(period.events),
        "event_ids": [event.id for event in period.events],
        "killed": asdict(period.killed) if period.killed else None,
        "events_with_toll": period.with_toll,
        "grades": {grade: period.grades[grade] for grade in GRADES},
    }


def _change(change: Change) -> dict[str, object]:
    return {
        "earlier": _side(change.earlier),
        "later": _side(change.later),
        "confidence": CONFIDENCE,
        "per_day": asdict(change.per_day) if change.per_day else None,
        "per_article": asdict(change.per_article) if change.per_article else None,
    }


def _side(stretch: Stretch) -> dict[str, object]:
    return {
        "first": str(stretch.days.first),
        "last": str(stretch.days.last),
        "days": stretch.days.days,
        "events": stretch.events,
        "articles": stretch.articles,
    }
