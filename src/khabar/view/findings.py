"""Everything a run found, with what a reader looks up in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.model import Article, Claim, CopyGroup, Dropped, Event, Joined, Reading, Source
from khabar.view.ledger import Ledger


@dataclass(frozen=True)
class Findings:
    """The records of one run, as read from the store or handed over by the pipeline."""

    events: Sequence[Event]
    claims: Sequence[Claim]
    articles: Sequence[Article]
    copies: Sequence[CopyGroup]
    dropped: Sequence[Dropped]
    ledger: Ledger

    @cached_property
    def claim(self) -> dict[str, Claim]:
        """Claims by id."""
        return {claim.id: claim for claim in self.claims}

    @cached_property
    def article(self) -> dict[str, Article]:
        """Articles by id."""
        return {article.id: article for article in self.articles}

    @cached_property
    def event_ids(self) -> dict[str, str]:
        """The event of each claim that has joined one, by claim id."""
        return {claim: event.id for event in self.events for claim in event.claims}

    @cached_property
    def carriers(self) -> dict[str, tuple[str, ...]]:
        """The articles that carry the same text as an article, by its id."""
        return {group.original: group.copies for group in self.copies}

    @cached_property
    def in_order(self) -> list[Event]:
        """The events, latest first; those without a date come last."""
        return sorted(self.events, key=lambda event: (_day(event), event.id), reverse=True)

    def claims_of(self, event: Event) -> list[Claim]:
        """Return the event's claims in its order, leaving out those not at hand."""
        return [self.claim[one] for one in event.claims if one in self.claim]

    def of_kind(self, kind: str) -> list[Claim]:
        """Return the claims of a kind, by article and place in it."""
        found = [claim for claim in self.claims if claim.kind == kind]
        return sorted(found, key=lambda claim: (claim.article_id, claim.words.start, claim.id))


def _day(event: Event) -> str:
    return event.when.start if event.when else ""


def factuality_counts(claims: Sequence[Claim]) -> list[tuple[str, int]]:
    """Return how many claims present it in which way, most frequent first."""
    return sorted(
        Counter(claim.factuality for claim in claims).items(), key=lambda n: (-n[1], n[0])
    )


def standing_factuality(claims: Sequence[Claim]) -> str:
    """Return how an event stands: asserted if any claim asserts it, else as most claims say."""
    counts = factuality_counts(claims)
    words = [word for word, _ in counts]
    return "asserted" if "asserted" in words or not words else words[0]


def chains_of(claims: Sequence[Claim]) -> list[tuple[Source, ...]]:
    """Return the distinct chains of sources, in the order of the claims."""
    by_names: dict[tuple[tuple[str, str], ...], tuple[Source, ...]] = {}
    for claim in claims:
        names = tuple((source.name, source.stance) for source in claim.attribution)
        by_names.setdefault(names, claim.attribution)
    return list(by_names.values())


def killed_range(events: Sequence[Event]) -> tuple[int | None, int | None, int | None]:
    """Return the lowest, the best and the highest sum of killed over events that state a total.

    Best counts only events whose current readings agree on one figure, and is None if one does
    not. Superseded readings and parts of a whole are left out; no toll at all gives None.
    """
    totals = [found for event in events if (found := _killed(event))]
    if not totals:
        return None, None, None
    low = sum(lowest for lowest, _, _ in totals)
    high = sum(highest for _, _, highest in totals)
    agreed = [best for _, best, _ in totals if best is not None]
    return low, sum(agreed) if len(agreed) == len(totals) else None, high


def _killed(event: Event) -> tuple[int, int | None, int] | None:
    if event.part_of is not None:
        return None
    now = [r for r in event.readings if r.outcome == "killed" and not r.superseded]
    counted = [r for r in now if r.group is None] or _largest_group(now)
    bounds = [b for r in counted for b in (r.low, r.high) if b is not None]
    if not bounds:
        return None
    exact = {(r.low, r.high) for r in counted}
    best = bounds[0] if len(exact) == 1 and len(set(bounds)) == 1 else None
    return min(bounds), best, max(bounds)


def _largest_group(readings: Sequence[Reading]) -> list[Reading]:
    known = [r for r in readings if r.low is not None or r.high is not None]
    return [max(known, key=lambda r: (r.low or r.high or 0, r.claimant))] if known else []


def joined_for(event: Event, claim_id: str) -> list[Joined]:
    """Return why a claim was taken into its event."""
    return [joined for joined in event.joined if claim_id in (joined.one, joined.other)]
