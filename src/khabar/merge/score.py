"""Whether two tellings speak of one happening: named signals, each with its weight.

`weights.toml` holds the weights: one table for claims of one article, one for the chief news of two
articles, and one for what an article mentions beside its news. A positive score means: more likely
one happening than not.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError
from khabar.merge.signals import SIGNALS
from khabar.merge.telling import Telling

FILE = "weights.toml"
Shares = tuple[tuple[str, float], ...]


@cache
def weights() -> dict[str, tuple[tuple[str, float, Callable[[Telling, Telling], float]], ...]]:
    """Return each table's signals with their weights. Raises KnowledgeError for a bad entry."""
    text = files("khabar.merge").joinpath(FILE).read_text(encoding="utf-8")
    return {name: _table(name, table) for name, table in tomllib.loads(text).items()}


def _table(
    name: str, table: Mapping[str, object]
) -> tuple[tuple[str, float, Callable[[Telling, Telling], float]], ...]:
    rows = []
    for signal, weight in table.items():
        if signal not in SIGNALS or not isinstance(weight, float):
            expected = f"a number for one of {sorted(SIGNALS)}"
            raise KnowledgeError(FILE, f"{name}.{signal}", expected, repr(weight))
        rows.append((signal, weight, SIGNALS[signal]))
    return tuple(rows)


def shares(one: Telling, other: Telling) -> Shares:
    """Return each signal's share of the score, without those that say nothing."""
    table = weights()[table_for(one, other)]
    told = ((name, weight * compare(one, other)) for name, weight, compare in table)
    return tuple((name, round(share, 4)) for name, share in told if share)


def table_for(one: Telling, other: Telling) -> str:
    """Return the name of the table that two tellings are compared by."""
    if one.article == other.article:
        return "within"
    return "news" if one.topic and other.topic else "mentions"
