from __future__ import annotations

import pytest

from khabar.link.actors import ActorLinker, Named, Setting
from tests.link.make import article, world

AFGHAN = article("A blast shook Kabul, the capital of Afghanistan, and the Afghan north.")
SYRIAN = article("Fighting went on near Raqqa in Syria, Syrian activists said from Damascus.")
PAKISTANI = article("Troops searched villages in Pakistan; Pakistani officials spoke in Islamabad.")
MIXED = article("Afghanistan and Syria, Afghans and Syrians: two wars, Kabul and Damascus.")


def linked(words: str, where: object = AFGHAN, **setting: str) -> Named:
    return ActorLinker(world()).resolve(words, where, Setting(**setting))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("words", "id"),
    [
        ("the Taliban", "taliban"),
        ("Afghanistan's Taliban", "taliban"),
        ("Taliban militants", "taliban"),
        ("Taliban terrorists", "taliban"),
        ("Taliban martyrs", "taliban"),
        ("members of the Taliban", "taliban"),
        ("a Taliban spokesman", "taliban"),
        ("the Islamic Emirate", "taliban"),
        ("Taliban interior ministry spokesman", "taliban_interior_ministry"),
        ("the Pakistani Taliban", "pakistani_taliban"),
        ("suspected al‑Qaida operatives", "al_qaeda"),
        ("six US soldiers", "united_states_military"),
        ("American troops", "united_states_military"),
        ("the Islamic State-Khorasan (IS-K) terror group", "islamic_state_khorasan"),
        ("Iran-backed Houthi rebels", "houthis"),
        ("London-based Amnesty International", "amnesty_international"),
        ("Turkish police officers", "turkey_police"),
        ("Nepal's foreign minister", "foreign_minister_of_nepal"),
        ("President Joe Biden", "joe_biden"),
        ("U.S. Secretary of State Antony Blinken", "antony_blinken"),
        ("RFE/RL", "rfe_rl"),
        ("Chadians", "people_of_chad"),
    ],
)
def test_a_phrase_names_an_entry(words: str, id: str) -> None:
    assert linked(words).id == id


@pytest.mark.parametrize(
    ("words", "name"),
    [
        ("the gunmen", "gunmen"),
        ("three masked riders", "three masked riders"),
        ("a pro-Taliban party", "pro-Taliban party"),
        ("a Taliban-run school", "Taliban-run school"),
        ("a mosque in Kabul", "mosque in Kabul"),
        ("Governor Karim Danesh", "Karim Danesh"),
        ("district police chief Karim Danesh", "Karim Danesh"),
        ("Karim Danesh, a spokesman for the roads office", "Karim Danesh"),
    ],
)
def test_whom_the_registry_lacks_keeps_its_description(words: str, name: str) -> None:
    assert linked(words) == Named(name, None, linked(words).because)


def test_islamic_state_is_its_khorasan_branch_in_news_on_afghanistan() -> None:
    assert linked("IS fighters").id == "islamic_state_khorasan"
    assert linked("IS fighters", SYRIAN).id == "islamic_state"


def test_before_the_branch_there_was_only_the_group() -> None:
    assert linked("Islamic State", day="2014-09-01").id == "islamic_state"


def test_the_sentence_decides_before_the_article() -> None:
    where = "It struck in Syria, far from home."
    assert linked("Islamic State", AFGHAN, sentence=where).id == "islamic_state"


def test_two_that_fit_equally_are_both_kept_unlinked() -> None:
    named = linked("Islamic State", MIXED)
    assert named.id is None
    assert set(named.candidates) == {"islamic_state", "islamic_state_khorasan"}
    assert "several" in named.because


def test_a_source_speaks_through_the_whole_groups_channels() -> None:
    assert linked("Islamic State", part="source").id == "islamic_state"


def test_the_taliban_are_the_pakistani_ones_only_where_pakistan_stands_alone() -> None:
    both = article("Pakistan and Pakistani officials in Islamabad spoke of Afghanistan.")
    assert linked("the Taliban", PAKISTANI).id == "pakistani_taliban"
    assert linked("the Taliban", both).id == "taliban"


def test_the_afghan_government_is_whoever_governed_that_day() -> None:
    assert linked("the Afghan government", day="2019-05-01").id == "afghanistan_government"
    assert linked("the Afghan government", day="2022-05-01").id == "taliban"


def test_another_countrys_body_is_not_taken_for_the_known_one() -> None:
    assert linked("Chile's Defense Department").id is None
    assert linked("Laotian Security Council").id is None


def test_one_member_acts_for_the_group_but_is_not_the_group_when_hit() -> None:
    assert linked("a Boko Haram gunman").id == "boko_haram"
    assert linked("a Boko Haram commander", part="target").name == "Boko Haram commander"
    assert linked("a Taliban gunman", part="target").id is None


def test_a_bare_body_is_the_one_that_the_article_names() -> None:
    where = article("Peruvian police and Chilean troops met. Police fired.")
    assert linked("police", where).id == "peru_police"


def test_a_bare_body_is_that_of_the_country_where_it_acts() -> None:
    where = article("A crowd gathered by the river.")
    assert linked("the police", where, country="KEN").id == "kenya_police"
    assert linked("the police", where).id is None


def test_a_bare_body_that_no_longer_stands_is_left_alone() -> None:
    assert linked("police", AFGHAN, country="AFG", day="2023-05-01").name == "police"


def test_a_capital_speaks_for_its_state() -> None:
    assert linked("Tehran", part="source").id == "iran"
    assert linked("Tehran", part="target").id is None


def test_a_surname_is_the_person_whom_the_article_names_in_full() -> None:
    where = article("Health official Pedro Biden spoke. Biden said nobody was hurt.")
    assert linked("Biden", where).name == "Pedro Biden"
    assert linked("Biden").id == "joe_biden"


def test_an_unknown_surname_becomes_the_full_name() -> None:
    where = article("Police spokesman Karim Danesh said so. Danesh gave no toll.")
    assert linked("Mr. Danesh", where).name == "Karim Danesh"


def test_the_army_is_left_open_where_two_countries_stand_beside_it() -> None:
    where = article("Shells fell in Kenya and in Uganda. Kenyans fled.")
    said = "A Ugandan shell killed five Kenyans, but the army denied it."
    assert linked("the army", where, country="KEN", sentence=said).id is None
    assert linked("the army", where, country="KEN", sentence="The army denied it.").id is not None
