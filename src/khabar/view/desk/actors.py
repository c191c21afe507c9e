"""Actors: those that the registry knows, and what the case tells of one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from itertools import islice
from typing import Annotated, Final

from fastapi import APIRouter, Query
from sqlalchemy import Connection

from khabar.link.registry.codes import codes
from khabar.link.registry.records import Status
from khabar.model import Actor
from khabar.store.counts import most_frequent
from khabar.store.facets import ClaimFacets, Named
from khabar.store.said import said_by
from khabar.view.actors import script_of
from khabar.view.desk import schema
from khabar.view.desk.asked import Limit, UnknownError
from khabar.view.desk.desk import Desk, Sifted
from khabar.view.desk.schema_pages import (
    ActorEvents,
    ActorPage,
    ActorRelation,
    ActorRow,
    ActorStatus,
    Alias,
)
from khabar.view.desk.timeline import timeline_of

MOST_CLAIMS: Final = 20  # ids with each relation; the count says how many there are
MOST_RELATIONS: Final = 200


def router(desk: Desk) -> APIRouter:
    """Return the endpoints on actors."""
    routes = APIRouter(prefix="/api", tags=["actors"])

    @routes.get("/actors")
    def actors(
        words: Annotated[str, Query(max_length=200)] = "", limit: Limit = 50
    ) -> list[ActorRow]:
        """Return the actors whose names fit; without words those most often told of here."""
        if words.strip():
            return [_row(actor) for actor in desk.case.actors.search(words)[:limit]]
        with desk.sifted("") as sifted:
            return [_row(actor) for actor in islice(_most_told(desk, sifted), limit)]

    @routes.get("/actors/{id}")
    def actor(id: str) -> ActorPage:
        """Return all that is known and told of one actor."""
        if id not in desk.case.actors:
            raise UnknownError("actor", id)
        with desk.sifted("") as sifted:
            return _page(desk, sifted, desk.case.actors[id])

    return routes


def _most_told(desk: Desk, sifted: Sifted) -> Iterator[Actor]:
    columns = sifted.columns
    every = len(columns.to_count("party").labels)
    for one in most_frequent(columns, "party", sifted.passing(), every)[0]:
        if one.value in desk.case.actors:
            yield desk.case.actors[one.value]


def _row(actor: Actor) -> ActorRow:
    return ActorRow(
        id=actor.id,
        name=actor.name,
        kind=codes().kinds[actor.kind],
        country=actor.country,
        sector=codes().sectors.get(actor.sector or ""),
    )


def _page(desk: Desk, sifted: Sifted, actor: Actor) -> ActorPage:
    known, columns, shown = desk.case.actors, sifted.columns, sifted.passing()
    acting, hit = (shown & columns.fields[part].having([actor.id]) for part in ("actor", "target"))
    parent = next(iter(known.parents(actor.id)), None)
    return ActorPage(
        **dict(_row(actor)),
        aliases=[Alias(name=name, script=script_of(name)) for name in actor.aliases],
        statuses=[_status(one) for one in known.statuses(actor.id)],
        parent=_named((parent.id, parent.name)) if parent else None,
        members=[_named((one.id, one.name)) for one in known.members(actor.id)],
        wikidata=actor.wikidata,
        relations=_relations(desk, sifted.connection, actor.id),
        events=ActorEvents(actor=int(acting.sum()), target=int(hit.sum())),
        timeline=timeline_of(columns, acting | hit, "auto").bins,
    )


def _named(named: Named) -> schema.Named:
    id, name = named
    return schema.Named(id=id, name=name)


def _status(status: Status) -> ActorStatus:
    words = codes().sectors[status.sector]
    return ActorStatus(since=status.since, until=status.until, kind=status.sector, words=words)


def _relations(desk: Desk, connection: Connection, id: str) -> list[ActorRelation]:
    """Return what is told between the actor itself and others, most often told first."""
    search = desk.case.claims(kind="relation", party=id).search
    found = [str(row[0]) for row in search.cells(connection, ("claim_id",))]
    told: defaultdict[tuple[Named, str | None, bool, str], list[str]] = defaultdict(list)
    for said in said_by(connection, found):
        for other, outward in _others(said.sides, id):
            told[other, said.relation, outward, said.factuality].append(said.claim)
    ordered = sorted(told.items(), key=lambda one: (-len(one[1]), str(one[0])))
    return [
        ActorRelation.model_validate({
            "other": _named(other), "relation": relation, "outward": outward,
            "factuality": factuality, "count": len(claims), "claims": claims[:MOST_CLAIMS],
        })
        for (other, relation, outward, factuality), claims in ordered[:MOST_RELATIONS]
    ]  # fmt: skip


def _others(sides: ClaimFacets, id: str) -> Iterator[tuple[Named, bool]]:
    """Yield who stands on the other side of the actor, and whether the actor acts."""
    for mine, theirs, outward in (
        (sides.actors, sides.targets, True),
        (sides.targets, sides.actors, False),
    ):
        if any(one == id for one, _ in mine):
            yield from (((other, name), outward) for other, name in theirs if other != id)
