from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Event, PlacePrecision, Where
from khabar.view.page.map import draw_map, spot_key
from khabar.view.page.outlines import country_outline, provinces
from tests.view.make import a_claim, a_reading, an_article, an_event, words
from tests.view.strategies import wheres


def place(precision: PlacePrecision, **changes: object) -> Where:
    herat = Where(
        "Herat", "Afghanistan", "AFG", "Herat", None, 1, 34.35, 62.2, precision, words("Herat")
    )
    return replace(herat, **changes)  # type: ignore[arg-type]


def event_at(where: Where | None, **changes: object) -> Event:
    return an_event([a_claim()], where=where, **changes)


@pytest.mark.parametrize(
    ("where", "kind"),
    [
        (place("exact"), "exact"),
        (place("near"), "near"),
        (place("admin2"), "about"),
        (place("region"), "about"),
        (place("admin1"), "area"),
        (place("country"), "country"),
        (place("admin1", country_code="PAK", admin1="Sindh"), "about"),
        (place("region", latitude=None, longitude=None), "country"),
    ],
)
def test_only_a_place_known_as_a_point_gets_a_point(where: Where, kind: str) -> None:
    (spot,) = draw_map([event_at(where)]).spots
    assert spot.kind == kind


@pytest.mark.parametrize(
    "where",
    [
        None,
        place("exact", latitude=None),
        place("country", country_code=None),
        place("region", latitude=None, country_code=None),
    ],
)
def test_what_has_no_place_is_counted_and_not_drawn(where: Where | None) -> None:
    drawing = draw_map([event_at(where)])
    assert drawing.spots == ()
    assert drawing.unplaced == 1


@pytest.mark.parametrize("spelling", ["Herat", "Herāt", "Hirat Province"])
def test_a_province_is_found_by_its_spellings(spelling: str) -> None:
    assert spot_key(place("admin1", admin1=spelling)) == "AFG Hirat"


def test_there_are_34_provinces_each_with_an_outline_in_the_country() -> None:
    west, south, east, north = country_outline("AFG").box  # type: ignore[union-attr]
    assert len({one.names[0] for one in provinces()}) == 34
    for one in provinces():
        assert west < one.centre[0] < east
        assert south < one.centre[1] < north
        assert one.path.startswith("M")


def test_events_at_one_place_share_a_spot_that_grows_with_the_dead() -> None:
    one = event_at(place("exact"), readings=())
    more = event_at(place("exact"), readings=(a_reading("Ministry", 90, 90),))
    (alone,), (both,) = draw_map([one]).spots, draw_map([one, more]).spots
    assert both.events == 2
    assert both.size > alone.size


def test_one_point_told_exactly_and_nearly_is_one_spot() -> None:
    (spot,) = draw_map([event_at(place("near")), event_at(place("exact"))]).spots
    assert (spot.kind, spot.events) == ("exact", 2)


def test_a_far_place_does_not_shrink_the_rest() -> None:
    near = [event_at(place("exact", latitude=34 + n / 10, name=str(n))) for n in range(9)]
    far = event_at(place("exact", latitude=55.8, longitude=37.6))
    drawing = draw_map([*near, far])
    assert drawing.outside == 1
    assert drawing.view[3] < drawing.whole[3] / 2


@given(st.lists(wheres(an_article()), max_size=5))
def test_every_event_is_on_the_map_or_counted_as_not(places: list[Where]) -> None:
    drawing = draw_map([event_at(where) for where in places])
    assert sum(spot.events for spot in drawing.spots) + drawing.unplaced == len(places)
