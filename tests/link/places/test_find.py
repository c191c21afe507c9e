"""Which words name places, and which place is meant."""

from __future__ import annotations

from functools import cache

import pytest

from khabar.link.places.find import Gazetteer
from khabar.model import Unlinked, Where
from tests.link.make import article, span


@cache
def gazetteer() -> Gazetteer:
    return Gazetteer()


def found(text: str) -> set[str]:
    return {mention.words for mention in gazetteer().find(text)}


def where(text: str, phrase: str) -> Where | Unlinked:
    told = article(text)
    return gazetteer().resolve(span(told, phrase), told)


def placed(text: str, phrase: str) -> Where:
    place = where(text, phrase)
    assert isinstance(place, Where), place
    return place


def test_towns_provinces_and_countries_are_found() -> None:
    assert found("Bombs fell on Kunduz and Mosul in Iraq.") == {"Kunduz", "Mosul", "Iraq"}


def test_peoples_and_things_of_a_country_are_no_place_of_an_event() -> None:
    assert found("Afghan soldiers met German doctors.") == set()


@pytest.mark.parametrize("text", ["Paris Hilton sang.", "Mr. Lincoln left."])
def test_names_of_people_are_no_places(text: str) -> None:
    assert found(text) == set()


def test_a_town_has_a_point_its_province_and_its_country() -> None:
    place = placed("A bomb exploded in Kunduz, Afghanistan.", "in Kunduz, Afghanistan")
    assert (place.country_code, place.admin1, place.precision) == ("AFG", "Kunduz", "exact")
    assert place.latitude == pytest.approx(36.7, abs=0.2)


@pytest.mark.parametrize(
    ("text", "phrase", "precision"),
    [
        ("Troops moved into Herat province, Afghanistan.", "into Herat province", "admin1"),
        ("A raid took place in Afghanistan.", "in Afghanistan", "country"),
        (
            "Rebels held Injil district of Herat province.",
            "Injil district",
            "admin2",
        ),
    ],
)
def test_an_area_is_no_point(text: str, phrase: str, precision: str) -> None:
    place = placed(text, phrase)
    assert place.precision == precision
    assert (place.latitude, place.longitude) == (None, None)


def test_a_village_that_the_gazetteer_lacks_gets_no_point_of_another() -> None:
    text = "Gunmen burned houses in the village of Qaraxilobad in Kunduz province, Afghanistan."
    place = where(text, "in the village of Qaraxilobad in Kunduz province")
    if isinstance(place, Where):
        assert place.country_code == "AFG"
        assert place.geonames_id is None or place.precision != "exact"


def test_the_country_named_beside_tells_towns_of_one_name_apart() -> None:
    libya = placed("Shells hit Tripoli, the capital of Libya.", "Tripoli")
    lebanon = placed("Shells hit Tripoli in northern Lebanon, near Beirut.", "Tripoli")
    assert (libya.country_code, lebanon.country_code) == ("LBY", "LBN")


def test_the_end_of_a_longer_name_is_no_place_of_its_own() -> None:
    assert found("Rebels left the town of Dayr al-Numan on Monday.") == {"Dayr al-Numan"}
    assert found("Rebels left Syrian al-Tanf on Monday.") == {"al-Tanf"}


def test_places_that_sound_like_others_are_known_themselves() -> None:
    place = placed("Gunmen raided Mambasa territory in Ituri.", "Mambasa territory")
    assert (place.country_code, place.admin1) == ("COD", "Ituri")
