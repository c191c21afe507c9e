"""What was found, in lines for a terminal or a file."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from rich.console import Console
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from khabar.model import Claim, Event, Reading
from khabar.view.findings import Findings, chains_of, factuality_counts, standing_factuality
from khabar.view.phrases import PHRASES
from khabar.view.wording import (
    NOT_STATED,
    chain_words,
    day_words,
    deed_words,
    event_words,
    harm_words,
    told_words,
    visible,
    when_words,
    where_words,
)

ONE_SIDED = "only a party to the conflict says so"
_LABEL_WIDTH = 13
_STYLES = {"alleged": "yellow", "denied": "yellow", "disputed": "yellow", "grade": "cyan"}


@dataclass(frozen=True, slots=True)
class Card:
    """One event or other entry: a heading, and labelled lines below it."""

    heading: str
    lines: tuple[tuple[str, str], ...]


def print_findings(found: Findings, console: Console) -> None:
    """Write the events, the other claims in short, and the closing ledger to the console."""
    for part in (_events, _others):
        for card in part(found):
            _print_card(card, console)
    for line in closing_lines(found):
        console.print(Text(line), soft_wrap=True)


def plain_lines(found: Findings) -> Iterator[str]:
    """Yield the same without colour or frames; the same findings give the same lines."""
    for part in (_events, _others):
        for card in part(found):
            yield from plain_card(card)
            yield ""
    yield from closing_lines(found)


def plain_card(card: Card) -> Iterator[str]:
    """Yield a card as plain lines."""
    yield card.heading
    for label, words in card.lines:
        yield f"  {label:<{_LABEL_WIDTH}} {words}"


def event_card(event: Event, claims: Sequence[Claim]) -> Card:
    """Return an event with everything a reader asks: who, when, where, harm, according to whom."""
    lines = [
        ("when", when_words(event.when)),
        ("where", where_words(event.where)),
        *_harm(event),
        *(("according to", chain_words(chain)) for chain in chains_of(claims)),
        ("told as", _told_as(claims)),
        *(("disputed", f"{PHRASES.dispute[d.about]}: {d.because}") for d in event.disputes),
        ("grade", f"{event.grade.value}: {event.grade.because}"),
        ("sources", source_counts(event)),
        *((("one-sided", ONE_SIDED),) if event.belligerent_only else ()),
        ("event id", event.id),
    ]
    heading = told_words(event_words(event, claims), standing_factuality(claims))
    return _shown(heading, lines)


def closing_lines(found: Findings) -> Iterator[str]:
    """Yield what left the path and why, then the balance of pages."""
    for one in sorted(found.dropped, key=lambda d: (d.outcome, d.item, d.stage)):
        yield visible(f"{one.outcome}: {one.item} ({one.stage}): {one.reason}")
    yield f"{counted(len(found.claims), 'claim')}, {counted(len(found.events), 'event')}"
    yield found.ledger.sentence()


def source_counts(event: Event) -> str:
    """Return "5 articles, 3 outlets, 2 independent sources"."""
    counts = (
        counted(len(event.articles), "article"),
        counted(len(event.outlets), "outlet"),
        counted(event.independent, "independent source"),
    )
    return ", ".join(counts)


def reading_words(reading: Reading) -> str:
    """Return a figure with its claimant and, where a later one replaced it, that too."""
    replaced = " (earlier figure, since replaced)" if reading.superseded else ""
    told = f", {day_words(reading.published)}" if reading.published else ""
    claimant = "a source not named" if reading.claimant == "unspecified" else reading.claimant
    return f"{harm_words(reading)}, according to {claimant}{told}{replaced}"


def _events(found: Findings) -> Iterator[Card]:
    for event in found.in_order:
        yield event_card(event, found.claims_of(event))


def _others(found: Findings) -> Iterator[Card]:
    for kind, heading in (("relation", "Relations"), ("statement", "Statements")):
        claims = found.of_kind(kind)
        if claims:
            yield _shown(heading, [(c.factuality, _in_short(c)) for c in claims])
    alone = [c for c in found.of_kind("event") if c.id not in found.event_ids]
    if alone:
        heading = "Claims of events that joined no event"
        yield _shown(heading, [(c.factuality, _in_short(c)) for c in alone])


def _in_short(claim: Claim) -> str:
    told = claim.words.words if claim.kind == "statement" else deed_words(claim)
    words = f"“{' '.join(told.split())}”" if claim.kind == "statement" else told
    return f"{words} ({chain_words(claim.attribution)})"


def _harm(event: Event) -> list[tuple[str, str]]:
    readings = [("harm", reading_words(reading)) for reading in event.readings]
    return readings or [("harm", NOT_STATED)]


def _told_as(claims: Sequence[Claim]) -> str:
    counts = factuality_counts(claims)
    if not counts:
        return NOT_STATED
    return ", ".join(f"{PHRASES.factuality[word]} ({counted(n, 'claim')})" for word, n in counts)


def counted(count: int, thing: str) -> str:
    """Return "1 article" or "3 articles"."""
    return f"{count} {thing}" if count == 1 else f"{count} {thing}s"


def _print_card(card: Card, console: Console) -> None:
    if not console.is_terminal:
        for line in (*plain_card(card), ""):
            console.print(Text(line), soft_wrap=True)
        return
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for label, words in card.lines:
        grid.add_row(Text(label), Text(words, style=_STYLES.get(label, "")))
    console.print(Panel(grid, title=Text(card.heading, style="bold"), title_align="left"))


def _shown(heading: str, lines: Sequence[tuple[str, str]]) -> Card:
    return Card(visible(heading), tuple((label, visible(words)) for label, words in lines))
