"""Figures side by side: what each claimant says, for each outcome and group, never an average."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Set
from dataclasses import replace

from khabar.merge.figures import as_part, figures, most_told
from khabar.merge.sources import claimant
from khabar.merge.versions import Figure
from khabar.model import Article, Claim, Harm, Reading

Bounds = tuple[int | None, int | None]


def readings(
    claims: Mapping[str, Claim],
    articles: Mapping[str, Article],
    replaced: Set[Figure] = frozenset(),
) -> tuple[Reading, ...]:
    """Return every figure of the claims, given by their ids, by claimant, those that stand first.

    A claimant's latest figure supersedes the earlier ones: a toll that rises is one toll. So do
    the figures that a carrier told anew in a later version of its text, `replaced`. Figures of one
    day stand side by side. One that is open ("several", "at least 9") gives way to one that fits it
    and says more, whenever that was told.
    """
    told: defaultdict[tuple[str, str, str | None], list[Reading]] = defaultdict(list)
    most = most_told(claims)
    for id, claim in sorted(claims.items()):
        published = articles[claim.article_id].published if claim.article_id in articles else None
        for harm in figures(claim):
            reading = _reading(id, claim, as_part(harm, claim.article_id, most), published)
            told[reading.claimant, reading.outcome, reading.group].append(reading)
    found = [reading for same in told.values() for reading in _latest_first(_by_figure(same))]
    return tuple(sorted((_without(r, replaced) for r in found), key=_order))


def _without(reading: Reading, replaced: Set[Figure]) -> Reading:
    gone = all((id, reading.outcome, reading.group) in replaced for id in reading.claims)
    return replace(reading, superseded=True) if gone else reading


def _order(reading: Reading) -> tuple[bool, str, bool, str, str, int]:
    return (
        reading.superseded,
        reading.outcome,
        reading.group is not None,
        reading.group or "",
        reading.claimant,
        -(reading.low or 0),
    )


def _reading(id: str, claim: Claim, harm: Harm, published: str | None) -> Reading:
    return Reading(
        claimant(claim), harm.outcome, harm.low, harm.high, harm.group, harm.approximate,
        (id,), published,
    )  # fmt: skip


def _by_figure(same: Iterable[Reading]) -> list[Reading]:
    """Return one reading a figure, with all claims that give it, as of the last of them."""
    found: dict[Bounds, Reading] = {}
    for reading in same:
        bounds = reading.low, reading.high
        old = found.get(bounds)
        if old is not None:
            claims = tuple(sorted({*old.claims, *reading.claims}))
            latest = max((r.published for r in (old, reading) if r.published), default=None)
            approximate = old.approximate and reading.approximate
            reading = replace(old, claims=claims, published=latest, approximate=approximate)
        found[bounds] = reading
    return list(found.values())


def _latest_first(same: list[Reading]) -> list[Reading]:
    telling = [r for r in same if not _held(r, same)]
    latest = max((r.published or "" for r in telling), default="")
    return [replace(r, superseded=r not in telling or (r.published or "") != latest) for r in same]


def _held(reading: Reading, others: Iterable[Reading]) -> bool:
    """Say whether an open figure is but a looser way to give another one."""
    return reading.high is None and any(
        other is not reading and other.low is not None and other.low >= (reading.low or 0)
        for other in others
    )


def exclude(one: Reading, other: Reading) -> bool:
    """Say whether two figures cannot both hold; "about 20" gives way by a tenth."""
    (a, b), (c, d) = _bounds(one), _bounds(other)
    return (b is not None and c is not None and b < c) or (
        d is not None and a is not None and d < a
    )


def _bounds(reading: Reading) -> tuple[float | None, float | None]:
    slack = 0.1 if reading.approximate else 0.0
    low, high = reading.low, reading.high
    return (
        None if low is None else low * (1 - slack),
        None if high is None else high * (1 + slack),
    )
