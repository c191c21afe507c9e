from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.link.dates.calendar import (
    Grain,
    Stretch,
    easter,
    months,
    part_of,
    shift,
    shift_day,
    unit_around,
)

GRAINS: list[Grain] = [
    "day", "weekend", "week", "month", "quarter", "season", "half", "year", "decade", "century",
]  # fmt: skip
DAYS = st.dates(date(1700, 1, 1), date(2200, 12, 31))


@given(DAYS, st.sampled_from(GRAINS))
def test_a_unit_holds_the_day_it_is_around(day: date, grain: Grain) -> None:
    unit = unit_around(day, grain)
    assert unit.last >= day
    assert unit.first <= day or grain == "weekend"


@given(DAYS, st.sampled_from(GRAINS), st.integers(-7, 7))
def test_a_unit_moved_and_moved_back_is_the_same(day: date, grain: Grain, count: int) -> None:
    unit = unit_around(day, grain)
    assert shift(shift(unit, grain, count), grain, -count) == unit


@given(DAYS, st.sampled_from(GRAINS), st.sampled_from(["early", "mid", "late"]))
def test_a_part_lies_inside_its_unit(day: date, grain: Grain, part: str) -> None:
    unit = unit_around(day, grain)
    third = part_of(unit, part)  # type: ignore[arg-type]
    assert unit.first <= third.first <= third.last <= unit.last


def test_the_thirty_first_becomes_the_last_day_of_a_shorter_month() -> None:
    assert shift_day(date(2023, 1, 31), "month", 1) == date(2023, 2, 28)


@pytest.mark.parametrize(
    ("stretch", "value"),
    [
        (months(2023, 4), "2023-04"),
        (months(2022, 12, 3, "season"), "2022-12/2023-02"),
        (unit_around(date(2023, 4, 26), "week"), "2023-04-24/2023-04-30"),
        (unit_around(date(1995, 4, 26), "decade"), "1990/1999"),
        (Stretch(date(2016, 1, 1), date(2016, 6, 7), "year"), "2016-01/2016-06-07"),
    ],
)
def test_values_are_as_short_as_the_words_are_coarse(stretch: Stretch, value: str) -> None:
    assert stretch.value == value


@pytest.mark.parametrize("day", [date(2000, 4, 23), date(2023, 4, 9), date(2024, 3, 31)])
def test_easter_falls_where_the_church_says(day: date) -> None:
    assert easter(day.year) == day
