"""How many were killed or injured."""

from __future__ import annotations

from khabar.merge.telling import Range, Telling


def same_toll(one: Telling, other: Telling) -> float:
    """One figure of killed or injured in common; 1 where it is three or more."""
    return max(_same(one.killed, other.killed), _same(one.injured, other.injured))


def tolls_fit(one: Telling, other: Telling) -> float:
    """Both tell the killed, and a figure of one may have grown into one of the other."""
    if not one.killed or not other.killed or one.killed & other.killed:
        return 0.0
    return float(not tolls_apart(one, other))


def tolls_apart(one: Telling, other: Telling) -> float:
    """Of those killed, every figure of one is more than double, or less than half, the other's."""
    if not one.killed or not other.killed:
        return 0.0
    pairs = ((a, b) for a in one.killed for b in other.killed)
    return float(all(_far_below(a, b) or _far_below(b, a) for a, b in pairs))


def _same(one: frozenset[Range], other: frozenset[Range]) -> float:
    common = [low or 0 for low, _ in one & other]
    return (1.0 if max(common) > 2 else 0.5) if common else 0.0


def _far_below(lesser: Range, greater: Range) -> bool:
    """An open bound ("at least 12") conflicts with nothing on that side."""
    return lesser[1] is not None and greater[0] is not None and 2 * lesser[1] < greater[0]
