from __future__ import annotations

import math
from itertools import permutations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.view.validate import assign
from khabar.view.validate.assign import Edge, best_matching
from khabar.view.validate.candidates import Candidates
from khabar.view.validate.happening import Happening
from khabar.view.validate.score import gap_days, gap_km
from tests.view.validate.make import RULES, sides

edges = st.dictionaries(
    st.tuples(st.integers(0, 4), st.integers(0, 4)), st.integers(1, 100), max_size=12
).map(lambda found: [Edge(*pair, score / 100) for pair, score in sorted(found.items())])


def best_sum(found: list[Edge]) -> float:
    """Try every way to match five with five."""
    score = {(edge.one, edge.other): edge.score for edge in found}
    ways = permutations(range(5))
    return max(sum(score.get((one, way[one]), 0.0) for one in range(5)) for way in ways)


@pytest.mark.parametrize("dense", [0, assign._DENSE])
@settings(max_examples=60)
@given(edges)
def test_no_other_matching_has_a_higher_sum(dense: int, found: list[Edge]) -> None:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(assign, "_DENSE", dense)
        taken = best_matching(found)
    assert len({edge.one for edge in taken}) == len({edge.other for edge in taken}) == len(taken)
    assert sum(edge.score for edge in taken) == pytest.approx(best_sum(found))


@settings(max_examples=40)
@given(sides(), sides(), st.integers(0, 40), st.sampled_from([None, 10.0, 60.0, 500.0]))
def test_candidates_are_all_that_are_near_and_no_others(
    mine: list[Happening], theirs: list[Happening], days: int, km: float | None
) -> None:
    look = Candidates(theirs, RULES)
    for one in mine:
        expected = set()
        for at, other in enumerate(theirs):
            both = one.place.level == other.place.level == "point"
            away = gap_km(one.place, other.place) if both else None
            in_reach = km is None or away is None or away <= km
            if one.place.country == other.place.country and in_reach:
                expected |= {at} if gap_days(one, other) <= days else set()
        found = dict(look.near(one, days=days, km=km))
        assert set(found) == expected
        for at, away in found.items():
            both = one.place.level == theirs[at].place.level == "point"
            exact = gap_km(one.place, theirs[at].place) if both else math.nan
            assert away == pytest.approx(exact, nan_ok=True)
