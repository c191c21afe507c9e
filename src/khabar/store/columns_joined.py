"""Columns out of two: the rows that stayed, and those that were changed or are new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import chain
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
        numbers = np.concatenate((held.numbers[kept], new.numbers))
        self.order = np.argsort(numbers)
        place = np.empty(len(numbers), dtype=np.int64)
        place[self.order] = np.arange(len(numbers))
        # Where each row of the two goes, -1 for one that is not kept.
        self.held_to = np.full(len(held), NONE, dtype=np.int64)
        self.held_to[kept] = place[: int(kept.sum())]
        self.new_to = place[int(kept.sum()) :]

    def columns(self) -> Columns:
        held, new = self.held, self.new
        spots = list(dict.fromkeys((*held.spots, *new.spots)))
        at = {spot: code for code, spot in enumerate(spots)}
        spot = np.array([*(at[one] for one in new.spots), NONE], dtype=np.int64)[new.spot]
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
        found: Whole = np.concatenate((held[self.kept], new))[self.order]
        return found

    def _list(self, held: Sequence[T], new: Sequence[T]) -> list[T]:
        stayed = (one for one, kept in zip(held, self.kept.tolist(), strict=True) if kept)
        whole = list(chain(stayed, new))
        return [whole[at] for at in self.order.tolist()]

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
        labels = list(held.labels)
        codes = []
        for value, label in new.labels:
            code = held.code(value)
            if code is None:
                code = len(labels)
                labels.append((value, label))
            codes.append(code)
        to = np.array(codes, dtype=np.int64)
        stayed = self.kept[held.rows]
        rows = np.concatenate((self.held_to[held.rows[stayed]], self.new_to[new.rows]))
        with_codes = np.concatenate((held.codes[stayed], to[new.codes]))
        order = np.lexsort((with_codes, rows))
        return Values(labels, rows[order], with_codes[order], len(self.order)), to


def _by_code(held: Whole, new: Whole, codes: Whole, length: int) -> Whole:
    found = np.concatenate((held, np.full(length - len(held), NONE, dtype=np.int64)))
    found[codes] = new
    return found
