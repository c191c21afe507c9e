from __future__ import annotations

from collections import Counter

import pytest

from khabar.link.senses import CountryFinder, choose_sense, company_of
from tests.link.make import world


def meant(
    name: str,
    day: str | None = "2023-05-01",
    near: str = "",
    whole: str = "",
    company: tuple[str, ...] = (),
) -> tuple[str, ...]:
    senses = world().senses_of(name)
    countries, registry = CountryFinder(world().registry), world().registry
    beside = company_of(registry, company)
    return choose_sense(senses, day, countries.count(near), countries.count(whole), beside)[0]


@pytest.mark.parametrize(
    ("country", "day", "id"),
    [
        ("Afghanistan", "2022-03-01", "islamic_state_khorasan"),
        ("Afghanistan", "2014-03-01", "islamic_state"),
        ("Mali", "2022-03-01", "islamic_state_greater_sahara"),
        ("Burkina Faso", "2021-03-01", "islamic_state_greater_sahara"),
        ("Nigeria", "2019-03-01", "iswap"),
        ("Mozambique", "2021-03-24", "islamic_state_mozambique"),
        ("Uganda", "2023-06-17", "allied_democratic_forces"),
        ("Somalia", "2024-12-31", "islamic_state_somalia"),
        ("Syria", "2022-03-01", "islamic_state"),
        ("France", "2016-07-15", "islamic_state"),
    ],
)
def test_islamic_state_is_its_branch_in_news_on_its_country(
    country: str, day: str, id: str
) -> None:
    for name in ("Islamic State", "ISIS", "Daesh"):
        assert meant(name, day, whole=f"Two died in {country}.") == (id,)


def test_the_taliban_stay_afghan_where_afghanistan_is_named_too() -> None:
    about = "Pakistan and again Pakistan, Pakistani officials, and once Afghanistan."
    assert meant("Taliban", whole=about) == ("taliban",)
    assert meant("Taliban", whole="A blast in Pakistan.") == ("pakistani_taliban",)


def test_the_taliban_stay_afghan_in_the_company_of_afghans() -> None:
    about = "Officials of Pakistan met him."
    assert meant("Taliban", whole=about, company=("amir_khan_muttaqi",)) == ("taliban",)
    assert meant("Taliban", whole=about, company=("asim_munir",)) == ("pakistani_taliban",)


def test_there_were_no_pakistani_taliban_before_they_were_founded() -> None:
    assert meant("Taliban", "2005-05-01", whole="A blast in Pakistan.") == ("taliban",)


def test_company_tells_where_no_country_is_named() -> None:
    assert meant("Islamic State", company=("hibatullah_akhundzada",)) == ("islamic_state_khorasan",)
    assert meant("Islamic State", whole="Syria.", company=("hibatullah_akhundzada",)) == (
        "islamic_state",
    )


def test_names_that_are_open_themselves_are_no_company() -> None:
    assert company_of(world().registry, ["taliban", "islamic_state", "nobody"]) == Counter()


def test_the_words_near_decide_before_the_article() -> None:
    both = "Syria and Syrians, and Damascus."
    assert meant("Islamic State", near="Nigeria", whole=both) == ("iswap",)


def test_the_afghan_government_is_whoever_governed_that_day() -> None:
    assert meant("Afghan government", "2021-08-14") == ("afghanistan_government",)
    assert meant("Afghan government", "2021-08-15") == ("taliban",)
