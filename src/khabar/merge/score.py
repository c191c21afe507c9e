"""Whether two tellings speak of one happening: named signals, each with its weight.

`weights.toml` holds the weights: one table for claims of one article, one for the chief news of two
articles, and one for what an article mentions beside its news. A positive score means: more likely
one happening than not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError
from khabar.merge.signals import OF_ONE, SIGNALS, Compare, says_something
from khabar.merge.telling import Telling

FILE = "weights.toml"
Shares = tuple[tuple[str, float], ...]
Row = tuple[str, float, Compare]
# The table, what both of two tellings tell, and what one of them does.
Asked = tuple[str, int, int]


@cache
def weights() -> dict[str, tuple[Row, ...]]:
    """Return each table's signals with their weights. Raises KnowledgeError for a bad entry."""
    text = files("khabar.merge").joinpath(FILE).read_text(encoding="utf-8")
    return {name: read_table(name, table) for name, table in tomllib.loads(text).items()}


def read_table(name: str, table: Mapping[str, object]) -> tuple[Row, ...]:
    """Return the signals of a table with their weights, checked."""
    rows = []
    for signal, weight in table.items():
        if signal not in SIGNALS or not isinstance(weight, float):
            expected = f"a number for one of {sorted(SIGNALS)}"
            raise KnowledgeError(FILE, f"{name}.{signal}", expected, repr(weight))
        rows.append((signal, weight, SIGNALS[signal]))
    return tuple(rows)


def likely(one: Telling, other: Telling, told: int, told_too: int) -> float | None:
    """Return the score where it is above 0, None where it is not, which takes less work.

    `told` and `told_too` are what each of them tells, as by `told_by`.
    """
    total = 0.0
    for weight, compare, most_left in _weightiest_first(*_asked(one, other, told, told_too)):
        total += weight * compare(one, other)
        if total + most_left <= 0:
            return None
    return total


def shares(one: Telling, other: Telling, told: int, told_too: int) -> Shares:
    """Return each signal's share of the score, without those that say nothing."""
    rows = _rows(*_asked(one, other, told, told_too))
    found = ((name, weight * compare(one, other)) for name, weight, compare in rows)
    return tuple((name, round(share, 4)) for name, share in found if share)


def score(one: Telling, other: Telling, told: int, told_too: int) -> float:
    """Return how likely two tellings are of one happening: above 0 rather than not."""
    rows = _rows(*_asked(one, other, told, told_too))
    return sum([weight * compare(one, other) for _, weight, compare in rows])


def table_for(one: Telling, other: Telling) -> str:
    """Return the name of the table that two tellings are compared by."""
    if one.article == other.article:
        return "within"
    return "news" if one.topic and other.topic else "mentions"


def _asked(one: Telling, other: Telling, told: int, told_too: int) -> Asked:
    return table_for(one, other), told & told_too, (told ^ told_too) & OF_ONE


@cache
def _rows(table: str, both: int, one: int) -> tuple[Row, ...]:
    return tuple(row for row in weights()[table] if says_something(row[0], both, one))


@cache
def _weightiest_first(table: str, both: int, one: int) -> tuple[tuple[float, Compare, float], ...]:
    """Return the rows, and with each the most that those after it can still add."""
    rows = sorted(_rows(table, both, one), key=lambda row: -abs(row[1]))
    left = [sum(max(weight, 0.0) for _, weight, _ in rows[at + 1 :]) for at in range(len(rows))]
    return tuple((row[1], row[2], most) for row, most in zip(rows, left, strict=True))
