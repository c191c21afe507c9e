from __future__ import annotations

import pytest

from khabar.link.described import Describer
from khabar.link.sector_words import sector_words
from tests.link.make import world


@pytest.mark.parametrize(
    ("phrase", "day", "country", "sector"),
    [
        ("Peru", None, "PER", None),
        ("Two Danes", None, "DNK", None),
        ("ordinary Danes", None, "DNK", "CVL"),
        ("Kenyan nurses", None, "KEN", "MED"),
        ("a former Kenyan nurse", None, "KEN", "ELI"),
        ("Oman's deputy foreign minister", None, "OMN", "GOV"),
        ("Chad's ambassador to Niger", None, "TCD", "GOV"),
        ("a group of tourists", None, None, "CVL"),
        ("Somali fishermen", None, "SOM", "AGR"),
        ("Mombasa police", None, "KEN", "COP"),
        ("the NATO-led force", None, "IMG", "MIL"),
        ("Xinhua", None, "CHN", "JRN"),
        ("Angela Merkel", "2015-03-01", "DEU", "GOV"),
        ("Angela Merkel", None, "DEU", "ELI"),
        ("Taliban", "2010-01-01", "AFG", "REB"),
        ("Jens Hansen", None, None, None),
        ("OTTAWA", None, "CAN", "GOV"),
    ],
)
def test_a_phrase_tells_country_and_sector(
    phrase: str, day: str | None, country: str | None, sector: str | None
) -> None:
    found = Describer(world()).describe(phrase, day)
    assert (found.country, found.sector) == (country, sector)


def test_a_country_given_with_the_phrase_chooses_the_bearer() -> None:
    assert Describer(world()).describe("the PTI", None, "Pakistan").sector == "PTY"


@pytest.mark.parametrize("word", ["terrorists", "militants", "fighters", "martyrs", "rebels"])
def test_words_of_praise_and_blame_are_one_sector(word: str) -> None:
    assert sector_words().sector(f"the {word}") == ("REB", word)


def test_the_head_of_the_phrase_decides() -> None:
    known = sector_words()
    assert known.sector("the minister's driver") == ("LAB", "driver")
    assert known.sector("doctors in the army") == ("MED", "doctors")
    assert known.sector("the blue door") is None
