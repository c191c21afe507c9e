"""How much two sets of words have in common."""

from __future__ import annotations


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """Return the share of the fewer words that stand in both; 0 where one has none."""
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0
