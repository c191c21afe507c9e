"""Which words of a sentence tell of one happening, and which of another."""

from __future__ import annotations

import pytest

from tests.extract.said import actors, event, events, killed, targets


@pytest.mark.parametrize(
    ("text", "mode", "dead"),
    [
        ("A suicide bombing killed nine people in Belsk on Monday.", "suicide-attack", 9),
        ("Gunmen attacked a checkpoint near Belsk, killing three soldiers.", "firearms", 3),
        ("The blast that hit the bus killed four passengers.", "explosives", 4),
        ("Nine people died in an attack on a mosque in Belsk.", None, 9),
        ("Nine people were killed when a bomb exploded at a mosque.", "explosives", 9),
        ("Gunmen stormed a bank and killed two guards.", "firearms", 2),
        ("The army killed three rebels during a raid in Belsk.", None, 3),
        ("The attack at the airport, which killed 13 people, was the first.", None, 13),
    ],
)
def test_what_was_done_and_whom_it_killed_are_one_act(
    text: str, mode: str | None, dead: int
) -> None:
    told = event(text)
    assert (told.mode, killed(told)) == (mode, [dead])


def test_killed_and_wounded_after_an_attack_are_one_act() -> None:
    told = event(
        "Three soldiers were killed and five others wounded after gunmen attacked a convoy."
    )
    assert actors(told) == ["gunmen"]
    assert {(h.outcome, h.low) for h in told.harm if h.group is None} == {
        ("killed", 3), ("injured", 5),
    }  # fmt: skip


def test_the_bombing_that_somebody_planned_is_not_his_own_death() -> None:
    told = event("The mastermind of the bombing in Belsk was killed on Friday.")
    assert (targets(told), told.mode) == (["mastermind"], None)


def test_an_attack_named_afterwards_with_who_is_blamed_is_one_act() -> None:
    told = event("The Northern Front killed a mayor in Belsk, an attack blamed on the Red Brigade.")
    assert (actors(told), told.factuality) == (["Red Brigade"], "alleged")


def test_acts_of_two_types_stay_two() -> None:
    both = events("Rebels killed two soldiers in Belsk and the army arrested a spy in Selmark.")
    assert [(c.event_type, actors(c)) for c in both] == [
        ("ASSAULT", ["Rebels"]), ("COERCE", ["army"]),
    ]  # fmt: skip


def test_what_is_condemned_is_told_beside_the_condemning() -> None:
    both = events("Varia condemned the bombing of the school.")
    assert [c.event_type for c in both] == ["ACCUSE", "ASSAULT"]


def test_detained_and_arrested_of_the_same_men_are_one_act() -> None:
    told = event("Police detained five men, who were arrested in Belsk.")
    assert (told.mode, targets(told)) == ("arrest", ["men"])
