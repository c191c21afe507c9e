"""How far analysts agree: Cohen's kappa of two, Krippendorff's alpha of all, each for nominal
values.

Cohen (1960), "A coefficient of agreement for nominal scales". Krippendorff (2011), "Computing
Krippendorff's alpha-reliability"; its interval is a bootstrap over the subjects, seeded, so that
the same decisions give the same interval.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from khabar.model import Decision

RESAMPLES = 1_000
LEVEL = 0.95
_SEED = 20_260_101
# The decisions that answer a question with a choice: all analysts choose among the same values.
_ANSWERS = {"accept": "accept", "reject": "reject"}

Floats = npt.NDArray[np.float64]
# By subject, what each analyst answered.
Judged = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True, slots=True)
class Agreement:
    """Agreement on one question. None where too little was judged for a figure.

    `items` were judged by two analysts or more, `both` by the two of kappa; `low` and `high` bound
    alpha.
    """

    items: int
    both: int
    kappa: float | None
    alpha: float | None
    low: float | None
    high: float | None


def judged(decisions: Iterable[Decision]) -> dict[str, dict[str, str]]:
    """Return what each analyst answers on each subject: whether it is right.

    Of several answers of one analyst the latest counts; whom another analyst overruled keeps the
    own answer. `undo` takes back the undoer's answer alone.
    """
    found: dict[str, dict[str, str]] = {}
    for made in decisions:
        if made.verdict in _ANSWERS:
            found.setdefault(made.subject, {})[made.who] = _ANSWERS[made.verdict]
        elif made.verdict == "undo" and made.field is None:
            found.get(made.subject, {}).pop(made.who, None)
    return _answered(found)


def corrected_values(decisions: Iterable[Decision]) -> dict[str, dict[str, dict[str, str]]]:
    """Return by field what each analyst put in its place on each subject."""
    found: dict[str, dict[str, dict[str, str]]] = {}
    for made in decisions:
        field = made.field or ""
        if made.verdict == "correct":
            subjects = found.setdefault(field, {})
            subjects.setdefault(made.subject, {})[made.who] = made.value or ""
        elif made.verdict == "undo" and field in found:
            found[field].get(made.subject, {}).pop(made.who, None)
    return {field: answered for field, values in found.items() if (answered := _answered(values))}


def _answered(values: Mapping[str, dict[str, str]]) -> dict[str, dict[str, str]]:
    return {subject: answers for subject, answers in values.items() if answers}


def analysts(judgements: Judged) -> list[str]:
    """Return who has judged anything, by name."""
    return sorted({who for answers in judgements.values() for who in answers})


def agreement(judgements: Judged, one: str | None = None, other: str | None = None) -> Agreement:
    """Return kappa of two analysts, and alpha of all with its interval."""
    several = [tuple(answers.values()) for answers in judgements.values() if len(answers) > 1]
    paired = [
        (answers[one], answers[other])
        for answers in judgements.values()
        if one is not None and other is not None and one in answers and other in answers
    ]
    alpha = krippendorff_alpha(several)
    low, high = interval(several) if alpha is not None else (None, None)
    return Agreement(len(several), len(paired), cohen_kappa(paired), alpha, low, high)


def cohen_kappa(pairs: Sequence[tuple[str, str]]) -> float | None:
    """Return Cohen's kappa; None without pairs, or where both only ever gave one same answer."""
    total = len(pairs)
    if not total:
        return None
    same = sum(one == other for one, other in pairs) / total
    ones, others = Counter(one for one, _ in pairs), Counter(other for _, other in pairs)
    chance = sum(ones[value] * others[value] for value in ones) / total**2
    return None if chance == 1 else (same - chance) / (1 - chance)


def krippendorff_alpha(units: Iterable[Sequence[str]]) -> float | None:
    """Return nominal alpha of the answers to each subject, absent ones left out.

    None where no subject has two answers, or where all answers are the same.
    """
    unlike, counts = _tables(units)
    (alpha,) = _alphas(unlike.sum(keepdims=True), counts.sum(axis=0, keepdims=True))
    return None if np.isnan(alpha) else float(alpha)


def interval(units: Sequence[Sequence[str]]) -> tuple[float | None, float | None]:
    """Return the bounds within which alpha lies in 95 of 100 resamples of the subjects.

    A resample in which all answers are the same shows no disagreement and counts as 1.
    """
    unlike, counts = _tables(units)
    n = len(unlike)
    if n < 2:
        return None, None
    picked = np.random.default_rng(_SEED).multinomial(n, np.full(n, 1 / n), size=RESAMPLES)
    found = np.nan_to_num(_alphas(picked @ unlike, picked @ counts), nan=1.0)
    low, high = np.quantile(found, ((1 - LEVEL) / 2, (1 + LEVEL) / 2))
    return float(low), float(high)


def _tables(units: Iterable[Sequence[str]]) -> tuple[Floats, Floats]:
    """Return how unlike each subject's answers are, and how often each value was given there."""
    told = [Counter(unit) for unit in units if len(unit) > 1]
    values = sorted({value for counts in told for value in counts})
    shape = len(told), len(values)
    counts = np.array([[c[value] for value in values] for c in told], float).reshape(shape)
    given = counts.sum(axis=1)
    return (given**2 - (counts**2).sum(axis=1)) / (given - 1), counts


def _alphas(unlike: Floats, totals: Floats) -> Floats:
    """Return alpha for each row of totals, not a number where all answers were the same."""
    n = totals.sum(axis=1)
    expected = n**2 - (totals**2).sum(axis=1)
    found = np.full(len(n), np.nan)
    np.divide((n - 1) * unlike, expected, out=found, where=expected > 0)
    return 1 - found
