"""Whose the deed is, at whom it is aimed, and who "the dead" turn out to be."""

from __future__ import annotations

import pytest

from tests.extract.make import code
from tests.extract.said import actors, event, events, targets


def test_whose_the_decision_is_does_what_is_decided() -> None:
    told = event("The army's decision to arrest the mayor led to protests.")
    assert (actors(told), targets(told), told.factuality) == (["army"], ["mayor"], "planned")


def test_whose_the_plot_is_does_what_is_plotted_even_if_it_failed() -> None:
    (told,) = code("The Red Brigade's plot to bomb a market in Belsk was foiled.")
    assert (told.kind, actors(told), targets(told)) == ("statement", ["Red Brigade"], ["market"])


@pytest.mark.parametrize(
    ("text", "outcome", "group", "count"),
    [
        ("Seven of the dead were officers in the blast in Belsk.", "killed", "officers", 7),
        ("Three tourists were among the wounded in the bombing.", "injured", "tourists", 3),
    ],
)
def test_who_the_dead_and_the_wounded_were_is_told_as_a_part_of_them(
    text: str, outcome: str, group: str, count: int
) -> None:
    told = event(text)
    assert targets(told) == [group]
    assert [(h.outcome, h.group, h.low) for h in told.harm] == [(outcome, group, count)]


def test_two_with_titles_are_both_hit() -> None:
    told = event("Minister Alda Verin and Minister Toma Resk were killed in a bombing.")
    assert targets(told) == ["Alda Verin", "Toma Resk"]


def test_a_name_stands_for_its_description() -> None:
    assert targets(event("The envoy, Mira Tolvan, was kidnapped in Belsk.")) == ["Mira Tolvan"]


def test_what_somebody_is_called_is_who_is_hit() -> None:
    assert targets(event("The soldiers shot at what they called a spy.")) == ["spy"]


def test_a_headlines_label_does_nothing() -> None:
    told = event("Selmark: Army arrests three editors")
    assert actors(told) == ["Army"]


def test_those_who_attack_each_other_are_the_actors() -> None:
    told = event("The two armies attacked each other near Torun Pass.")
    assert (actors(told), targets(told)) == (["armies"], [])


def test_who_survives_an_attack_was_its_target() -> None:
    told = event("The governor survived an attack in Belsk on Monday.")
    assert (actors(told), targets(told)) == ([], ["governor"])


@pytest.mark.parametrize(
    ("text", "whom"),
    [
        ("Varia rejected the general's offer of talks.", ["general"]),
        ("Varia rejected an offer from the Red Brigade.", ["Red Brigade"]),
        ("Varia threatened to strike targets in Selmark.", ["Selmark"]),
        ("Protesters marched against the government in Belsk on Friday.", ["government"]),
        ("Varia accused the Red Brigade of a bombing in Belsk.", ["Red Brigade"]),
    ],
)
def test_words_are_aimed_at_somebody_in_the_place_of_a_thing(text: str, whom: list[str]) -> None:
    assert targets(event(text)) == whom


def test_condemning_somebodys_raid_is_aimed_at_him_and_not_at_what_he_hit() -> None:
    accused, raid = events("Varia condemned the Red Brigade's raid on a school.")
    assert targets(accused) == ["Red Brigade"]
    assert (actors(raid), targets(raid)) == (["Red Brigade"], ["school"])


def test_condemning_a_raid_by_nobody_named_is_aimed_at_nobody() -> None:
    accused, _ = events("Varia condemned the attack on the market.")
    assert targets(accused) == []
