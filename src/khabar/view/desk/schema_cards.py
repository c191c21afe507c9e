"""What the dashboard's server answers about one event or one claim."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from khabar.model import (
    DatePrecision,
    EventType,
    Factuality,
    Kind,
    Outcome,
    PlacePrecision,
    Relation,
    Stance,
)
from khabar.view.desk.schema import (
    Answer,
    DisputeAbout,
    EventKeys,
    GradeValue,
    Rule,
    Status,
)

MarkKind = Literal["claim", "actor", "target", "when", "where", "harm", "source"]
Verdict = Literal["accept", "reject", "correct", "merge", "split", "undo"]


class Bounds(Answer):
    """A figure; null where no bound is stated."""

    low: int | None
    high: int | None


OutcomeBounds = dict[Outcome, Bounds]


class PartyWords(Answer):
    """An actor or target with the words that name it."""

    id: str | None
    name: str
    words: str
    start: int
    end: int


class DateWords(Answer):
    """A date with its words; both ends count."""

    start: str
    end: str
    precision: DatePrecision
    basis: Literal["stated", "relative"]
    words: str


class PlaceWords(Answer):
    """A place with its words, as exact as they allow."""

    name: str
    country: str | None
    country_code: str | None
    admin1: str | None
    admin2: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    words: str


class HarmWords(Answer):
    """People harmed, with the words that say so; `group` null is the total."""

    outcome: Outcome
    low: int | None
    high: int | None
    group: str | None
    approximate: bool
    words: str


class SourceWords(Answer):
    """One link of the chain of sources, as in the JSON Lines form."""

    source: str
    id: str | None
    words: str | None
    cue: str | None
    stance: Stance


class ChainLink(Answer):
    """One link of the chain of sources as drawn: who, what it does, by which words."""

    name: str
    does: str
    stance: Stance
    words: str | None


class CardPiece(Answer):
    """A run of text, and what it is evidence for. The pieces join up to the paragraph."""

    text: str
    marks: list[MarkKind]


class ClaimCard(Answer):
    """One claim with the words behind every value, as it stands with its corrections."""

    id: str
    event_id: str | None
    line: str
    kind: Kind
    event_type: EventType | None
    mode: str | None
    relation: Relation | None
    factuality: Factuality
    role: Literal["main", "background"]
    actors: list[PartyWords]
    targets: list[PartyWords]
    date: DateWords | None
    date_words: str
    place: PlaceWords | None
    place_words: str
    harm: list[HarmWords]
    attribution: list[SourceWords]
    chain: list[ChainLink]
    article_id: str
    article_title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    quote: str
    start: int
    end: int
    pieces: list[CardPiece]
    because: list[str]
    status: Status
    corrected: list[str] = Field(description="Fields that an analyst corrected.")
    coder: str


class ClaimAnswer(ClaimCard):
    """One claim, and in lines why it was made and why it is in its event."""

    why: list[str]


class ReadingCard(Answer):
    """One figure as one claimant gives it."""

    outcome: Outcome
    group: str | None
    claimant: str
    low: int | None
    high: int | None
    approximate: bool
    words: str
    published: str | None
    superseded: bool
    claims: list[str]


class DisputeCard(Answer):
    """What the sources differ on; `words` is the heading."""

    about: DisputeAbout
    words: str
    because: str
    claims: list[str]


class GradeCard(Answer):
    """How well the event is evidenced, why, and what such a grade means."""

    value: GradeValue
    because: str
    definition: str


class SignalShare(Answer):
    """One signal's share of a score."""

    name: str
    share: float


class JoinedCard(Answer):
    """Why two claims were taken for one happening."""

    one: str
    other: str
    score: float
    signals: list[SignalShare]


class EventLink(Answer):
    """An event that this one is part of, or that is part of it."""

    id: str
    line: str


class ArticleLink(Answer):
    """An article that tells of the event; `copy_of` where it carries another's text."""

    id: str
    title: str | None
    outlet: str | None
    published: str | None
    url: str | None
    source: str
    copy_of: str | None


class DecisionLine(Answer):
    """An analyst's decision; `stands` is false where it was undone or overruled."""

    subject: str
    verdict: Verdict
    who: str
    at: str
    why: str
    field: str | None
    value: str | None
    stands: bool


class EventCard(EventKeys):
    """One event with every reading, dispute, claim and decision side by side."""

    readings: list[ReadingCard]
    claims: list[ClaimCard]
    statements: list[ClaimCard] = Field(
        description="Claims about the event that are not in it: denials, condemnations."
    )
    disputes: list[DisputeCard]
    grade: GradeCard
    settled: dict[Rule, OutcomeBounds]
    joined: list[JoinedCard]
    part_of: EventLink | None
    parts: list[EventLink]
    articles: list[ArticleLink]
    decisions: list[DecisionLine]
    cite: str
    redirected_from: str | None


class ComparedSource(Answer):
    """One column of a comparison: an article with its copies, or one who speaks."""

    source: int
    name: str
    article_ids: list[str]
    copies: int
    published: str | None
    claim_ids: list[str]


class ComparedCell(Answer):
    """What one source says of one field; a letter for each version where they differ."""

    source: int
    words: list[str]
    standing: Literal["agrees", "fits", "differs", "alone", "silent", "not compared"]
    versions: list[str]


class ComparedField(Answer):
    """One field over all sources."""

    field: str
    standing: Literal["agree", "fit", "differ", "one speaks", "none speaks", "not compared"]
    cells: list[ComparedCell]


class SettledByRule(Answer):
    """Figures by one rule."""

    rule: Rule
    figures: OutcomeBounds


class Comparison(Answer):
    """The sources of an event side by side."""

    event_id: str
    heading: str
    sources: list[ComparedSource]
    fields: list[ComparedField]
    settled: SettledByRule | None = None
