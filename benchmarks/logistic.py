"""Logistic regression with a ridge, in which the sign of a weight may be fixed beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Sign = Literal["+", "-", "?"]

STEPS = 30


def fit(
    rows: Sequence[Sequence[float]],
    answers: Sequence[bool],
    counts: Sequence[float],
    signs: Sequence[Sign],
    ridge: float,
) -> list[float]:
    """Return a weight a column; a column whose weight comes out with the wrong sign gets 0.

    `counts` says how much each row counts. The worst wrong sign goes first, then all is fitted
    again. Newton's method in a fixed number of steps, so that one input gives one answer.
    """
    x, y, c = (np.array(values, dtype=np.float64) for values in (rows, answers, counts))
    kept = list(range(x.shape[1]))
    while True:
        weights = _newton(x[:, kept], y, c, ridge)
        wrong = [
            (abs(w), at) for w, at in zip(weights, kept, strict=True) if _is_wrong(w, signs[at])
        ]
        if not wrong:
            found = dict(zip(kept, weights, strict=True))
            return [float(found.get(at, 0.0)) for at in range(x.shape[1])]
        kept.remove(max(wrong)[1])


def _newton(x: Floats, y: Floats, counts: Floats, ridge: float) -> Floats:
    weights = np.zeros(x.shape[1])
    for _ in range(STEPS):
        odds = 1 / (1 + np.exp(-np.clip(x @ weights, -30, 30)))
        slope = x.T @ (counts * (odds - y)) + ridge * weights
        bend = (x * (counts * odds * (1 - odds))[:, None]).T @ x + ridge * np.eye(x.shape[1])
        weights = weights - np.linalg.solve(bend, slope)
    return weights


def _is_wrong(weight: float, sign: Sign) -> bool:
    return (sign == "-" and weight > 0) or (sign == "+" and weight < 0)
