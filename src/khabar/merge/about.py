"""Denials tied to the event that they speak of."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence

from khabar.merge.score import shares
from khabar.merge.signals import told_by
from khabar.merge.telling import Telling, tell
from khabar.model import Claim

BEARS = frozenset(("denied", "negated"))


def about(
    statements: Sequence[Claim],
    events: Mapping[str, Sequence[Telling]],
    published: Mapping[str, int | None],
) -> dict[str, list[Claim]]:
    """Return for each event, by id, the denials in its articles that are most like it."""
    by_article: defaultdict[str, list[tuple[str, Telling]]] = defaultdict(list)
    for id in sorted(events):
        for telling in events[id]:
            by_article[telling.article].append((id, telling))
    found: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in statements:
        if claim.factuality in BEARS and claim.event_type:
            denial = tell(claim.id, claim, published.get(claim.article_id), {})
            likely = [
                (_likeness(denial, telling), id)
                for id, telling in by_article.get(claim.article_id, ())
                if telling.event_type == claim.event_type
            ]
            score, id = max(likely, default=(0.0, ""))
            if score > 0:
                found[id].append(claim)
    return found


def _likeness(denial: Telling, telling: Telling) -> float:
    told = told_by(denial), told_by(telling)
    return sum(share for _, share in shares(denial, telling, *told))
