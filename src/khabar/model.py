"""The records that travel between the stages. Read this first, `pipeline.py` second.

All are frozen: a stage returns new records and never edits one. A fact that the text does not
state is None; one that it states but that could not be resolved is `Unlinked`. Offsets count code
points of `Article.text`, `start` inclusive, `end` exclusive.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, Protocol

Kind = Literal["event", "relation", "statement"]
EventType = Literal[
    "AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST",
    "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT",
]  # fmt: skip
Relation = Literal[
    "rival", "shelters", "links", "allied", "backs", "branch_of", "based_in", "cordial", "tension"
]
Factuality = Literal[
    "asserted", "alleged", "hedged", "hypothetical", "planned", "denied", "negated", "unverified"
]
Stance = Literal[
    "reports", "says", "claims", "confirms", "denies", "alleges", "condemns", "believes",
    "quotes", "claims_responsibility",
]  # fmt: skip
Outcome = Literal["killed", "injured", "detained", "abducted", "displaced", "missing"]
DatePrecision = Literal["day", "month", "year", "approximate"]
PlacePrecision = Literal["exact", "near", "admin2", "admin1", "region", "country"]
BlockKind = Literal["title", "standfirst", "body", "byline", "date", "caption", "furniture"]


def content_id(*parts: str) -> str:
    """Return 16 hex digits that depend on the parts alone, in their order."""
    return hashlib.sha256("\x1f".join(parts).encode("utf-8", "surrogatepass")).hexdigest()[:16]


@dataclass(frozen=True, slots=True)
class Page:
    """What a publisher served, or a file held: bytes, and what came with them.

    `source` is a path, a URL, or the id of a line of JSON. Other fields are what the record gave.
    """

    source: str
    body: bytes
    media: Literal["text", "html"]
    title: str | None = None
    outlet: str | None = None
    published: str | None = None
    url: str | None = None
    language: str | None = None

    @property
    def id(self) -> str:
        """Return an id that depends on the source and the bytes."""
        return content_id(self.source, hashlib.sha256(self.body).hexdigest())


@dataclass(frozen=True, slots=True)
class Block:
    """A run of an article's text and what it is: body, or page furniture to leave alone."""

    start: int
    end: int
    kind: BlockKind
    because: str


@dataclass(frozen=True, slots=True)
class Article:
    """One text as published. Plain text is never rewritten, so offsets point into the file.

    `published` is an ISO date or None; `outlet` a canonical name or None. `source` is the path or
    URL of the page. Blocks cover all but white space, in order, and do not overlap.
    """

    id: str
    source: str
    text: str
    blocks: tuple[Block, ...]
    title: str | None
    outlet: str | None
    published: str | None
    language: str | None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """Words in one article: the evidence behind a value."""

    article_id: str
    start: int
    end: int
    words: str

    def __post_init__(self) -> None:
        if self.end - self.start != len(self.words):
            raise ValueError(f"span {self.start}:{self.end} does not fit {self.words!r}")


@dataclass(frozen=True, slots=True)
class Unlinked:
    """Words whose meaning is open: the reason, and the candidates if there are several."""

    words: Span
    because: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class When:
    """A date as precise as the words allow.

    `start` and `end` are ISO prefixes and both days count: "in April 2023" runs from 2023-04 to
    2023-04. `basis` tells a stated date from one counted from another date ("last Tuesday").
    """

    start: str
    end: str
    precision: DatePrecision
    basis: Literal["stated", "relative"]
    words: Span

    def __post_init__(self) -> None:
        shared = min(len(self.start), len(self.end))
        if self.start[:shared] > self.end[:shared]:
            raise ValueError(f"date runs backwards: {self.start} to {self.end}")


@dataclass(frozen=True, slots=True)
class Where:
    """A place as exact as the words allow: "in Pakistan" has a country and nothing more."""

    name: str
    country: str | None
    country_code: str | None
    admin1: str | None
    admin2: str | None
    geonames_id: int | None
    latitude: float | None
    longitude: float | None
    precision: PlacePrecision
    words: Span


@dataclass(frozen=True, slots=True)
class Party:
    """An actor or target: its words, and whom they mean.

    `meant` holds the words that a pronoun or short form ("the group") stands for. `name` is the
    registry's name once linked, else the description in the text.
    """

    name: str
    words: Span
    id: str | None = None
    meant: Span | None = None
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Harm:
    """People harmed, by outcome and group; `group` None is the total. No bound known: None."""

    outcome: Outcome
    low: int | None
    high: int | None
    group: str | None
    approximate: bool
    words: Span

    def __post_init__(self) -> None:
        if self.low is not None and self.high is not None and self.low > self.high:
            raise ValueError(f"harm runs backwards: {self.low} to {self.high}")


@dataclass(frozen=True, slots=True)
class Source:
    """One link of an attribution chain: who says so, by which words, with what stance.

    The outlet, always the first link, has no words where the text does not name it.
    """

    name: str
    stance: Stance
    words: Span | None = None
    cue: str | None = None
    id: str | None = None


