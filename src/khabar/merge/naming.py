"""Ids of events: from their claims, and kept when claims join later."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Sequence

from khabar.model import Event, content_id


def name_events(
    groups: Sequence[Sequence[str]],
    known: Iterable[Event],
    in_use: Callable[[str], bool] = lambda _: False,
) -> list[str]:
    """Return an id for each group of claims, given by their ids, sorted.

    A known event's id goes to the group that holds most of its claims; where two events were
    merged the group keeps the id of the one that gave it more. A new event's id comes from its
    least claim. What an id that is no longer given has become is told by where its claims went.
    `in_use` tells which ids other groups have that are not among these.
    """
    known_of = {claim: event.id for event in known for claim in event.claims}
    shared: Counter[tuple[int, str]] = Counter()
    for at, group in enumerate(groups):
        shared.update((at, known_of[id]) for id in group if id in known_of)
    given: dict[int, str] = {}
    taken: set[str] = set()
    for at, id in sorted(shared, key=lambda pair: (-shared[pair], pair[1], groups[pair[0]][0])):
        if at not in given and id not in taken:
            given[at] = id
            taken.add(id)
    return [given.get(at) or _new(group, taken, in_use) for at, group in enumerate(groups)]


def _new(group: Sequence[str], taken: set[str], in_use: Callable[[str], bool]) -> str:
    """Return an id from the least claim; after a split that id may be in use by the other half."""
    id = content_id("event", group[0])
    while id in taken or in_use(id):
        id = content_id("event", id)
    taken.add(id)
    return id
