"""An event in a paragraph: what happened, according to whom, with what dispute, by which rule."""

from __future__ import annotations

from khabar.view.export.selection import Selection, Told
from khabar.view.figures import settled_lines
from khabar.view.findings import chains_of, standing_factuality
from khabar.view.phrases import PHRASES
from khabar.view.table import counted, reading_words
from khabar.view.wording import (
    chain_words,
    event_words,
    told_words,
    visible,
    when_words,
    where_words,
)


def deed(told: Told) -> str:
    """Return who did what to whom, opened by "Alleged:" or the like unless it is asserted."""
    factuality = standing_factuality(told.claims)
    return _line(told_words(event_words(told.event, told.claims), factuality))


def according_to(told: Told) -> str:
    """Return the distinct chains of sources in words, "; " between them."""
    return _line("; ".join(chain_words(chain) for chain in chains_of(told.claims)))


def disputed(told: Told) -> str:
    """Return what the sources differ on, or an empty text."""
    found = (f"{PHRASES.dispute[one.about]}: {one.because}" for one in told.event.disputes)
    return _line("; ".join(found))


def readings(told: Told) -> str:
    """Return every source's figure in words, or an empty text."""
    return _line("; ".join(map(reading_words, told.event.readings)))


def account(selection: Selection, told: Told) -> str:
    """Return the event as one paragraph for a notes column."""
    event = told.event
    date = f"Date: {when_words(event.when)}. " if event.when else ""
    parts = [
        f"{date}Place: {where_words(event.where)}. {deed(told)}.",
        f"According to: {according_to(told)}.",
        f"Figures: {readings(told)}." if event.readings else "Figures: not stated.",
        f"Disputed: {disputed(told)}." if event.disputes else "",
        f"Graded {selection.grade(told)} ({counted(event.independent, 'independent source')}).",
        f"Settled by the rule “{selection.settlement.rule}”: "
        f"{'; '.join(settled_lines(selection.settlement, event))}.",
        f"Coded by machine ({selection.coder}), not verified.",
    ]
    return _line(" ".join(part for part in parts if part))


def _line(text: str) -> str:
    """Return the text on one line: tabs and line ends would break a row in some readers."""
    return visible(" ".join(text.split()))
