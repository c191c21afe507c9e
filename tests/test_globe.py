from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.globe import EARTH_KM, distance_km

POINTS = st.tuples(st.floats(-90, 90), st.floats(-180, 180))
KABUL, HERAT = (34.5281, 69.1723), (34.3482, 62.1997)


def test_a_known_distance_comes_out() -> None:
    assert distance_km(KABUL, HERAT) == pytest.approx(640, abs=5)


@given(POINTS, POINTS)
def test_distance_is_the_same_both_ways_and_at_most_half_round(
    one: tuple[float, float], other: tuple[float, float]
) -> None:
    there, back = distance_km(one, other), distance_km(other, one)
    assert there == pytest.approx(back, abs=1e-6)
    assert 0 <= there <= 3.1415927 * EARTH_KM
    assert distance_km(one, one) == 0
