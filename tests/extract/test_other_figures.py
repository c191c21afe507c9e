"""Another source's figure for what was told: "The rebels put the number at 40"."""

from __future__ import annotations

import pytest

from tests.extract.make import code
from tests.extract.said import events, where


@pytest.mark.parametrize(
    ("text", "figure", "source"),
    [
        ("A bomb killed six people in Belsk. The mayor put the number at 40.", 40, "mayor"),
        ("The army said six of its men were killed in Belsk; villagers put the figure at more "
         "than 50.", 51, "villagers"),
        ("A bomb killed six people in Belsk. Doctors gave the figure as nine.", 9, "Doctors"),
    ],
)  # fmt: skip
def test_another_sources_figure_is_a_claim_of_its_own(text: str, figure: int, source: str) -> None:
    *_, told = events(text)
    assert [(h.outcome, h.low) for h in told.harm] == [("killed", figure)]
    assert told.attribution[-1].name == source
    assert where(told) == "Belsk"


@pytest.mark.parametrize(
    "text",
    [
        "A bomb killed six people in Belsk. The bank put the number of its branches at 40.",
        "Envoys met in Belsk on Monday. The mayor put the number at 40.",
    ],
)
def test_a_figure_of_something_else_is_no_toll(text: str) -> None:
    assert not any(h.low == 40 for claim in code(text) for h in claim.harm)
