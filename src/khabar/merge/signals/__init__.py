"""The signals: what speaks for or against two tellings being of one happening, from 0 to 1.

Most signals can say nothing unless both tellings tell a thing (a day, a place, the killed), or
unless one of them does and the other does not: `BOTH`, `NOT_BOTH` and `ONE` list them with that
thing, and they are not asked without it.
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

# What a telling may tell or be, in the order of the bits of `told_by`.
THINGS: Final = (
    "days", "one day", "where", "a point", "place words", "actors", "targets", "killed", "a toll",
    "modes", "published", "words", "topic", "main", "more than the act", "planned", "several",
)  # fmt: skip
BOTH: Final[dict[str, str]] = {
    "same_day": "one day", "next_day": "one day", "days_meet": "days", "days_apart": "days",
    "published_together": "published", "published_apart": "published",
    "same_place": "a point", "place_holds_place": "where", "places_apart": "where",
    "same_place_words": "place words", "countries_apart": "where",
    "same_mode": "modes", "modes_apart": "modes",
    "same_actor": "actors", "actors_apart": "actors",
    "same_target": "targets", "target_words": "targets", "targets_apart": "targets",
    "same_toll": "a toll", "tolls_fit": "killed", "tolls_apart": "killed",
    "words_shared": "words", "topics_shared": "topic", "both_main": "main",
}  # fmt: skip
NOT_BOTH: Final[dict[str, str]] = {
    "days_meet": "one day", "place_holds_place": "a point", "same_place_words": "where",
    "one_bare": "more than the act",
}  # fmt: skip
ONE: Final[dict[str, str]] = {
    "told_just_after": "days", "one_is_past": "days",
    "one_planned": "planned", "one_several": "several",
}  # fmt: skip


def told_by(telling: Telling) -> int:
    """Return which of `THINGS` a telling tells or is, one bit each."""
    days, where = telling.days, telling.where
    told = (
        days, days and days[0] == days[1], where, where and place.is_point(where),
        telling.place_words, telling.actors.names, telling.targets.names, telling.killed,
        telling.killed or telling.injured, telling.modes, telling.published is not None,
        telling.words, telling.topic, telling.main, days or where or telling.targets.names,
        telling.planned, telling.several,
    )  # fmt: skip
    return sum(1 << at for at, is_told in enumerate(told) if is_told)


def _bit(thing: str) -> int:
    return 1 << THINGS.index(thing)


OF_ONE: Final = sum(_bit(thing) for thing in set(ONE.values()))
"""The bits that matter where one of two tellings has them and the other not."""


def says_something(signal: str, both: int, one: int) -> bool:
    """Say whether a signal can be other than 0.

    `both` are the bits that both tellings have, `one` those that one of them has.
    """
    if signal in ONE:
        return bool(one & _bit(ONE[signal]))
    if signal in NOT_BOTH and both & _bit(NOT_BOTH[signal]):
        return False
    return signal not in BOTH or bool(both & _bit(BOTH[signal]))
