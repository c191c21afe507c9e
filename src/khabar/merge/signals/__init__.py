"""The signals: what speaks for or against two tellings being of one happening, from 0 to 1.

A signal that can say nothing unless both tellings tell a thing (a day, a place, the killed) is
listed in `NEEDS` with that thing, and not asked where one of them does not tell it.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from khabar.merge.signals import parties, place, text, time, toll
from khabar.merge.telling import Telling

Compare = Callable[[Telling, Telling], float]

SIGNALS: Final[dict[str, Compare]] = {
    compare.__name__: compare
    for compare in (
        text.always,
        time.same_day, time.next_day, time.days_meet, time.days_apart, time.told_just_after,
        time.told_before, time.one_is_past, time.published_together, time.published_apart,
        place.same_place, place.place_holds_place, place.same_place_words, place.places_apart,
        place.countries_apart,
        parties.same_mode, parties.modes_apart, parties.same_actor, parties.actors_apart,
        parties.same_target, parties.target_words, parties.targets_apart, parties.sides_swapped,
        toll.same_toll, toll.tolls_fit, toll.tolls_apart,
        text.words_shared, text.topics_shared, text.both_main, text.one_bare, text.one_several,
        text.one_planned, text.close_by,
    )
}  # fmt: skip

# In the order of the bits of `told_by`.
THINGS: Final = ("days", "where", "actors", "targets", "killed", "modes", "published", "words")
NEEDS: Final[dict[str, str]] = {
    "same_day": "days", "next_day": "days", "days_meet": "days", "days_apart": "days",
    "published_together": "published", "published_apart": "published",
    "same_place": "where", "place_holds_place": "where", "places_apart": "where",
    "countries_apart": "where",
    "same_mode": "modes", "modes_apart": "modes",
    "same_actor": "actors", "actors_apart": "actors",
    "same_target": "targets", "target_words": "targets", "targets_apart": "targets",
    "tolls_fit": "killed", "tolls_apart": "killed",
    "words_shared": "words",
}  # fmt: skip


def told_by(telling: Telling) -> int:
    """Return which of `THINGS` are told, one bit each."""
    told = (
        telling.days is not None, telling.where is not None, bool(telling.actors.names),
        bool(telling.targets.names), bool(telling.killed), bool(telling.modes),
        telling.published is not None, bool(telling.words),
    )  # fmt: skip
    return sum(1 << at for at, is_told in enumerate(told) if is_told)


def says_something(signal: str, both: int) -> bool:
    """Say whether a signal can be other than 0 where both tellings tell the things of `both`."""
    needed = NEEDS.get(signal)
    return needed is None or bool(both >> THINGS.index(needed) & 1)
