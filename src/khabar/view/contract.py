"""The claims' JSON Lines form, version 1, as a strict check."""

from __future__ import annotations

import json
from typing import Annotated, Literal, Self

from pydantic import BaseModel, ConfigDict, Field, ValidationError, model_validator

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

Count = Annotated[int, Field(ge=0)]
IsoPrefix = Annotated[str, Field(pattern=r"^\d{4}(-\d{2}(-\d{2})?)?$")]
Mode = Annotated[str, Field(pattern=r"^[a-z]+(-[a-z]+)*$")]


class _Keys(BaseModel):
    """An object with these keys and no others; no value is converted."""

    model_config = ConfigDict(strict=True, extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _in_order(cls, given: object) -> object:
        if isinstance(given, dict):
            expected = [key for key in cls.model_fields if key in given]
            found = [key for key in given if key in cls.model_fields]
            if expected != found:
                raise ValueError(f"keys in the order {found}, expected {expected}")
        return given


class ArticleKeys(_Keys):
    """Where the claim stands: a path or a URL, never both."""

    path: str | None = None
    url: str | None = None
    title: str | None
    outlet: str | None
    published: IsoPrefix | None
    language: str | None

    @model_validator(mode="after")
    def _one_source(self) -> Self:
        if (self.path is None) == (self.url is None):
            raise ValueError("an article has either a path or a url")
        return self


class PartyKeys(_Keys):
    """An actor or target."""

    id: str | None
    name: str
    words: str
    start: Count
    end: Count


class DateKeys(_Keys):
    """An interval; both ends count."""

    start: IsoPrefix
    end: IsoPrefix
    precision: DatePrecision
    basis: Literal["stated", "relative"]
    words: str


class PlaceKeys(_Keys):
    """A place as exact as the words allow."""

    name: str
    country: str | None
    country_code: Annotated[str, Field(pattern=r"^[A-Z]{3}$")] | None
    admin1: str | None
    admin2: str | None
    geonames_id: int | None
    latitude: Annotated[float, Field(ge=-90, le=90)] | None
    longitude: Annotated[float, Field(ge=-180, le=180)] | None
    precision: PlacePrecision
    words: str


class HarmKeys(_Keys):
    """People harmed; `group` null is the total."""

    outcome: Outcome
    low: Count | None
    high: Count | None
    group: str | None
    approximate: bool
    words: str


class SourceKeys(_Keys):
    """One link of the chain of sources."""

    source: str
    id: str | None
    words: str | None
    cue: str | None
    stance: Stance


class ClaimKeys(_Keys):
    """One line of the output."""

    claim_id: Annotated[str, Field(min_length=1)]
    article_id: Annotated[str, Field(min_length=1)]
    article: ArticleKeys
    kind: Kind
    event_type: EventType | None
    mode: Mode | None
    relation: Relation | None
    actors: list[PartyKeys]
    targets: list[PartyKeys]
    date: DateKeys | None
    place: PlaceKeys | None
    harm: list[HarmKeys]
    factuality: Factuality
    attribution: Annotated[list[SourceKeys], Field(min_length=1)]
    start: Count
    end: Count
    quote: str
    role: Literal["main", "background"]
    event_id: str | None
    because: list[str]
    coder: str

    @model_validator(mode="after")
    def _quote_fits(self) -> Self:
        if self.end - self.start != len(self.quote):
            raise ValueError(f"{self.start}:{self.end} does not fit the quote {self.quote!r}")
        return self


def check_claim_json(line: str, text: str | None = None) -> list[str]:
    """Return what is wrong with a line of output, each as one sentence; none if it is right.

    With the article's text, the quote and the parties' words are looked up in it too.
    """
    try:
        claim = ClaimKeys.model_validate(json.loads(line))
    except json.JSONDecodeError as error:
        return [f"not JSON: {error}"]
    except ValidationError as error:
        return [f"{'.'.join(map(str, e['loc'])) or 'claim'}: {e['msg']}" for e in error.errors()]
    return _words_out_of_place(claim, text) if text is not None else []


def _words_out_of_place(claim: ClaimKeys, text: str) -> list[str]:
    stated = [("quote", claim.start, claim.end, claim.quote)]
    stated += [(f"words of {p.name}", p.start, p.end, p.words) for p in claim.actors]
    stated += [(f"words of {p.name}", p.start, p.end, p.words) for p in claim.targets]
    return [
        f"{what}: expected {words!r} at {start}:{end}, found {text[start:end]!r}"
        for what, start, end, words in stated
        if text[start:end] != words
    ]
