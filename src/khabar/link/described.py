"""The country and the sector of a phrase: by the registry, else by the words it is made of."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.link.actors import ActorLinker
from khabar.link.lexicon import World
from khabar.link.readings import readings
from khabar.link.sector_words import sector_words
from khabar.model import Actor


@dataclass(frozen=True, slots=True)
class Described:
    """A country code, a PLOVER sector, the registry's entry if there is one, and the rules."""

    country: str | None
    sector: str | None
    id: str | None
    because: tuple[str, ...]


class Describer:
    """Tells the country and sector of phrases. What the words do not tell stays None."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._countries = world.countries
        self._linker = ActorLinker(world)
        self._capitals = {
            capital.casefold(): state.country
            for state in world.registry.states.values()
            for capital in state.capitals
        }

    def describe(self, phrase: str, day: str | None = None, context: str = "") -> Described:
        """Return what is known of a phrase on a day; `context` names a country it is about.

        A people ("Two Poles") and a state have a country and no sector.
        """
        around = self._country_in(context)
        found = self._entry(phrase, day, around)
        if found is not None:
            return found
        country = self._country_in(phrase) or self._country_of_names(phrase)
        told = sector_words().sector(phrase)
        if told is None and country is not None and self._is_place(phrase):
            told = self._place_sector(phrase)
        because = [f"country {country} named in the phrase"] if country else []
        because += [f"sector by the word {told[1]!r}"] if told else []
        return Described(country or around, told[0] if told else None, None, tuple(because))

    def _entry(self, phrase: str, day: str | None, around: str | None) -> Described | None:
        for reading, rule in readings(phrase):
            ids = self._linker.ids_of(reading, phrase)
            actors = [self.world.actor(id, day) for id in ids if id in self.world.actors_by_id]
            near = [a for a in actors if around is None or a.country == around] or actors
            if near:
                return self._of_entry(near[0], phrase, day, rule)
            if ids:
                outlet = self.world.registry.outlets[ids[0]]
                return Described(outlet.country, "JRN", outlet.id, (f"registry: {rule}",))
        return None

    def _of_entry(self, actor: Actor, phrase: str, day: str | None, rule: str) -> Described:
        whole = actor.kind == "people" or (actor.kind == "state" and actor.sector is None)
        told = sector_words().sector(phrase)
        sector = None if whole else actor.sector
        titled = sector == "ELI" and day is None
        if told is not None and (told[0] == "ELI" or whole or titled):
            sector = told[0]
        country = actor.country or self._country_in(phrase)
        return Described(country, sector, actor.id, (f"registry: {actor.id}, {rule}",))

    def _country_in(self, text: str) -> str | None:
        """Return the country that a text names first, by name, adjective, people or capital."""
        return next(iter(self._countries.count(text)), None)

    def _country_of_names(self, phrase: str) -> str | None:
        found = (id for m in self.world.actors(phrase) for id in m.ids)
        actors = (self.world.actors_by_id[id] for id in found if id in self.world.actors_by_id)
        places = (t.place for t in self.world.gazetteer.toponyms(phrase) if t.place)
        codes = (*(a.country for a in actors), *(p.country_code for p in places))
        return next((code for code in codes if code), None)

    def _is_place(self, phrase: str) -> bool:
        places = self.world.gazetteer.toponyms(phrase)
        return any(t.start == 0 and t.end == len(phrase) for t in places)

    def _place_sector(self, phrase: str) -> tuple[str, str]:
        """A capital alone stands for its government, another town for those who live there."""
        return ("GOV" if phrase.casefold() in self._capitals else "CVL"), phrase
