"""Actors looked up by an analyst: by name, alias, id, country or kind."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.errors import UsageError
from khabar.link.lexicon import World
from khabar.link.names import fold
from khabar.link.registry.read import Status, check_names
from khabar.model import Actor


def find_actors(world: World, query: str) -> list[Actor]:
    """Return the actors that a query fits: named so first, then those whose names hold it.

    A query is an id, a name or part of one in any spelling of dashes and accents, or a country
    code in capitals, which lists all of that country.
    """
    wanted = " ".join(fold(query).split())
    if not wanted:
        return []
    ranked = [
        (rank, actor.name, actor)
        for actor in world.actors_by_id.values()
        if (rank := _rank(actor, wanted, query.strip())) is not None
    ]
    return [actor for _, _, actor in sorted(ranked, key=lambda one: one[:2])]


def _rank(actor: Actor, wanted: str, written: str) -> int | None:
    names = [fold(name) for name in (actor.name, *actor.aliases)]
    fits = (
        actor.id == written or names[0] == wanted,
        wanted in names,
        any(name.startswith(wanted) for name in names),
        any(f" {wanted}" in name for name in names),
        actor.country == written,
    )
    return fits.index(True) if True in fits else None


def get_actor(world: World, id: str) -> Actor:
    """Return the actor of an id. Raises UsageError that says which ids come near."""
    actor = world.actors_by_id.get(id)
    if actor is None:
        near = ", ".join(one.id for one in find_actors(world, id.replace("_", " "))[:5])
        raise UsageError(f"no actor has the id {id!r}. Near: {near or 'none'}.")
    return actor


def statuses_of(world: World, id: str) -> tuple[Status, ...]:
    """Return an actor's sectors by date, oldest first; one without dates if it never changed."""
    actor = get_actor(world, id)
    known = world.registry.statuses.get(id)
    return known or ((Status(actor.sector, None, None),) if actor.sector else ())


def members_of(world: World, id: str) -> list[Actor]:
    """Return the actors that belong to another, by name."""
    members = (actor for actor in world.actors_by_id.values() if actor.parent == id)
    return sorted(members, key=lambda actor: actor.name)


def parents_of(world: World, id: str) -> Iterator[Actor]:
    """Yield the body that an actor belongs to, and the one above that, up to the top."""
    seen = {id}
    above = get_actor(world, id).parent
    while above is not None and above not in seen:
        seen.add(above)
        yield world.actors_by_id[above]
        above = world.actors_by_id[above].parent


def check_registry(world: World) -> None:
    """Raise KnowledgeError, with the entry, if two actors bear one name that is not declared."""
    check_names(world.registry)
