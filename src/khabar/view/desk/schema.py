"""What the dashboard's server answers about many events at once: rows, counts, map, timeline.

`schema_cards.py` has what it answers about one event, `schema_pages.py` about articles and actors.
The front end's types are made from these.
"""

from __future__ import annotations

from typing import Literal

from pydantic import BaseModel, ConfigDict, Field

from khabar.model import (
    DatePrecision,
    EventType,
    Factuality,
    Kind,
    PlacePrecision,
    Relation,
)

Status = Literal["open", "accepted", "rejected"]
GradeValue = Literal["confirmed", "fair", "weak", "contested", "discounted"]
DisputeAbout = Literal["figures", "responsibility", "occurrence", "withdrawn"]
Rule = Literal["range", "latest", "conservative", "majority", "analyst"]
BinLength = Literal["day", "week", "month", "year"]
PeriodLength = Literal["day", "week", "month", "quarter", "year"]
AreaLevel = Literal["admin2", "admin1", "region", "country"]
EdgeSort = Literal["attacks", "accuses", "shelters", "allied", "backs", "rival", "links", "other"]


class Answer(BaseModel):
    """An object with these keys and no others; no value is converted."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)


class Problem(Answer):
    """Why a request cannot be answered, in one sentence."""

    error: str


class Named(Answer):
    """An actor of the registry, or a party that only has a description (`id` null)."""

    id: str | None
    name: str


class Figures(Answer):
    """A toll over several events; `best` only where all sources of all events agree.

    `more` says that some source sets no upper bound, so `high` is the highest figure stated.
    """

    low: int | None
    best: int | None
    high: int | None
    more: bool


class ExportFormat(Answer):
    """A format of `/api/export`; those of several files come as one ZIP archive."""

    name: str
    ending: str
    says: str


class Counts(Answer):
    """How many records the store holds, and what became of the pages."""

    articles: int
    claims: int
    events: int
    quarantined: int
    skipped: int
    copied: int


class ActName(Answer):
    """A type of event, or one of its modes, as people read it."""

    type: str
    mode: str | None
    label: str


class About(Answer):
    """The program, the store and what filters, rules and exports there are."""

    version: str
    coder: str
    db: str
    analyst: str | None
    rules: list[Rule]
    formats: list[ExportFormat]
    counts: Counts
    basemap: str | None = Field(description="Path of the map tiles, if any are served.")
    fields: dict[str, list[str]] = Field(
        description="Fields of the filter language; no choices where any value will do."
    )
    acts: list[ActName] = Field(description="Every type with its modes.")
    meanings: dict[str, str] = Field(description="What it means that a claim is told so.")


class Summary(Answer):
    """The counters over all events that pass."""

    events: int
    killed: Figures | None
    injured: Figures | None
    independent_sources: int = Field(description="Counted for each event, then added up.")
    articles: int
    outlets: int
    disputed: int
    unplaced: int
    undated: int
    reviewed: int


class EventKeys(Answer):
    """What lists and cards say of an event. What is not known is null, never 0."""

    id: str
    line: str
    type: EventType
    type_words: str
    mode: str | None
    actors: list[str]
    targets: list[str]
    date_start: str | None
    date_end: str | None
    date_precision: DatePrecision | None
    date_words: str
    place: str | None
    place_words: str
    country: str | None
    country_code: str | None
    admin1: str | None
    admin2: str | None
    latitude: float | None
    longitude: float | None
    place_precision: PlacePrecision | None
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    outlets: int
    independent: int
    belligerent_only: bool
    disputed: list[DisputeAbout]
    grade_because: str
    status: Status


class EventRow(EventKeys):
    """One event in a list."""

    claims: int
    articles: int
    grade: GradeValue


class EventRows(Answer):
    """A page of events; `cursor` asks for the next, null after the last."""

    rows: list[EventRow]
    cursor: str | None


class ClaimBrief(Answer):
    """What lists and cards say of a claim."""

    id: str
    event_id: str | None
    line: str
    kind: Kind
    event_type: EventType | None
    mode: str | None
    relation: Relation | None
    factuality: Factuality
    role: Literal["main", "background"]
    date_words: str
    place_words: str
    article_id: str
    outlet: str | None
    published: str | None
    quote: str
    status: Status


class ClaimRow(ClaimBrief):
    """One claim in a list."""

    actors: list[str]
    targets: list[str]
    killed_low: int | None
    killed_high: int | None
    injured_low: int | None
    injured_high: int | None
    chain: list[str]


class ClaimRows(Answer):
    """A page of claims; `cursor` asks for the next, null after the last."""

    rows: list[ClaimRow]
    cursor: str | None


class FacetValue(Answer):
    """A value to filter by: `field:value` is the condition, `label` what people read."""

    value: str
    label: str
    count: int


class Facet(Answer):
    """The values of one field, most frequent first; `more` says that there are others.

    The counts honour all conditions but those on the field itself.
    """

    field: str
    label: str
    values: list[FacetValue]
    more: bool


class Facets(Answer):
    """All facets, in the order in which to show them."""

    facets: list[Facet]


class Bin(Answer):
    """A run of days, both ends included.

    `events` happened wholly in it; `reported` counts articles about the events that pass which
    were published in it.
    """

    start: str
    end: str
    events: int
    killed_low: int | None
    killed_high: int | None
    reported: int


class Timeline(Answer):
    """Bins in order, without gaps. `wider` counts events whose date is wider than a bin."""

    by: BinLength
    bins: list[Bin]
    undated: int
    wider: int


class MapPoint(Answer):
    """Events at a point, or near one another where there are too many points to draw.

    `precision` is "exact" where all are known so; `grade` is the most frequent one.
    """

    lon: float
    lat: float
    count: int
    ids: list[str]
    killed_high: int | None
    precision: Literal["exact", "near"]
    grade: GradeValue


class MapArea(Answer):
    """Events of which only a district, province, region or country is known.

    `radius_km` is about the size of such an area; null for a country, which has an outline.
    """

    level: AreaLevel
    country_code: str | None
    name: str
    lon: float | None
    lat: float | None
    radius_km: float | None
    count: int
    ids: list[str]


class EventMap(Answer):
    """What lies in the part of the map asked for, and how many events it does not show."""

    points: list[MapPoint]
    areas: list[MapArea]
    unplaced: int
    outside: int


class NetworkNode(Answer):
    """A party; `id` is the actor's, or `name:` and its name where the registry does not know it."""

    id: str
    name: str
    kind: str | None
    country: str | None
    events: int


