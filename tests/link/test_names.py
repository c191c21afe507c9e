from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.link.names import NameFinder, fold, is_abbreviation

FINDER = NameFinder(
    [
        ("Red Front", "red"),
        ("Red Front Youth", "youth"),
        ("RF", "red"),
        ("IS", "state"),
        ("al-Nur", "nur"),
        ("Sana'a Guards", "guards"),
    ]
)


def found(text: str) -> list[tuple[str, tuple[str, ...]]]:
    return [(text[one.start : one.end], one.ids) for one in FINDER.find(text)]


def test_the_longest_name_at_a_place_wins() -> None:
    assert found("The Red Front Youth marched.") == [("Red Front Youth", ("youth",))]


def test_a_shorter_name_is_found_where_the_longer_one_breaks_off() -> None:
    assert found("The Red Front Youths marched.") == [("Red Front", ("red",))]


@pytest.mark.parametrize("written", ["al-Nur", "Al‑Nur", "al Nur", "Al–Nur", "AL-NUR"])
def test_dashes_spaces_and_capitals_do_not_matter_in_a_long_name(written: str) -> None:
    assert found(f"Fighters of {written} fled.") == [(written, ("nur",))]


@pytest.mark.parametrize("written", ["Sana'a Guards", "Sana’a Guards", "Saná'a Guards"])
def test_quotes_and_accents_do_not_matter(written: str) -> None:
    assert found(written) == [(written, ("guards",))]


def test_an_abbreviation_counts_only_in_capitals() -> None:
    assert found("This is the way; IS is not, nor is rf.") == [("IS", ("state",))]


def test_is_in_a_headline_in_capitals_is_a_verb() -> None:
    assert found("THE CEASEFIRE IS OVER IN THE NORTH") == []


def test_a_name_inside_a_word_is_no_name() -> None:
    assert found("The Infrared Frontier and ISO") == []


@pytest.mark.parametrize("text", ["a pro-Red Front party", "Red Front-backed gunmen"])
def test_a_name_that_only_qualifies_is_left_out(text: str) -> None:
    assert found(text) == []


def test_words_of_a_name_keep_their_capitals() -> None:
    assert found("the red front door") == []


def test_two_bearers_of_a_name_are_both_given() -> None:
    finder = NameFinder([("TIP", "one"), ("TIP", "other")])
    assert finder.ids_of("TIP") == ("one", "other")


def test_abbreviations_are_short_and_in_capitals() -> None:
    assert is_abbreviation("U.S.")
    assert is_abbreviation("RFE/RL")
    assert not is_abbreviation("Isis")
    assert not is_abbreviation("1984")


@given(st.text())
def test_folding_keeps_the_length(text: str) -> None:
    assert len(fold(text)) == len(text)


@given(st.text(alphabet="Red FrontYouhISal-Nur.", max_size=60))
def test_what_is_found_is_in_order_and_does_not_overlap(text: str) -> None:
    ends = [0]
    for one in FINDER.find(text):
        assert one.start >= ends[-1]
        ends.append(one.end)
