"""The figures that a claim gives of what did happen."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.model import Claim, Harm

# Claims that say what might happen, or what did not, give no figure of what did.
_NO_FIGURE = frozenset(("planned", "hypothetical", "negated", "denied"))


def figures(claim: Claim) -> Iterator[Harm]:
    """Yield each figure with a bound."""
    if claim.factuality not in _NO_FIGURE:
        yield from (harm for harm in claim.harm if (harm.low, harm.high) != (None, None))
