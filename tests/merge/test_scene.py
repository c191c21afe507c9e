"""When and where an event was: what most tell, as exactly as any does."""

from __future__ import annotations

from typing import Any

import pytest

from khabar.merge.scene import best_place, best_when
from khabar.model import Claim, Unlinked, When
from tests.merge.make import claim, day, span, town

MAY = When("2024-05", "2024-05", "month", "stated", span("a"))
BELSK, ORAN = town(), town("Oran", number=8)
EAST = town("East", province="East", precision="admin1", number=70)


def when(*told: When | None, **more: Any) -> str | None:
    found = best_when([claim(f"a{n}", when=one, **more) for n, one in enumerate(told)], {})
    return found.start if found else None


def where(*claims: Claim) -> str | None:
    found = best_place(claims)
    return found.name if found else None


def test_a_day_goes_before_a_month() -> None:
    assert when(MAY, day("2024-05-04")) == "2024-05-04"


def test_of_two_days_the_one_that_most_tell_or_allow() -> None:
    assert when(day("2024-05-04"), day("2024-06-04"), MAY) == "2024-05-04"


def test_the_news_weighs_more_than_an_aside() -> None:
    aside = claim("b", when=day("2024-05-01"), role="background")
    found = best_when([claim("a", when=day("2024-05-04")), aside], {})
    assert found is not None
    assert found.start == "2024-05-04"


def test_a_day_after_the_first_report_is_not_its_day() -> None:
    reported = {"a0": 738_645, "a1": 738_645}  # 4 May 2023
    claims = [claim("a0", when=day("2023-05-10")), claim("a1", when=day("2023-05-03"))]
    found = best_when(claims, reported)
    assert found is not None
    assert found.start == "2023-05-03"


def test_what_nobody_tells_is_not_known() -> None:
    assert when(None) is None
    assert where(claim("a", where=None)) is None


def test_the_place_that_most_articles_tell_goes_before_the_one_told_most_often() -> None:
    dwelt_on = [claim("a", where=ORAN, words=span("a", "attack", n)) for n in range(9)]
    assert where(*dwelt_on, claim("b", where=BELSK), claim("c", where=BELSK)) == "Belsk"


def test_the_most_exact_place_within_the_province_that_most_tell() -> None:
    in_east = town("Torun", province="East", number=9)
    elsewhere = town("Velm", province="West", number=10)
    claims = [claim("a", where=EAST), claim("b", where=in_east), claim("c", where=elsewhere)]
    assert where(*claims) == "Torun"


def test_an_open_name_counts_for_the_place_that_it_may_mean() -> None:
    named = Unlinked(span("c", "Belsk"), "two of this name", ("geonames:7", "geonames:99"))
    claims = [claim("a", where=ORAN), claim("b", where=BELSK), claim("c", where=named)]
    assert where(*claims) == "Belsk"


@pytest.mark.parametrize("candidates", [(), ("geonames:99",), ("elsewhere",)])
def test_an_open_name_that_means_no_place_told_counts_for_none(candidates: tuple[str, ...]) -> None:
    named = Unlinked(span("c", "Belsk"), "open", candidates)
    claims = [claim("b", where=BELSK, role="background"), claim("a", where=ORAN)]
    assert where(*claims, claim("c", where=named)) == "Oran"
