from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.clean.lines import Line
from khabar.clean.published import day_in_address, published_in, written_day


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("April 29, 2023", "2023-04-29"),
        ("Sat, 29 Apr 2023 10:33 GMT", "2023-04-29"),
        ("29-Sept-2023", "2023-09-29"),
        ("2023-04-29T23:59:00-08:00", "2023-04-29"),
        ("1st May 2021", "2021-05-01"),
        ("29/04/2023", "2023-04-29"),
        ("04/29/2023", "2023-04-29"),
        ("5/5/2023", "2023-05-05"),
        ("3/4/2023", None),
        ("April 29", None),
        ("April 2023", None),
        ("February 30, 2023", None),
        ("2023-13-01", None),
        ("yesterday", None),
    ],
)
def test_a_day_is_read_only_where_it_is_whole_and_plain(words: str, day: str | None) -> None:
    assert written_day(words) == day


def test_a_line_about_an_update_gives_no_date() -> None:
    lines = [Line(0, 20, "Updated May 4, 2021"), Line(21, 40, "May 3, 2021")]
    assert published_in(lines) == "2021-05-03"
    assert published_in(lines[:1]) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://example.org/world/2023/04/29/soldiers-leave/", "2023-04-29"),
        ("https://example.org/2023/apr/29/soldiers-leave", "2023-04-29"),
        ("https://example.org/2023-04-29/soldiers-leave", "2023-04-29"),
        ("https://example.org/2023/04/soldiers-leave", None),
        ("https://example.org/2023/45/99/soldiers-leave", None),
        (None, None),
    ],
)
def test_an_address_may_hold_the_day(url: str | None, day: str | None) -> None:
    assert day_in_address(url) == day


@settings(deadline=None)
@given(st.text())
def test_any_words_give_a_day_or_none(words: str) -> None:
    written_day(words)
    day_in_address(words)
