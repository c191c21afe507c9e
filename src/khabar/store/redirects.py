"""Where an event went when its claims came to be merged or split otherwise."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from khabar.model import Event


def moved(known: Iterable[Event], events: Iterable[Event]) -> dict[str, str]:
    """Return for each event that is no more the one that holds most of its claims now.

    An event none of whose claims is in any event any more went nowhere and has no entry.
    """
    event_of = {claim: event.id for event in events for claim in event.claims}
    here = set(event_of.values())
    return {
        gone.id: _most(event_of[claim] for claim in gone.claims if claim in event_of)
        for gone in known
        if gone.id not in here and any(claim in event_of for claim in gone.claims)
    }


def _most(ids: Iterable[str]) -> str:
    return min(Counter(ids).items(), key=lambda found: (-found[1], found[0]))[0]
