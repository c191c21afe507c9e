"""On what the sources of an event differ: figures, who did it, whether it was at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

from khabar.merge.readings import exclude
from khabar.merge.sources import claimant, speaker
from khabar.model import Claim, Dispute, Party, Reading

_NOT_SO = frozenset(("denied", "negated"))


def disputes(
    found: Sequence[Reading], claims: Sequence[Claim], statements: Sequence[Claim]
) -> tuple[Dispute, ...]:
    """Return the disputes of an event; `statements` are those about it, such as denials."""
    return (
        *_figures(found),
        *_responsibility(claims, statements),
        *_occurrence(claims, statements),
        *_withdrawn(claims, statements),
    )


def _figures(found: Sequence[Reading]) -> Iterator[Dispute]:
    """Yield where the standing totals of two claimants exclude each other."""
    standing = [r for r in found if not r.superseded and r.group is None]
    for outcome in sorted({r.outcome for r in standing}):
        totals = [r for r in standing if r.outcome == outcome]
        differing = [
            pair for pair in combinations(totals, 2)
            if pair[0].claimant != pair[1].claimant and exclude(*pair)
        ]  # fmt: skip
        if differing:
            sides = sorted({r for pair in differing for r in pair}, key=_by_claimant)
            said = ", ".join(f"{r.claimant}: {_range(r)}" for r in sides)
            ids = sorted({id for r in sides for id in r.claims})
            yield Dispute("figures", f"{outcome}: {said}", tuple(ids))


def _by_claimant(reading: Reading) -> tuple[str, int, bool, int]:
    return reading.claimant, reading.low or 0, reading.high is None, reading.high or 0


def _range(reading: Reading) -> str:
    if reading.high is None:
        return f"{reading.low} or more"
    if reading.low is None:
        return f"up to {reading.high}"
    return str(reading.low) if reading.low == reading.high else f"{reading.low}-{reading.high}"


def _responsibility(claims: Sequence[Claim], statements: Sequence[Claim]) -> Iterator[Dispute]:
    """Yield where sources hold different parties responsible, or the one held denies it."""
    blaming: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        for party in claim.actors:
            if party.id and len(claim.actors) == 1:
                blaming[party.id].append(claim)
    if len(blaming) > 1 and any(
        c.factuality == "alleged" for told in blaming.values() for c in told
    ):
        names = ", ".join(sorted(told[0].actors[0].name for told in blaming.values()))
        yield Dispute(
            "responsibility",
            f"held responsible: {names}",
            tuple(sorted({c.id for told in blaming.values() for c in told})),
        )
    held = _held(claims) if statements else set()
    denying = [s for s in statements if s.factuality in _NOT_SO and _speaks(s, held)]
    for name in sorted({claimant(s) for s in denying}):
        ids = (*(s.id for s in denying if claimant(s) == name), *(c.id for c in claims))
        yield Dispute("responsibility", f"{name} denies it", tuple(sorted(ids)))


def _held(claims: Sequence[Claim]) -> set[str]:
    """Return the names and ids of those held responsible."""
    return {key for c in claims for party in c.actors for key in _keys(party)}


def _keys(party: Party) -> tuple[str, ...]:
    return tuple(key for key in (party.id, party.name.casefold()) if key)


def _speaks(claim: Claim, held: set[str]) -> bool:
    source = speaker(claim)
    return source is not None and bool({source.id or "", source.name.casefold()} & held)


def _occurrence(claims: Sequence[Claim], statements: Sequence[Claim]) -> Iterator[Dispute]:
    """Yield where one source says that it happened, and another that it did not."""
    not_so = [c for c in (*claims, *statements) if c.factuality in _NOT_SO]
    held = _held(claims) if not_so else set()
    against = [c for c in not_so if not _speaks(c, held)]
    so = [c for c in claims if c.factuality not in _NOT_SO]
    others = {claimant(c) for c in against} - {claimant(c) for c in so}
    if so and others:
        ids = tuple(sorted(c.id for c in (*so, *against)))
        yield Dispute("occurrence", f"not so, according to {', '.join(sorted(others))}", ids)


def _withdrawn(claims: Sequence[Claim], statements: Sequence[Claim]) -> Iterator[Dispute]:
    """Yield where a source takes back what it said: the same one asserts it and denies it."""
    not_so = [c for c in (*claims, *statements) if c.factuality in _NOT_SO]
    so = [c for c in claims if c.factuality not in _NOT_SO and _quotes(c)] if not_so else []
    said = {claimant(c): c for c in so}
    for claim in sorted(not_so, key=lambda c: c.id):
        earlier = said.get(claimant(claim))
        if earlier is not None:
            because = f"{claimant(claim)} said it, and says that it was not so"
            yield Dispute("withdrawn", because, tuple(sorted((earlier.id, claim.id))))


def _quotes(claim: Claim) -> bool:
    return len(claim.attribution) > 1
