"""Whose word for whom an article uses changes nothing of what is coded: 200 pairs of sentences."""

from __future__ import annotations

from functools import cache
from itertools import combinations

import pytest

from khabar.model import Claim, Dropped, Page
from khabar.steps import RealSteps

WORDS = ("terrorists", "militants", "fighters", "martyrs")
SAID_OF_THEM = [
    "Soldiers killed seven {} near Kunduz on Monday.",
    "The {} opened fire on a checkpoint, wounding two policemen.",
    "A drone strike killed at least five {} in the mountains, officials said.",
    "Police arrested 14 {} after the bombing of a bus.",
    "The army allegedly bombed a camp of the {}.",
    "Officials denied that the {} had shot down the helicopter.",
    "Dozens of {} attacked a police station, the governor said.",
    "Witnesses said {} abducted three aid workers from their car.",
    "Troops killed several {} and seized weapons in the raid.",
    "The {} released eleven hostages, according to the Red Cross.",
    "The minister accused the {} of burning down a school.",
    "Two soldiers and nine {} died in the clashes.",
    "The {} may have planted the bomb, an analyst said.",
    "The {} threatened to attack the embassy.",
    "Some 200 {} surrendered to the army.",
    "The {} did not attack the convoy, a spokesman said.",
    "Shelling by the {} injured four children.",
    "The {} plan to storm the prison, officials fear.",
    "Security forces besieged the {} in a village house.",
    "Six {} were found dead after the air raid.",
]
SIDES = [
    ("Israel", "Syria"), ("Russia", "Ukraine"), ("Pakistan", "India"), ("Iran", "Iraq"),
    ("Turkey", "Greece"), ("Ethiopia", "Eritrea"), ("Sudan", "Chad"), ("Serbia", "Kosovo"),
]  # fmt: skip
SAID_OF_SIDES = [
    "{0} bombed an airbase in {1}, killing three soldiers.",
    "{0} accused {1} of shelling a village on the border.",
    "{0} denied that it had attacked {1}.",
    "The army of {0} shot down a drone of {1}.",
    "{0} and {1} signed a ceasefire on Friday.",
    "{0} expelled the ambassador of {1}.",
    "{0} allegedly sent weapons to rebels in {1}.",
    "{0} threatened to invade {1}.",
    "Artillery fire from {0} wounded at least 12 civilians in {1}, officials said.",
    "{0} called on {1} to release four fishermen.",
]
PAIRS = [
    *((said.format(a), said.format(b)) for said in SAID_OF_THEM for a, b in combinations(WORDS, 2)),
    *((said.format(a, b), said.format(b, a)) for said in SAID_OF_SIDES for a, b in SIDES),
]


@cache
def steps() -> RealSteps:
    return RealSteps()


@cache
def read(sentence: str) -> tuple[Claim, ...]:
    article = steps().clean(Page("a.txt", sentence.encode(), "text", published="2024-05-10"))
    assert not isinstance(article, Dropped)
    return tuple(steps().link(article, steps().extract(article)))


def coded(sentence: str) -> list[tuple[object, ...]]:
    """Return all that framing must not touch: kind, type, mode, factuality, figures."""
    return [
        (
            claim.kind, claim.event_type, claim.mode, claim.relation, claim.factuality,
            [(harm.outcome, harm.low, harm.high, harm.approximate) for harm in claim.harm],
            bool(claim.actors), bool(claim.targets), len(claim.attribution),
        )
        for claim in read(sentence)
    ]  # fmt: skip


def test_there_are_two_hundred_pairs() -> None:
    assert len(set(PAIRS)) == 200


@pytest.mark.parametrize("said", [*SAID_OF_THEM, *SAID_OF_SIDES])
def test_each_sentence_tells_something(said: str) -> None:
    assert coded(said.format(*SIDES[0]) if "{0}" in said else said.format("militants"))


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_swapping_the_word_for_a_side_changes_nothing(one: str, other: str) -> None:
    assert coded(one) == coded(other)
