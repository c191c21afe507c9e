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
from khabar.merge.signals import SIGNALS, Compare, says_something, told_by
from khabar.merge.telling import Telling

FILE = "weights.toml"
Shares = tuple[tuple[str, float], ...]
Row = tuple[str, float, Compare]


@cache
def weights() -> dict[str, tuple[Row, ...]]:
    """Return each table's signals with their weights. Raises KnowledgeError for a bad entry."""
    text = files("khabar.merge").joinpath(FILE).read_text(encoding="utf-8")
    return {name: _table(name, table) for name, table in tomllib.loads(text).items()}


def _table(name: str, table: Mapping[str, object]) -> tuple[Row, ...]:
    rows = []
    for signal, weight in table.items():
        if signal not in SIGNALS or not isinstance(weight, float):
            expected = f"a number for one of {sorted(SIGNALS)}"
            raise KnowledgeError(FILE, f"{name}.{signal}", expected, repr(weight))
        rows.append((signal, weight, SIGNALS[signal]))
    return tuple(rows)


def score(one: Telling, other: Telling, both: int) -> float:
    """Return how likely two tellings are of one happening: above 0 rather than not.

    `both` are the things that both tell, as by `told_by`.
    """
    return sum([weight * compare(one, other) for _, weight, compare in _asked(one, other, both)])


def shares(one: Telling, other: Telling) -> Shares:
    """Return each signal's share of the score, without those that say nothing."""
    rows = _asked(one, other, told_by(one) & told_by(other))
    told = ((name, weight * compare(one, other)) for name, weight, compare in rows)
    return tuple((name, round(share, 4)) for name, share in told if share)


def table_for(one: Telling, other: Telling) -> str:
    """Return the name of the table that two tellings are compared by."""
    if one.article == other.article:
        return "within"
    return "news" if one.topic and other.topic else "mentions"


def _asked(one: Telling, other: Telling, both: int) -> tuple[Row, ...]:
    return _rows(table_for(one, other), both)


@cache
def _rows(table: str, both: int) -> tuple[Row, ...]:
    return tuple(row for row in weights()[table] if says_something(row[0], both))
