"""Who says things: every link of the chains of sources, counted over the claims that pass."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import Final

from sqlalchemy import Connection, select

from khabar.store import tables
from khabar.store.appearances import Appearances
from khabar.store.search import Search

COLUMNS: Final = (
    "source", "source_id", "claims", "events", "articles", "as_outlet", "stances",
    "first_published", "last_published",
)  # fmt: skip
SourceRow = tuple[str | int | None, ...]


@dataclass(slots=True)
class _Count:
    id: str | None = None
    told: Appearances = field(default_factory=Appearances)
    as_outlet: int = 0
    stances: Counter[str] = field(default_factory=Counter)

    def row(self, name: str) -> SourceRow:
        stances = sorted(self.stances.items(), key=lambda found: (-found[1], found[0]))
        return (
            name,
            self.id,
            len(self.told.claims),
            len(self.told.events),
            len(self.told.articles),
            self.as_outlet,
            "; ".join(f"{stance} {count}" for stance, count in stances),
            *self.told.between,
        )


def source_rows(connection: Connection, search: Search) -> list[SourceRow]:
    """Return a row for each source of the claims that pass, most claims first."""
    wanted = ("claim_id", "event_id", "article_id", "published")
    claims = {row[0]: row[1:] for row in search.cells(connection, wanted)}
    counts: dict[str, _Count] = {}
    links = tables.claim_sources
    for link in connection.execute(select(links).order_by(links.c.claim_id, links.c.position)):
        if link.claim_id in claims:
            count = counts.setdefault(link.name, _Count())
            count.told.add(link.claim_id, *claims[link.claim_id])
            count.id = count.id or link.source_id
            count.as_outlet += link.position == 0
            count.stances[link.stance] += 1
    named = [count.row(name) for name, count in counts.items()]
    return sorted(named, key=lambda row: (-int(row[2] or 0), str(row[0])))
