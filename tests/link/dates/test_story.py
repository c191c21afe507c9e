"""When the one attack that an article tells of happened."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.link.linker import link
from khabar.model import Article, Claim, Unlinked, When
from tests.link.make import article, claim, span, world

PUBLISHED = "2023-05-02"  # a Tuesday


def linked(told: Article, *claims: Claim) -> list[Claim]:
    return link(world(), told, claims)


def attack(told: Article, words: str, when: str | None = None) -> Claim:
    open_when = Unlinked(span(told, when), "not linked yet") if when else None
    return replace(claim(told), words=span(told, words), when=open_when)


def day(one: Claim) -> str | None:
    return one.when.start if isinstance(one.when, When) else None


def test_an_attack_without_a_date_is_of_the_only_day_that_one_is_told_of() -> None:
    told = article("A bomb hit the market on Sunday. The blast broke windows.")
    dated, other = linked(told, attack(told, "bomb hit", "Sunday"), attack(told, "blast"))
    assert (day(dated), day(other)) == ("2023-04-30", "2023-04-30")
    assert any("only day" in why for why in other.because)


def test_what_is_told_beside_the_news_or_planned_is_of_no_known_day() -> None:
    told = article(
        "A bomb hit the market on Sunday. The war left many dead. More raids are planned."
    )
    beside = replace(attack(told, "war left many dead"), role="background")
    planned = replace(attack(told, "More raids"), factuality="planned")
    _, *others = linked(told, attack(told, "bomb hit", "Sunday"), beside, planned)
    assert [day(one) for one in others] == [None, None]


def test_what_is_told_later_of_the_same_place_is_of_its_day() -> None:
    told = article("A bomb hit Kunduz on Sunday. In Kunduz the blast broke windows.")
    kunduz = [Unlinked(span(told, words), "not linked yet") for words in ("Kunduz", "In Kunduz")]
    first = replace(attack(told, "bomb hit", "Sunday"), where=kunduz[0])
    later = replace(attack(told, "blast broke"), where=kunduz[1], role="background")
    assert [day(one) for one in linked(told, first, later)] == ["2023-04-30", "2023-04-30"]


def test_of_two_days_of_attacks_none_is_the_articles() -> None:
    told = article("A bomb hit on Sunday, another on Friday. A third broke windows.")
    claims = (attack(told, "bomb", "Sunday"), attack(told, "another", "Friday"))
    *_, third = linked(told, *claims, attack(told, "third"))
    assert day(third) is None


def test_an_attack_of_years_ago_dates_no_other() -> None:
    told = article("A bomb hit the market on March 3, 2019. The blast broke windows.")
    _, other = linked(told, attack(told, "bomb", "March 3, 2019"), attack(told, "blast"))
    assert day(other) is None


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit the market. Guards came around 6 p.m. Sunday.",
        "A bomb hit the market. It happened Sunday at about 6 p.m. near a bridge.",
        "A bomb hit the market. Guards heard it on Sunday night.",
    ],
)
def test_a_day_told_with_its_hour_is_that_of_the_news(text: str) -> None:
    told = article(text)
    (only,) = linked(told, attack(told, "bomb hit"))
    assert day(only) == "2023-04-30"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb hit the market, a guard said Sunday.",
        "A bomb hit the market. Updated: Sunday, 6:15 p.m.",
    ],
)
def test_the_day_of_what_was_said_or_written_is_not(text: str) -> None:
    told = article(text)
    (only,) = linked(told, attack(told, "bomb hit"))
    assert day(only) is None


def test_a_day_and_hour_that_date_another_act_are_not_the_attacks() -> None:
    told = article("A bomb hit the market. He was caught at 6 p.m. Sunday.")
    arrest = replace(attack(told, "caught", "Sunday"), event_type="COERCE")
    first, _ = linked(told, attack(told, "bomb hit"), arrest)
    assert day(first) is None


def test_a_day_and_hour_of_what_is_looked_into_are_the_attacks() -> None:
    told = article("A nurse was shot. Police are investigating the shooting on Sunday night.")
    inquiry = replace(attack(told, "investigating", "Sunday night"), event_type="ACCUSE")
    first, _ = linked(told, attack(told, "was shot"), inquiry)
    assert day(first) == "2023-04-30"


def test_an_attack_elsewhere_keeps_its_date_open() -> None:
    told = article("A bomb hit Herat on Sunday. Shots were fired in Kunduz. Afghanistan is tense.")
    here = replace(
        attack(told, "bomb hit", "Sunday"), where=Unlinked(span(told, "Herat"), "not linked yet")
    )
    there = replace(attack(told, "Shots"), where=Unlinked(span(told, "Kunduz"), "not linked yet"))
    _, other = linked(told, here, there)
    assert day(other) is None


def test_without_a_day_of_publication_no_day_is_read() -> None:
    told = article("A bomb hit the market at 6 p.m. on March 3, 2019.", None)
    (only,) = linked(told, attack(told, "bomb hit"))
    assert day(only) is None
