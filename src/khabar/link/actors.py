"""Whom a phrase names: an entry of the registry, several that fit, or nobody it knows."""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from typing import Literal

from khabar.link.lexicon import World
from khabar.link.party_words import party_words
from khabar.link.readings import description, full_name, is_one_name, person_in, readings
from khabar.link.registry.records import within
from khabar.link.sector_words import sector_words
from khabar.link.senses import choose_sense, company_of
from khabar.link.sides import Sides
from khabar.model import Article

Part = Literal["actor", "target", "source"]
# A country with this share of an article's mentions of countries is what it is about.
MAIN_SHARE = 0.6
_INTERNATIONAL = ("IGO", "UNO", "EUR")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom words name: an entry's id and name, or the description that stands for them.

    `candidates` are the ids that fit about equally well when there is no single one.
    """

    name: str
    id: str | None
    because: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Setting:
    """What the claim around the words says: its day, sentence, country, and their part in it.

    `scene` is the country where most of the article's claims are set; `of_words` tells whether
    the claim is of words, which a capital stands for its state in, and not of force. `beside` are
    the ids of the other side of a relation, which nobody has with himself.
    """

    day: str | None = None
    sentence: str = ""
    country: str | None = None
    part: Part = "actor"
    scene: str | None = None
    of_words: bool = False
    beside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article says that helps to tell who is meant: countries, and names in full."""

    article: Article
    countries: Counter[str]
    named: tuple[str, ...]
    company: Counter[str]


