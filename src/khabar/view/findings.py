"""Everything a run found, with what a reader looks up in it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.model import Article, Claim, CopyGroup, Dropped, Event, Joined, Source
from khabar.view.ledger import Ledger

# How a claim presents an event that, it says, did not happen so.
DENIED = frozenset(("denied", "negated"))


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


def joined_for(event: Event, claim_id: str) -> list[Joined]:
    """Return why a claim was taken into its event."""
    return [joined for joined in event.joined if claim_id in (joined.one, joined.other)]
