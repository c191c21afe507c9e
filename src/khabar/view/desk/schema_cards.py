"""What the dashboard's server answers about one event or one claim."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from khabar.model import (
    Outcome,
    Stance,
)
from khabar.view.contract import DateKeys, HarmKeys, PartyKeys, PlaceKeys, SourceKeys
from khabar.view.desk.schema import (
    Answer,
    ClaimBrief,
    DisputeAbout,
    EventKeys,
    GradeValue,
    Rule,
)

MarkKind = Literal["claim", "actor", "target", "when", "where", "harm", "source"]
Verdict = Literal["accept", "reject", "correct", "merge", "split", "undo"]


class Bounds(Answer):
    """A figure; null where no bound is stated."""

    low: int | None
    high: int | None


OutcomeBounds = dict[Outcome, Bounds]


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


class ClaimCard(ClaimBrief):
    """One claim with the words behind every value, as it stands with its corrections."""

    actors: list[PartyKeys]
    targets: list[PartyKeys]
    date: DateKeys | None
    place: PlaceKeys | None
    harm: list[HarmKeys]
    attribution: list[SourceKeys]
    chain: list[ChainLink]
    article_title: str | None
    url: str | None
    start: int
    end: int
    pieces: list[CardPiece]
    because: list[str]
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
    """An analyst's decision; `stands` is false where it was undone or overruled.

    An undo names it by its `id`. `claims` says of how many claims a merge or split is; null for
    other verdicts.
    """

    id: str
    subject: str
    verdict: Verdict
    who: str
    at: str
    why: str
    field: str | None
    value: str | None
    claims: int | None
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
    gathering: bool = Field(
        description="Events do not follow the latest decisions yet: they are being gathered again."
    )


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
