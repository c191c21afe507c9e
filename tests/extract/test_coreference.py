"""Whom pronouns, short forms and "both sides" mean."""

from __future__ import annotations

import pytest

from tests.extract.make import code


def last_actors(text: str) -> list[str]:
    return [p.name for p in code(text)[-1].actors]


@pytest.mark.parametrize(
    ("text", "actors"),
    [
        ("Northern Front lost the town. The group killed nine people.", ["Northern Front"]),
        ("Northern Front lost the town. The armed group killed nine people.", ["Northern Front"]),
        ("Anna Lind led the rebels. She attacked the town of Torun on Monday.", ["Anna Lind"]),
        ("Six attackers were shot after they opened fire at a hotel in Belsk.", ["attackers"]),
        ("Fighting between Red Brigade and Northern Front went on. Both sides shelled the town.",
         ["Red Brigade", "Northern Front"]),
    ],
)  # fmt: skip
def test_the_words_before_tell_who_is_meant(text: str, actors: list[str]) -> None:
    assert last_actors(text) == actors


def test_the_words_that_a_pronoun_stands_for_are_kept_as_evidence() -> None:
    text = "Northern Front lost the town. The group killed nine people in Belsk."
    (party,) = code(text)[-1].actors
    assert party.words.words == "group"
    assert party.meant is not None
    assert party.meant.words == "Northern Front"


def test_its_fighters_are_those_of_the_group_that_speaks() -> None:
    text = "Northern Front said its fighters had killed nine soldiers in Belsk."
    assert last_actors(text) == ["Northern Front"]


def test_a_group_told_from_others_does_not_point_back() -> None:
    text = "Northern Front lost the town. A river group killed nine people in Belsk."
    assert last_actors(text) != ["Northern Front"]


def test_a_pronoun_with_nobody_before_it_stays_unknown() -> None:
    assert last_actors("They killed nine people in Belsk on Monday.") == []


def test_both_sides_stay_as_they_are_where_no_two_were_named() -> None:
    assert last_actors("Both sides shelled the town of Belsk.") == ["sides"]
