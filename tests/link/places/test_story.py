"""What a whole article says of where it plays."""

from __future__ import annotations

from functools import cache

import pytest

from khabar.link.places.choose import Choice, choose
from khabar.link.places.evidence import weigh
from khabar.link.places.find import Gazetteer
from khabar.link.places.story import (
    country_of_story,
    is_namesake,
    is_police_of,
    province_of_story,
    town_of_news,
    town_of_story,
)
from khabar.link.places.unknown import with_unknown
from tests.link.make import world


@cache
def choices(text: str) -> tuple[Choice, ...]:
    gazetteer: Gazetteer = world().gazetteer
    tokens, known = gazetteer.reader.read(text)
    return tuple(choose(weigh(text, tokens, with_unknown(text, tokens, known))))


def test_the_country_is_the_one_that_most_names_lie_in() -> None:
    assert country_of_story(choices("Bombs fell on Herat and Kandahar, heard in Tehran.")) == "AFG"


def test_two_countries_alike_are_none() -> None:
    assert country_of_story(choices("Envoys of Sudan and Chad met.")) is None
    assert country_of_story(choices("Nobody said where.")) is None


def test_the_province_is_the_only_one_named_the_capital_aside() -> None:
    told = choices("A bomb fell on Herat, officials in Kabul, Afghanistan said.")
    province = province_of_story(told, "AFG")
    assert province is not None
    two = choices("Bombs fell on Herat and Kandahar in Afghanistan.")
    assert province_of_story(two, "AFG") is None


def test_the_town_is_the_one_whose_police_speak() -> None:
    text = "Lahore police said that a man from Peshawar in Pakistan was shot."
    told = choices(text)
    town = town_of_story(text, told)
    assert town is not None
    assert town.name == "Lahore"
    assert [is_police_of(text, one) for one in told][:1] == [True]


def test_of_two_towns_without_police_none_is_the_storys() -> None:
    text = "Shots were heard in Lahore and Peshawar, Pakistan."
    assert town_of_story(text, choices(text)) is None


def test_a_capital_abroad_is_no_namesake() -> None:
    told = choices("Shells hit Kandahar, Herat, Ghazni and Jalalabad, Afghanistan. Moscow is far.")
    assert not any(is_namesake(one, told) for one in told)


@pytest.mark.parametrize(
    ("text", "town"),
    [
        ("LAHORE (XYZ) - A man was shot. He died in Peshawar, Pakistan.", None),
        ("KABUL, Afghanistan (XYZ) - Gunmen killed nine men on Sunday.", None),
        ("LAHORE, Pakistan - A man of Lahore was shot.", "Lahore"),
        ("LAHORE (XYZ) - A man of Multan was shot in Multan, Pakistan.", None),
        ("A man was shot in Lahore, Pakistan.", None),
    ],
)
def test_local_news_is_from_the_town_of_its_dateline(text: str, town: str | None) -> None:
    found = town_of_news(text, choices(text))
    assert (found.name if found else None) == town


def test_a_town_that_may_lie_in_several_provinces_tells_of_none() -> None:
    told = choices("Shots were fired in Springfield, the United States.")
    assert province_of_story(told, "USA") is None
