"""Figures of an event by one rule: which rule, and what it gives for each outcome."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from khabar.model import Event, Outcome
from khabar.view.wording import NOT_STATED, count_words

# The low and the high; None where no bound is stated.
Figure = tuple[int | None, int | None]


@dataclass(frozen=True, slots=True)
class Settlement:
    """A rule by its name, and what it makes of an event; an outcome without a figure is absent."""

    rule: str
    figures: Callable[[Event], Mapping[Outcome, Figure]]


@dataclass(frozen=True, slots=True)
class Toll:
    """A settled figure: low, best, high; best only where the rule gives one number."""

    low: int | None
    best: int | None
    high: int | None


def toll(settlement: Settlement, event: Event, outcome: Outcome) -> Toll | None:
    """Return what the rule gives for an outcome, None where no source states a number."""
    figure = settlement.figures(event).get(outcome)
    if figure is None or figure == (None, None):
        return None
    low, high = figure
    return Toll(low, low if low == high else None, high)


def settled_lines(settlement: Settlement, event: Event) -> list[str]:
    """Return "killed 12 to 15" for each outcome that the rule gives a figure for."""
    found = settlement.figures(event)
    return [f"{outcome} {count_words(*figure, False)}" for outcome, figure in found.items()] or [
        NOT_STATED
    ]
