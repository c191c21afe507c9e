"""Whom and what an event or claim is counted under, beside its flat row: names with their ids.

Kept as JSON in the `facets` column of the lists, so that counts need not read whole records.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, dataclass
from typing import TypeVar

from khabar.model import Article, Claim, Event, Outcome, Party, Reading

Named = tuple[str | None, str]
K = TypeVar("K", "EventFacets", "ClaimFacets")


@dataclass(frozen=True, slots=True)
class EventFacets:
    """What an event is counted under.

    `factuality` has the most frequent first. `together` tells whether some claim names all actors,
    and whether one names all targets. `killed` and `injured` are the highest figures that any
    source states.
    """

    actors: Sequence[Named]
    targets: Sequence[Named]
    claimants: Sequence[Named]
    outlets: Sequence[str]
    languages: Sequence[str]
    factuality: Sequence[str]
    articles: Sequence[str]
    together: Sequence[bool]
    killed: int | None
    injured: int | None
    part_of: str | None

    @property
    def standing(self) -> str:
        """How the event stands: asserted if any claim asserts it, else as most claims say."""
        told = self.factuality
        return "asserted" if "asserted" in told or not told else told[0]


@dataclass(frozen=True, slots=True)
class ClaimFacets:
    """The parties of a claim."""

    actors: Sequence[Named]
    targets: Sequence[Named]


def event_facets(event: Event, claims: Sequence[Claim], articles: Sequence[Article]) -> EventFacets:
    """Return what an event is counted under; its claims and their articles say more of it."""
    outlets = (*event.outlets, *(a.outlet for a in articles if a.outlet))
    told: Counter[str] = Counter(claim.factuality for claim in claims)
    return EventFacets(
        actors=_named(event.actors),
        targets=_named(event.targets),
        claimants=list(dict.fromkeys(one for claim in claims for one in claimants(claim))),
        outlets=list(dict.fromkeys(outlets)),
        languages=list(dict.fromkeys(a.language for a in articles if a.language)),
        factuality=sorted(told, key=lambda word: (-told[word], word)),
        articles=event.articles,
        together=(
            _is_named_whole(event.actors, [claim.actors for claim in claims]),
            _is_named_whole(event.targets, [claim.targets for claim in claims]),
        ),
        killed=_highest(event.readings, "killed"),
        injured=_highest(event.readings, "injured"),
        part_of=event.part_of,
    )


def claim_facets(claim: Claim) -> ClaimFacets:
    """Return the parties of a claim."""
    return ClaimFacets(_named(claim.actors), _named(claim.targets))


def claimants(claim: Claim) -> Iterator[Named]:
    """Yield who says so: the chain after the outlet, or the outlet if it speaks for itself."""
    for source in claim.attribution[1:] or claim.attribution:
        yield source.id, source.name


def written(facets: EventFacets | ClaimFacets) -> str:
    """Return the facets as they are stored."""
    return json.dumps(asdict(facets), separators=(",", ":"))


def read_all(kind: type[K], stored: Sequence[str]) -> list[K]:
    """Return facets as they were before they were stored."""
    return [kind(**one) for one in json.loads(f"[{','.join(stored)}]")]


def _named(parties: Iterable[Party]) -> list[Named]:
    return list(dict.fromkeys((party.id, party.name) for party in parties))


def _is_named_whole(parties: Sequence[Party], told: Iterable[Sequence[Party]]) -> bool:
    names = {party.name for party in parties}
    return any(names <= {party.name for party in named} for named in told)


def _highest(readings: Iterable[Reading], outcome: Outcome) -> int | None:
    """Return the highest figure of the readings that stand; groups are added up without a total."""
    now = [r for r in readings if r.outcome == outcome and not r.superseded]
    known = [r for r in now if r.low is not None or r.high is not None]
    totals = [r for r in known if r.group is None]
    by_group: dict[str | None, int] = {}
    for reading in totals or known:
        stated = reading.low if reading.high is None else reading.high
        by_group[reading.group] = max(by_group.get(reading.group, 0), stated or 0)
    return sum(by_group.values()) if by_group else None
