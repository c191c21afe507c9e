"""Events as cards: every reading, dispute, claim and decision side by side."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime

from khabar.merge.settle import RULES, settle
from khabar.model import Article, Claim, CopyGroup, Dispute, Event, Joined, Reading
from khabar.store.around import Around
from khabar.view.desk.cite import citation
from khabar.view.desk.claim_cards import claim_card
from khabar.view.desk.decided import Decided
from khabar.view.desk.schema import EventRow, Rule
from khabar.view.desk.schema_cards import (
    ArticleLink,
    Bounds,
    ClaimCard,
    DisputeCard,
    EventCard,
    EventLink,
    GradeCard,
    JoinedCard,
    OutcomeBounds,
    ReadingCard,
    SignalShare,
)
from khabar.view.phrases import PHRASES
from khabar.view.wording import count_words


def event_card(
    event: Event,
    row: EventRow,
    around: Around,
    decided: Decided,
    *,
    whole: EventRow | None,
    parts: Sequence[EventRow],
    title: str,
    asked: str,
    gathering: bool,
) -> EventCard:
    """Return an event with all that is known of it.

    `whole` is the event that it is part of, `asked` the id that it was asked for by. `gathering`
    says that events do not follow the latest decisions yet.
    """
    articles = article_links(around.articles.values(), around.copies)
    return EventCard(
        **row.model_dump(exclude={"claims", "articles", "grade"}),
        readings=[_reading(reading) for reading in event.readings],
        claims=_claims(around.claims, event.id, around, decided),
        statements=_claims(around.statements, None, around, decided),
        disputes=[_dispute(one) for one in event.disputes],
        grade=_grade(event),
        settled={rule: _settled(event, rule, decided) for rule in RULES},
        joined=[_joined(one) for one in event.joined],
        part_of=_link(whole) if whole else None,
        parts=[_link(part) for part in parts],
        articles=articles,
        decisions=decided.on({event.id, *event.claims}),
        cite=citation(row, articles, title, datetime.now(UTC).date()),
        redirected_from=asked if asked != event.id else None,
        gathering=gathering,
    )


def _claims(
    claims: Iterable[Claim], event_id: str | None, around: Around, decided: Decided
) -> list[ClaimCard]:
    return [
        claim_card(claim, around.articles[claim.article_id], event_id, decided) for claim in claims
    ]


def _reading(reading: Reading) -> ReadingCard:
    return ReadingCard(
        outcome=reading.outcome,
        group=reading.group,
        claimant=reading.claimant,
        low=reading.low,
        high=reading.high,
        approximate=reading.approximate,
        words=count_words(reading.low, reading.high, reading.approximate),
        published=reading.published,
        superseded=reading.superseded,
        claims=list(reading.claims),
    )


def _dispute(dispute: Dispute) -> DisputeCard:
    return DisputeCard(
        about=dispute.about,
        words=PHRASES.dispute[dispute.about],
        because=dispute.because,
        claims=list(dispute.claims),
    )


def _grade(event: Event) -> GradeCard:
    grade = event.grade
    definition = PHRASES.grade[grade.value]
    return GradeCard(value=grade.value, because=grade.because, definition=definition)


def _settled(event: Event, rule: Rule, decided: Decided) -> OutcomeBounds:
    found = settle(event, rule, decided.standing)
    return {outcome: Bounds(low=low, high=high) for outcome, (low, high) in found.items()}


def _joined(joined: Joined) -> JoinedCard:
    signals = [SignalShare(name=name, share=share) for name, share in joined.signals]
    return JoinedCard(one=joined.one, other=joined.other, score=joined.score, signals=signals)


def _link(row: EventRow) -> EventLink:
    return EventLink(id=row.id, line=row.line)


def article_links(articles: Iterable[Article], copies: Iterable[CopyGroup]) -> list[ArticleLink]:
    """Return articles by the day of publication, each with the one whose text it carries."""
    original = {copy: group.original for group in copies for copy in group.copies}
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.source, a.id))
    return [
        ArticleLink(
            id=article.id,
            title=article.title,
            outlet=article.outlet,
            published=article.published,
            url=article.url,
            source=article.source,
            copy_of=original.get(article.id),
        )
        for article in ordered
    ]
