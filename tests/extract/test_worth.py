"""What is told as news, and what is only named, asked, feared or said in a figure of speech."""

from __future__ import annotations

import pytest

from tests.extract.make import code
from tests.extract.said import event, kinds


@pytest.mark.parametrize(
    "text",
    [
        "The striker attacked the goal in the second half of the match and the defence was "
        "destroyed.",
        "Prices fell as traders attacked the currency on the stock market.",
        "Fireworks exploded above the stadium as the team won the cup.",
    ],
)
def test_in_sport_and_markets_nobody_fights(text: str) -> None:
    assert code(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "The minister visited the wounded.",
        "The man behind the bombing lives in Belsk.",
        "The law targets women in Belsk.",
        "The policies target farmers.",
        "Attacks have declined since March 2024.",
        "The ceasefire has collapsed.",
        "The truce expired on Friday.",
    ],
)
def test_what_is_named_in_passing_is_no_claim(text: str) -> None:
    assert code(text) == []


def test_who_is_held_for_a_bombing_tells_no_bombing_again() -> None:
    told = kinds("A man held in connection with the bombing in Belsk was freed.")
    assert told == ["RETREAT"]


@pytest.mark.parametrize(
    "text",
    [
        "Officials did not say when the commander was killed.",
        "It is not clear who killed the mayor.",
    ],
)
def test_what_is_left_open_is_a_statement_and_no_event(text: str) -> None:
    assert kinds(text) == ["(statement)"]


def test_what_is_only_asked_is_no_attack() -> None:
    assert "ASSAULT" not in kinds("Reporters asked whether the hospital was bombed.")


def test_what_is_only_feared_is_no_attack() -> None:
    told = kinds("Residents are worried about the Red Brigade launching attacks.")
    assert told == ["(statement)"]


def test_troops_are_deployed_and_apps_are_not() -> None:
    assert event("Varia deployed troops to Torun Pass on Friday.").event_type == "MOBILIZE"
    assert code("The company deployed an app in Belsk.") == []
