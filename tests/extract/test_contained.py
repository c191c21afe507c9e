"""What is only refused, threatened, asked for or told of is no act of its own."""

from __future__ import annotations

import pytest

from tests.extract.said import actors, event, kinds, targets


@pytest.mark.parametrize(
    ("text", "type", "who", "whom"),
    [
        ("The Red Brigade refused to release the hostages.", "REJECT", "Red Brigade", "hostages"),
        ("Varia threatened to bomb Selmark.", "THREATEN", "Varia", "Selmark"),
        ("Varia called on Selmark to withdraw its troops.", "REQUEST", "Varia", "Selmark"),
        ("Varia asked Selmark to stop arming the rebels.", "REQUEST", "Varia", "Selmark"),
        ("The Red Brigade rejected a ceasefire with Varia.", "REJECT", "Red Brigade", "Varia"),
    ],
)
def test_the_words_are_the_act_and_what_they_are_about_is_none(
    text: str, type: str, who: str, whom: str
) -> None:
    told = event(text)
    assert (told.event_type, actors(told), targets(told)) == (type, [who], [whom])


def test_what_is_agreed_to_is_no_second_act() -> None:
    assert kinds("The Northern Front agreed to withdraw from Belsk.") == ["CONCEDE"]


@pytest.mark.parametrize(
    "text",
    [
        "The Red Brigade withdrew its claim of the bombing.",
        "Varia vowed to keep striking the Northern Front.",
    ],
)
def test_what_is_vowed_or_withdrawn_makes_a_statement_alone(text: str) -> None:
    assert kinds(text) == ["(statement)"]


def test_what_was_revenge_is_stated_and_what_it_avenges_is_told() -> None:
    told = "The raid was revenge for the killing of a commander."
    assert kinds(told) == ["(statement)", "ASSAULT"]
    assert targets(event(told)) == ["commander"]
