"""The figures that claims give of what did happen: totals, and parts of them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from khabar.model import Claim, Harm, Outcome

# Claims that say what might happen, or what did not, give no figure of what did.
_NO_FIGURE = frozenset(("planned", "hypothetical", "negated", "denied"))
_ONE = frozenset(("1", "one", "only", "single"))

# The greatest total of each article, by outcome.
Most = Mapping[tuple[str, Outcome], int]


def figures(claim: Claim) -> Iterator[Harm]:
    """Yield each figure with a bound."""
    if claim.factuality not in _NO_FIGURE:
        yield from (harm for harm in claim.harm if (harm.low, harm.high) != (None, None))


def most_told(claims: Mapping[str, Claim]) -> Most:
    """Return the greatest total of each article."""
    found: dict[tuple[str, Outcome], int] = {}
    for claim in claims.values():
        for harm in figures(claim):
            if harm.group is None:
                key = claim.article_id, harm.outcome
                found[key] = max(found.get(key, 0), harm.low or 0)
    return found


def as_part(harm: Harm, article: str, most: Most) -> Harm:
    """Return a figure, and that of a person told by himself as a part of a greater total."""
    if _told_by_himself(harm) and most.get((article, harm.outcome), 0) > 1:
        return replace(harm, group=harm.words.words)
    return harm


def _told_by_himself(harm: Harm) -> bool:
    """Say whether a figure of one is not counted, but read from "a man", "his mother", a name."""
    if harm.group is not None or not harm.low == harm.high == 1:
        return False
    words = harm.words.words.casefold().split()
    return words[0] not in _ONE or words[:2] == ["one", "of"]
