"""Which rows have which value of a field, as two arrays: a row and the code of its value."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Final

import numpy as np
import numpy.typing as npt

from khabar.store import tokens as t

Whole = npt.NDArray[np.int64]
Yes = npt.NDArray[np.bool_]
NONE: Final = -1
# A value as filters look for it, and what people read; None where that is the value itself.
Labelled = tuple[str, str | None]


@dataclass(frozen=True)
class Labels:
    """Each value of a field with what people read for it; its place is its code.

    `codes` has the code of each value by `plain`.
    """

    each: Sequence[tuple[str, str]]
    codes: Mapping[str, int]

    def __len__(self) -> int:
        return len(self.each)

    def __getitem__(self, code: int) -> tuple[str, str]:
        return self.each[code]

    def code(self, value: str) -> int | None:
        """Return the code of a value as filters understand it, None where there is none."""
        return self.codes.get(plain(value))

    def with_more(self, new: Labels) -> tuple[Labels, Whole]:
        """Return these and the new ones after them, and the code that each new one has there."""
        more = [key for key in new.codes if key not in self.codes]
        found = self
        if more:
            each = [*self.each, *(new.each[new.codes[key]] for key in more)]
            found = Labels(each, {**self.codes, **{k: len(self) + n for n, k in enumerate(more)}})
        return found, whole(found.codes[key] for key in new.codes)

    @cached_property
    def ranks(self) -> Whole:
        """The place of each value, by its code, in the order of what people read."""
        read = [label for _, label in self.each]
        found = np.empty(len(read), dtype=np.int64)
        found[sorted(range(len(read)), key=read.__getitem__)] = np.arange(len(read))
        return found


@dataclass(frozen=True)
class Values:
    """The values of one field, row by row. A row may have several, each once, by their codes."""

    labels: Labels
    rows: Whole
    codes: Whole
    length: int

    def counts(self, passing: Yes) -> Whole:
        """Return for each value how many of the rows that pass have it."""
        chosen = self.codes if passing.all() else self.codes[passing[self.rows]]
        return np.bincount(chosen, minlength=len(self.labels))

    def any(self) -> Yes:
        """Return which rows have a value at all."""
        found = np.zeros(self.length, dtype=bool)
        found[self.rows] = True
        return found

    def having(self, wanted: Iterable[str]) -> Yes:
        """Return which rows have one of the values, as filters understand them."""
        codes = [code for one in wanted if (code := self.labels.code(one)) is not None]
        found = np.zeros(self.length, dtype=bool)
        found[self.rows[np.isin(self.codes, codes)]] = True
        return found

    def only_code(self, rows: Whole) -> Whole:
        """Return the code of each of these rows, for a field of which every row has one value."""
        return self.codes[np.searchsorted(self.rows, rows)]

    def of_each(self, rows: Whole) -> list[str]:
        """Return the value of each of these rows, for a field of which every row has one."""
        return [self.labels[code][0] for code in self.only_code(rows).tolist()]


class Gathered:
    """The values of one field while rows are read.

    Names that filters do not tell apart are one value.
    """

    def __init__(self) -> None:
        self._codes: dict[str, int] = {}  # also of other spellings
        self._plain: dict[str, int] = {}
        self._labels: list[tuple[str, str]] = []
        self._rows: list[int] = []
        self._with: list[int] = []

    def add(self, row: int, value: str, label: str | None = None) -> None:
        """Note that a row has a value."""
        code = self._codes.get(value)
        if code is None:
            code = self._codes[value] = self._new(value, label)
        self._rows.append(row)
        self._with.append(code)

    def _new(self, value: str, label: str | None) -> int:
        code = self._plain.setdefault(plain(value), len(self._labels))
        if code == len(self._labels):
            self._labels.append((value, label or value))
        return code

    def values(self, length: int) -> Values:
        """Return what was noted of so many rows."""
        many = max(1, len(self._labels))
        pairs = np.array(self._rows, dtype=np.int64) * many + np.array(self._with, dtype=np.int64)
        rows, codes = np.divmod(np.unique(pairs), many)
        return Values(Labels(self._labels, self._plain), rows, codes, length)


def whole(numbers: Iterable[int]) -> Whole:
    """Return the numbers as an array."""
    return np.fromiter(numbers, dtype=np.int64)


def plain(name: str) -> str:
    """Return a name as filters look for it, without regard to capitals and accents."""
    return t.token("", name)
