"""How surely an event is one: the weakest of the ties that hold its claims together."""

from __future__ import annotations

from collections.abc import Iterable

from khabar.model import Joined


def margin(joined: Iterable[Joined]) -> float | None:
    """Return the score of the weakest tie needed, in log odds; None where nothing was tied.

    The surest ties come first, and one counts where it joins what those before it left apart.
    """
    group_of: dict[str, set[str]] = {}
    weakest: float | None = None
    for tie in sorted(joined, key=lambda tie: -tie.score):
        one = group_of.setdefault(tie.one, {tie.one})
        other = group_of.setdefault(tie.other, {tie.other})
        if one is not other:
            weakest = tie.score
            one |= other
            group_of.update(dict.fromkeys(other, one))
    return weakest
