from __future__ import annotations

import pytest

from khabar.errors import UsageError
from khabar.link.search import (
    check_registry,
    find_actors,
    get_actor,
    members_of,
    parents_of,
    statuses_of,
)
from tests.link.make import world


def test_an_exact_name_comes_first() -> None:
    assert find_actors(world(), "islamic state")[0].id == "islamic_state"
    assert find_actors(world(), "al‑qa'ida")[0].id == "al_qaeda"


def test_part_of_a_name_finds_all_that_hold_it() -> None:
    ids = [actor.id for actor in find_actors(world(), "taliban")]
    assert {"taliban", "pakistani_taliban", "taliban_police"} <= set(ids)


def test_a_country_code_lists_the_countrys_actors() -> None:
    assert all(actor.country == "TON" for actor in find_actors(world(), "TON")[:3])


def test_nothing_fits_an_empty_query() -> None:
    assert find_actors(world(), "  ") == []


def test_an_unknown_id_is_refused_with_those_near() -> None:
    with pytest.raises(UsageError, match="taliban"):
        get_actor(world(), "talib")


def test_an_actor_shows_its_sectors_by_date_and_its_place_among_others() -> None:
    assert [s.sector for s in statuses_of(world(), "taliban")] == ["REB", "GOV"]
    assert [s.sector for s in statuses_of(world(), "chad_police")] == ["COP"]
    assert [a.id for a in parents_of(world(), "chad_police")] == ["chad_government", "chad"]
    assert "taliban_police" in [a.id for a in members_of(world(), "taliban")]


def test_the_registry_stands_its_check() -> None:
    check_registry(world())
