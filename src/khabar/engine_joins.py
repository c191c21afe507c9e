"""`grouped`, `paired` and `connected` as group-bys and joins of Daft, here or on a Ray cluster.

Daft brings together what belongs together, and a process of its own calls the step on it. Items
travel pickled, between our own processes alone.
"""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from functools import lru_cache
from typing import Any, Final, TypeVar

import daft
import pyarrow as pa
from daft import DataFrame, col

from khabar.engine import Pair
from khabar.errors import EngineError

A = TypeVar("A")
B = TypeVar("B")

# So many items are kept unpickled where pairs of them are looked at: most come again soon.
AT_HAND: Final = 20_000
# So many rows of a table lie together on a cluster; fewer would cost more to find than to use.
PART: Final = 20_000


class Joins:
    """The operations that bring items together."""

    spreads = True
    on_ray: bool

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key, items in their order."""
        table = self._keyed(keys, items)
        if table is None:
            return
        numbers, found = col("number").list_agg(), col("item").list_agg()
        groups = table.groupby("key").agg(numbers, found)
        result = _at(step).of_group(col("number"), col("item")).alias("result")
        for results in _results(groups.select("key", result).sort("key")):
            yield from results

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A]
    ) -> Iterator[B]:
        """Yield the step's result for the two items of each pair of positions, in order."""
        table = self._pairs(pairs)
        if table is None:
            return
        pickled = pa.array([pickle.dumps(item) for item in items])
        listed = self._table(at=pa.array(range(len(items))), item=pickled)
        for end in ("one", "other"):
            there = listed.select(col("at").alias(end), col("item").alias(f"item of {end}"))
            table = table.join(there, on=end)
        result = _at(step).of_pair(col("item of one"), col("item of other")).alias("result")
        yield from _results(table.select("number", result).sort("number"))

    def connected(self, pairs: Iterable[Pair]) -> Iterator[frozenset[int]]:
        """Yield the sets that the pairs join up, by their least member."""
        edges = sorted({edge for a, b in pairs for edge in ((a, b), (b, a), (a, a), (b, b))})
        if not edges:
            return
        members, others = zip(*edges, strict=True)
        known = self._table(member=pa.array(members), next=pa.array(others))
        with _giving_up_told():
            found = _least_of_each(known).groupby("least").agg(col("member").list_agg())
            sets = found.sort("least").to_pydict()["member"]
        yield from map(frozenset, sets)

    def _keyed(self, keys: Callable[[A], Iterable[str]], items: Iterable[A]) -> DataFrame | None:
        """Return a table with a row for each item and key of it; none where there is no key."""
        numbers, named, pickled = [], [], []
        for number, item in enumerate(items):
            kept = pickle.dumps(item)
            for key in dict.fromkeys(keys(item)):
                numbers.append(number)
                named.append(key)
                pickled.append(kept)
        if not numbers:
            return None
        return self._table(number=pa.array(numbers), key=pa.array(named), item=pa.array(pickled))

    def _pairs(self, pairs: Iterable[Pair]) -> DataFrame | None:
        """Return a table of the pairs, numbered; none where there are none."""
        listed = list(pairs)
        if not listed:
            return None
        ones, others = (pa.array(ends) for ends in zip(*listed, strict=True))
        return self._table(number=pa.array(range(len(listed))), one=ones, other=others)

    def _table(self, **columns: pa.Array) -> DataFrame:
        rows = pa.table(columns)
        table = daft.from_arrow(rows)
        return table.into_partitions(-(-len(rows) // PART)) if self.on_ray else table


def _least_of_each(known: DataFrame) -> DataFrame:
    """Return a table of each member with the least of all that are joined to it, near or far.

    `known` has for each member all those next to it, with itself. Each takes over the least that
    any of those knows of, and then the least which that one knows of, until a round changes
    nothing: the rounds grow with the logarithm of the distance.
    """
    known = known.collect()
    least = _least(known.select("member", col("next").alias("least"))).collect()
    before, now = None, _sum(least)
    while now != before:
        least = _least(_of(known, "next", least)).collect()
        upward = least.select("member", col("least").alias("next"))
        least = _of(upward, "next", least).select("member", "least").collect()
        before, now = now, _sum(least)
    return least


def _of(table: DataFrame, column: str, least: DataFrame) -> DataFrame:
    """Add to each row the least that the member in this column knows of."""
    return table.join(least.select(col("member").alias(column), "least"), on=column)


def _least(table: DataFrame) -> DataFrame:
    return table.groupby("member").agg(col("least").min())


def _sum(least: DataFrame) -> int:
    """Return the sum of all labels, which falls as long as any of them does."""
    return int(least.agg(col("least").sum()).to_pydict()["least"][0])


def _results(table: DataFrame) -> Iterator[Any]:
    """Yield the unpickled results of a table."""
    with _giving_up_told():
        for row in table.iter_rows():
            yield pickle.loads(row["result"])  # noqa: S301 (it comes from our own processes)


@contextmanager
def _giving_up_told() -> Iterator[None]:
    """Raise an EngineError in the place of whatever Daft, Ray or a step raises."""
    try:
        yield
    except Exception as error:
        raise gave_up(error) from error


def gave_up(error: Exception) -> EngineError:
    """Return the error that says that a query failed, and why."""
    said = " ".join(str(error).split())[:300]
    return EngineError(f"Daft gave up: {type(error).__name__}: {said}")


class _Site:
    """Where Daft has brought items together and calls the step on them."""

    def __init__(self, step: Callable[..., Any]) -> None:
        self.step = step
        self.item = lru_cache(AT_HAND)(pickle.loads)

    @daft.method.batch(return_dtype=daft.DataType.binary())
    def of_group(self, numbers: daft.Series, items: daft.Series) -> list[bytes]:
        """Return for each group the pickled results."""
        groups = map(zip, numbers.to_pylist(), items.to_pylist())
        return [pickle.dumps([*self.step(_in_order(group))]) for group in groups]

    @daft.method.batch(return_dtype=daft.DataType.binary())
    def of_pair(self, ones: daft.Series, others: daft.Series) -> list[bytes]:
        """Return for each pair the pickled result."""
        pairs = zip(ones.to_pylist(), others.to_pylist(), strict=True)
        return [pickle.dumps(self.step(self.item(one), self.item(other))) for one, other in pairs]


def _in_order(group: Iterable[tuple[int, bytes]]) -> list[Any]:
    return [pickle.loads(item) for _, item in sorted(group)]  # noqa: S301 (as above)


def _at(step: Callable[..., Any]) -> Any:
    return daft.cls(_Site)(step)
