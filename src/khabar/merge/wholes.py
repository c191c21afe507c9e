"""Events that are parts of others: a single attack of a campaign, of "four attacks this year"."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping

from khabar.merge.signals.place import countries_apart, places_apart
from khabar.merge.telling import Telling


def parts(groups: Mapping[str, Telling]) -> dict[str, str]:
    """Return for each event, by id, the id of the event that it is a part of, if there is one.

    A whole tells of several acts over a known time, by a named actor; of two that fit, the shorter.
    """
    wholes: defaultdict[tuple[str, str], list[str]] = defaultdict(list)
    for id in sorted(groups):
        telling = groups[id]
        if telling.several and telling.days:
            for name in telling.actors.names:
                wholes[telling.event_type, name].append(id)
    found: dict[str, str] = {}
    for id, telling in groups.items():
        names = sorted(telling.actors.names) if not telling.several else ()
        near = {w: groups[w] for name in names for w in wholes.get((telling.event_type, name), ())}
        if (whole := whole_of(telling, near)) is not None:
            found[id] = whole
    return found


def whole_of(one: Telling, near: Mapping[str, Telling]) -> str | None:
    """Return the id of that event, of those that tell of several acts, which one is part of."""
    fitting = [id for id, several in near.items() if holds(several, one)]
    return min(fitting, key=lambda id: (_length(near[id]), id), default=None)


def holds(several: Telling, one: Telling) -> bool:
    """Say whether the time and place of one act lie within those of several."""
    if several.days is None or one.days is None or one.planned:
        return False
    inside = several.days[0] <= one.days[0] and one.days[1] <= several.days[1]
    same_sides = bool(several.targets.names & one.targets.names) or not several.targets.names
    return (
        inside and same_sides and not (places_apart(several, one) or countries_apart(several, one))
    )


def _length(several: Telling) -> int:
    return several.days[1] - several.days[0] if several.days else 0
