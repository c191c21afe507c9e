"""Who takes part: every actor and target, counted over the claims that pass."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from khabar.store import facets
from khabar.store.appearances import Appearances
from khabar.store.search import Search

COLUMNS: Final = (
    "actor", "actor_id", "claims", "as_actor", "as_target", "events", "articles",
    "first_date", "last_date",
)  # fmt: skip
PartyRow = tuple[str | int | None, ...]
_READ: Final = ("claim_id", "event_id", "article_id", "date_start", "facets")


@dataclass(slots=True)
class _Count:
    told: Appearances = field(default_factory=Appearances)
    as_actor: int = 0
    as_target: int = 0

    def row(self, id: str | None, name: str) -> PartyRow:
        told = self.told
        return (
            name, id, len(told.claims), self.as_actor, self.as_target, len(told.events),
            len(told.articles), *told.between,
        )  # fmt: skip


def party_rows(connection: Connection, search: Search) -> list[PartyRow]:
    """Return a row for each party of the claims that pass, most claims first."""
    counts: defaultdict[tuple[str | None, str], _Count] = defaultdict(_Count)
    found = list(search.cells(connection, _READ))
    told = facets.read_all(facets.ClaimFacets, [row[-1] for row in found])
    for row, parties in zip(found, told, strict=True):
        for id, name in parties.actors:
            counts[id, name].as_actor += 1
        for id, name in parties.targets:
            counts[id, name].as_target += 1
        for id, name in (*parties.actors, *parties.targets):
            counts[id, name].told.add(*row[:-1])
    rows = [count.row(id, name) for (id, name), count in counts.items()]
    return sorted(rows, key=lambda row: (-int(row[2] or 0), str(row[0]), str(row[1])))
