"""Capitals that stand for states, names that hold a capital's, and the two Talibans."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.link.linker import link
from khabar.model import EventType, Party, Source
from tests.link.make import article, claim, party, span, world


def linked(
    text: str, words: str, type: EventType = "ACCUSE", published: str = "2023-05-02"
) -> Party:
    where = article(text, published)
    one = replace(claim(where, (party(where, words),)), event_type=type)
    (after,) = link(world(), where, [one])
    return after.actors[0]


@pytest.mark.parametrize(
    ("text", "words", "state"),
    [
        ("Kabul said so.", "Kabul", "afghanistan"),
        ("Islamabad accused them.", "Islamabad", "pakistan"),
    ],
)
def test_a_capital_speaks_for_its_state(text: str, words: str, state: str) -> None:
    assert linked(text, words).id == state


def test_a_capital_that_is_hit_is_the_town() -> None:
    assert linked("Kabul was hit.", "Kabul", "ASSAULT").id is None


def test_a_capital_that_is_quoted_is_its_state_as_a_source() -> None:
    where = article("Kabul said that two guards died.")
    told = (Source("Reuters", "reports"), Source("Kabul", "says", span(where, "Kabul")))
    (after,) = link(world(), where, [claim(where, sources=told)])
    assert after.attribution[1].id == "afghanistan"


def test_kabul_university_is_neither_the_town_nor_the_state() -> None:
    assert linked("Kabul University accused him.", "Kabul University").id == "kabul_university"


@pytest.mark.parametrize(
    ("text", "words", "id"),
    [
        ("The Taliban killed a guard in Kabul, Afghanistan.", "Taliban", "taliban"),
        ("The Taliban killed a guard in Peshawar, Pakistan.", "Taliban", "pakistani_taliban"),
        ("The Tehrik-i-Taliban Pakistan met in Pakistan. The Taliban shot a guard in Swat.",
         "Taliban shot", "pakistani_taliban"),
        ("Islamabad accused Kabul of harbouring the Taliban.", "Taliban", "taliban"),
        ("Islamabad accused Kabul of harbouring the TTP.", "TTP", "pakistani_taliban"),
        ("The Pakistani Taliban killed a guard in Peshawar.", "Pakistani Taliban",
         "pakistani_taliban"),
    ],
)  # fmt: skip
def test_which_taliban_is_meant_hangs_on_the_company(text: str, words: str, id: str) -> None:
    name = words.removesuffix(" shot")
    where = article(text)
    start = text.index(words)
    told = Party(name, replace(span(where, name), start=start, end=start + len(name)))
    (after,) = link(world(), where, [claim(where, (told,))])
    assert after.actors[0].id == id


@pytest.mark.parametrize(
    ("published", "id"), [("2015-05-02", "afghanistan_government"), ("2023-05-02", "taliban")]
)
def test_who_the_afghan_government_is_hangs_on_the_day(published: str, id: str) -> None:
    told = linked("The Afghan government accused them.", "Afghan government", published=published)
    assert told.id == id


def test_before_they_were_founded_the_taliban_in_pakistan_were_the_afghan_ones() -> None:
    text = "The Taliban killed a guard in Peshawar, Pakistan."
    assert linked(text, "Taliban", "ASSAULT", "2005-05-02").id == "taliban"
    assert linked(text, "Taliban", "ASSAULT", "2012-05-02").id == "pakistani_taliban"
