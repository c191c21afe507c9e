"""Events and claims as the page shows them: every value in words, with its evidence."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import get_args

from khabar.model import Claim, Event, Outcome, Reading, Source
from khabar.view.findings import (
    Findings,
    chains_of,
    factuality_counts,
    joined_for,
    standing_factuality,
)
from khabar.view.marked import Piece, context, marks_of, pieces
from khabar.view.phrases import PHRASES
from khabar.view.table import source_counts
from khabar.view.tolls import killed_in
from khabar.view.wording import (
    chain_words,
    claim_words,
    count_words,
    day_words,
    event_words,
    harm_words,
    source_name,
    told_words,
    when_words,
    where_words,
)

OUTCOMES = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Link:
    """One source of a chain as drawn: its name, what it does, and the words that say so."""

    name: str
    does: str
    stance: str
    words: str | None


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """One claim with its words in their paragraph."""

    id: str
    sentence: str
    told: str
    role: str
    chain: tuple[Link, ...]
    citation: str
    pieces: tuple[Piece, ...]
    values: tuple[tuple[str, str], ...]
    article_id: str
    article: str
    because: tuple[str, ...]
    joined: tuple[tuple[str, float, tuple[tuple[str, float], ...]], ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure by one claimant."""

    words: str
    claimant: str
    published: str | None
    superseded: bool


@dataclass(frozen=True, slots=True)
class FigureGroup:
    """All figures for one outcome and one group of people."""

    outcome: str
    group: str | None
    figures: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class EventCard:
    """One event with its readings, disputes, grade and claims."""

    id: str
    sentence: str
    label: str
    type: str
    day: str
    when: str
    where: str
    country: str
    told: str
    told_counts: tuple[tuple[str, int], ...]
    grade: str
    grade_because: str
    according_to: tuple[str, ...]
    figures: tuple[FigureGroup, ...]
    disputes: tuple[tuple[str, str], ...]
    counts: str
    belligerent_only: bool
    killed: int
    part_of: str | None
    sources: int
    claims: tuple[ClaimCard, ...]
    spot: str
    period: str


def event_card(found: Findings, event: Event, spot: str, period: str) -> EventCard:
    """Return the event as shown. `spot` and `period` are its keys on the map and timeline."""
    claims = found.claims_of(event)
    toll = killed_in(event)
    return EventCard(
        id=event.id,
        sentence=told_words(event_words(event, claims), standing_factuality(claims)),
        label=PHRASES.act(event.event_type, event.mode).label,
        type=event.event_type,
        day=event.when.start if event.when else "",
        when=when_words(event.when),
        where=where_words(event.where),
        country=(event.where.country if event.where else None) or "",
        told=standing_factuality(claims),
        told_counts=tuple(factuality_counts(claims)),
        grade=event.grade.value,
        grade_because=event.grade.because,
        according_to=tuple(map(chain_words, chains_of(claims))),
        figures=_figure_groups(event.readings),
        disputes=tuple((PHRASES.dispute[d.about], d.because) for d in event.disputes),
        counts=source_counts(event),
        belligerent_only=event.belligerent_only,
        killed=toll.high if toll else -1,
        part_of=event.part_of,
        sources=event.independent,
        claims=tuple(claim_card(found, claim, event) for claim in claims),
        spot=spot,
        period=period,
    )


def claim_card(found: Findings, claim: Claim, event: Event | None = None) -> ClaimCard:
    """Return the claim as shown, with the reasons for which it joined its event."""
    article = found.article.get(claim.article_id)
    return ClaimCard(
        id=claim.id,
        sentence=claim_words(claim),
        told=claim.factuality,
        role=claim.role,
        chain=tuple(_link(source, n == 0) for n, source in enumerate(claim.attribution)),
        citation=chain_words(claim.attribution),
        pieces=_in_context(found, claim),
        values=_values(claim),
        article_id=claim.article_id,
        article=(article.title or article.source) if article else claim.article_id,
        because=claim.because,
        joined=_reasons(event, claim.id) if event else (),
    )


def _reasons(
    event: Event, claim_id: str
) -> tuple[tuple[str, float, tuple[tuple[str, float], ...]], ...]:
    return tuple(
        (joined.other if joined.one == claim_id else joined.one, joined.score, joined.signals)
        for joined in joined_for(event, claim_id)
    )


def _link(source: Source, first: bool) -> Link:
    words = source.words.words if source.words else None
    return Link(source_name(source, first), PHRASES.stance[source.stance], source.stance, words)


def _in_context(found: Findings, claim: Claim) -> tuple[Piece, ...]:
    article = found.article.get(claim.article_id)
    if article is None:
        return (Piece(claim.words.words, ("claim",), (claim.id,)),)
    start, end = context(article, claim.words.start, claim.words.end)
    return tuple(pieces(article.text, start, end, marks_of(claim)))


def _values(claim: Claim) -> tuple[tuple[str, str], ...]:
    harmed = ", ".join(map(harm_words, claim.harm))
    harm = [("harm", harmed)] if harmed else []
    dated = [("when", when_words(claim.when))] if claim.when or claim.kind == "event" else []
    placed = [("where", where_words(claim.where))] if claim.where or claim.kind == "event" else []
    return (*dated, *placed, *harm)


def _figure_groups(readings: Sequence[Reading]) -> tuple[FigureGroup, ...]:
    groups: dict[tuple[str, str | None], list[Figure]] = {}
    for reading in readings:
        groups.setdefault((reading.outcome, reading.group), []).append(_figure(reading))
    return tuple(
        FigureGroup(outcome, group, tuple(dict.fromkeys(figures)))
        for (outcome, group), figures in sorted(groups.items(), key=_killed_and_totals_first)
    )


def _killed_and_totals_first(group: tuple[tuple[str, str | None], object]) -> tuple[int, bool]:
    (outcome, victims), _ = group
    return OUTCOMES.index(outcome), victims is not None


def _figure(reading: Reading) -> Figure:
    claimant = "a source not named" if reading.claimant == "unspecified" else reading.claimant
    words = count_words(reading.low, reading.high, reading.approximate)
    published = day_words(reading.published) if reading.published else None
    return Figure(words, claimant, published, reading.superseded)
