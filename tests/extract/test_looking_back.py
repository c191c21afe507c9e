"""What is remembered happened neither on the day nor at the place of the remembrance."""

from __future__ import annotations

import pytest

from tests.extract.said import event, when, where


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("Today marks ten years since gunmen killed 30 people in Belsk.", "Belsk"),
        (
            "Thursday is the tenth anniversary of the attack that killed 30 people in Belsk.",
            "Belsk",
        ),
        ("Crowds gathered in Belsk on Tuesday to remember the 30 students killed by rebels.", None),
        ("A monument to the 30 people killed by rebels was unveiled in Belsk on Friday.", None),
        ("On Friday a film told the story of a soldier killed in Belsk.", "Belsk"),
    ],
)
def test_a_remembrance_dates_and_places_nothing(text: str, place: str | None) -> None:
    told = event(text)
    assert (when(told), where(told), told.role) == (None, place, "background")


def test_a_day_of_the_act_itself_is_kept() -> None:
    told = event("Relatives mourned three guards who were shot in Belsk on Monday.")
    assert (when(told), where(told)) == ("Monday", "Belsk")
