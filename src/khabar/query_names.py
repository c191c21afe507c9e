"""Whom and where the names of a filter mean: aliases, parents, outlets, countries, places."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from functools import cached_property
from typing import TYPE_CHECKING, Final

from khabar.errors import UsageError
from khabar.link.gazetteer.fold import fold_place
from khabar.link.names import fold
from khabar.link.registry.read import load_registry
from khabar.link.registry.records import Registry
from khabar.model import Actor, Outlet
from khabar.query import Filter, Near, OneOf

if TYPE_CHECKING:
    from khabar.link.gazetteer.atlas import Atlas
    from khabar.link.gazetteer.place import Place

_CODE: Final = re.compile("[A-Za-z]{3}")
_POINTS: Final = frozenset(("town", "spot"))
# A town is meant by its bare name where it has this many times the people of the next one.
_CLEARLY_LARGER: Final = 3


class Meanings:
    """What names mean, by the registry, which is loaded when first needed."""

    def __init__(self, registry: Callable[[], Registry] = load_registry) -> None:
        self._load = registry

    def __call__(self, field: str, words: str) -> Sequence[str]:
        """Return what a name in this field of a filter means: ids, codes or canonical names.

        An actor stands for itself and for all bodies below it. A name that nobody is known by
        means nothing more than its words.
        """
        if field == "country":
            return self._countries.get(fold_place(words), ())
        named = self._named(words)
        if field == "outlet":
            return [name for e in named if isinstance(e, Outlet) for name in (e.name, e.id)]
        return list(dict.fromkeys(id for entry in named for id in self._with_bodies(entry.id)))

    @cached_property
    def _registry(self) -> Registry:
        return self._load()

    def _named(self, words: str) -> list[Actor | Outlet]:
        """Return who goes by a name: by its main name first, else by an alias or a sense of it."""
        name = fold(words)
        return next((found[name] for found in self._bearers if name in found), [])

    @cached_property
    def _bearers(self) -> tuple[dict[str, list[Actor | Outlet]], ...]:
        main: defaultdict[str, list[Actor | Outlet]] = defaultdict(list)
        other: defaultdict[str, list[Actor | Outlet]] = defaultdict(list)
        actors, outlets = self._registry.actors, self._registry.outlets
        entries: list[Actor | Outlet] = [*actors.values(), *outlets.values()]
        for entry in entries:
            for name in {fold(entry.id), fold(entry.name)}:
                main[name].append(entry)
            for name in {fold(alias) for alias in entry.aliases}:
                other[name].append(entry)
        for name, senses in self._registry.senses.items():
            other[fold(name)] += [actors.get(sense.id) or outlets[sense.id] for sense in senses]
        return dict(main), dict(other)

    @cached_property
    def _bodies(self) -> dict[str, list[str]]:
        found: defaultdict[str, list[str]] = defaultdict(list)
        for actor in self._registry.actors.values():
            if actor.parent:
                found[actor.parent].append(actor.id)
        return dict(found)

    def _with_bodies(self, id: str) -> Iterator[str]:
        seen, waiting = {id}, [id]
        while waiting:
            one = waiting.pop()
            yield one
            below = [body for body in self._bodies.get(one, ()) if body not in seen]
            seen.update(below)
            waiting += below

    @cached_property
    def _countries(self) -> dict[str, tuple[str, ...]]:
        found: dict[str, tuple[str, ...]] = {}
        for state in self._registry.states.values():
            for name in (state.country, state.name, *state.names):
                found.setdefault(fold_place(name), (state.country,))
        return found

    def located(self, filter: Filter) -> Filter:
        """Return the filter with the points of the places that it names.

        Raises UsageError for a place that the gazetteer does not know, and for what is no country.
        """
        for condition in filter.conditions:
            if isinstance(condition, OneOf) and condition.field == "country":
                self._check_countries(condition.values)
        return Filter(tuple(
            self._point(c) if isinstance(c, Near) and c.place else c for c in filter.conditions
        ))  # fmt: skip

    def _check_countries(self, names: Sequence[str]) -> None:
        for name in names:
            if not self._countries.get(fold_place(name)) and not _CODE.fullmatch(name):
                raise UsageError(
                    f"filter: expected a country after country:, found {name!r}. Write its name "
                    "or its three letters, such as country:Afghanistan or country:AFG."
                )

    def _point(self, near: Near) -> Near:
        name = near.place or ""
        towns = [p for p in self._atlas.named(name) if p.kind in _POINTS and p.point is not None]
        towns.sort(key=lambda place: (-place.population, place.id))
        if not towns:
            advice = "Give latitude,longitude,km instead."
            raise UsageError(f"near:{name}: the gazetteer knows no town of that name. {advice}")
        if len(towns) > 1 and towns[1].population * _CLEARLY_LARGER >= towns[0].population:
            several = "; ".join(_described(town) for town in towns[:3])
            raise UsageError(f"near:{name}: expected one town, found {several}. Give its point.")
        latitude, longitude = towns[0].point or (0.0, 0.0)
        return replace(near, latitude=latitude, longitude=longitude, place=None)

    @cached_property
    def _atlas(self) -> Atlas:
        from khabar.link.gazetteer.atlas import Atlas

        return Atlas()


def _described(town: Place) -> str:
    where = ", ".join(part for part in (town.name, town.admin1, town.country) if part)
    latitude, longitude = town.point or (0.0, 0.0)
    return f"{where} ({latitude:.2f},{longitude:.2f})"
