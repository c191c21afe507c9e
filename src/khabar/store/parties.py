"""Who takes part: every actor and target, counted over the claims that pass."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection

from khabar.store import facets
from khabar.store.search import Search

COLUMNS: Final = (
    "actor", "actor_id", "claims", "as_actor", "as_target", "events", "articles",
    "first_date", "last_date",
)  # fmt: skip
PartyRow = tuple[str | int | None, ...]
_READ: Final = ("claim_id", "event_id", "article_id", "date_start", "facets")


@dataclass(slots=True)
class _Count:
    claims: set[str] = field(default_factory=set)
    events: set[str] = field(default_factory=set)
    articles: set[str] = field(default_factory=set)
    days: set[str] = field(default_factory=set)
    as_actor: int = 0
    as_target: int = 0

    def add(
        self, claim_id: str, event_id: str | None, article_id: str, day: str | None, *, acts: bool
    ) -> None:
        self.claims.add(claim_id)
        self.articles.add(article_id)
        self.events.update(filter(None, [event_id]))
        self.days.update(filter(None, [day]))
        self.as_actor += acts
        self.as_target += not acts

    def row(self, id: str | None, name: str) -> PartyRow:
        return (
            name, id, len(self.claims), self.as_actor, self.as_target, len(self.events),
            len(self.articles), min(self.days, default=None), max(self.days, default=None),
        )  # fmt: skip


def party_rows(connection: Connection, search: Search) -> list[PartyRow]:
    """Return a row for each party of the claims that pass, most claims first."""
    counts: defaultdict[tuple[str | None, str], _Count] = defaultdict(_Count)
    found = list(search.cells(connection, _READ))
    told = facets.read_all(facets.ClaimFacets, [row[-1] for row in found])
    for row, parties in zip(found, told, strict=True):
        for acts, named in ((True, parties.actors), (False, parties.targets)):
            for id, name in named:
                counts[id, name].add(*row[:-1], acts=acts)
    rows = [count.row(id, name) for (id, name), count in counts.items()]
    return sorted(rows, key=lambda row: (-int(row[2] or 0), str(row[0]), str(row[1])))
