"""The list of events in memory, column by column, so that a change of filter is counted at once.

Rows are in the order of the list's numbers, which is that of days.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from khabar.store.rows import UNDATED
from khabar.store.spots import Places, Spots
from khabar.store.values import NONE, Values, Whole, Yes, whole


@dataclass(frozen=True, slots=True)
class Toll:
    """Figures of one outcome: -1 where there is none. `highest` is the highest figure stated."""

    low: Whole
    high: Whole
    highest: Whole

    @property
    def stated(self) -> Yes:
        """Which rows have a figure, be it a bound on one side only."""
        found: Yes = (self.low != NONE) | (self.high != NONE)
        return found


@dataclass(frozen=True)
class Columns:
    """All events as listed; `change` is the number of the change that they were read at.

    Days are ordinals. `fields` has what filters look for, and how each event stands; `counted`
    those of whom an event counts for the bodies above them too. `wholes` has the
    id of the event that one is part of, `spot` the number of its place, -1 for none. `articles`
    says which row has which, `published` between which days each came out. `hashes` tell a row
    that was changed.
    """

    change: int
    numbers: Whole
    hashes: Sequence[str]
    ids: Sequence[str]
    first_day: Whole
    last_day: Whole
    fields: Mapping[str, Values]
    counted: Mapping[str, Values]
    killed: Toll
    injured: Toll
    independent: Whole
    wholes: Sequence[str | None]
    spots: Spots
    spot: Whole
    articles: Values
    published: tuple[Whole, Whole]

    def to_count(self, field: str) -> Values:
        """Return the values of a field as people count them."""
        return self.counted.get(field) or self.fields[field]

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def places(self) -> Places:
        """The places with their points and areas."""
        return self.spots.places

    @cached_property
    def part_of(self) -> Whole:
        """The row of the event that each is part of, -1 for none."""
        wanted = set(self.wholes) - {None}
        rows = {id: row for row, id in enumerate(self.ids) if id in wanted}
        return whole(rows.get(id or "", NONE) for id in self.wholes)

    @property
    def dated(self) -> Yes:
        """Which rows have a date."""
        known: Yes = self.first_day != UNDATED
        return known

    @property
    def reviewed(self) -> Yes:
        """Which rows an analyst accepted or rejected."""
        return self.fields["status"].having(("accepted", "rejected"))
