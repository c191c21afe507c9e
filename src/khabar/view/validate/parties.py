"""Whom a party's name means, on a day and in a country, by the registry and by plain patterns."""

from __future__ import annotations

import re
import tomllib
from collections import defaultdict
from collections.abc import Iterator, Sequence
from functools import cached_property, lru_cache
from importlib.resources import files

from khabar.link.names import fold
from khabar.link.registry.lookup import Actors
from khabar.link.registry.records import Sense, within
from khabar.link.sector_words import sector_words
from khabar.model import Party
from khabar.view.export.crosswalk.read import sectors
from khabar.view.shapes.within import Countries
from khabar.view.validate.happening import Identity

_BRACKETS = re.compile(r"\s*\([^()]*\)\s*$")


class Names:
    """Reads the names of parties and countries of both sides. Loaded once a comparison."""

    def __init__(self, actors: Actors) -> None:
        self.actors = actors
        text = (files("khabar.view.validate") / "names.toml").read_text("utf-8")
        table = tomllib.loads(text)
        self._between: str = table.pop("between")
        self._patterns = {kind: [re.compile(one) for one in all] for kind, all in table.items()}
        self.named = lru_cache(100_000)(self._named)
        self.country = Countries(lambda: actors.registry).code

    def _named(self, name: str, country: str | None, day: str, proper: bool) -> Identity | None:
        """Return whom another project's name means, None where it names nobody.

        `proper` says whether a name that the registry lacks still tells parties apart.
        """
        words = self._plain(name)
        if self._fits("nobody", words):
            return None
        if self._fits("civilians", words):
            return Identity(name, "civilians", civilians=True)
        state = self._fits("state", words)
        code = self.country(state["country"]) if state else None
        if code:
            return Identity(name, f"state {code}", frozenset(self._of_state(code)), state=code)
        parts = name.split(self._between)
        ids = frozenset(id for part in parts for id in self._ids(part, country, day))
        if ids:
            return self._identity(name, words, ids, day)
        if self._is_civilian(words):
            return Identity(name, "civilians", civilians=True)
        return Identity(name, words) if proper else None

    def party(self, party: Party, day: str) -> Identity | None:
        """Return whom a party of khabar's means, None for a description such as "gunmen"."""
        words = self._plain(party.name)
        if party.id is not None and party.id in self.actors:
            return self._identity(party.name, words, frozenset({party.id}), day)
        if self._is_civilian(party.name):
            return Identity(party.name, "civilians", civilians=True)
        described = sector_words().sector(party.name) is not None
        return Identity(party.name, words) if party.name[:1].isupper() and not described else None

    def _is_civilian(self, description: str) -> bool:
        """Tell whether words such as "shoppers" or "farmers" describe people without arms."""
        told = sector_words().sector(description)
        return told is not None and self._side(told[0]) == "C"

    def actor(self, id: str) -> Identity:
        """Return an actor of the registry as it is now."""
        name = self.actors[id].name
        return self._identity(name, self._plain(name), frozenset({id}), None)

    def _identity(self, name: str, words: str, ids: frozenset[str], day: str | None) -> Identity:
        found = [self.actors.get(id, day) for id in ids]
        sides = {self._side(actor.sector, actor.kind) for actor in found}
        countries = {actor.country for actor in found}
        above = frozenset(one.id for id in ids for one in self.actors.parents(id))
        state = next(iter(countries)) if sides == {"S"} and len(countries) == 1 else None
        main = found[0].name if len(found) == 1 else name
        return Identity(main, words, ids, above, state, civilians=sides == {"C"})

    @staticmethod
    def _side(sector: str | None, kind: str = "") -> str:
        known = sectors().get(sector or "")
        return known.side if known else "S" if kind == "state" else "0"

    def _ids(self, name: str, country: str | None, day: str) -> Iterator[str]:
        """Yield who bears a name: by what it can mean there and then, else by name or alias."""
        found = _BRACKETS.search(name)
        inside = found[0].strip(" ()") if found else ""
        # "Tribal Militia (Yemen)" stands in Yemen and is not the state of that name.
        spellings = [name, _BRACKETS.sub("", name), "" if self.country(inside) else inside]
        for spelling in filter(None, (" ".join(fold(one).split()) for one in spellings)):
            senses = self._senses.get(spelling, ())
            dated = [s for s in senses if within(day, s.since, s.until)]
            here = [s for s in dated if country in s.countries] or [
                s for s in dated if not s.countries or "usual" in s.roles
            ]
            ids = dict.fromkeys([s.id for s in here] or self._bearers.get(spelling, []))
            if ids:
                yield from (id for id in ids if id in self.actors)
                return

    @cached_property
    def _senses(self) -> dict[str, Sequence[Sense]]:
        return {" ".join(fold(n).split()): s for n, s in self.actors.registry.senses.items()}

    @cached_property
    def _bearers(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for actor in self.actors:
            for name in {" ".join(fold(one).split()) for one in (actor.name, *actor.aliases)}:
                found[name].append(actor.id)
        return dict(found)

    def _of_state(self, code: str) -> Iterator[str]:
        state = self.actors.registry.states.get(code)
        if state is not None and state.id in self.actors:
            yield state.id

    def _fits(self, kind: str, words: str) -> re.Match[str] | None:
        found = (pattern.fullmatch(words) for pattern in self._patterns[kind])
        return next((one for one in found if one), None)

    @staticmethod
    def _plain(name: str) -> str:
        return " ".join(fold(_BRACKETS.sub("", name)).split())
