from __future__ import annotations

from typing import Any

import pytest

from khabar.view.validate.happening import Happening, Identity
from khabar.view.validate.score import Score, score
from tests.view.validate.make import CIVILIANS, DAY, FRONT, RULES, a_happening, a_place


def signal(name: str, one: Happening, other: Happening) -> float:
    scored = score(one, other, RULES)
    assert isinstance(scored, Score), scored
    assert score(other, one, RULES) == scored
    return round(float(getattr(scored, name)), 3)


@pytest.mark.parametrize(
    ("name", "changes", "value"),
    [
        ("time", {}, 1.0),
        ("time", {"first": DAY + 1, "last": DAY + 1}, 0.35),
        ("time", {"last": DAY + 9}, 0.55),
        ("place", {}, 1.0),
        ("place", {"place": a_place(level="admin1", point=None)}, 0.7),
        ("place", {"place": a_place(level="country", admin1=None, point=None)}, 0.25),
        ("place", {"place": a_place(level="admin1", admin1="wardak")}, 0.4),
        ("parties", {}, 1.0),
        ("parties", {"parties": (CIVILIANS, FRONT)}, 1.0),
        ("parties", {"parties": (FRONT,)}, 0.667),
        ("parties", {"parties": ()}, 0.5),
        ("parties", {"parties": (Identity("Other", "other"),)}, 0.0),
        ("type", {"types": frozenset({"COERCE"})}, 0.4),
        ("type", {"types": frozenset[str]()}, 0.5),
        ("harm", {"killed": (1, 2, 5)}, 1.0),
        ("harm", {"killed": (7, 7, 7)}, 0.5),
        ("harm", {"killed": (99, 99, 99)}, 0.0),
        ("harm", {"killed": None}, 0.5),
    ],
)
def test_each_signal_is_one_where_all_agrees(
    name: str, changes: dict[str, Any], value: float
) -> None:
    assert signal(name, a_happening(), a_happening("b", **changes)) == value


def test_modes_that_exclude_each_other_count_less() -> None:
    drone, blast, abduction = (
        a_happening(mode, modes=frozenset({mode})) for mode in ("drone", "explosives", "abduct")
    )
    assert signal("type", drone, blast) == 1.0
    assert signal("type", drone, abduction) == 0.6


def test_a_body_is_kin_of_what_it_belongs_to_and_a_states_forces_of_each_other() -> None:
    army = Identity("Army", "army", frozenset({"army"}), frozenset({"government", "state"}), "AFG")
    police = Identity("Police", "police", frozenset({"police"}), state="AFG")
    state = Identity("State", "state", frozenset({"state"}))
    assert army.is_kin(state)
    assert state.is_kin(army)
    assert army.is_kin(police)
    assert not state.is_kin(police)
    assert not FRONT.is_kin(army)
