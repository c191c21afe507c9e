"""The one-to-one matching with the highest sum of scores, block by block."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from khabar.errors import UsageError

Pair = tuple[int, int]
_GRAIN: Final = 1_000_000  # scores in whole millionths add up exactly
_DENSE: Final = 40_000  # cells up to which a block is solved as a whole table


@dataclass(frozen=True, slots=True)
class Edge:
    """Two events that can be one: their positions on either side, and the score."""

    one: int
    other: int
    score: float


def best_matching(edges: Sequence[Edge]) -> list[Edge]:
    """Return the edges of the matching with the highest sum; of equal sums one with most pairs.

    Edges that share no event with others are taken as they are; the others go to SciPy, block by
    block, where a block holds all that hang together.
    """
    taken: list[Edge] = []
    for block in _blocks(edges):
        taken += block if len(block) == 1 else _solved(block)
    return sorted(taken, key=lambda edge: (edge.one, edge.other))


def _blocks(edges: Sequence[Edge]) -> list[list[Edge]]:
    """Return the edges that hang together, each block in the order of the edges."""
    root: dict[Pair, Pair] = {}

    def find(node: Pair) -> Pair:
        while (above := root.setdefault(node, node)) != node:
            root[node] = root[above]
            node = root[node]
        return node

    for edge in edges:
        one, other = find((0, edge.one)), find((1, edge.other))
        root[max(one, other)] = min(one, other)
    blocks: defaultdict[Pair, list[Edge]] = defaultdict(list)
    for edge in edges:
        blocks[find((0, edge.one))].append(edge)
    return list(blocks.values())


def _solved(block: Sequence[Edge]) -> Iterator[Edge]:
    rows = {one: at for at, one in enumerate(sorted({edge.one for edge in block}))}
    columns = {one: at for at, one in enumerate(sorted({edge.other for edge in block}))}
    # One more than the score: of equal sums that with more pairs is taken.
    cells = [(rows[e.one], columns[e.other], round(e.score * _GRAIN) + 1) for e in block]
    dense = len(rows) * len(columns) <= _DENSE
    chosen = set((_by_table if dense else _by_sparse)(len(rows), len(columns), cells))
    yield from (e for e in block if (rows[e.one], columns[e.other]) in chosen)


def _by_table(rows: int, columns: int, cells: Iterable[tuple[int, int, int]]) -> Iterator[Pair]:
    numpy, scipy = _libraries()
    table = numpy.zeros((rows, columns))
    for row, column, gain in cells:
        table[row, column] = gain
    yield from zip(*scipy.optimize.linear_sum_assignment(table, maximize=True), strict=True)


def _by_sparse(rows: int, columns: int, cells: Sequence[tuple[int, int, int]]) -> Iterator[Pair]:
    """Solve a large block; a column of its own for each row stands for staying alone."""
    numpy, scipy = _libraries()
    at_row, at_column, gains = (numpy.array(part) for part in zip(*cells, strict=True))
    alone = 2 * _GRAIN
    costs = scipy.sparse.coo_matrix((alone - gains, (at_row, at_column)), shape=(rows, columns))
    by_itself = scipy.sparse.identity(rows) * alone
    whole = scipy.sparse.hstack([costs, by_itself]).tocsr()
    found = scipy.sparse.csgraph.min_weight_full_bipartite_matching(whole)
    yield from (pair for pair in zip(*found, strict=True) if pair[1] < columns)


def _libraries() -> tuple[Any, Any]:
    try:
        import numpy
        import scipy
        import scipy.optimize
        import scipy.sparse.csgraph
    except ImportError as error:
        raise UsageError("validate needs SciPy: pip install 'khabar[validate]'.") from error
    return numpy, scipy
