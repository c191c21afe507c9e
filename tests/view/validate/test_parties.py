from __future__ import annotations

from functools import cache

import pytest

from khabar.link.registry.lookup import Actors
from khabar.view.validate.happening import Identity
from khabar.view.validate.parties import Names
from tests.view.make import a_party


@cache
def names() -> Names:
    return Names(Actors.load())


def named(
    name: str, country: str = "AFG", day: str = "2022-03-04", *, proper: bool = True
) -> Identity | None:
    return names().named(name, country, day, proper)


@pytest.mark.parametrize(
    ("name", "country", "day", "id"),
    [
        ("Taleban", "AFG", "2019-01-01", "taliban"),
        ("IS", "AFG", "2022-01-01", "islamic_state_khorasan"),
        ("IS", "NGA", "2022-01-01", "iswap"),
        ("IS", "IRQ", "2022-01-01", "islamic_state"),
        ("Islamic State Khorasan Province (ISKP)", "AFG", "2022-01-01", "islamic_state_khorasan"),
        ("Military Forces of Iran (1989-)", "IRN", "2022-01-01", "iran"),
        ("Government of Yemen (North Yemen)", "YEM", "2022-01-01", "yemen"),
    ],
)
def test_names_mean_whom_the_registry_knows_there_and_then(
    name: str, country: str, day: str, id: str
) -> None:
    identity = named(name, country, day)
    assert identity is not None
    assert id in identity.ids


def test_either_of_two_parties_may_be_meant() -> None:
    identity = named("Taliban and/or Islamic State Khorasan Province (ISKP)")
    assert identity is not None
    assert identity.ids == {"taliban", "islamic_state_khorasan"}


def test_a_country_in_brackets_says_where_and_not_who() -> None:
    militia, state = named("Tribal Militia (Yemen)", "YEM"), named("Government of Yemen", "YEM")
    assert militia is not None
    assert state is not None
    assert not militia.is_kin(state)


def test_whoever_is_not_identified_is_nobody() -> None:
    assert named("Unidentified Armed Group (Afghanistan)") is None
    assert named("XXX45") is None
    assert named("ARMED GANG", proper=False) is None
    assert names().party(a_party("gunmen", "Militants"), "2022-03-04") is None


def test_civilians_are_civilians_by_any_name() -> None:
    told = named("Civilians (Afghanistan)")
    assert told is not None
    assert told.civilians
    for name in "farmers", "civilians", "Women (Afghanistan)":
        other = named(name)
        assert other is not None
        assert other.is_kin(told)
    ours = names().party(a_party("worshippers", "shoppers"), "2022-03-04")
    assert ours is not None
    assert ours.is_kin(told)


def test_who_governs_is_kin_of_the_government_on_that_day() -> None:
    for day, kin in ("2019-03-04", False), ("2022-03-04", True):
        government, taliban = named("Government of Afghanistan", day=day), named("Taliban", day=day)
        assert government is not None
        assert taliban is not None
        assert government.is_kin(taliban) is kin


def test_countries_go_by_all_their_names() -> None:
    found = [names().country(one) for one in ("Yemen (North Yemen)", "AFG", "Iran", "Varia")]
    assert found == ["YEM", "AFG", "IRN", None]
