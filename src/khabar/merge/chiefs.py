"""What the news of an article is: the chief telling of each type; the rest is told beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.merge.telling import Telling
from khabar.model import Claim

Rank = tuple[bool, int, bool, int]


def chief_rank(claims: Sequence[Claim]) -> Rank:
    """Return how much of an article's news its claims on one happening are; the most is chief.

    News comes before background, much told before little, harm before none, early before late.
    """
    return (
        any(claim.role == "main" for claim in claims),
        len(claims),
        any(h.outcome in ("killed", "injured") for claim in claims for h in claim.harm),
        -min(claim.words.start for claim in claims),
    )


def with_chiefs(tellings: Sequence[Telling]) -> list[Telling]:
    """Leave an article's topic to the chief telling of each type: not all in it is its news."""
    chiefs: dict[tuple[str, str], tuple[Rank, str]] = {}
    for telling in tellings:
        key = telling.article, telling.event_type
        rank = chief_rank(telling.claims), telling.id
        if key not in chiefs or rank > chiefs[key]:
            chiefs[key] = rank
    kept = {id for _, id in chiefs.values()}
    return [t if t.id in kept else replace(t, topic={}) for t in tellings]
