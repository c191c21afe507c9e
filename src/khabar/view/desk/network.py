"""Who attacks, accuses, shelters or backs whom, by what the sources say."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from itertools import chain
from typing import Annotated, Final

import numpy as np
from fastapi import APIRouter, Query

from khabar.link.registry.codes import codes
from khabar.link.registry.lookup import Actors
from khabar.query import OF_EVENTS, Filter, OneOf
from khabar.store.facets import Named
from khabar.store.said import Said, said_by, said_in
from khabar.store.values import plain
from khabar.view.desk.asked import Q
from khabar.view.desk.desk import Desk, Sifted
from khabar.view.desk.schema import EdgeSort, Network, NetworkEdge, NetworkNode
from khabar.view.findings import DENIED

MOST_CLAIMS: Final = 20  # ids with each edge; its counts say how many there are
NO_ENTRY: Final = "name:"  # before the name of a party that the registry does not know
# What is only planned or supposed is said to be so by nobody.
UNSAID: Final = frozenset(("planned", "hypothetical"))
BY_RELATION: Final[Mapping[str, EdgeSort]] = {
    "shelters": "shelters", "allied": "allied", "backs": "backs", "rival": "rival",
    "links": "links",
}  # fmt: skip
BY_TYPE: Final[Mapping[str, EdgeSort]] = {
    "ASSAULT": "attacks", "COERCE": "attacks", "ACCUSE": "accuses",
}  # fmt: skip


def router(desk: Desk) -> APIRouter:
    """Return the endpoint of the network."""
    routes = APIRouter(prefix="/api", tags=["explore"])

    @routes.get("/network")
    def network(
        q: Q = "",
        most: Annotated[int, Query(ge=2, le=500, description="Most parties.")] = 150,
    ) -> Network:
        """Return the parties named most and what is said between them.

        What is only planned or supposed is left out.
        """
        drawn = _Drawn()
        with desk.sifted(q) as sifted:
            for said in _said(desk, sifted):
                drawn.add(said)
        return drawn.network(desk.case.actors, most)

    return routes


def _said(desk: Desk, sifted: Sifted) -> Iterator[Said]:
    """Yield what is said in the events that pass, and the relations that pass."""
    columns, connection = sifted.columns, sifted.connection
    events = [columns.ids[row] for row in np.flatnonzero(sifted.passing()).tolist()]
    conditions = sifted.filter.conditions
    related: list[str] = []
    if not any(getattr(condition, "field", None) in OF_EVENTS for condition in conditions):
        relations = Filter((*conditions, OneOf("kind", ("relation",))))
        search = desk.case.claims(relations).search
        related = [str(row[0]) for row in search.cells(connection, ("claim_id",))]
    return chain(said_in(connection, events), said_by(connection, related))


@dataclass(slots=True)
class _Edge:
    asserted: int = 0
    alleged: int = 0
    denied: int = 0
    claims: list[str] = field(default_factory=list)


class _Drawn:
    """The parties and what is said between them, while claims are gone through."""

    def __init__(self) -> None:
        self._names: dict[str, str] = {}
        self._told: Counter[str] = Counter()
        self._events: dict[str, set[str]] = {}
        self._edges: dict[tuple[str, str, EdgeSort], _Edge] = {}

    def add(self, said: Said) -> None:
        if said.factuality in UNSAID:
            return
        actors, targets = self._nodes(said.sides.actors), self._nodes(said.sides.targets)
        for node in {*actors, *targets}:
            self._told[node] += 1
            if said.event:
                self._events.setdefault(node, set()).add(said.event)
        sort = _sort(said)
        for one in actors:
            for other in targets:
                if one != other:
                    _count(self._edges.setdefault((one, other, sort), _Edge()), said)

    def _nodes(self, parties: Iterable[Named]) -> list[str]:
        nodes = []
        for id, name in parties:
            node = id or f"{NO_ENTRY}{plain(name)}"
            self._names.setdefault(node, name)
            nodes.append(node)
        return nodes

    def network(self, actors: Actors, most: int) -> Network:
        ranked = sorted(self._told, key=lambda node: (-self._told[node], node))
        shown = {node: self._shown(node) for node in ranked[:most]}
        edges = [
            NetworkEdge(
                from_id=shown[one],
                to_id=shown[other],
                sort=sort,
                asserted=edge.asserted,
                alleged=edge.alleged,
                denied=edge.denied,
                claims=edge.claims,
            )
            for (one, other, sort), edge in sorted(self._edges.items(), key=lambda one: one[0])
            if one in shown and other in shown
        ]
        return Network(nodes=[self._node(node, actors) for node in shown], edges=edges)

    def _shown(self, node: str) -> str:
        return f"{NO_ENTRY}{self._names[node]}" if node.startswith(NO_ENTRY) else node

    def _node(self, node: str, actors: Actors) -> NetworkNode:
        name, events = self._names[node], len(self._events.get(node, ()))
        if node not in actors:
            return NetworkNode(
                id=self._shown(node), name=name, kind=None, country=None, events=events
            )
        actor = actors[node]
        return NetworkNode(
            id=node,
            name=actor.name,
            kind=codes().kinds[actor.kind],
            country=actor.country,
            events=events,
        )


def _sort(said: Said) -> EdgeSort:
    if said.relation:
        return BY_RELATION.get(said.relation, "other")
    return BY_TYPE.get(said.event_type or "", "other")


def _count(edge: _Edge, said: Said) -> None:
    if said.factuality == "asserted":
        edge.asserted += 1
    elif said.factuality in DENIED:
        edge.denied += 1
    else:
        edge.alleged += 1
    if len(edge.claims) < MOST_CLAIMS:
        edge.claims.append(said.claim)
