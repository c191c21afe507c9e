"""Two sides of events → which are one, which are not, and for these the nearest and why not."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from khabar.view.validate.assign import Edge, best_matching
from khabar.view.validate.candidates import Candidates
from khabar.view.validate.happening import POINT_KM, Happening
from khabar.view.validate.rules import Rules
from khabar.view.validate.score import Score, gap_days, gap_km, score

FAR_DAYS = 30
"""How many days beside its own an unmatched event's nearest is looked for."""


@dataclass(frozen=True, slots=True)
class Match:
    """One event of each side that were taken for one, and the score."""

    mine: Happening
    theirs: Happening
    score: Score


@dataclass(frozen=True, slots=True)
class Alone:
    """An event without a match, the nearest of the other side if there is any, and why not."""

    event: Happening
    nearest: Happening | None
    because: str


@dataclass(frozen=True, slots=True)
class Matching:
    """Every event of both sides, once: matched or alone."""

    matches: tuple[Match, ...]
    mine_alone: tuple[Alone, ...]
    theirs_alone: tuple[Alone, ...]


def match(mine: Sequence[Happening], theirs: Sequence[Happening], rules: Rules) -> Matching:
    """Match two sides one to one, by the highest sum of scores."""
    mine = sorted(mine, key=lambda one: one.order)
    theirs = sorted(theirs, key=lambda one: one.order)
    edges = _edges(mine, theirs, rules)
    taken = best_matching([edge for edge in edges if edge.score >= rules.minimum])
    matches = tuple(_match(mine[e.one], theirs[e.other], rules) for e in taken)
    my_match = {edge.one: theirs[edge.other] for edge in taken}
    their_match = {edge.other: mine[edge.one] for edge in taken}
    turned = [Edge(edge.other, edge.one, edge.score) for edge in edges]
    return Matching(
        matches,
        tuple(_alone(mine, theirs, edges, my_match, their_match, rules)),
        tuple(_alone(theirs, mine, turned, their_match, my_match, rules)),
    )


def _edges(mine: Sequence[Happening], theirs: Sequence[Happening], rules: Rules) -> list[Edge]:
    """Return all candidates with their scores, also those below the minimum."""
    look = Candidates(theirs, rules)
    found = []
    for at, event in enumerate(mine):
        widest = rules.km + event.place.within_km + POINT_KM
        for other, _ in look.near(event, days=rules.days, km=widest):
            scored = score(event, theirs[other], rules)
            if isinstance(scored, Score):
                found.append(Edge(at, other, scored.whole))
    return sorted(found, key=lambda edge: (edge.one, edge.other))


def _match(mine: Happening, theirs: Happening, rules: Rules) -> Match:
    scored = score(mine, theirs, rules)
    assert isinstance(scored, Score)
    return Match(mine, theirs, scored)


def _alone(
    ours: Sequence[Happening],
    others: Sequence[Happening],
    edges: Sequence[Edge],
    matched: Mapping[int, Happening],
    taken: Mapping[int, Happening],
    rules: Rules,
) -> list[Alone]:
    best: dict[int, Edge] = {}
    for edge in edges:
        if edge.one not in best or edge.score > best[edge.one].score:
            best[edge.one] = edge
    look = Candidates(others, rules)
    found = []
    for at, event in enumerate(ours):
        if at not in matched:
            fits = best.get(at)
            other = fits.other if fits else _nearest(event, others, look, rules)
            found.append(_explained(event, other, others, taken, rules))
    return found


def _nearest(
    event: Happening, others: Sequence[Happening], look: Candidates, rules: Rules
) -> int | None:
    """Return the event that is fewest windows away, days and km taken together."""

    def windows(found: tuple[int, float]) -> tuple[float, int]:
        at, km = found
        other = others[at]
        same = other.place.admin1 is not None and other.place.admin1 == event.place.admin1
        away = km / rules.km if km == km else 0.0 if same else 1.0
        return gap_days(event, other) / max(1, rules.days) + away, at

    near = look.near(event, days=FAR_DAYS, km=None)
    return min(near, key=windows, default=(None, 0.0))[0]


def _explained(
    event: Happening,
    at: int | None,
    others: Sequence[Happening],
    taken: Mapping[int, Happening],
    rules: Rules,
) -> Alone:
    if at is None:
        return Alone(event, None, f"nothing in that country within {FAR_DAYS} days")
    other = others[at]
    scored = score(event, other, rules)
    if isinstance(scored, str):
        km = gap_km(event.place, other.place)
        far = f", {km:.0f} km" if km is not None and "km" not in scored else ""
        return Alone(event, other, scored + far)
    if scored.whole < rules.minimum:
        why = f"score {scored.whole:.2f}, below {rules.minimum:g}: {scored.lowest()}"
        return Alone(event, other, why)
    holder = taken.get(at)
    fits = f"{holder.id} is matched with it" if holder else "another matching fits better in all"
    return Alone(event, other, f"score {scored.whole:.2f}, but {fits}")
