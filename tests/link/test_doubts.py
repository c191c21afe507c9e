from __future__ import annotations

import pytest

from khabar.link.names import is_abbreviation
from tests.link.make import world


def meant(text: str) -> list[str]:
    return [id for mention in world().actors(text) for id in mention.ids]


@pytest.mark.parametrize(
    "text",
    [
        "Let the talks begin, they said.",
        "Robert Jordan wrote the letter.",
        "Jordan Miller, the coach, was there.",
        "Chad Brennan runs the school.",
        "The surgeon Anna-Pope drilled on.",
        "The West Virginia road was shut.",
        "A crash on Blackwater Road hurt one.",
        "The National Weather Service warned of hail.",
        "The Times of Our Childhood is a song.",
        "Senator Joseph F. Wagner voted against it.",
        "Abdullah Saied scored twice.",
        "Joe Lieberman spoke in Connecticut.",
        "The Integrated Harbour Registry (IHR) is closed.",
        "We sell cameras of CCTV make.",
        "An office of the Washington State Department of Health.",
    ],
)
def test_words_that_belong_to_somebody_else_name_no_actor(text: str) -> None:
    wrong = {
        "lashkar_e_taiba", "jordan", "chad", "vatican_pope", "west", "blackwater", "the_national",
        "the_times", "wagner_group", "kais_saied", "avigdor_lieberman", "iran_human_rights", "cctv",
        "us_state_department",
    }  # fmt: skip
    assert wrong.isdisjoint(meant(text))


@pytest.mark.parametrize(
    ("text", "id"),
    [
        ("LeT claimed the raid.", "lashkar_e_taiba"),
        ("Jordan King Abdullah flew home.", "jordan"),
        ("Jordan said that it shot down a drone.", "jordan"),
        ("The army of Chad and Chad President Deby agreed.", "chad"),
        ("Leaders in the West promised arms.", "west"),
        ("Russian officers joined Wagner in Libya.", "wagner_group"),
        ("Tunisian president Saied spoke.", "kais_saied"),
        ("Two prisoners were hanged in Iran, IHR said.", "iran_human_rights"),
        ("The Times reported it on Sunday.", "the_times"),
        ("He said: Hunter and Joe Biden left. Biden waved.", "joe_biden"),
        ("The Kurdistan Workers' Party (PKK) denied it.", "pkk"),
        ("The US-Taliban talks and the Israel-Hamas war.", "hamas"),
    ],
)
def test_names_that_the_text_supports_stay(text: str, id: str) -> None:
    assert id in meant(text)


def test_a_surname_that_is_somebody_elses_once_is_so_all_through() -> None:
    text = "Joe Lieberman came late. Lieberman then spoke."
    assert "avigdor_lieberman" not in meant(text)
    assert "avigdor_lieberman" in meant(f"{text} Avigdor Lieberman answered.")


def test_a_body_is_not_the_american_one_in_news_from_elsewhere() -> None:
    assert "us_house" not in meant("In Nigeria the House of Representatives met.")
    assert "us_house" in meant("In Washington the House of Representatives met.")
    assert "us_house" in meant("The House of Representatives met.")


def test_a_state_that_shares_its_name_with_a_town_needs_company() -> None:
    assert "palestine" not in meant("A man from Palestine was arrested.")
    assert "palestine" in meant("Palestine and Israel signed it.")


def test_headlines_with_capitals_lengthen_no_name() -> None:
    assert "jordan" in meant("Jordan Says Two Soldiers Killed Near Border Post")


def test_abbreviations_with_small_letters_count_only_as_written() -> None:
    assert is_abbreviation("LeT")
    assert is_abbreviation("WaPo")
    assert not is_abbreviation("Levies")
