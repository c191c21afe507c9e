"""Sentences of an article, without the datelines before them."""

from __future__ import annotations

import pytest

from khabar.extract.sentences import sentences
from khabar.model import Article, Block


def opening(text: str) -> str:
    article = Article(
        "a", "a.txt", text, (Block(0, len(text), "body", ""),), None, None, None, None
    )
    first = sentences(article)[0]
    return text[first.start : first.end]


@pytest.mark.parametrize(
    "dateline",
    [
        "HERAT — ",
        "HERAT, Afghanistan (XYZ) — ",
        "PORT CITY, Ark. - ",
        "PORT CITY, W.Va. (XYZ) -- ",
        "PORT CITY, ND (XYZ) - ",
    ],
)
def test_a_dateline_is_no_part_of_the_sentence(dateline: str) -> None:
    assert opening(f"{dateline}A man was shot on Sunday.") == "A man was shot on Sunday."


@pytest.mark.parametrize("text", ["UN chief speaks - of war", "A man - a clerk - was shot."])
def test_other_capitals_before_a_dash_are_none(text: str) -> None:
    assert opening(text) == text
