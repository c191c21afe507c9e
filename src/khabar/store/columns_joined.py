"""Columns out of two: the rows that stayed, and those that were changed or are new.

Both are in order already, so the new rows are put in between; nothing is sorted again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import compress
from typing import TypeVar

import numpy as np

from khabar.store.columns import Columns, Toll
from khabar.store.values import NONE, Values, Whole, Yes

T = TypeVar("T")


def joined(held: Columns, kept: Yes, new: Columns) -> Columns:
    """Return the rows of `held` that are kept and all of `new`, in the order of their numbers."""
    return _Joining(held, kept, new).columns()


class _Joining:
    def __init__(self, held: Columns, kept: Yes, new: Columns) -> None:
        self.held, self.new, self.kept = held, new, kept
        stayed = held.numbers[kept]
        # Before which of the rows that stay each of the new ones goes.
        self.before = np.searchsorted(stayed, new.numbers)
        self.new_to = self.before + np.arange(len(new))
        is_new = np.zeros(len(stayed) + len(new), dtype=bool)
        is_new[self.new_to] = True
        # Where each row of the two goes, -1 for one that is not kept.
        self.held_to = np.full(len(held), NONE, dtype=np.int64)
        self.held_to[kept] = np.flatnonzero(~is_new)

    def columns(self) -> Columns:
        held, new = self.held, self.new
        spots, numbers = held.spots.with_more(new.spots)
        spot = np.append(numbers, NONE)[new.spot]
        articles, codes = self._values(held.articles, new.articles)
        return Columns(
            change=new.change,
            numbers=self._array(held.numbers, new.numbers),
            hashes=self._list(held.hashes, new.hashes),
            ids=self._list(held.ids, new.ids),
            first_day=self._array(held.first_day, new.first_day),
            last_day=self._array(held.last_day, new.last_day),
            fields=self._fields(held.fields, new.fields),
            counted=self._fields(held.counted, new.counted),
            killed=self._toll(held.killed, new.killed),
            injured=self._toll(held.injured, new.injured),
            independent=self._array(held.independent, new.independent),
            wholes=self._list(held.wholes, new.wholes),
            spots=spots,
            spot=self._array(held.spot, spot),
            articles=articles,
            published=(
                _by_code(held.published[0], new.published[0], codes, len(articles.labels)),
                _by_code(held.published[1], new.published[1], codes, len(articles.labels)),
            ),
        )

    def _array(self, held: Whole, new: Whole) -> Whole:
        return np.insert(held[self.kept], self.before, new)

    def _list(self, held: Sequence[T], new: Sequence[T]) -> list[T]:
        stayed = list(compress(held, self.kept.tolist()))
        if not len(new):
            return stayed
        found: list[T] = []
        start = 0
        for end, one in zip(self.before.tolist(), new, strict=True):
            found += stayed[start:end]
            found.append(one)
            start = end
        return found + stayed[start:]

    def _toll(self, held: Toll, new: Toll) -> Toll:
        return Toll(
            self._array(held.low, new.low),
            self._array(held.high, new.high),
            self._array(held.highest, new.highest),
        )

    def _fields(self, held: Mapping[str, Values], new: Mapping[str, Values]) -> dict[str, Values]:
        return {field: self._values(values, new[field])[0] for field, values in held.items()}

    def _values(self, held: Values, new: Values) -> tuple[Values, Whole]:
        """Return the values of both, and the code that each of the new ones has there."""
        labels, to = held.labels.with_more(new.labels)
        stayed = self.kept[held.rows]
        rows, new_rows = self.held_to[held.rows[stayed]], self.new_to[new.rows]
        before = np.searchsorted(rows, new_rows)
        found = Values(
            labels,
            np.insert(rows, before, new_rows),
            np.insert(held.codes[stayed], before, to[new.codes]),
            len(self.held_to) - int((~self.kept).sum()) + len(self.new),
        )
        return found, to


def _by_code(held: Whole, new: Whole, codes: Whole, length: int) -> Whole:
    found = np.concatenate((held, np.full(length - len(held), NONE, dtype=np.int64)))
    found[codes] = new
    return found
