"""Places by name, short form and adjective."""

from __future__ import annotations

from functools import cache

import pytest

from khabar.link.gazetteer.atlas import Atlas
from khabar.link.gazetteer.fold import fold_place, stem_of


@cache
def atlas() -> Atlas:
    return Atlas()


def test_a_name_gives_every_place_that_bears_it() -> None:
    countries = {place.country_code for place in atlas().named(fold_place("Tripoli"))}
    assert {"LBY", "LBN", "GRC"} <= countries


@pytest.mark.parametrize(
    ("word", "code"), [("Afghan", "AFG"), ("Germans", "DEU"), ("Malian", "MLI")]
)
def test_an_adjective_belongs_to_its_country(word: str, code: str) -> None:
    owner = atlas().owner_of_adjective(word)
    assert owner is not None
    assert owner.country_code == code


def test_short_forms_count_only_as_written() -> None:
    assert {place.country_code for place in atlas().short_form("U.S.")} == {"USA"}
    assert atlas().short_form("u.s.") == ()


def test_accents_hyphens_and_marks_make_no_difference() -> None:
    assert fold_place("Deir ez-Zor") == fold_place("Deir ez Zor")
    assert fold_place("Nangarhār") == "nangarhar"
    assert stem_of("Herat Province") == "Herat"


def test_an_unknown_name_gives_nothing() -> None:
    assert atlas().named("qaraxilobad") == ()
    assert not atlas().knows("qaraxilobad")
