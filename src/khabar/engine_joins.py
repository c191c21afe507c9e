"""`grouped`, `paired` and `connected` as group-bys and joins of Daft, here or on a Ray cluster.

Daft brings together what belongs together and calls the step on it, where there is much of it in
processes of their own. Items travel pickled, between our own processes alone.
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
# Beyond so many rows processes of their own call the step; they take seconds to start.
FEW: Final = 200_000


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
        rows = _keyed(keys, items)
        if not len(rows):
            return
        lists = col("number").list_agg(), col("item").list_agg()
        groups = self._laid_out(self._table(rows).groupby("key").agg(*lists), len(rows))
        result = _at(step, len(rows)).of_group(col("number"), col("item")).alias("result")
        for results in _results(groups.select("key", result).sort("key")):
            yield from results

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A]
    ) -> Iterator[B]:
        """Yield the step's result for the two items of each pair of positions, in order."""
        rows = _pairs(pairs)
        if not len(rows):
            return
        pickled = pa.array([pickle.dumps(item) for item in items])
        listed = self._table(pa.table({"at": range(len(items)), "item": pickled}))
        table = self._table(rows)
        for end in ("one", "other"):
            there = listed.select(col("at").alias(end), col("item").alias(f"item of {end}"))
            table = table.join(there, on=end)
        both = col("item of one"), col("item of other")
        result = _at(step, len(rows)).of_pair(*both).alias("result")
        yield from _results(table.select("number", result).sort("number"))

    def connected(self, pairs: Iterable[Pair]) -> Iterator[frozenset[int]]:
        """Yield the sets that the pairs join up, by their least member."""
        ends = {end for a, b in pairs for end in ((a, b), (b, a), (a, a), (b, b))}
        if not ends:
            return
        members, others = zip(*sorted(ends), strict=True)
        rows = pa.table({"member": pa.array(members), "next": pa.array(others)})
        with _giving_up_told():
            found = self._least_of_each(rows).groupby("least").agg(col("member").list_agg())
            sets = found.sort("least").to_pydict()["member"]
        yield from map(frozenset, sets)

    def _least_of_each(self, rows: pa.Table) -> DataFrame:
        """Return a table of each member with the least of all that are joined to it, near or far.

        `rows` have for each member all those next to it, with itself. Each takes over the least
        that any of those knows of, and then the least which that one knows of, until a round
        changes nothing: the rounds grow with the logarithm of the distance.
        """
        known = self._table(rows).collect()
        least = known.select("member", col("next").alias("least"))
        before, now = None, 0
        while now != before:
            lowest = least.groupby("member").agg(col("least").min())
            lowest = self._laid_out(lowest, len(rows)).collect()
            upward = lowest.select("member", col("least").alias("next"))
            higher = _known_to_next(upward, lowest).collect()
            least = _known_to_next(known, higher)
            before, now = now, _sum(higher)
        return higher

    def _table(self, rows: pa.Table) -> DataFrame:
        return self._laid_out(daft.from_arrow(rows), len(rows))

    def _laid_out(self, table: DataFrame, rows: int) -> DataFrame:
        """Return the table in as many parts as so many rows need; on a cluster groups scatter."""
        return table.into_partitions(-(-rows // PART)) if self.on_ray else table


def _keyed(keys: Callable[[A], Iterable[str]], items: Iterable[A]) -> pa.Table:
    """Return a row for each item and key of it."""
    numbers, named, pickled = [], [], []
    for number, item in enumerate(items):
        kept = pickle.dumps(item)
        for key in dict.fromkeys(keys(item)):
            numbers.append(number)
            named.append(key)
            pickled.append(kept)
    return pa.table({"number": numbers, "key": named, "item": pickled})


def _pairs(pairs: Iterable[Pair]) -> pa.Table:
    """Return a row for each pair, numbered."""
    listed = list(pairs)
    ends = ([pair[end] for pair in listed] for end in (0, 1))
    return pa.table([range(len(listed)), *ends], ("number", "one", "other"))


def _known_to_next(table: DataFrame, least: DataFrame) -> DataFrame:
    """Return for each row the member, and the least that the one next to it knows of."""
    known = least.select(col("member").alias("next"), "least")
    return table.join(known, on="next").select("member", "least")


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


def _at(step: Callable[..., Any], rows: int) -> Any:
    return daft.cls(_Site, use_process=rows > FEW)(step)
