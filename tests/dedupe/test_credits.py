"""The agency that a text is credited to."""

from __future__ import annotations

import pytest

from khabar.dedupe.credits import agencies, agency, credited_agency
from khabar.errors import KnowledgeError
from tests.dedupe.make import article, dispatch

EXAMPLES = [(a.name, credit) for a in agencies() for credit in a.credited]


@pytest.mark.parametrize(("name", "credit"), EXAMPLES)
def test_every_example_is_read_at_the_head_and_at_the_end(name: str, credit: str) -> None:
    long = dispatch(1)
    assert credited_agency(article("a", f"{credit}\n{long}")) == name
    assert credited_agency(article("a", f"{long}.\n{credit}")) == name


@pytest.mark.parametrize(
    "text",
    [
        "Two people died, a doctor told Reuters.",
        "Reuters could not verify the video.",
        "The app (see below) from ap. developers failed.",
        "He was shot by a man on Monday.",
    ],
)
def test_an_agency_quoted_in_the_text_is_not_its_origin(text: str) -> None:
    assert credited_agency(article("a", f"{dispatch(2)} {text} {dispatch(3)}")) is None


def test_a_byline_counts_before_a_dateline() -> None:
    text = "Ann Writer, AFP\nNORTHTOWN (Reuters) - Two people died."
    lines = text.split("\n")
    marked = article("a", text, blocks=[(lines[0], "byline"), (lines[1], "body")])
    assert credited_agency(marked) == "AFP"


def test_an_incomplete_entry_is_named() -> None:
    with pytest.raises(KnowledgeError, match="entry 3: expected a name"):
        agency(3, {"name": "Nowhere Press", "written": []})
