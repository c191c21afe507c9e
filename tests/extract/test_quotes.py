from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.extract.quotes import quotations


@pytest.mark.parametrize(
    ("text", "quoted"),
    [
        ('"Run," he said. "They are here."', ["Run,", "They are here."]),
        ("“Run,” he said.", ["Run,"]),
        ('The 12" pipe burst.', []),
        (
            "“It began at dawn.\n“It ended at noon,” he said.",
            ["It began at dawn.", "It ended at noon,"],
        ),
    ],
)
def test_finds_the_words_between_marks(text: str, quoted: list[str]) -> None:
    assert [text[q.start : q.end] for q in quotations(text)] == quoted


def test_a_paragraph_left_open_goes_on_in_the_next() -> None:
    found = quotations("“It began at dawn.\n“It ended at noon,” he said.")
    assert [q.goes_on for q in found] == [True, False]


@given(st.text(alphabet="ab \n\"“”.'"))
def test_quotations_are_in_order_inside_lines_and_apart(text: str) -> None:
    end = 0
    for one in quotations(text):
        assert end <= one.start < one.end <= len(text)
        assert "\n" not in text[one.start : one.end]
        end = one.end
