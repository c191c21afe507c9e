"""Towns told with their state, parts of towns, and the towns of outlets."""

from __future__ import annotations

from functools import cache

import pytest

from khabar.link.places.find import Gazetteer
from khabar.link.places.outlets import names_outlet
from khabar.model import Unlinked, Where
from tests.link.make import article, span, world


@cache
def gazetteer() -> Gazetteer:
    return world().gazetteer


def placed(text: str, phrase: str) -> Where:
    told = article(text)
    place = gazetteer().resolve(span(told, phrase), told)
    assert isinstance(place, Where), place
    return place


def test_a_town_that_the_gazetteer_lacks_lies_in_the_state_told_after_it() -> None:
    place = placed("A boy died in Sanborn, North Dakota. Sanborn is small.", "Sanborn")
    assert (place.name, place.admin1, place.precision) == ("Sanborn", "North Dakota", "exact")
    assert place.latitude is None
    assert place.geonames_id is None
    assert gazetteer().town_of(place) == "Sanborn"


def test_a_datelines_capitals_are_no_part_of_the_name() -> None:
    place = placed("SANBORN, N.D. (XYZ) - A boy died in a home.", "SANBORN, N.D.")
    assert (gazetteer().town_of(place), place.admin1) == ("Sanborn", "North Dakota")


def test_a_list_of_towns_and_states_puts_none_into_the_other() -> None:
    place = placed("Shots fell in Houston, Ohio and Iowa, all in one day.", "Houston")
    assert place.admin1 == "Texas"


def test_a_name_that_is_a_state_and_a_country_states_nothing() -> None:
    told = article("A boy died in Kufara, Georgia.")
    place = gazetteer().resolve(span(told, "Kufara"), told)
    assert isinstance(place, Unlinked) or place.name != "Kufara" or place.precision != "exact"


def test_a_neighborhood_lies_in_the_towns_that_the_news_is_from() -> None:
    text = "Two were shot in the Old Town neighborhood, Chicago police said."
    place = placed(text, "Old Town neighborhood")
    assert (place.name, place.admin1) == ("Old Town, Chicago", "Illinois")
    assert gazetteer().town_of(place) == "Chicago"


def test_a_town_told_with_its_state_is_no_part_of_another() -> None:
    text = "A man was shot in Ocean View, Delaware, Norfolk police in Virginia said."
    assert placed(text, "Ocean View, Delaware").admin1 == "Delaware"


@pytest.mark.parametrize(
    ("first", "name", "outlets"),
    [
        ("Three hurt in Herat - Lakeview News 9", "Lakeview", True),
        ("Three hurt in Herat - Lakeview News 9", "Herat", False),
        ("Three hurt | KXYZ | Lakeview, Ohio", "Ohio", True),
        ("Three hurt - shots in Herat", "Herat", False),
        ("Three hurt\nA reporter - News 9 - of Herat", "Herat", False),
    ],
)
def test_an_outlets_town_stands_in_the_titles_tail(first: str, name: str, outlets: bool) -> None:
    assert names_outlet(f"{first}\nText.", first.index(name)) is outlets


def test_an_outlets_town_tells_which_of_several_towns_is_meant() -> None:
    first = "Teen hurt in Columbia shooting - wxyz.com - Columbia, South Carolina"
    place = placed(f"{first}\nA teen was hurt in Columbia on Monday.", "in Columbia on")
    assert place.admin1 == "South Carolina"


def test_nothing_happened_in_an_outlets_town() -> None:
    text = "Two shot at a home - WXYZ News Memphis, Tennessee\nTwo were shot in Como."
    assert "Memphis" not in {m.words for m in gazetteer().find(text)}
