"""How well an event is evidenced, by a published rule (docs/merging.md), after Airwars."""

from __future__ import annotations

from collections.abc import Sequence

from khabar.merge.sources import speaker
from khabar.model import Claim, Dispute, Grade

_NOT_SO = frozenset(("denied", "negated"))
_OWNS = frozenset(("claims_responsibility", "confirms"))


def grade(claims: Sequence[Claim], found: Sequence[Dispute], independent: int) -> Grade:
    """Return the first grade that fits, and the sentence that says why."""
    withdrawn = {id for d in found if d.about == "withdrawn" for id in d.claims}
    if all(c.factuality in _NOT_SO or (withdrawn and c.id in withdrawn) for c in claims):
        return Grade("discounted", "Every claim of it was withdrawn or says that it was not so.")
    disputed = [d for d in found if d.about in ("responsibility", "occurrence")]
    if disputed:
        return Grade("contested", f"Sources differ on it: {disputed[0].because}.")
    owners = sorted(name for c in claims if (name := _owner(c)))
    if owners:
        return Grade("confirmed", f"{owners[0]}, held responsible, says that it did it.")
    if independent > 1:
        return Grade("fair", f"{independent} independent sources tell of it.")
    return Grade("weak", "One independent source tells of it.")


def _owner(claim: Claim) -> str | None:
    """Return the actor who owns the deed: it claims responsibility, or confirms it."""
    source = speaker(claim)
    if source is None or source.stance not in _OWNS:
        return None
    keys = {source.id, source.name.casefold()} - {None}
    own = any({party.id, party.name.casefold()} & keys for party in claim.actors)
    return source.name if own else None
