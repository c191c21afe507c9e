"""People die without anybody's deed too; that is no attack."""

from __future__ import annotations

import pytest

from khabar.extract.accidents import accidents
from tests.test_framing import read


@pytest.mark.parametrize("text", accidents().accidents)
def test_an_accident_is_no_attack(text: str) -> None:
    assert [c for c in read(text) if c.event_type == "ASSAULT"] == []


@pytest.mark.parametrize("text", accidents().attacks)
def test_what_only_sounds_like_an_accident_is_an_attack(text: str) -> None:
    assert [c for c in read(text) if c.event_type == "ASSAULT"]
