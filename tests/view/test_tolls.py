from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.model import Reading
from khabar.view.tolls import Toll, killed_in, killed_over
from tests.view.make import a_claim, a_reading, an_event

ministry = a_reading("Ministry", 46, 46)
doctors = a_reading("Doctors", 55, None)


def toll(*readings: Reading) -> Toll | None:
    return killed_in(an_event([a_claim()], readings=readings))


@pytest.mark.parametrize(
    ("readings", "bounds"),
    [
        ((), None),
        ((a_reading("Ministry", None, None),), None),
        ((ministry,), Toll(46, 46, 46, False)),
        ((ministry, doctors), Toll(46, None, 55, True)),
        ((ministry, a_reading("Ministry", 9, 9, superseded=True)), Toll(46, 46, 46, False)),
        ((ministry, a_reading("Ministry", 90, 90, outcome="injured")), Toll(46, 46, 46, False)),
        ((ministry, a_reading("Ministry", 20, 20, group="women")), Toll(46, 46, 46, False)),
    ],
)
def test_bounds_are_those_of_current_totals(
    readings: tuple[Reading, ...], bounds: Toll | None
) -> None:
    assert toll(*readings) == bounds


def test_groups_without_a_total_may_overlap() -> None:
    women = a_reading("Ministry", 20, 20, group="women")
    guards = a_reading("Ministry", 5, 5, group="guards")
    assert toll(women, guards) == Toll(20, None, 25, False)


def test_a_sum_leaves_out_parts_of_other_events_and_events_without_a_toll() -> None:
    event = an_event([a_claim()], readings=(ministry,))
    part = replace(event, id="part", part_of=event.id)
    silent = replace(event, id="silent", readings=())
    assert killed_over([event, part, silent]) == Toll(46, 46, 46, False)
    assert killed_over([silent]) is None


def test_no_best_figure_is_made_up_where_sources_differ() -> None:
    agreed = an_event([a_claim()], readings=(ministry,))
    differing = replace(agreed, readings=(ministry, doctors))
    assert killed_over([agreed, differing]) == Toll(92, None, 101, True)
