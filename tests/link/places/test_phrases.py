"""Places that phrases describe, name with a site, or put somewhere beside a place."""

from __future__ import annotations

import pytest

from khabar.model import PlacePrecision, Unlinked, Where
from tests.link.make import article, span, world


def resolved(text: str, phrase: str) -> Where | Unlinked:
    told = article(text)
    return world().gazetteer.resolve(span(told, phrase), told)


def placed(text: str, phrase: str) -> Where:
    found = resolved(text, phrase)
    assert isinstance(found, Where), found
    return found


@pytest.mark.parametrize(
    ("text", "phrase", "name", "precision"),
    [
        ("A bomb killed two in Herat. The blast shook the city.", "the city", "Herāt", "exact"),
        (
            "Shells hit Kunduz province in Afghanistan. Troops entered the province.",
            "the province", "Kunduz", "admin1",
        ),
        (
            "Rebels attacked Maiduguri, Nigeria. Troops patrolled the country.",
            "the country", "Nigeria", "country",
        ),
        (
            "Rebels attacked Maiduguri, Nigeria. Troops patrolled the country's northeast.",
            "the country's northeast", "northeast Nigeria", "region",
        ),
        (
            "A bomb killed two in Herat, Afghanistan. Shots rang in the city's historic center.",
            "the city's historic center", "Herāt", "exact",
        ),
    ],
)  # fmt: skip
def test_a_description_means_the_nearest_place_of_its_kind_named_before(
    text: str, phrase: str, name: str, precision: PlacePrecision
) -> None:
    found = placed(text, phrase)
    assert (found.name, found.precision) == (name, precision)
    assert (found.latitude is None) == (precision != "exact")


@pytest.mark.parametrize(
    "text",
    [
        "Nothing is named here but the city.",
        "KABUL (Reuters) - A bomb went off in the city on Monday.",
    ],
)
def test_a_city_that_nothing_before_names_stays_open(text: str) -> None:
    found = resolved(text, "the city")
    assert isinstance(found, Unlinked)
    assert found.candidates == ()


@pytest.mark.parametrize(
    ("text", "phrase", "capital"),
    [
        ("A blast hit the Sudanese capital on Monday.", "the Sudanese capital", "Khartoum"),
        ("A blast hit the capital of Sudan on Monday.", "the capital of Sudan", "Khartoum"),
        ("Police in Somalia said a blast hit the capital.", "the capital", "Mogadishu"),
    ],
)
def test_a_capital_needs_no_name(text: str, phrase: str, capital: str) -> None:
    found = placed(text, phrase)
    assert (found.name, found.precision) == (capital, "exact")


@pytest.mark.parametrize(
    ("text", "phrase", "name", "precision"),
    [
        ("Gunmen attacked a mosque in Herat, Afghanistan.", "a mosque in Herat, Afghanistan",
         "mosque, Herat", "exact"),
        ("Bombs hit a mosque in the city of Herat, Afghanistan.", "a mosque in the city of Herat",
         "mosque, Herat", "exact"),
        ("A rocket hit the Selworth area of Maiduguri, Nigeria.", "the Selworth area of Maiduguri",
         "Selworth area, Maiduguri", "exact"),
        ("Shots rang in Herat's Torun area in Afghanistan.", "Herat's Torun area",
         "Torun area, Herat", "exact"),
        ("Gunmen attacked a village near Maiduguri, Nigeria.", "near Maiduguri, Nigeria",
         "near Maiduguri", "near"),
        ("Fighting broke out in northern Mali.", "in northern Mali", "northern Mali", "region"),
        ("Paris, Texas police said a man was shot at a bar.", "at a bar", "bar, Paris", "exact"),
    ],
)  # fmt: skip
def test_a_place_is_named_as_a_reader_would_write_it(
    text: str, phrase: str, name: str, precision: PlacePrecision
) -> None:
    found = placed(text, phrase)
    assert (found.name, found.precision) == (name, precision)


def test_a_distance_from_a_town_is_not_the_town() -> None:
    found = placed(
        "A bomb went off 40 kilometres north of Mogadishu, Somalia.",
        "40 kilometres north of Mogadishu, Somalia",
    )
    assert (found.country_code, found.precision) == ("SOM", "region")
    assert (found.latitude, found.geonames_id, found.admin1) == (None, None, None)


def test_a_site_on_no_map_is_known_by_its_country_alone() -> None:
    text = "Afghans fled Kandahar for Herat. A bomb hit the Blue Market on Monday."
    found = placed(text, "the Blue Market")
    assert (found.name, found.country_code, found.precision) == ("Blue Market", "AFG", "country")
    assert found.latitude is None


@pytest.mark.parametrize("name", ["Springfield", "San Antonio"])
def test_a_name_of_many_towns_is_kept_open_with_its_candidates(name: str) -> None:
    found = resolved(f"Gunfire was heard in {name}.", f"in {name}")
    assert isinstance(found, Unlinked)
    assert "two or more places" in found.because
    assert len(found.candidates) > 1
    assert all(id.startswith("geonames:") for id in found.candidates)
    assert found.words.words == f"in {name}"


def test_the_province_named_beside_it_closes_an_open_name() -> None:
    found = placed("Three were shot in Springfield, Illinois.", "in Springfield, Illinois")
    assert (found.admin1, found.precision) == ("Illinois", "exact")


def test_a_dateline_is_where_the_reporter_is_and_not_where_it_happened() -> None:
    text = "KABUL, May 1 (Reuters) - A bomb went off in Herat on Monday."
    assert placed(text, "in Herat").name == "Herat"
    names = {mention.words for mention in world().gazetteer.find(text)}
    assert "Herat" in names


def test_a_university_lies_in_the_town_that_it_is_named_after() -> None:
    text = "A student was shot at Kabul University in Afghanistan."
    assert placed(text, "at Kabul University").admin1 == "Kabul"
    assert "Kabul University" not in {m.words for m in world().gazetteer.find(text)}