class NetworkEdge(Answer):
    """What the sources say that one party does to another or is to it, by how surely."""

    from_id: str = Field(serialization_alias="from")
    to_id: str = Field(serialization_alias="to")
    sort: EdgeSort
    asserted: int
    alleged: int
    denied: int
    claims: list[str]


class Network(Answer):
    """The parties named most, and what is said between them."""

    nodes: list[NetworkNode]
    edges: list[NetworkEdge]


class Rate(Answer):
    """A ratio of rates, later to earlier, with its interval; null where there is no bound."""

    ratio: float | None
    low: float
    high: float | None
    p: float


class TrendToll(Answer):
    """A toll by one rule."""

    low: int | None
    best: int | None
    high: int | None


class TrendPeriod(Answer):
    """What was told of one period; `killed` adds up the events that state a toll."""

    period: str
    first: str
    last: str
    articles: int
    events: int
    event_ids: list[str]
    killed: TrendToll | None
    events_with_toll: int
    grades: dict[GradeValue, int]


class TrendStretch(Answer):
    """One side of a comparison of two stretches of time."""

    first: str
    last: str
    days: int
    events: int
    articles: int


class TrendChange(Answer):
    """Whether events became more or fewer: per day, and per article read."""

    earlier: TrendStretch
    later: TrendStretch
    confidence: float
    per_day: Rate | None
    per_article: Rate | None


class Trend(Answer):
    """Events and tolls by period, beside how much was read."""

    counted: str
    by: PeriodLength
    rule: Rule
    periods: list[TrendPeriod]
    change: TrendChange | None
    left_out: dict[str, int]
    warnings: list[str]
