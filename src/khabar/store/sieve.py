"""Which events pass a filter, told from the columns in memory where they can tell.

The rest is asked of the full-text index, each condition by itself, and remembered: of a filter
that was changed in one place only that place is asked anew.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from threading import Lock
from typing import Final

import numpy as np
from sqlalchemy import Connection

from khabar.query import NAMES, Condition, Days, Filter, Number, OneOf, Words
from khabar.store.columns import Columns
from khabar.store.rows import first_day, last_day
from khabar.store.search import Meaning, Search, as_written, asks_for_status, check
from khabar.store.values import NONE, Whole, Yes

_MOST_REMEMBERED: Final = 256


class Sieve:
    """Tells which rows of the columns pass. Several threads may ask at once."""

    def __init__(self, columns: Columns, meaning: Meaning = as_written) -> None:
        self.columns = columns
        self._meaning = meaning
        self._remembered: dict[Condition, Yes] = {}
        self._turn = Lock()

    def passing(self, connection: Connection, filter: Filter, but: str | None = None) -> Yes:
        """Return which rows pass all conditions, but for those on one field.

        What an analyst rejected passes only if the filter asks for a status, or if `but` is the
        status.
        """
        check("events", filter)
        found = np.ones(len(self.columns), dtype=bool)
        for condition in filter.conditions:
            if getattr(condition, "field", None) != but or but is None:
                found &= self._meets(connection, condition)
        if but != "status" and not asks_for_status(filter):
            found &= ~self.columns.fields["status"].having(("rejected",))
        return found

    def _meets(self, connection: Connection, condition: Condition) -> Yes:
        if isinstance(condition, OneOf | Number | Words) and condition.negated:
            return ~self._meets(connection, replace(condition, negated=False))
        with self._turn:
            known = self._remembered.get(condition)
            if known is None:
                known = self._by_columns(condition)
                known = self._by_search(connection, condition) if known is None else known
                if len(self._remembered) >= _MOST_REMEMBERED:
                    self._remembered.pop(next(iter(self._remembered)))
                self._remembered[condition] = known
            return known

    def _by_columns(self, condition: Condition) -> Yes | None:
        """Return which rows meet a condition, None where the columns cannot tell."""
        match condition:
            case OneOf("party", values):
                actor = self._named("actor", "party", values)
                return actor | self._named("target", "party", values)
            case OneOf("known", values):
                return self._known(values)
            case OneOf("reviewed", values):
                return _yes_or_no(self.columns.reviewed, values)
            case OneOf("disputed", values):
                disputed = self.columns.fields["disputed"]
                return disputed.having(values) | _yes_or_no(disputed.any(), values)
            case OneOf(field, values) if field in self.columns.fields:
                return self._named(field, field, values)
            case Days(first, last):
                return self._dated(first, last)
            case Number("independent", low, high):
                return _between(self.columns.independent, self.columns.independent, low, high)
            case Number("killed" | "injured", low, high):
                toll = getattr(self.columns, condition.field)
                return _between(toll.low, toll.high, low, high)
        return None

    def _known(self, values: Collection[str]) -> Yes | None:
        columns = self.columns
        told = {
            "date": columns.dated,
            "place": columns.spot != NONE,
            "actor": columns.fields["actor"].any(),
            "target": columns.fields["target"].any(),
            "killed": columns.killed.stated,
            "injured": columns.injured.stated,
        }
        return _either([told[value] for value in values]) if told.keys() >= set(values) else None

    def _named(self, field: str, asked: str, values: Iterable[str]) -> Yes:
        wanted = list(values)
        if asked in (*NAMES, "country"):
            wanted += [meant for value in values for meant in self._meaning(asked, value)]
        return self.columns.fields[field].having(wanted)

    def _dated(self, first: str | None, last: str | None) -> Yes:
        found = self.columns.dated
        if first:
            found &= self.columns.last_day >= first_day(first)
        if last:
            found &= self.columns.first_day <= last_day(last)
        return found

    def _by_search(self, connection: Connection, condition: Condition) -> Yes:
        search = Search("events", Filter((condition,)), self._meaning, rejected=True)
        numbers = search.numbers(connection)
        found = np.zeros(len(self.columns), dtype=bool)
        found[self._rows(np.array(numbers, dtype=np.int64))] = True
        return found

    def _rows(self, numbers: Whole) -> Whole:
        return np.searchsorted(self.columns.numbers, numbers)


def _either(each: Sequence[Yes]) -> Yes:
    found: Yes = np.logical_or.reduce(each)
    return found


def _yes_or_no(found: Yes, values: Collection[str]) -> Yes:
    """Return which rows are asked for, where values may be "yes" and "no"."""
    return (found & ("yes" in values)) | (~found & ("no" in values))


def _between(least: Whole, most: Whole, low: int | None, high: int | None) -> Yes:
    """Return which rows have figures between the bounds; -1 is no figure."""
    found = np.ones(len(least), dtype=bool)
    if low is not None:
        found &= (least >= low) & (least >= 0)
    if high is not None:
        found &= (most <= high) & (most >= 0)
    return found
