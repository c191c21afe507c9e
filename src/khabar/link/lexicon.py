"""What the world is called: one look-up of actors, places and times for the coder."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from pathlib import Path
from typing import Literal

from khabar.link.dates.find import find_times
from khabar.link.doubts import Doubts
from khabar.link.names import NameFinder, fold
from khabar.link.places.find import Gazetteer
from khabar.link.registry.read import load_registry
from khabar.link.registry.records import Registry, Sense
from khabar.link.senses import CountryFinder
from khabar.model import Actor, Mention, Outlet
from khabar.pause import without_search_for_circles

_HOST = re.compile(r"^(?:https?://)?(?:www\.)?")


class World:
    """The registry and the gazetteer, loaded once. It is the coder's `Lexicon`."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry
        self.actors_by_id = registry.actors
        self.outlets: tuple[Outlet, ...] = tuple(registry.outlets.values())
        self.names = NameFinder(_names(registry))
        self._adjectives = NameFinder(
            (name, state.id) for state in registry.states.values() for name in state.adjectives
        )
        self.countries = CountryFinder(registry)
        self.doubts = Doubts(registry, self.countries)
        # The coder, the gate and the linker ask for the same article's names.
        self._found_in = lru_cache(maxsize=64)(self._find_actors)
        self.gazetteer = Gazetteer()
        self._senses = {fold(name): senses for name, senses in registry.senses.items()}
        self._domains = {d: outlet.id for outlet in self.outlets for d in outlet.domains}

    @classmethod
    def load(cls, extra_actors: Path | None = None) -> World:
        """Return the world that khabar knows, with a user's own actors added or replaced."""
        with without_search_for_circles():
            return cls(load_registry(extra_actors))

    def actor(self, id: str, day: str | None = None) -> Actor:
        """Return an actor with the sector it has on a day; KeyError for an unknown id."""
        return self.registry.on(id, day)

    def actors(self, text: str) -> Sequence[Mention]:
        """Return the names of actors and outlets in the text, in order, without overlaps.

        Names that mean somebody else here are left out. A state's adjective counts too where no
        longer name holds it: "Varian air raids".
        """
        return self._found_in(text)

    def _find_actors(self, text: str) -> tuple[Mention, ...]:
        names = self.doubts.without(text, self.names.find(text))
        taken = {at for one in names for at in range(one.start, one.end)}
        adjectives = [one for one in self._adjectives.find(text) if one.start not in taken]
        found = sorted([*names, *adjectives], key=lambda one: one.start)
        return tuple(
            Mention(
                one.start, one.end, text[one.start : one.end],
                self._kind(one.ids), one.ids, self._sort(one.ids),
            )
            for one in found
        )  # fmt: skip

    def places(self, text: str) -> Sequence[Mention]:
        """Return the names of places in the text, in order, without overlaps."""
        return self.gazetteer.find(text)

    def times(self, text: str) -> Sequence[Mention]:
        """Return the time expressions in the text, in order, without overlaps."""
        return find_times(text)

    def senses_of(self, name: str) -> tuple[Sense, ...]:
        """Return what a name that several actors bear can mean; nothing for other names."""
        return self._senses.get(fold(name), ())

    def name_of(self, id: str) -> str:
        """Return the canonical name of an actor or outlet; KeyError for an unknown id."""
        actor = self.actors_by_id.get(id)
        return actor.name if actor else self.registry.outlets[id].name

    def state_of(self, id: str) -> str:
        """Return the state whose people an actor is ("Chinese drones"), else the actor itself."""
        actor = self.actors_by_id[id]
        state = self.registry.states.get(actor.country or "")
        return state.id if state is not None and actor.kind == "people" else id

    def outlet(self, name: str | None) -> Outlet | None:
        """Return the outlet of this name, domain or address; None if the registry has none."""
        if not name:
            return None
        known = [id for id in self.names.ids_of(name) if id in self.registry.outlets]
        host = _HOST.sub("", name.lower()).split("/")[0]
        fitting = known or [self._domains[d] for d in _above(host) if d in self._domains]
        return self.registry.outlets[fitting[0]] if len(fitting) == 1 else None

    def _sort(self, ids: tuple[str, ...]) -> str | None:
        """Return the kind of actor that all these entries are, None where they differ."""
        kinds = {actor.kind for id in ids if (actor := self.actors_by_id.get(id))}
        return kinds.pop() if len(kinds) == 1 else None

    def _kind(self, ids: tuple[str, ...]) -> Literal["actor", "outlet"]:
        return "outlet" if all(id in self.registry.outlets for id in ids) else "actor"


def _above(host: str) -> Iterator[str]:
    """Yield a host and the domains that it lies under: a.b.com, b.com, com."""
    while host:
        yield host
        host = host.partition(".")[2]


def _names(registry: Registry) -> Iterator[tuple[str, str]]:
    entries: tuple[Actor | Outlet, ...] = (*registry.actors.values(), *registry.outlets.values())
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            yield name, entry.id
    for name, senses in registry.senses.items():
        for sense in senses:
            yield name, sense.id
