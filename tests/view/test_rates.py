"""Exact intervals of a ratio of rates."""

from __future__ import annotations

from math import comb, fsum

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.view.rates import binomial_cdf, dispersion, rate_ratio

counts = st.integers(0, 60)
exposures = st.floats(1, 1000)


def test_interval_is_that_of_clopper_and_pearson() -> None:
    # R: binom.test(12, 43)$conf.int = 0.1533 .. 0.4370, as odds.
    found = rate_ratio(12, 1, 31, 1)
    assert found is not None
    assert found.ratio == pytest.approx(12 / 31)
    assert found.low == pytest.approx(0.1533 / (1 - 0.1533), rel=2e-3)
    assert found.high == pytest.approx(0.4370 / (1 - 0.4370), rel=2e-3)
    assert found.changed


def test_equal_counts_in_equal_time_show_no_change() -> None:
    found = rate_ratio(20, 100, 20, 100)
    assert found is not None
    assert found.ratio == 1
    assert not found.changed
    assert found.p == 1


def test_none_before_has_no_ratio_and_no_upper_bound() -> None:
    found = rate_ratio(8, 100, 0, 100)
    assert found is not None
    assert found.ratio is None
    assert found.high is None
    assert found.low > 1


def test_nothing_counted_or_nothing_read_cannot_be_compared() -> None:
    assert rate_ratio(0, 10, 0, 10) is None
    assert rate_ratio(3, 0, 4, 10) is None


@given(counts, exposures, counts, exposures)
def test_ratio_lies_in_its_interval(
    later: int, later_exposure: float, earlier: int, earlier_exposure: float
) -> None:
    found = rate_ratio(later, later_exposure, earlier, earlier_exposure)
    if found is None:
        assert later + earlier == 0
        return
    assert 0 <= found.p <= 1
    if found.ratio is not None:
        assert found.high is not None
        assert found.low <= found.ratio * (1 + 1e-9)
        assert found.ratio <= found.high * (1 + 1e-9)


@given(counts, counts)
def test_p_and_interval_tell_the_same(later: int, earlier: int) -> None:
    found = rate_ratio(later, 1, earlier, 1)
    if found is not None and abs(found.p - 0.05) > 1e-6:
        assert found.changed == (found.p < 0.05)


@given(st.integers(1, 200), st.floats(0.001, 0.999))
def test_chances_of_all_counts_add_up(total: int, share: float) -> None:
    steps = [binomial_cdf(n, total, share) for n in range(-1, total + 1)]
    assert steps == sorted(steps)
    assert steps[-1] == 1


def test_counts_in_waves_scatter_more_than_chance() -> None:
    assert dispersion([5, 5, 5, 5]) == 0
    assert (dispersion([0, 20, 0, 20]) or 0) > 10
    assert dispersion([3, 4]) is None


@given(st.integers(1, 80), st.data(), st.floats(0.001, 0.999))
def test_chances_are_those_of_all_terms_added_up(
    total: int, data: st.DataObject, share: float
) -> None:
    most = data.draw(st.integers(0, total))
    terms = [comb(total, n) * share**n * (1 - share) ** (total - n) for n in range(most + 1)]
    assert binomial_cdf(most, total, share) == pytest.approx(fsum(terms), rel=1e-9, abs=1e-12)


def test_many_events_are_compared_at_once() -> None:
    found = rate_ratio(450_000, 100, 470_000, 100)
    assert found is not None
    assert found.low < 450 / 470 < (found.high or 0) < 1