class ActorLinker:
    """Links phrases to the registry. Keeps the surroundings of the last article it saw."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._countries = world.countries
        self._capitals = {
            capital: state.id
            for state in world.registry.states.values()
            for capital in state.capitals
        }
        self.sides = Sides(world, self._countries)
        self._last: Surroundings | None = None

    def surroundings(self, article: Article) -> Surroundings:
        """Return which countries an article names how often, and which actors it names."""
        if self._last is None or self._last.article is not article:
            parts = (article.title or "", article.text)
            ids = (id for part in parts for m in self.world.actors(part) for id in m.ids)
            named = tuple(dict.fromkeys(ids))
            countries = sum(map(self._countries.count, parts), self._towns(article))
            company = company_of(self.world.registry, named)
            self._last = Surroundings(article, countries, named, company)
        return self._last

    def _towns(self, article: Article) -> Counter[str]:
        """Return how often an article names towns and provinces of each country."""
        places = (t.place for t in self.world.gazetteer.toponyms(article.text))
        codes = (p.country_code for p in places if p and p.kind != "country" and not p.is_capital)
        return Counter(code for code in codes if code)

    def resolve(self, words: str, article: Article, setting: Setting = Setting()) -> Named:
        """Return whom the words name in this article and setting, and the rule that decided."""
        around = self.surroundings(article)
        for reading, rule in readings(words, singular=setting.part != "target"):
            ids = self.ids_of(reading, words)
            if ids and (other := self._namesake(reading, ids, around)):
                return self._person(other, around) or Named(other, None, "a namesake")
            if ids:
                return self._settled(reading, ids, rule, setting, around)
        short = description(words)
        return (
            self._body(short, setting, around)
            or self._capital(short, setting)
            or self._person(short, around)
            or Named(short, None, "a description, no entry")
        )

    def ids_of(self, name: str, words: str) -> tuple[str, ...]:
        """Return who bears a name, unless the words before it name another country.

        "Chile's Defense Department" is not the one of the United States.
        """
        ids = self.world.names.ids_of(name)
        before = words.partition(name)[0] if ids else ""
        named = self._countries.count(before)
        return tuple(id for id in ids if not named or self._may_be_of(id, named))

    def _may_be_of(self, id: str, named: Counter[str]) -> bool:
        actor = self.world.actors_by_id.get(id)
        country = actor.country if actor else None
        if country in _INTERNATIONAL:
            return False
        return country is None or country in named or country not in self.world.registry.states

    def _settled(
        self, name: str, ids: tuple[str, ...], rule: str, setting: Setting, around: Surroundings
    ) -> Named:
        senses = [s for s in self.world.senses_of(name) if s.id not in setting.beside]
        if senses:
            near = self._countries.count(setting.sentence)
            ids, why = choose_sense(senses, setting.day, near, around.countries, around.company)
            ids, why = self._as_source(ids, why, setting)
            rule = f"{rule}; {why}"
        elif len(ids) > 1:
            named = tuple(id for id in ids if id in around.named)
            ids = named if len(named) == 1 else ids
        if len(ids) == 1 and self._is_one_official(name, ids[0], setting):
            return Named(description(name), None, "one official, not all of them", ids)
        if len(ids) == 1:
            return Named(self.world.name_of(ids[0]), ids[0], rule)
        return Named(description(name), None, rule, ids)

    def _is_one_official(self, name: str, id: str, setting: Setting) -> bool:
        """ "A governor was killed": one who is hit is a person, not the body of officials."""
        actor = self.world.actors_by_id.get(id)
        body = actor is not None and actor.kind == "officials"
        return body and setting.part == "target" and not name.endswith("s")

    def _as_source(
        self, ids: tuple[str, ...], why: str, setting: Setting
    ) -> tuple[tuple[str, ...], str]:
        """A branch speaks through its parent's channels: as a source, the name is the parent's."""
        actors = (self.world.actors_by_id.get(id) for id in ids)
        parents = {actor.parent or actor.id for actor in actors if actor}
        if setting.part == "source" and "islamic_state" in parents:
            return ("islamic_state",), "speaks through the parent's channels"
        return ids, why

    def _body(self, short: str, setting: Setting, around: Surroundings) -> Named | None:
        """Return the body that the article names in full, or the main country's: "the police"."""
        ending = party_words().short_for.get(short.lower())
        if ending is None:
            return None
        full = [id for id in around.named if id.endswith(f"_{ending}")]
        if len(full) == 1:
            return self._named(full[0], f"short for the {ending} that the article names")
        near = self._countries.count(setting.sentence)
        if ending == "military" and len(near) > 1:
            return None  # "an Israeli missile hit Palestinians; the army said": either's army
        named = next(iter(near)) if len(near) == 1 else None
        country = setting.country or named or main_country(around.countries) or setting.scene
        state = self.world.registry.states.get(country or "")
        actor = self.world.actors_by_id.get(f"{state.id}_{ending}") if state else None
        if actor is None or not self._stands(actor.since, actor.until, setting.day):
            return None
        return self._named(actor.id, f"the {ending} of the country in question")

    def _stands(self, since: str | None, until: str | None, day: str | None) -> bool:
        return until is None if day is None else within(day, since, until)

    def _capital(self, short: str, setting: Setting) -> Named | None:
        """Return the state that its capital stands for where it acts or speaks."""
        speaks = setting.part == "source" or setting.of_words
        state = self._capitals.get(short) if speaks else None
        return self._named(state, "a capital that speaks for its state") if state else None

    def _person(self, short: str, around: Surroundings) -> Named | None:
        """Return the person that a title or surname names, in full where the article does so."""
        person = person_in(short)
        if person is None or (is_one_name(person) and self._is_common(person, around)):
            return None
        whole = full_name(person, around.article.text) if is_one_name(person) else person
        ids = self.world.names.ids_of(whole)
        if len(ids) == 1:
            return self._named(ids[0], "a person's full name in the article")
        return Named(whole, None, "a person's name without titles")

    def _is_common(self, word: str, around: Surroundings) -> bool:
        """ "Police", "Iranian": words with a capital for another reason than being a name."""
        if self._countries.count(word) or sector_words().sector(word):
            return True
        return re.search(rf"\b{re.escape(word.lower())}\b", around.article.text) is not None

    def _namesake(self, name: str, ids: tuple[str, ...], around: Surroundings) -> str | None:
        """Return the full name behind a surname that the article gives to somebody else."""
        people = [self.world.actors_by_id[id] for id in ids if id in self.world.actors_by_id]
        if not is_one_name(name) or not all(actor.kind == "person" for actor in people):
            return None
        full = full_name(name, around.article.text)
        known = any(id in ids for id in self.world.names.ids_of(full))
        return None if full == name or known else full

    def _named(self, id: str, rule: str) -> Named:
        return Named(self.world.name_of(id), id, rule)


def main_country(countries: Counter[str]) -> str | None:
    """Return the country with most of the mentions, None where they are shared out."""
    for country, count in countries.most_common(1):
        return country if count >= MAIN_SHARE * countries.total() else None
    return None
