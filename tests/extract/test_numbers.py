from __future__ import annotations

import pytest
import spacy
from hypothesis import given
from hypothesis import strategies as st

from khabar.errors import KnowledgeError
from khabar.extract.numbers import Quantity, find_quantities, number_words, read_number_words
from khabar.extract.tree import Tree

NLP = spacy.blank("en")


def quantities(text: str) -> list[Quantity]:
    return find_quantities(Tree(NLP(text)))


@pytest.mark.parametrize(
    ("text", "low", "high", "approximate"),
    [
        ("13 soldiers", 13, 13, False),
        ("Forty-two people", 42, 42, False),
        ("two hundred and six villagers", 206, 206, False),
        ("1,200 people", 1200, 1200, False),
        ("1.5 million people", 1_500_000, 1_500_000, False),
        ("at least 12 people", 12, None, False),
        ("no fewer than 30 guards", 30, None, False),
        ("more than 40 people", 41, None, False),
        ("some 170 villagers", 170, 170, True),
        ("nearly 200 people", 200, 200, True),
        ("up to 40 rebels", None, 40, False),
        ("fewer than 5 rebels", None, 4, False),
        ("between 10 and 12 rebels", 10, 12, False),
        ("10-12 rebels", 10, 12, False),
        ("ten to twelve rebels", 10, 12, False),
        ("several rebels", 2, None, False),
        ("dozens of rebels", 24, None, False),
        ("scores of rebels", 40, None, False),
        ("hundreds of thousands of villagers", 200_000, None, False),
        ("a dozen rebels", 12, 12, False),
        ("about two dozen rebels", 24, 24, True),
        ("several dozen rebels", 24, None, False),
        ("a couple of rebels", 2, None, False),
        ("both guards", 2, 2, False),
        ("no guards", 0, 0, False),
        ("none of the guards", 0, 0, False),
        ("50 or more guards", 50, None, False),
        ("100+ guards", 100, None, False),
        ("another 12 guards", 12, 12, False),
        ("a total of 66 guards", 66, 66, False),
        ("٢٥ guards", 25, 25, False),
        ("२५ guards", 25, 25, False),
    ],
)
def test_reads_a_count(text: str, low: int | None, high: int | None, approximate: bool) -> None:
    (one,) = quantities(text)
    assert (one.low, one.high, one.approximate) == (low, high, approximate)


@pytest.mark.parametrize(
    "text",
    ["no longer safe", "a soldier", "the town", "2.5 guards", "a 19-year-old man", "13 year old"],
)
def test_reads_no_count(text: str) -> None:
    assert quantities(text) == []


def test_no_one_is_nobody() -> None:
    assert [(one.low, one.high) for one in quantities("No one was there")] == [(0, 0)]


def test_two_counts_stay_apart() -> None:
    assert [one.low for one in quantities("13 soldiers and at least 170 villagers")] == [13, 170]


def test_a_number_beyond_all_people_is_not_read() -> None:
    assert quantities("killed 10,000,000,000 people") == []


@given(st.integers(0, 999_999_999))
def test_digits_give_their_value(value: int) -> None:
    assert [one.low for one in quantities(f"killed {value:,} people")] == [value]


@given(st.lists(st.sampled_from(["at", "least", "ten", "to", "5", "dozen", "a", "no", "some"])))
def test_quantities_are_in_order_and_do_not_overlap(words: list[str]) -> None:
    found = quantities(" ".join(words))
    ends = [-1, *(one.last for one in found)]
    assert all(one.first > end for one, end in zip(found, ends, strict=False))
    assert all(one.low is None or one.high is None or one.low <= one.high for one in found)


def test_a_wrong_entry_is_named() -> None:
    with pytest.raises(
        KnowledgeError, match=r"\[exact\]: expected a lower-case word .* found Many = -1"
    ):
        read_number_words("[exact]\nMany = -1\n[scale]\n[vague]\n")


def test_bounds_and_counts_are_different_words() -> None:
    known = number_words()
    assert not {"".join(p) for p in known.before if len(p) == 1} & known.exact.keys()
