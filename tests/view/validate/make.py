"""Short makers of happenings, and a strategy of many kinds of them."""

from __future__ import annotations

from datetime import date
from typing import Any

from hypothesis import strategies as st

from khabar.view.validate.happening import Happening, Identity, Level, Place
from khabar.view.validate.rules import load_rules

RULES = load_rules()
DAY = date(2024, 5, 31).toordinal()
FRONT = Identity("Red Front", "red front", frozenset({"red_front"}))
CIVILIANS = Identity("Civilians", "civilians", civilians=True)


def a_place(**changes: Any) -> Place:
    given: dict[str, Any] = {
        "level": "point", "country": "AFG", "admin1": "kabul", "point": (34.5, 69.2),
        "within_km": 5.0, "precision": "exact", **changes,
    }  # fmt: skip
    return Place(**given)


def a_happening(id: str = "a", **changes: Any) -> Happening:
    given: dict[str, Any] = {
        "first": DAY, "last": DAY, "place": a_place(), "types": frozenset({"ASSAULT"}),
        "modes": frozenset(), "parties": (FRONT, CIVILIANS), "killed": (3, 3, 3),
        "told": f"{id} told", "country_name": "Afghanistan", "province": "Kabul", **changes,
    }  # fmt: skip
    return Happening(id=id, **given)


@st.composite
def places(draw: st.DrawFn) -> Place:
    level: Level = draw(st.sampled_from(["point", "point", "admin1", "country"]))
    point = (draw(st.sampled_from([34.0, 34.3, 36.0])), draw(st.sampled_from([69.0, 69.2])))
    return Place(
        level,
        draw(st.sampled_from(["AFG", "AFG", "PAK"])),
        draw(st.sampled_from(["kabul", "herat"])) if level != "country" else None,
        point if level == "point" or (level == "admin1" and draw(st.booleans())) else None,
        draw(st.sampled_from([5.0, 25.0, 50.0])) if level == "point" else 150.0,
        level,
    )


@st.composite
def happenings(draw: st.DrawFn) -> Happening:
    first = DAY + draw(st.integers(0, 4))
    low = draw(st.integers(0, 9))
    killed = (low, low + draw(st.integers(0, 2)), low + 3)
    parties = draw(st.lists(st.sampled_from(["one", "two", "three"]), max_size=2, unique=True))
    return Happening(
        id=draw(st.uuids()).hex,
        first=first,
        last=first + draw(st.sampled_from([0, 0, 0, 6, 30, 365])),
        place=draw(places()),
        types=frozenset({draw(st.sampled_from(["ASSAULT", "COERCE", "CONSULT"]))}),
        modes=frozenset(draw(st.lists(st.sampled_from(["aerial", "abduct"]), max_size=1))),
        parties=tuple(Identity(name, name) for name in parties),
        killed=draw(st.sampled_from([killed, None])),
        told="told",
        country_name="Afghanistan",
        province=None,
    )


def sides(most: int = 8) -> st.SearchStrategy[list[Happening]]:
    return st.lists(happenings(), max_size=most, unique_by=lambda one: one.id)
