"""Sentences that lean on the one before: the scene, "among them", "they include"."""

from __future__ import annotations

import pytest

from khabar.model import Claim
from tests.extract.make import code
from tests.extract.said import events, targets, when, where

SCENE = "A suicide bomber struck a market in Belsk on Monday. "


def again(sentence: str) -> Claim:
    """The attack that the second sentence tells."""
    first, second = events(SCENE + sentence)
    assert first.mode == "suicide-attack"
    return second


def test_an_attack_told_again_is_on_the_scene_of_the_telling_before() -> None:
    told = again("The attack killed nine people.")
    assert (where(told), when(told), told.mode) == ("Belsk", "Monday", "suicide-attack")
    assert any("carried over" in why for why in told.because)


def test_another_hand_is_another_scene() -> None:
    told = again("The army killed nine rebels.")
    assert (where(told), when(told), told.mode) == (None, None, None)


def test_a_place_of_its_own_keeps_an_attack_off_the_scene() -> None:
    told = again("The army killed nine rebels in Selmark.")
    assert where(told) != "Belsk"
    assert when(told) is None


def test_a_state_alone_is_no_scene() -> None:
    _, second = events("Bombs killed three people in Varia on Monday. Shots killed a guard.")
    assert where(second) is None


def test_who_was_among_them_was_harmed_like_them() -> None:
    _, told = events(
        "A bomb killed six people in Belsk on Monday. "
        "Among them was the head of the Green Crescent."
    )
    assert targets(told) == ["head of the Green Crescent"]
    assert [(h.outcome, h.low) for h in told.harm] == [("killed", 1)]
    assert told.words.words.startswith("Among them")


def test_among_them_after_no_harm_tells_nothing() -> None:
    assert len(code("Envoys met in Belsk on Monday. Among them was the head of the party.")) == 1


def test_a_list_stands_in_the_place_of_some_groups() -> None:
    told = code(
        "Varia has ties to some armed groups. They include the Red Brigade and the Northern Front."
    )
    assert [(c.relation, targets(c)) for c in told] == [
        ("links", ["armed groups"]), ("links", ["Red Brigade", "Northern Front"]),
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["They include the Red Brigade.", "Among them was a nurse."])
def test_with_nothing_before_them_such_sentences_tell_nothing(text: str) -> None:
    assert code(text) == []
