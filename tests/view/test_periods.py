"""Months, quarters, years, and the days in them."""

from __future__ import annotations

from datetime import date
from typing import get_args

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.view.periods import Length, Span, days_of, period_name, periods, whole_periods

lengths: st.SearchStrategy[Length] = st.sampled_from(get_args(Length))
days = st.dates(date(1990, 1, 1), date(2040, 12, 31))


def test_an_iso_prefix_has_all_its_days() -> None:
    assert days_of("2024-02", "2024-02") == Span(date(2024, 2, 1), date(2024, 2, 29))
    assert days_of("2023", "2024-03-05").days == 365 + 31 + 29 + 5


@pytest.mark.parametrize("wrong", ["", "May 2023", "2023-13", "2023-02-30", "2023-2"])
def test_what_is_no_date_is_refused(wrong: str) -> None:
    with pytest.raises(ValueError, match=r"expected|month|day"):
        days_of(wrong, wrong)


def test_names_of_periods() -> None:
    span = days_of("2023-05", "2023-06")
    names = [period_name(span, length) for length in get_args(Length)]
    assert names == ["2023-05-01", "2023 W18", "2023-05", "2023 Q2", "2023"]


def test_weeks_begin_on_monday() -> None:
    week = Span(date(2023, 5, 1), date(2023, 5, 7))
    assert whole_periods(Span(date(2023, 5, 3), date(2023, 5, 3)), "week") == week
    assert [span.first.weekday() for span in periods(week, "day")] == [0, 1, 2, 3, 4, 5, 6]


@given(days, days, lengths)
def test_periods_cover_every_day_once(one: date, other: date, length: Length) -> None:
    within = Span(min(one, other), max(one, other))
    made = list(periods(within, length))
    assert sum(span.days for span in made) == within.days
    assert made[0].first == within.first
    assert made[-1].last == within.last
    assert whole_periods(within, length).holds(within)
