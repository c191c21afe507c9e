"""What the dashboard's server answers about articles, actors and exports."""

from __future__ import annotations

from typing import Literal

from khabar.model import BlockKind, Factuality, Relation
from khabar.view.desk.schema import Answer, Bin, Named, Rule
from khabar.view.desk.schema_cards import ArticleLink, MarkKind


class ArticleKeys(ArticleLink):
    """What lists and pages say of an article. `status` is what became of its page."""

    language: str | None
    status: Literal["coded", "copied", "quarantined", "skipped"]


class ArticleRow(ArticleKeys):
    """One article in a list."""

    claims: int


class ArticleRows(Answer):
    """A page of articles; `cursor` asks for the next, null after the last."""

    rows: list[ArticleRow]
    cursor: str | None


class TextMark(Answer):
    """What a run of text is evidence for, and in which claim."""

    kind: MarkKind
    claim_id: str


class TextPiece(Answer):
    """A run of text under the same marks."""

    text: str
    marks: list[TextMark]


class TextBlock(Answer):
    """A paragraph: what it is, why, and its text in pieces."""

    kind: BlockKind
    because: str
    pieces: list[TextPiece]


class ArticleClaim(Answer):
    """A claim of an article, and the event that it is in."""

    id: str
    line: str
    event_id: str | None


class ArticlePage(ArticleKeys):
    """One article with all of its text in order, page furniture included, and its claims."""

    carried_by: list[ArticleLink]
    blocks: list[TextBlock]
    claims: list[ArticleClaim]


class ActorRow(Answer):
    """One actor in a list."""

    id: str
    name: str
    kind: str
    country: str | None
    sector: str | None


class Alias(Answer):
    """A name in its own script."""

    name: str
    script: str


class ActorStatus(Answer):
    """What an actor was from one day to another, both included."""

    since: str | None
    until: str | None
    kind: str
    words: str


class ActorRelation(Answer):
    """What the sources say that an actor is to another; `outward` from this one to the other."""

    other: Named
    relation: Relation
    outward: bool
    factuality: Factuality
    count: int
    claims: list[str]


class ActorEvents(Answer):
    """In how many events an actor acts, and in how many it is the target."""

    actor: int
    target: int


class ActorPage(ActorRow):
    """One actor: what the registry knows, and what the case tells of it."""

    aliases: list[Alias]
    statuses: list[ActorStatus]
    parent: Named | None
    members: list[Named]
    wikidata: str | None
    relations: list[ActorRelation]
    events: ActorEvents
    timeline: list[Bin]


class LossLine(Answer):
    """What an export lacks, of how many events or claims."""

    what: str
    count: int
    ids: list[str]


class LossReport(Answer):
    """What a format cannot hold of what was chosen."""

    format: str
    made_by: str
    chosen: str
    settlement_rule: Rule
    safe_cells: bool
    taken_in: int
    rows: int
    left_out: list[LossLine]
    lost: list[LossLine]
    forced: list[LossLine]
