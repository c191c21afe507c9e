from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Event, When
from khabar.view.page.timeline import Unit, choose_unit, draw_timeline, period_key
from tests.view.make import a_claim, an_article, an_event, words
from tests.view.strategies import whens


def on(start: str, end: str | None = None, id: str = "e") -> Event:
    when = When(start, end or start, "day", "stated", words("3 May 2023"))
    return an_event([a_claim()], when=when, id=id)


@pytest.mark.parametrize(
    ("days", "unit"),
    [
        (["2023-05-01", "2023-06-20"], "day"),
        (["2023-05-01", "2023-06"], "month"),
        (["2021-08-26", "2024-12-24"], "month"),
        (["1996", "2024-12-24"], "year"),
        ([], "month"),
    ],
)
def test_chooses_the_finest_unit_that_can_be_read(days: list[str], unit: Unit) -> None:
    assert choose_unit([on(day) for day in days]) == unit


@pytest.mark.parametrize(
    ("start", "end", "key"),
    [
        ("2023-05-03", "2023-05-09", "2023-05"),
        ("2023-05", "2023-05", "2023-05"),
        ("2023", "2023", ""),
        ("2023-04-30", "2023-05-01", ""),
        ("2023-13", "2023-13", ""),
    ],
)
def test_a_date_wider_than_a_bar_is_not_squeezed_onto_one(start: str, end: str, key: str) -> None:
    when = When(start, end, "day", "stated", words("3 May 2023"))
    assert period_key(when, "month") == key


def test_bars_count_events_and_those_asserted_and_leave_gaps_empty() -> None:
    events = [on("2023-05-03", id="a"), on("2023-05-20", id="b"), on("2023-09-01", id="c")]
    drawn = draw_timeline(events, {"a": "asserted", "b": "alleged", "c": "asserted"}, "month")
    assert [(bar.key, bar.events, bar.asserted) for bar in drawn.bars if bar.key] == [
        ("2023-05", 2, 1),
        ("2023-06", 0, 0),
        ("2023-07", 0, 0),
        ("2023-08", 0, 0),
        ("2023-09", 1, 1),
    ]


@given(st.lists(st.none() | whens(an_article()), max_size=6))
def test_every_event_is_on_the_timeline_or_counted_as_not(dates: list[When | None]) -> None:
    events = [an_event([a_claim()], when=when, id=str(n)) for n, when in enumerate(dates)]
    drawn = draw_timeline(events, {}, choose_unit(events))
    assert sum(bar.events for bar in drawn.bars) + drawn.undated == len(events)
