"""The signals: what speaks for or against two tellings being of one happening, from 0 to 1."""

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
