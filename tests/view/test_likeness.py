"""Whether what two sources say agrees, can both hold, or excludes each other."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given

from khabar.model import Harm, When, Where
from khabar.view.likeness import (
    acts_alike,
    apart_km,
    dates_alike,
    factuality_alike,
    figures_alike,
    parties_alike,
    places_alike,
)
from tests.view.make import a_claim, a_party, an_article, words
from tests.view.strategies import harms, whens, wheres


def a_harm(low: int | None, high: int | None, approximate: bool = False) -> Harm:
    return Harm("killed", low, high, None, approximate, words("12"))


def a_when(start: str, end: str) -> When:
    return When(start, end, "day", "stated", words("3 May 2023"))


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        (a_harm(12, 12), a_harm(12, 12), "same"),
        (a_harm(12, None), a_harm(15, 15), "fits"),
        (a_harm(12, None), a_harm(9, 9), "differs"),
        (a_harm(100, 100, approximate=True), a_harm(95, 95), "fits"),
        (a_harm(100, 100), a_harm(95, 95), "differs"),
        (a_harm(None, 10), a_harm(3, None), "fits"),
    ],
)
def test_figures_differ_where_no_number_fits_both(one: Harm, other: Harm, expected: str) -> None:
    assert figures_alike(one, other) == expected
    assert figures_alike(other, one) == expected


def test_a_month_fits_a_day_in_it_and_no_other() -> None:
    assert dates_alike(a_when("2023-05", "2023-05"), a_when("2023-05-03", "2023-05-03")) == "fits"
    assert dates_alike(a_when("2023-06", "2023-06"), a_when("2023-05-03", "2023-05-03")) == (
        "differs"
    )


def test_a_description_excludes_nobody_but_another_known_party_does() -> None:
    gunmen = a_party("gunmen", "Militants")
    front = replace(a_party("Example Front", "Example Front"), id="example_front")
    army = replace(a_party("Example Army", "Example Front"), id="example_army")
    assert parties_alike([gunmen], [front]) == "fits"
    assert parties_alike([front], [army]) == "differs"
    assert parties_alike([front, army], [army]) == "fits"


def test_a_country_fits_a_town_in_it_and_no_town_elsewhere() -> None:
    town = a_claim().where
    assert isinstance(town, Where)
    land = replace(town, name="Afghanistan", admin1=None, geonames_id=1, precision="country")
    elsewhere = replace(town, name="Quetta", country_code="PAK", geonames_id=2)
    assert places_alike(town, land) == "fits"
    assert places_alike(town, elsewhere) == "differs"


def test_an_act_without_a_mode_fits_any_of_its_type() -> None:
    suicide, attack = a_claim(), a_claim(mode=None)
    assert acts_alike(suicide, attack) == "fits"
    assert acts_alike(suicide, a_claim(mode="explosives")) == "fits"
    assert acts_alike(suicide, a_claim(mode="aerial")) == "differs"
    assert acts_alike(suicide, a_claim(event_type="COERCE", mode=None)) == "differs"


def test_only_a_denial_excludes_another_way_of_telling() -> None:
    assert factuality_alike(a_claim(), a_claim(factuality="alleged")) == "fits"
    assert factuality_alike(a_claim(), a_claim(factuality="denied")) == "differs"


@given(wheres(an_article()), wheres(an_article()))
def test_places_compare_alike_both_ways(one: Where, other: Where) -> None:
    assert places_alike(one, other) == places_alike(other, one)
    assert apart_km(one, other) == pytest.approx(apart_km(other, one))


@given(whens(an_article()), whens(an_article()))
def test_dates_compare_alike_both_ways(one: When, other: When) -> None:
    assert dates_alike(one, other) == dates_alike(other, one)


@given(harms(an_article()), harms(an_article()))
def test_counts_compare_alike_both_ways(one: Harm, other: Harm) -> None:
    assert figures_alike(one, other) == figures_alike(other, one)
