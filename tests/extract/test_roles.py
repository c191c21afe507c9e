"""Who does it and to whom, by where they stand in the sentence."""

from __future__ import annotations

import pytest

from tests.extract.make import code


def sides(text: str, event_type: str) -> tuple[list[str], list[str]]:
    """Return the actors and targets of the last claim of a type."""
    claim = [c for c in code(text) if c.event_type == event_type][-1]
    return [p.name for p in claim.actors], [p.name for p in claim.targets]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Red Brigade attacked the town of Belsk on Monday.", ["Red Brigade"]),
        ("A plot by Red Brigade to bomb the market in Belsk killed six people.", ["Red Brigade"]),
        ("Twelve people were killed in Belsk on Monday.", []),
        ("A bombing in the town of Belsk killed nine people on Monday.", []),
        ("Varia: Blast kills six people in Belsk", []),
        (
            "Gunmen from Northern Front killed nine villagers in Belsk.",
            ["Gunmen from Northern Front"],
        ),
    ],
)
def test_the_actor_is_who_does_it_or_unknown(text: str, actors: list[str]) -> None:
    assert sides(text, "ASSAULT")[0] == actors


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("A raid hit Belsk. Six of the wounded were nurses, police said.", ["nurses"]),
        ("Some of its pilots were among the dead, Selmark said.", ["pilots"]),
        ("The mayor survived an assassination attempt in Belsk.", ["mayor"]),
        ("Red Brigade killed a member of the council in Belsk.", ["member of the council"]),
        ("The raid claimed the lives of nine soldiers in Belsk.", ["soldiers"]),
    ],
)
def test_the_target_is_who_was_harmed(text: str, targets: list[str]) -> None:
    assert sides(text, "ASSAULT")[1] == targets


@pytest.mark.parametrize(
    ("text", "event_type", "targets"),
    [
        ("Selmark rejected an offer from Varia on Monday.", "REJECT", ["Varia"]),
        ("The envoy criticised Selmark's decision to close the port.", "ACCUSE", ["Selmark"]),
        ("The rebels on Monday demanded that Selmark free the soldiers.", "REQUEST", ["Selmark"]),
        ("The mayor praised Varia's efforts to feed the town.", "SUPPORT", ["Varia"]),
    ],
)
def test_words_are_aimed_at_somebody(text: str, event_type: str, targets: list[str]) -> None:
    assert sides(text, event_type)[1] == targets


def test_to_condemn_an_attack_is_not_to_condemn_who_was_hit() -> None:
    text = "The rebels condemned the attack on soldiers in Varia on Monday."
    assert sides(text, "ACCUSE") == (["rebels"], [])


def test_who_owns_a_killing_of_others_is_the_killer() -> None:
    text = "Rebels denounced the army's killing of civilians in Belsk."
    assert sides(text, "ASSAULT") == (["army"], ["civilians"])


def test_who_survives_an_attack_did_not_carry_it_out() -> None:
    assert sides("The mayor survived an assassination attempt in Belsk.", "ASSAULT")[0] == []


def test_who_speaks_during_talks_takes_part_in_them() -> None:
    actors, targets = sides("Anna Lind spoke of peace during talks with Varia.", "CONSULT")
    assert {*actors, *targets} == {"Anna Lind", "Varia"}


@pytest.mark.parametrize("word", ["terrorists", "militants", "fighters", "martyrs"])
def test_praise_and_blame_change_nothing(word: str) -> None:
    (claim,) = code(f"Selmark killed nine {word} in Belsk on Monday.")
    assert claim.event_type == "ASSAULT"
    assert [p.name for p in claim.targets] == [word]
    assert {h.low for h in claim.harm} == {9}


def test_swapped_sides_are_swapped_and_nothing_else() -> None:
    one = sides("Northern Front killed nine fighters of Red Brigade in Belsk.", "ASSAULT")
    other = sides("Red Brigade killed nine fighters of Northern Front in Belsk.", "ASSAULT")
    assert one[0] == ["Northern Front"]
    assert other[0] == ["Red Brigade"]
    assert [n.replace("Red Brigade", "Northern Front") for n in one[1]] == other[1]
