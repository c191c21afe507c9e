"""Places in a text, found and put on the map."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property, lru_cache

from khabar.link.gazetteer.atlas import Atlas
from khabar.link.gazetteer.place import Place
from khabar.link.places.choose import Choice, choose
from khabar.link.places.evidence import weigh
from khabar.link.places.names import NameReader, Seen
from khabar.link.places.phrase import anchor_of
from khabar.link.places.story import (
    country_of_story,
    is_police_of,
    town_of_news,
)
from khabar.link.places.unknown import with_unknown
from khabar.link.places.where import town_told, where_of, whole_country
from khabar.model import Article, Mention, Span, Unlinked, Where
from khabar.pause import without_search_for_circles

# A name that the article's other words do not support needs this much when a phrase holds it.
LEAST_SCORE = -3.0
AGAINST = frozenset("capital_before capital_after body_after given_name title initial".split())


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
        with without_search_for_circles():
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
        choices = self._with_phrase(article.text, words)
        return where_of(words, article.text, choices, self.atlas)

    def home_of(self, parties: Sequence[Span], article: Article) -> Where | None:
        """Return the country of the parties, where their words name just one: the article's own.

        Soldiers fight abroad too, so that another country than the article's places nothing.
        """
        choices = self._read(article.text).choices
        named = [c for c in choices if any(_overlap(c.seen, words) for words in parties)]
        codes = {c.place.country_code for c in named if c.place is not None}
        country = country_of_story(choices)
        if country is None or codes != {country}:
            return None
        seen = named[0].seen
        words = Span(article.id, seen.start, seen.end, seen.words)
        return whole_country(words, country, self.atlas)

    def beat_of(self, article: Article) -> Where | None:
        """Return the town whose police the article names, if all that it names are of one town.

        The police of a town speak of, and act on, what happens in it.
        """
        choices = self._read(article.text).choices
        return _news_town(article, [c for c in choices if is_police_of(article.text, c)])

    def news_town_of(self, article: Article) -> Where | None:
        """Return the town that local news is from, by its police or its dateline."""
        return _news_town(article, self._read(article.text).choices)

    def town_of(self, where: Where) -> str | None:
        """Return the town that a place is or lies in, by the gazetteer's name; None for others.

        For a place that the gazetteer lacks, its own name where it is as exact as a town.
        """
        place = self.atlas.with_id(f"geonames:{where.geonames_id}") if where.geonames_id else None
        if place is None:
            return where.name.rpartition(", ")[2] if where.precision == "exact" else None
        return place.name if place.kind == "town" else None

    def name_in(self, words: Span, article: Article) -> Span:
        """Return the name in a phrase that its place is tied to; the phrase, if it has none."""
        choices = self._with_phrase(article.text, words)
        inside = [one for one in choices if _overlap(one.seen, words)]
        anchor = anchor_of(words.words, words.start, inside)
        if anchor is None:
            return words
        seen = anchor.choice.seen
        return Span(article.id, seen.start, seen.end, seen.words)

    def _read_text(self, text: str) -> _Reading:
        tokens, known = self.reader.read(text)
        seen = with_unknown(text, tokens, known)
        kept = weigh(text, tokens, seen)
        left = tuple(one for one in seen if one.score <= 0)
        return _Reading(tuple(kept), left, tuple(_chosen(kept)))

    def _with_phrase(self, text: str, words: Span) -> Sequence[Choice]:
        """Return the text's choices, with names that only this phrase makes likely."""
        reading = self._read(text)
        if any(_overlap(one, words) and one.kind != "adjective" for one in reading.kept):
            return reading.choices
        extra = [one for one in reading.left if _overlap(one, words) and _may_be_place(one)]
        if not extra:
            return reading.choices
        return _chosen(sorted((*reading.kept, *extra), key=lambda one: one.start))


def _chosen(seen: Sequence[Seen]) -> list[Choice]:
    """Return the names with their places. The outlet's town only tells which others are near."""
    return [choice for choice in choose(seen) if not choice.seen.evidence.get("outlet")]


def _news_town(article: Article, choices: Sequence[Choice]) -> Where | None:
    town = town_of_news(article.text, choices)
    if town is None:
        return None
    seen = next(c.seen for c in choices if c.place is town)
    return town_told(Span(article.id, seen.start, seen.end, seen.words), town)


def _may_be_place(one: Seen) -> bool:
    """Tell whether a name that nothing else supports may be the place of a phrase."""
    return one.score > LEAST_SCORE and not one.evidence.keys() & AGAINST


def _overlap(seen: Seen, words: Span) -> bool:
    return seen.start < words.end and words.start < seen.end


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
