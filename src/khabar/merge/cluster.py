"""Claims into happenings: candidate pairs by blocking, then joins that no two members veto."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations, pairwise

from khabar.merge.score import JOIN_FROM, score_pair, vetoed
from khabar.model import Claim, Joined, When, Where

# A block wider than this holds no telling key; its claims meet their neighbours alone.
WIDEST = 200


def joined_pairs(claims: Sequence[Claim]) -> list[Joined]:
    """Return the candidate pairs that score as one happening, the surest first."""
    by_id = {claim.id: claim for claim in claims}
    found = []
    for one, other in _candidates(claims):
        if not vetoed(by_id[one], by_id[other]):
            signals = score_pair(by_id[one], by_id[other])
            score = sum(share for _, share in signals)
            if score >= JOIN_FROM:
                found.append(Joined(one, other, round(score, 4), signals))
    return sorted(found, key=lambda j: (-j.score, j.one, j.other))


def clusters(
    claims: Sequence[Claim], joined: Sequence[Joined], apart: frozenset[tuple[str, str]]
) -> list[list[Claim]]:
    """Join along the pairs, the surest first, unless two members of the whole veto it.

    So a chain of likely pairs cannot tie two happenings that contradict each other.
    """
    group_of: dict[str, list[Claim]] = {claim.id: [claim] for claim in claims}
    for pair in joined:
        one, other = group_of[pair.one], group_of[pair.other]
        if one is not other and not _contradict(one, other, apart):
            one.extend(other)
            group_of.update(dict.fromkeys((c.id for c in other), one))
    distinct = {id(group): group for group in group_of.values()}
    groups = [sorted(group, key=lambda c: c.id) for group in distinct.values()]
    return sorted(groups, key=lambda group: group[0].id)


def _contradict(
    one: Sequence[Claim], other: Sequence[Claim], apart: frozenset[tuple[str, str]]
) -> bool:
    pairs = ((a, b) for a in one for b in other)
    return any(vetoed(a, b) or tuple(sorted((a.id, b.id))) in apart for a, b in pairs)


def _candidates(claims: Sequence[Claim]) -> list[tuple[str, str]]:
    pairs: set[tuple[str, str]] = set()
    for ids in _blocks(claims).values():
        ids.sort()
        near = combinations(ids, 2) if len(ids) <= WIDEST else pairwise(ids)
        pairs.update(near)
    return sorted(pairs)


def _blocks(claims: Sequence[Claim]) -> Mapping[tuple[str, ...], list[str]]:
    blocks: defaultdict[tuple[str, ...], list[str]] = defaultdict(list)
    for claim in claims:
        for key in dict.fromkeys(_keys(claim)):
            blocks[key].append(claim.id)
    return blocks


def _keys(claim: Claim) -> Iterator[tuple[str, ...]]:
    """Yield what claims of one happening share: article, or month with country or party."""
    kind = claim.event_type or ""
    yield kind, "article", claim.article_id
    months = [claim.when.start[:7], claim.when.end[:7]] if isinstance(claim.when, When) else []
    country = claim.where.country_code if isinstance(claim.where, Where) else None
    parties = [p.id or p.name for p in (*claim.actors, *claim.targets)]
    for month in months:
        for party in parties:
            yield kind, month, party
        if country:
            yield kind, month, country
    for party in parties if country else ():
        yield kind, "anywhen", country or "", party
