"""A comparison to read, and for other programs: lines, JSON, CSV, a page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from importlib.resources import files

from jinja2 import Environment

from khabar.view.table import counted
from khabar.view.validate.comparison import WARNING, Comparison
from khabar.view.validate.happening import Happening
from khabar.view.validate.matching import Alone, Match
from khabar.view.validate.measures import Group, Measures, Share
from khabar.view.validate.rules import SIGNALS
from khabar.view.validate.score import gap_days, gap_km
from khabar.view.wording import visible

SHOWN = 15
COLUMNS = (
    "what", "khabar_id", "external_id", "score", *SIGNALS, "days_apart", "km_apart",
    "khabar_killed", "external_killed", "because", "khabar", "external",
)  # fmt: skip


def lines(found: Comparison, shown: int = SHOWN) -> Iterator[str]:
    """Yield the comparison in lines; of groups and of events without a match at most `shown`."""
    name, measures, tolls = found.dataset.name, found.measures, found.measures.tolls
    yield f"khabar beside {found.against} ({name})"
    yield from _left_out(found)
    yield ""
    yield f"recall     {share(measures.recall)}  of their events, khabar has"
    yield f"precision  {share(measures.precision)}  of khabar's events, they have"
    yield f"           {WARNING}"
    yield ""
    yield f"dead, by the rule “{found.settlement}”, where both sides give a figure:"
    yield f"  the same        {share(tolls.exact)}"
    yield f"  inside theirs   {share(tolls.inside)}"
    if tolls.log_error is not None:
        yield f"  mean |log ratio| {tolls.log_error:.2f} (0.69: twice or half)"
    for one in measures.distances:
        yield (
            f"place, {one.precision}: of {counted(one.count, 'pair')} median "
            f"{one.median:.1f} km, 90th percentile {one.ninetieth:.1f} km"
        )
    for title, groups in measures.groups.items():
        yield from _groups(title, groups, shown)
    yield from _alone("theirs that khabar lacks", found.matching.theirs_alone, shown)
    yield from _alone("khabar's that they lack", found.matching.mine_alone, shown)
    yield ""
    yield found.dataset.terms


def share(one: Share) -> str:
    """Return "0.75 (3 of 4, 95%: 0.30 to 0.95)"."""
    if one.value is None or one.interval is None:
        return "none to tell by"
    low, high = one.interval
    return f"{one.value:.2f} ({one.count} of {one.of}, 95%: {low:.2f} to {high:.2f})"


def _left_out(found: Comparison) -> Iterator[str]:
    compared = [total - sum(out.values()) for total, out in zip(found.totals, found.left_out,
                                                                strict=True)]  # fmt: skip
    for side, total, many, out, covers in zip(
        ("khabar", "theirs"), found.totals, compared, found.left_out, found.covered, strict=True
    ):
        yield f"{side}: {many} of {total} events compared; it covers {covers or 'nothing'}"
        for why, count in sorted(out.items(), key=lambda one: (-one[1], one[0])):
            yield f"  {count:>7} left out: {why}"


def _groups(title: str, groups: Sequence[Group], shown: int) -> Iterator[str]:
    if not groups:
        return
    width = max(len(title) + 3, *(len(one.name) + 2 for one in groups[:shown]))
    yield ""
    yield f"{f'by {title}':<{width}}  recall   95%           of      precision   95%           of"
    for one in groups[:shown]:
        yield f"{f'  {one.name}':<{width}}  {_cells(one.recall)}  {_cells(one.precision)}".rstrip()
    if len(groups) > shown:
        yield f"  and {len(groups) - shown} more; --format json has all"


def _cells(one: Share) -> str:
    if one.value is None or one.interval is None:
        return f"{'-':>6}   {'':<12}  {one.of:>6}"
    low, high = one.interval
    return f"{one.value:6.2f}   {low:.2f} to {high:.2f}  {f'{one.count}/{one.of}':>6}"


def _alone(title: str, alone: Sequence[Alone], shown: int) -> Iterator[str]:
    yield ""
    yield f"{title}: {len(alone)}"
    for one in alone[:shown]:
        yield f"  {one.event.id}  {one.event.told}"
        nearest = f" (nearest: {one.nearest.id}, {one.nearest.told})" if one.nearest else ""
        yield f"    {one.because}{nearest}"
    if len(alone) > shown:
        yield f"  and {len(alone) - shown} more; --format json or csv has all"


def record(found: Comparison) -> dict[str, object]:
    """Return the comparison for JSON."""
    return {
        "against": found.against,
        "dataset": found.dataset.key,
        "terms": found.dataset.terms,
        "settlement_rule": found.settlement,
        "windows": {"days": found.rules.days, "km": found.rules.km},
        "minimum_score": found.rules.minimum,
        "weights": dict(found.rules.weights),
        "sides": {side: _side(found, at) for at, side in enumerate(("khabar", "external"))},
        **_numbers(found.measures),
        "warning": WARNING,
        "matched": [_match(one) for one in found.matching.matches],
        "external_alone": [_one_alone(one) for one in found.matching.theirs_alone],
        "khabar_alone": [_one_alone(one) for one in found.matching.mine_alone],
    }


def _numbers(measures: Measures) -> dict[str, object]:
    tolls = measures.tolls
    return {
        "recall": _share(measures.recall),
        "precision": _share(measures.precision),
        "killed": {
            "exact": _share(tolls.exact),
            "inside": _share(tolls.inside),
            "mean_absolute_log_error": tolls.log_error,
        },
        "distance_km": [asdict(one) for one in measures.distances],
        "groups": {
            title: [
                {"name": g.name, "recall": _share(g.recall), "precision": _share(g.precision)}
                for g in groups
            ]
            for title, groups in measures.groups.items()
        },
    }


def _side(found: Comparison, at: int) -> dict[str, object]:
    covers = found.covered[at]
    return {
        "events": found.totals[at],
        "left_out": dict(sorted(found.left_out[at].items())),
        "covers": str(covers) if covers else None,
    }


def _share(one: Share) -> dict[str, object]:
    low, high = one.interval or (None, None)
    return {"count": one.count, "of": one.of, "share": one.value, "low": low, "high": high}


def _match(one: Match) -> dict[str, object]:
    signals = {name: round(getattr(one.score, name), 4) for name in SIGNALS}
    return {"khabar": one.mine.id, "external": one.theirs.id, "score": one.score.whole, **signals}


def _one_alone(one: Alone) -> dict[str, object]:
    nearest = one.nearest.id if one.nearest else None
    return {"id": one.event.id, "told": one.event.told, "nearest": nearest, "because": one.because}


def page(found: Comparison) -> str:
    """Return the comparison as one page that needs no network; texts are in it only as text."""
    environment = Environment(
        autoescape=True, finalize=lambda one: visible(one) if isinstance(one, str) else one
    )
    template = environment.from_string(
        (files("khabar.view.validate") / "page.html").read_text("utf-8")
    )
    sides = zip(("khabar", "theirs"), found.totals, found.left_out, found.covered, strict=True)
    return template.render(found=found, share=share, sides=list(sides), warning=WARNING)


def rows(found: Comparison) -> Iterator[Sequence[str]]:
    """Yield a row for each match and each event alone, in the order of `COLUMNS`."""
    for match in found.matching.matches:
        cells = {name: f"{getattr(match.score, name):.4f}" for name in SIGNALS}
        yield _row("matched", match.mine, match.theirs, "", cells | {
            "score": f"{match.score.whole:.6f}"
        })  # fmt: skip
    for one in found.matching.theirs_alone:
        yield _row("external alone", one.nearest, one.event, one.because, {})
    for one in found.matching.mine_alone:
        yield _row("khabar alone", one.event, one.nearest, one.because, {})


def _row(
    what: str,
    mine: Happening | None,
    theirs: Happening | None,
    because: str,
    cells: Mapping[str, str],
) -> Sequence[str]:
    both = mine is not None and theirs is not None
    km = gap_km(mine.place, theirs.place) if mine and theirs else None
    told = {
        "what": what, "because": because,
        "khabar_id": mine.id if mine else "", "khabar": mine.told if mine else "",
        "external_id": theirs.id if theirs else "", "external": theirs.told if theirs else "",
        "days_apart": str(gap_days(mine, theirs)) if mine and theirs and both else "",
        "km_apart": "" if km is None else f"{km:.1f}",
        "khabar_killed": _killed(mine), "external_killed": _killed(theirs),
    }  # fmt: skip
    return [{**cells, **told}.get(column, "") for column in COLUMNS]


def _killed(one: Happening | None) -> str:
    return "" if one is None or one.killed is None else str(one.killed[1])