@dataclass(frozen=True, slots=True)
class Claim:
    """One thing that one place in one article states. Never edited: decisions lie beside it.

    `attribution` runs from the outlet inwards. `because` lists the rules that made the claim.
    """

    article_id: str
    kind: Kind
    event_type: EventType | None
    mode: str | None
    relation: Relation | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    when: When | Unlinked | None
    where: Where | Unlinked | None
    harm: tuple[Harm, ...]
    factuality: Factuality
    attribution: tuple[Source, ...]
    words: Span
    role: Literal["main", "background"]
    because: tuple[str, ...]
    coder: str

    @property
    def id(self) -> str:
        """Return an id from what was read and what it was read as, not from the run."""
        parties = (p.words for p in (*self.actors, *self.targets))
        spans = (f"{s.start}:{s.end}" for s in (self.words, *parties))
        what = (self.kind, self.event_type or "", self.mode or "", self.relation or "")
        return content_id(self.article_id, self.coder, *what, *spans)


@dataclass(frozen=True, slots=True)
class Actor:
    """A registry entry: a state, body, group, office or person, valid from one date to another.

    `sector` is a PLOVER sector code, `country` ISO 3166-1 alpha-3 or a PLOVER international code.
    `since` and `until` are ISO prefixes. `parent` is the id of the body it belongs to.
    """

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str | None = None
    parent: str | None = None
    since: str | None = None
    until: str | None = None
    wikidata: str | None = None


@dataclass(frozen=True, slots=True)
class Outlet:
    """A news outlet; `kind` tells an agency, a newspaper, state media, a belligerent's channel."""

    id: str
    name: str
    kind: str
    aliases: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    country: str | None = None
    owner: str | None = None


@dataclass(frozen=True, slots=True)
class Mention:
    """A name or expression found in a text by looking it up: what kind, and which entries fit.

    `sort` is the registry's kind of actor ("state", "person"), where all entries that fit share it.
    """

    start: int
    end: int
    words: str
    kind: Literal["actor", "place", "time", "outlet"]
    ids: tuple[str, ...] = ()
    sort: str | None = None


class Lexicon(Protocol):
    """What the coder asks about a text's words; `link` provides it, tests make small ones."""

    def actors(self, text: str) -> Sequence[Mention]:
        """Return the names of actors and outlets in the text, in order, without overlaps."""

    def places(self, text: str) -> Sequence[Mention]:
        """Return the names of places in the text, in order, without overlaps."""

    def times(self, text: str) -> Sequence[Mention]:
        """Return the time expressions in the text, in order, without overlaps."""


@dataclass(frozen=True, slots=True)
class CopyGroup:
    """Articles that carry one text. `origin` names the agency it came from, where credited.

    `versions` gives the version that each of the copies carries, in their order: 1 is the text as
    the original has it, a later one tells more. None: not known; empty: they are not told apart.
    """

    original: str
    copies: tuple[str, ...]
    origin: str | None
    because: str
    versions: tuple[int | None, ...] = ()

    def version_of(self, article: str) -> int | None:
        """Return the version that an article of the group carries, None where not known."""
        if article == self.original:
            return 1
        return self.versions[self.copies.index(article)] if self.versions else None


@dataclass(frozen=True, slots=True)
class Reading:
    """One figure as one claimant gives it, for one outcome and one group of victims."""

    claimant: str
    outcome: Outcome
    low: int | None
    high: int | None
    group: str | None
    approximate: bool
    claims: tuple[str, ...]
    published: str | None
    superseded: bool = False


@dataclass(frozen=True, slots=True)
class Dispute:
    """Something on which the sources of an event differ, with the claims of each side."""

    about: Literal["figures", "responsibility", "occurrence", "withdrawn"]
    because: str
    claims: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Grade:
    """How well an event is evidenced, and the sentence that says why."""

    value: Literal["confirmed", "fair", "weak", "contested", "discounted"]
    because: str


@dataclass(frozen=True, slots=True)
class Joined:
    """Why two claims were taken for one happening: each signal's share of the score."""

    one: str
    other: str
    score: float
    signals: tuple[tuple[str, float], ...]


@dataclass(frozen=True, slots=True)
class Event:
    """Claims judged to speak of one happening, with every reading side by side.

    `claims` are ids; `actors` and `targets` the parties as named, most often told first.
    `independent` counts sources after copies and wire stories are counted once.
    """

    id: str
    claims: tuple[str, ...]
    event_type: EventType
    mode: str | None
    actors: tuple[Party, ...]
    targets: tuple[Party, ...]
    when: When | None
    where: Where | None
    readings: tuple[Reading, ...]
    disputes: tuple[Dispute, ...]
    grade: Grade
    articles: tuple[str, ...]
    outlets: tuple[str, ...]
    independent: int
    belligerent_only: bool
    joined: tuple[Joined, ...] = ()
    part_of: str | None = None


@dataclass(frozen=True, slots=True)
class Decision:
    """An analyst's answer, appended and never edited; the latest on a subject and field counts."""

    subject: str
    verdict: Literal["accept", "reject", "correct", "merge", "split", "undo"]
    who: str
    at: str
    why: str
    field: str | None = None
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Dropped:
    """An item that left the path: where, why, and whether it was bad or not meant to be coded."""

    item: str
    stage: str
    outcome: Literal["quarantined", "skipped"]
    reason: str
