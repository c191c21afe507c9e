"""Places in a text, found and put on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from khabar.link.gazetteer import Atlas
from khabar.link.gazetteer_place import Place
from khabar.link.places_choose import Choice, choose
from khabar.link.places_evidence import weigh
from khabar.link.places_names import NameReader, Seen
from khabar.link.places_phrase import Relation, anchor_of, name_of
from khabar.model import Article, Mention, PlacePrecision, Span, Unlinked, Where

# Below this lead over the next best place, both are kept and none is chosen.
LEAST_LEAD = 1.25
# A name that the article's other words do not support needs this much when a phrase holds it.
LEAST_SCORE = -3.0
_PRECISION: dict[str, PlacePrecision] = {
    "spot": "exact",
    "town": "exact",
    "district": "admin2",
    "province": "admin1",
    "area": "region",
    "country": "country",
}


@dataclass(frozen=True, slots=True)
class Toponym:
    """Words of a text that name a place, or its people and things, and the place.

    `is_adjective` is true of "Afghan" and "Germans": no event happens there.
    """

    start: int
    end: int
    words: str
    place: Place | None
    candidates: tuple[Place, ...]
    lead: float
    is_adjective: bool


@dataclass(frozen=True, slots=True)
class _Reading:
    """One text's names: those that are places, and those that might have been."""

    kept: tuple[Seen, ...]
    left: tuple[Seen, ...]
    choices: tuple[Choice, ...]


class Gazetteer:
    """Finds places in texts and resolves them. The tables load at the first use."""

    def __init__(self) -> None:
        self._read = lru_cache(maxsize=8)(self._read_text)

    @cached_property
    def atlas(self) -> Atlas:
        """Return the places of the world."""
        return Atlas()

    @cached_property
    def reader(self) -> NameReader:
        """Return the reader of names."""
        return NameReader(self.atlas)

    def find(self, text: str) -> list[Mention]:
        """Return the names of places in the text, in order; ids are candidates, best first."""
        return [
            Mention(one.start, one.end, one.words, "place", tuple(p.id for p in one.candidates))
            for one in self.toponyms(text)
            if not one.is_adjective
        ]

    def toponyms(self, text: str) -> list[Toponym]:
        """Return all words that name places or their people, each with the place meant."""
        return [_toponym(choice) for choice in self._read(text).choices]

    def resolve(self, words: Span, article: Article) -> Where | Unlinked:
        """Return where a phrase of the article says that something happened.

        As exact as the words allow: a province or country has no point, since none is stated.
        """
        choices = self._inside(article.text, words)
        nouns = [one for one in choices if one.seen.kind != "adjective"]
        anchor = anchor_of(words.words, words.start, nouns or _owners(choices))
        if anchor is None or anchor.choice.place is None:
            return Unlinked(words, "names no place that the gazetteer has")
        if anchor.choice.lead < LEAST_LEAD:
            ids = tuple(place.id for place in anchor.choice.candidates[:5])
            return Unlinked(words, "two or more places of this name fit about equally", ids)
        return _where(words, anchor.choice.place, anchor.relation)

    def _read_text(self, text: str) -> _Reading:
        tokens, seen = self.reader.read(text)
        kept = weigh(text, tokens, seen)
        left = tuple(one for one in seen if one.score <= 0)
        return _Reading(tuple(kept), left, tuple(choose(kept)))

    def _inside(self, text: str, words: Span) -> list[Choice]:
        reading = self._read(text)
        inside = [one for one in reading.choices if _overlap(one.seen, words)]
        if any(one.seen.kind != "adjective" for one in inside):
            return inside
        extra = [one for one in reading.left if _overlap(one, words) and one.score > LEAST_SCORE]
        if not extra:
            return inside
        again = choose([*reading.kept, *extra])
        return [one for one in again if _overlap(one.seen, words)]


def _overlap(seen: Seen, words: Span) -> bool:
    return seen.start < words.end and words.start < seen.end


def _owners(choices: Sequence[Choice]) -> list[Choice]:
    """Return adjectives that place their noun: "an Afghan province", but no "Afghan border"."""
    return [one for one in choices if one.seen.said_kind]


def _where(words: Span, place: Place, relation: Relation) -> Where:
    precision = _PRECISION[place.kind]
    if relation == "near" and precision == "exact":
        precision = "near"
    if relation == "away" or (relation == "part" and place.kind == "country"):
        precision = "region"
    if relation == "part" and precision == "exact":
        precision = "near"
    away = relation == "away"
    point = place.point if precision in ("exact", "near") else None
    return Where(
        name=name_of(words.words),
        country=place.country,
        country_code=place.country_code,
        admin1=None if away else place.admin1,
        admin2=None if away else place.admin2,
        geonames_id=None if away else place.geonames_id,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        precision=precision,
        words=words,
    )


def _toponym(choice: Choice) -> Toponym:
    seen = choice.seen
    return Toponym(
        seen.start,
        seen.end,
        seen.words,
        choice.place,
        choice.candidates,
        choice.lead,
        seen.kind == "adjective",
    )
