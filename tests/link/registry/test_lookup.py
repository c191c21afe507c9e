from __future__ import annotations

from functools import cache

import pytest

from khabar.errors import UsageError
from khabar.link.registry.lookup import Actors
from tests.link.make import world


@cache
def actors() -> Actors:
    return Actors(world().registry)


def test_an_exact_name_comes_first() -> None:
    assert actors().search("islamic state")[0].id == "islamic_state"
    assert actors().search("al‑qa'ida")[0].id == "al_qaeda"


def test_part_of_a_name_finds_all_that_hold_it() -> None:
    ids = [actor.id for actor in actors().search("taliban")]
    assert {"taliban", "pakistani_taliban", "taliban_police"} <= set(ids)


def test_a_country_code_lists_the_countrys_actors() -> None:
    assert all(actor.country == "TON" for actor in actors().search("TON")[:3])


def test_nothing_fits_an_empty_query() -> None:
    assert actors().search("  ") == []


def test_an_unknown_id_is_refused_with_those_near() -> None:
    with pytest.raises(UsageError, match="taliban"):
        actors().get("talib")


def test_an_actor_shows_its_sectors_by_date_and_its_place_among_others() -> None:
    assert [s.sector for s in actors().statuses("taliban")] == ["REB", "GOV"]
    assert [s.sector for s in actors().statuses("chad_police")] == ["COP"]
    assert [a.id for a in actors().parents("chad_police")] == ["chad_government", "chad"]
    assert "taliban_police" in [a.id for a in actors().members("taliban")]


def test_a_movement_of_two_natures_shows_both() -> None:
    assert [s.sector for s in actors().statuses("hezbollah")] == ["PTY", "REB"]


def test_one_actor_is_found_by_its_id_or_its_whole_name() -> None:
    assert actors().named("taliban").id == "taliban"
    assert actors().named("Tehrik-e Taliban Pakistan").id == "pakistani_taliban"
    assert actors().named("AQAP").id == "al_qaeda_arabian_peninsula"


def test_a_name_of_several_or_of_nobody_is_refused_with_the_ids_to_choose_from() -> None:
    with pytest.raises(UsageError, match=r"several actors bear it.*syrian_national_army"):
        actors().named("SNA")
    with pytest.raises(UsageError, match="no actor has this id or name"):
        actors().named("Nobody In Particular")


def test_a_name_that_can_mean_others_says_whom() -> None:
    assert "pakistani_taliban" in actors().namesakes("taliban")["Taliban"]
    assert actors().namesakes("chad_police") == {}


def test_an_actors_country_has_its_numbers() -> None:
    yemen = actors().state("houthis")
    assert yemen is not None
    assert (yemen.country, yemen.gwno, yemen.cow) == ("YEM", 678, 679)
    assert actors().state("united_nations") is None


def test_an_entry_tells_where_it_stands() -> None:
    assert str(actors().origin("hezbollah")).startswith("groups_middle_east.tsv line ")
    assert str(actors().origin("chad_police")) == "bodies.toml, by pattern"


def test_what_somebody_wrote_comes_before_what_a_pattern_made() -> None:
    found = [actors().is_by_pattern(one.id) for one in actors().search("AFG")]
    assert True in found
    assert found == sorted(found)


def test_the_actors_can_be_counted_asked_and_gone_through() -> None:
    ids = [actor.id for actor in actors()]
    assert ids == sorted(ids)
    assert len(ids) == len(actors())
    assert "hamas" in actors()
    assert actors()["hamas"].name == "Hamas"
