"""Figures side by side: one reading for each claimant, outcome and group, never an average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from khabar.model import Article, Claim, Dispute, Harm, Reading

Key = tuple[str, str, str | None]


def claimant(claim: Claim) -> str:
    """Return the innermost source that the claim names."""
    return claim.attribution[-1].name if claim.attribution else "unspecified"


def readings(claims: Iterable[Claim], articles: Mapping[str, Article]) -> tuple[Reading, ...]:
    """Return every figure by claimant; a claimant's later figure supersedes the earlier."""
    told: defaultdict[Key, list[Reading]] = defaultdict(list)
    for claim in sorted(claims, key=lambda c: c.id):
        published = articles[claim.article_id].published
        for harm in claim.harm:
            key = claimant(claim), harm.outcome, harm.group
            told[key].append(_reading(claim, harm, published))
    found = [r for same in told.values() for r in _latest_first(_merged(same))]
    return tuple(sorted(found, key=lambda r: (r.outcome, r.group or "", r.superseded, r.claimant)))


def disputes(found: Sequence[Reading], claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    """Return on what the sources differ: standing totals that exclude each other, and actors."""
    totals = [r for r in found if r.group is None and not r.superseded]
    differing = []
    for outcome in sorted({r.outcome for r in totals}):
        same = [r for r in totals if r.outcome == outcome]
        if any(_exclude(a, b) for a in same for b in same):
            sides = ", ".join(f"{r.claimant}: {r.low}" for r in same)
            ids = tuple(sorted({id for r in same for id in r.claims}))
            differing.append(Dispute("figures", f"{outcome} differ ({sides})", ids))
    return (*differing, *_blamed(claims))


def _blamed(claims: Sequence[Claim]) -> tuple[Dispute, ...]:
    named = {p.id or p.name: c.id for c in claims if c.factuality == "alleged" for p in c.actors}
    if len(named) < 2:
        return ()
    return (
        Dispute("responsibility", "different actors are blamed", tuple(sorted(named.values()))),
    )


def _reading(claim: Claim, harm: Harm, published: str | None) -> Reading:
    return Reading(
        claimant(claim), harm.outcome, harm.low, harm.high, harm.group, harm.approximate,
        (claim.id,), published,
    )  # fmt: skip


def _merged(same: Sequence[Reading]) -> list[Reading]:
    by_figure: dict[tuple[int | None, int | None, str | None], Reading] = {}
    for one in same:
        key = one.low, one.high, one.published
        old = by_figure.get(key)
        by_figure[key] = one if old is None else replace(old, claims=(*old.claims, *one.claims))
    return list(by_figure.values())


def _latest_first(same: list[Reading]) -> list[Reading]:
    same.sort(key=lambda r: (r.published or "", r.low or 0), reverse=True)
    latest = same[0].published
    return [replace(r, superseded=r.published != latest) for r in same]


def _exclude(one: Reading, other: Reading) -> bool:
    return one.high is not None and other.low is not None and one.high < other.low
