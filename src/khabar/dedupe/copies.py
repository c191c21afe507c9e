"""Who carries whom: articles with nearly one text, their original, and the agency it came from."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.dedupe.credits import credited_agency
from khabar.dedupe.near import near_pairs
from khabar.dedupe.shingles import body_words, shingles
from khabar.model import Article, CopyGroup


def find_copies(articles: Sequence[Article]) -> list[CopyGroup]:
    """Return the groups of articles that carry one text, whatever their order.

    The original is the one published first; without dates, the one with the smallest id.
    """
    by_id = {article.id: article for article in articles}
    texts = {a.id: shingles(words) for a in articles if (words := body_words(a))}
    groups: dict[str, set[str]] = {}
    for one, other, _ in near_pairs(texts):
        both = groups.get(one, {one}) | groups.get(other, {other})
        for member in both:
            groups[member] = both
    distinct = {min(group): group for group in groups.values()}
    return [_group([by_id[id] for id in distinct[first]]) for first in sorted(distinct)]


def _group(articles: list[Article]) -> CopyGroup:
    ordered = sorted(articles, key=lambda a: (a.published or "9999", a.id))
    first, *rest = ordered
    because = f"{len(ordered)} texts with most of their runs of five words in common"
    return CopyGroup(first.id, tuple(a.id for a in rest), _origin(ordered), because)


def _origin(articles: list[Article]) -> str | None:
    credited = (name for article in articles if (name := credited_agency(article)) is not None)
    return next(credited, None)
