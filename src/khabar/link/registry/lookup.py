"""Actors looked up by an analyst: by name, alias, id, country or kind."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from khabar.errors import UsageError
from khabar.link.names import fold
from khabar.link.registry.read import load_registry
from khabar.link.registry.records import Origin, Registry, Status
from khabar.link.registry.states import State
from khabar.model import Actor


class Actors:
    """Every actor that khabar knows. Iterating goes by id; `len` counts them."""

    def __init__(self, registry: Registry) -> None:
        self.registry = registry

    @classmethod
    def load(cls, own: Path | None = None) -> Actors:
        """Return the actors, with those of a user's `own` file added or replaced.

        Raises KnowledgeError, with file and line, for an entry that cannot work.
        """
        return cls(load_registry(own))

    def __iter__(self) -> Iterator[Actor]:
        return iter(sorted(self.registry.actors.values(), key=lambda actor: actor.id))

    def __len__(self) -> int:
        return len(self.registry.actors)

    def __contains__(self, id: object) -> bool:
        return id in self.registry.actors

    def __getitem__(self, id: str) -> Actor:
        return self.get(id)

    def get(self, id: str, day: str | None = None) -> Actor:
        """Return the actor of an id, with the sector it has on an ISO day, or now.

        Raises UsageError, with the ids that come near, if there is none.
        """
        if id not in self.registry.actors:
            near = ", ".join(one.id for one in self.search(id.replace("_", " "))[:5])
            raise UsageError(f"no actor has the id {id!r}. Near: {near or 'none'}.")
        return self.registry.on(id, day)

    def search(self, query: str) -> list[Actor]:
        """Return the actors that a query fits: named so first, then those whose names hold it.

        A query is an id, a name or part of one in any spelling of dashes and accents, or a
        country code in capitals, which lists all of that country and nothing else. Of those that
        fit equally well, what somebody wrote comes before what a pattern made.
        """
        written = query.strip()
        ranked = [
            (rank, self.is_by_pattern(actor.id), actor.name, actor.id)
            for actor in self.registry.actors.values()
            if (rank := self._rank(actor, written)) is not None
        ]
        return [self.registry.actors[one[-1]] for one in sorted(ranked)]

    def _rank(self, actor: Actor, written: str) -> int | None:
        if written in self.registry.states:
            return 0 if actor.country == written else None
        wanted, names = " ".join(fold(written).split()), _folded(actor)
        fits = (
            actor.id == written or names[0] == wanted,
            wanted in names,
            any(name.startswith(wanted) for name in names),
            any(f" {wanted}" in name for name in names),
        )
        return fits.index(True) if wanted and True in fits else None

    def named(self, words: str) -> Actor:
        """Return the one actor of an id or full name. Raises UsageError if none or several fit."""
        if words in self.registry.actors:
            return self.get(words)
        wanted = " ".join(fold(words).split())
        found = self.search(words)
        exact = [actor for actor in found if wanted in _folded(actor)]
        if len(exact) == 1:
            return exact[0]
        near = ", ".join(one.id for one in (exact or found)[:8])
        told = "several actors bear it" if exact else "no actor has this id or name"
        raise UsageError(f"{words!r}: {told}. Give an id: {near or 'none comes near'}.")

    def statuses(self, id: str) -> tuple[Status, ...]:
        """Return an actor's sectors by date, oldest first; without dates if it never changed."""
        actor = self.get(id)
        known = self.registry.statuses.get(id)
        return known or ((Status(actor.sector, None, None),) if actor.sector else ())

    def members(self, id: str) -> list[Actor]:
        """Return the actors that belong to another, by name."""
        members = (actor for actor in self.registry.actors.values() if actor.parent == id)
        return sorted(members, key=lambda actor: actor.name)

    def parents(self, id: str) -> Iterator[Actor]:
        """Yield the body that an actor belongs to, and the one above that, up to the top."""
        seen = {id}
        above = self.get(id).parent
        while above is not None and above not in seen:
            seen.add(above)
            yield self.registry.actors[above]
            above = self.registry.actors[above].parent

    def state(self, id: str) -> State | None:
        """Return the state of an actor's country, with its ISO and Gleditsch-Ward numbers."""
        return self.registry.states.get(self.get(id).country or "")

    def namesakes(self, id: str) -> dict[str, tuple[str, ...]]:
        """Return those of an actor's names that can mean others, each with the others' ids."""
        senses = {name: [s.id for s in meant] for name, meant in self.registry.senses.items()}
        return {
            name: tuple(dict.fromkeys(other for other in ids if other != id))
            for name, ids in senses.items()
            if id in ids
        }

    def origin(self, id: str) -> Origin:
        """Return the file and line where an actor's entry stands."""
        return self.registry.origins[self.get(id).id]

    def is_by_pattern(self, id: str) -> bool:
        """Tell whether an entry was made by pattern for each state, not written by hand."""
        return self.registry.origins[id].line == 0


def _folded(actor: Actor) -> list[str]:
    return [" ".join(fold(name).split()) for name in (actor.name, *actor.aliases)]
