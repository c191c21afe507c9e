"""A trend as a picture: events by grade, killed from low to high, articles read."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from khabar.errors import UsageError
from khabar.view.trend import Trend
from khabar.view.trend_table import GRADES

if TYPE_CHECKING:
    from matplotlib.axes import Axes

# Okabe and Ito's colours, which colour-blind readers can tell apart; hatches tell them in print.
COLOURS = ("#0072B2", "#56B4E9", "#E69F00", "#D55E00", "#999999")
HATCHES = ("", "", "//", "xx", "..")
ENDINGS = (".png", ".svg")
MOST_LABELS = 24


def write_picture(trend: Trend, path: Path) -> None:
    """Write the trend to a .png or .svg file. Raises UsageError if that cannot be done."""
    check_picture(path)
    from matplotlib import rc_context
    from matplotlib.figure import Figure
    from matplotlib.ticker import MaxNLocator

    # Without a salt and a date the same trend gives the same file.
    with rc_context({"svg.hashsalt": "khabar", "svg.fonttype": "none", "font.size": 9}):
        figure = Figure(figsize=(9, 7), layout="constrained")
        top, middle, bottom = figure.subplots(3, 1, sharex=True, height_ratios=(3, 2, 1))
        _events(trend, top)
        _killed(trend, middle)
        _articles(trend, bottom)
        for axes, most in ((top, 8), (middle, 6), (bottom, 3)):
            axes.yaxis.set_major_locator(MaxNLocator(most, integer=True))
        figure.suptitle(trend.choice.sentence())
        figure.supxlabel("As reported in what was read; not all that happened.", fontsize=8)
        metadata = {"Date": None} if path.suffix.lower() == ".svg" else {"Software": "khabar"}
        figure.savefig(path, dpi=150, metadata=metadata)


def check_picture(path: Path) -> None:
    """Raise UsageError if a picture could not be written there."""
    if path.suffix.lower() not in ENDINGS:
        raise UsageError(f"{path}: expected a name that ends in .png or .svg.")
    if not path.absolute().parent.is_dir():
        raise UsageError(f"{path}: expected a file in a folder that is there. Make it first.")
    try:
        import matplotlib.figure  # noqa: F401
    except ImportError:
        raise UsageError("Pictures need matplotlib: pip install 'khabar[pictures]'.") from None


def _events(trend: Trend, axes: Axes) -> None:
    below = [0] * len(trend.periods)
    for grade, colour, hatch in zip(GRADES, COLOURS, HATCHES, strict=True):
        counts = [period.grades[grade] for period in trend.periods]
        if any(counts):
            places = range(len(counts))
            axes.bar(places, counts, bottom=below, label=grade, color=colour, hatch=hatch)
        below = [under + count for under, count in zip(below, counts, strict=True)]
    axes.set_ylabel("events")
    if any(below):
        axes.legend(title="grade", fontsize=8)


def _killed(trend: Trend, axes: Axes) -> None:
    for at, period in enumerate(trend.periods):
        if (toll := period.killed) is None:
            continue
        low = toll.low or 0
        axes.vlines(at, low, low if toll.high is None else toll.high, color="black", linewidth=2)
        axes.plot(at, low, "^" if toll.high is None else "_", color="black", markersize=9)
        if toll.best is not None:
            axes.plot(at, toll.best, "o", color="black", markersize=5)
    axes.set_ylabel(f"killed, low to high\n(▲ no upper bound)\nrule “{trend.rule}”")
    axes.set_ylim(bottom=0)


def _articles(trend: Trend, axes: Axes) -> None:
    places = range(len(trend.periods))
    axes.bar(places, [period.articles for period in trend.periods], color="#BBBBBB")
    axes.set_ylabel("articles\nread")
    step = -(-len(trend.periods) // MOST_LABELS) or 1
    axes.set_xticks(places[::step], [p.name for p in trend.periods[::step]], rotation=60)
