"""A copy tells what was told; a later version tells more, or is worded anew by its carrier."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.dedupe.figures import figures, read_written
from khabar.dedupe.versions import versions
from khabar.errors import KnowledgeError
from khabar.model import Article
from tests.dedupe.make import article

TEXT = "A bomb in the old market killed three people and wounded twelve, the mayor said."


def told(
    text: str = TEXT, day: str | None = "2024-05-06", outlet: str = "Post", title: str = "Bomb"
) -> Article:
    return replace(article(f"{outlet} {day} {text} {title}", text, day, outlet), title=title)


def test_an_edit_that_tells_nothing_new_is_the_same_version() -> None:
    cut = told("A bomb in the market killed 3 and wounded twelve.", "2024-05-07", "Herald")
    assert versions([told(), cut]) == [1, 1]


def test_a_toll_that_rose_is_a_later_version() -> None:
    risen = told(TEXT.replace("three", "nine"), "2024-05-07", "Herald")
    assert versions([told(), risen]) == [1, 2]


def test_a_late_reprint_of_the_first_version_stays_the_first() -> None:
    risen = told(TEXT.replace("three", "nine"), "2024-05-07", "Herald")
    late = told(outlet="Courier", day="2024-05-09")
    assert versions([told(), risen, late]) == [1, 2, 1]


def test_another_headline_by_the_same_carrier_is_a_later_version() -> None:
    headline = told(title="Bomb in market", day="2024-05-07")
    assert versions([told(), headline]) == [1, 2]
    assert versions([told(), replace(headline, outlet="Herald")]) == [1, 1]


def test_what_the_same_carrier_prints_again_unchanged_is_no_new_version() -> None:
    assert versions([told(), told(day="2024-05-07")]) == [1, 1]


@pytest.mark.parametrize("day", ["2024-05-06", "2024-05-06T09:00", None])
def test_texts_that_cannot_be_put_in_order_are_left_open(day: str | None) -> None:
    assert versions([told(), told(TEXT.replace("three", "nine"), day, "Herald")]) == [1, None]


@pytest.mark.parametrize(
    "words", ["on May 7", "on 7 May", "at 10:30 GMT", "at 9 p.m.", "in 2019", "in Apr 11"]
)
def test_dates_and_times_are_no_figures(words: str) -> None:
    assert figures(told(f"It was {words}.")) == frozenset()


def test_a_figure_is_one_however_it_is_written() -> None:
    assert figures(told("Twelve of 1,200 died; 12 are missing.")) == {12, 1200}


def test_a_broken_file_of_number_words_is_named() -> None:
    with pytest.raises(KnowledgeError, match=r"values.*a whole number"):
        read_written({"values": {"two": "2"}, "dates": {"beside": ""}})
    with pytest.raises(KnowledgeError, match=r"dates.*the words beside"):
        read_written({"values": {}, "dates": {}})
