"""The facts that an event can have, by name, so that a format can say which ones it holds."""

from __future__ import annotations

from collections.abc import Callable

from khabar.view.export.selection import Told

OUTLETS = "which outlets tell it"
ADDRESSES = "addresses of the articles"
CHAINS = "who says so: the chain of sources"
READINGS = "each source's own figures"
DISPUTES = "disputes and denials"
FACTUALITY = "how it is told: alleged, unverified ..."
RANGE = "figures from low to high"
KILLED = "dead"
INJURED = "injured"
OTHER_HARM = "detained, abducted, displaced, missing"
GROUPS = "victims by group"
DAYS = "a date of several days"
DATE_PRECISION = "how precise the date is"
PLACE_PRECISION = "how precise the place is"
PLACE = "place"
SIDES = "who acts on whom"
MANY = "more than one party on a side"
MODE = "means of the act"
WORDS = "the words that state it"
GRADE = "grade of evidence"
INDEPENDENCE = "number of independent sources"
PART_OF = "the event that it is part of"
MERGE = "why claims were joined"
REGISTRY = "ids of the registry"

Fact = Callable[[Told], bool]


def facts_of(told: Told) -> set[str]:
    """Return the names of the facts that this event has."""
    return {name for name, has in _FACTS.items() if has(told)}


def _many(told: Told) -> bool:
    return len(told.event.actors) > 1 or len(told.event.targets) > 1


def _outcomes(told: Told) -> set[str]:
    return {reading.outcome for reading in told.event.readings}


def _ranges(told: Told) -> bool:
    tolls = [toll for toll in (told.killed, told.injured) if toll]
    return any(toll.low != toll.high for toll in tolls)


def _several_days(told: Told) -> bool:
    when = told.event.when
    return when is not None and (when.start != when.end or when.precision != "day")


def _registered(told: Told) -> bool:
    return any(party.id for party in (*told.event.actors, *told.event.targets))


_FACTS: dict[str, Fact] = {
    OUTLETS: lambda told: bool(told.event.outlets),
    ADDRESSES: lambda told: bool(told.articles),
    CHAINS: lambda told: any(len(claim.attribution) > 1 for claim in told.claims),
    READINGS: lambda told: len(told.event.readings) > 1,
    DISPUTES: lambda told: bool(told.event.disputes),
    FACTUALITY: lambda told: any(claim.factuality != "asserted" for claim in told.claims),
    RANGE: _ranges,
    KILLED: lambda told: told.killed is not None,
    INJURED: lambda told: told.injured is not None,
    OTHER_HARM: lambda told: bool(_outcomes(told) - {"killed", "injured"}),
    GROUPS: lambda told: any(reading.group for reading in told.event.readings),
    DAYS: _several_days,
    DATE_PRECISION: lambda told: told.event.when is not None,
    PLACE: lambda told: told.event.where is not None,
    PLACE_PRECISION: lambda told: told.event.where is not None,
    SIDES: lambda told: bool(told.event.actors and told.event.targets),
    MANY: _many,
    MODE: lambda told: told.event.mode is not None,
    WORDS: lambda told: bool(told.claims),
    GRADE: lambda told: bool(told.claims),
    INDEPENDENCE: lambda told: bool(told.claims),
    PART_OF: lambda told: told.event.part_of is not None,
    MERGE: lambda told: bool(told.event.joined),
    REGISTRY: _registered,
}
EVERY_FACT = frozenset(_FACTS)
