"""The registry's records: what an actor is by date, what a name can mean, where entries stand."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from khabar.link.registry.states import State
from khabar.model import Actor, Outlet

# What a name of `ambiguous.tsv` can be: told apart from its rivals, and guarded.
GUARDS = frozenset({"near", "home", "whole"})
ROLES = frozenset({"usual", "alone"}) | GUARDS
# Sectors that a person leaves with the office.
OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})


@dataclass(frozen=True, slots=True)
class Status:
    """The sector that an actor belongs to from one day to another, both included."""

    sector: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Sense:
    """What an ambiguous name means in news about some countries, or between two dates.

    Its `roles`: the `usual` sense is taken where nothing tells; one that holds `alone` is out of
    the question where a country of another sense is named. Guards: a name counts only `near` its
    countries, or not where only others are named (`home`), or only as a `whole` name.
    """

    id: str
    countries: frozenset[str]
    since: str | None
    until: str | None
    roles: frozenset[str] = frozenset()

    @property
    def is_guarded(self) -> bool:
        """Tell whether the name counts only where the text around it agrees."""
        return not GUARDS.isdisjoint(self.roles)


@dataclass(frozen=True, slots=True)
class Origin:
    """Where an entry stands: the file and its line; an entry made by pattern has line 0."""

    file: str
    line: int

    def __str__(self) -> str:
        return f"{self.file} line {self.line}" if self.line else f"{self.file}, by pattern"


@dataclass(frozen=True, slots=True)
class Registry:
    """Every actor, outlet and state, and the senses of names that several of them bear.

    `statuses` has the actors that changed sector or have several; `origins` has every entry.
    """

    actors: Mapping[str, Actor]
    statuses: Mapping[str, tuple[Status, ...]]
    outlets: Mapping[str, Outlet]
    states: Mapping[str, State]
    senses: Mapping[str, tuple[Sense, ...]]
    origins: Mapping[str, Origin]

    def sector(self, id: str, day: str | None) -> str | None:
        """Return an actor's PLOVER sector on a day, or as of now where no day is given.

        Whoever held an office and holds none is ELI; before a first office nothing is known.
        """
        actor, spells = self.actors[id], self.statuses.get(id, ())
        if not spells:
            return actor.sector
        last = spells[-1]
        fitting = [s.sector for s in spells if day and within(day, s.since, s.until)]
        if fitting:
            return fitting[-1]
        over = last.until is not None and (day is None or day > last.until)
        if actor.kind == "person" and over and last.sector in OFFICES:
            return "ELI"
        return last.sector if day is None or over else None

    def on(self, id: str, day: str | None) -> Actor:
        """Return an actor with the sector it has on a day."""
        return replace(self.actors[id], sector=self.sector(id, day))


def within(day: str, since: str | None, until: str | None) -> bool:
    """Tell whether an ISO day, month or year lies in an interval that includes both ends."""
    starts = since is None or day[: len(since)] >= since[: len(day)]
    return starts and (until is None or day[: len(until)] <= until[: len(day)])
