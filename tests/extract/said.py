"""What the coder reads in a text, short enough to write down beside it."""

from __future__ import annotations

from khabar.model import Claim, Unlinked
from tests.extract.make import code


def events(text: str) -> list[Claim]:
    return [claim for claim in code(text) if claim.kind == "event"]


def event(text: str) -> Claim:
    """The only event that a text tells."""
    (found,) = events(text)
    return found


def kinds(text: str) -> list[str]:
    """The types of the events, what is no event in brackets: "ASSAULT", "(statement)"."""
    return [c.event_type or "" if c.kind == "event" else f"({c.kind})" for c in code(text)]


def actors(claim: Claim) -> list[str]:
    return [party.name for party in claim.actors]


def targets(claim: Claim) -> list[str]:
    return [party.name for party in claim.targets]


def killed(claim: Claim) -> list[int | None]:
    """The totals of those killed."""
    return [h.low for h in claim.harm if h.outcome == "killed" and h.group is None]


def where(claim: Claim) -> str | None:
    return claim.where.words.words if isinstance(claim.where, Unlinked) else None


def when(claim: Claim) -> str | None:
    return claim.when.words.words if isinstance(claim.when, Unlinked) else None
