"""Whether a rate of events changed between two stretches of time, with an exact interval."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from statistics import mean, variance

CONFIDENCE = 0.95
_LEAST = 1e-17  # a share that no longer changes a sum


@dataclass(frozen=True, slots=True)
class RateRatio:
    """Later rate over earlier rate; `high` is None where the earlier count is 0 (no bound)."""

    ratio: float | None
    low: float
    high: float | None
    p: float

    @property
    def changed(self) -> bool:
        """Whether the interval leaves out 1, that is, no change."""
        return self.low > 1 or (self.high is not None and self.high < 1)


def rate_ratio(
    later: int, later_exposure: float, earlier: int, earlier_exposure: float
) -> RateRatio | None:
    """Return the ratio of two rates with its exact interval, None where nothing was counted.

    The counts are taken as Poisson. Given their sum, the later one is binomial (Przyborowski and
    Wilenski 1940, Biometrika 31:313-323); the interval of its share is that of Clopper and
    Pearson (1934, Biometrika 26:404-413) and `p` twice the smaller tail, which agrees with it.
    """
    total = later + earlier
    if not total or later_exposure <= 0 or earlier_exposure <= 0:
        return None
    scale = earlier_exposure / later_exposure
    expected = later_exposure / (later_exposure + earlier_exposure)
    tail = (1 - CONFIDENCE) / 2
    low = _solved(lambda share: 1 - binomial_cdf(later - 1, total, share), tail) if later else 0.0
    high = _solved(lambda share: -binomial_cdf(later, total, share), -tail) if earlier else 1.0
    at_most = binomial_cdf(later, total, expected)
    at_least = 1 - binomial_cdf(later - 1, total, expected) if later else 1.0
    return RateRatio(
        ratio=later / earlier * scale if earlier else None,
        low=low / (1 - low) * scale,
        high=high / (1 - high) * scale if earlier else None,
        p=min(1.0, 2 * min(at_most, at_least)),
    )


def binomial_cdf(most: int, total: int, share: float) -> float:
    """Return the chance of `most` or fewer among `total`, each with chance `share`."""
    if most < 0:
        return 0.0
    if most >= total or share <= 0:
        return 1.0
    if share >= 1:
        return 0.0
    if most > total * share:  # the shorter tail is on the other side
        return 1.0 - binomial_cdf(total - most - 1, total, 1 - share)
    log_rest = math.log1p(-share)
    term = math.exp(_log_choose(total, most) + most * math.log(share) + (total - most) * log_rest)
    found, odds = term, (1 - share) / share
    for n in range(most, 0, -1):  # each is smaller than the one before
        term *= n / (total - n + 1) * odds
        found += term
        if term < found * _LEAST:
            break
    return min(1.0, found)


def dispersion(counts: Sequence[int]) -> float | None:
    """Return variance over mean of counts of equal periods: about 1 if Poisson, None if unknown."""
    if len(counts) < 3 or not any(counts):
        return None
    return variance(counts) / mean(counts)


def _solved(rising: Callable[[float], float], wanted: float) -> float:
    """Return where a rising function of a share reaches the value, by halving the interval."""
    low, high = 0.0, 1.0
    for _ in range(60):  # halves 1 down to less than the precision of a float
        middle = (low + high) / 2
        if rising(middle) < wanted:
            low = middle
        else:
            high = middle
    return (low + high) / 2


def _log_choose(total: int, chosen: int) -> float:
    return math.lgamma(total + 1) - math.lgamma(chosen + 1) - math.lgamma(total - chosen + 1)
