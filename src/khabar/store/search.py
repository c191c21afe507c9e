"""A filter → the rows of a list that pass it, in pages that stay put.

Everything that a token can answer goes to the full-text table as one question; it gives the rows
in the order of their numbers, so a page stops as soon as it is full. What tokens can only narrow
down (figures, days, distances) is compared on the row.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass
from typing import Any, Final, Literal

from sqlalchemy import (
    Column,
    ColumnElement,
    Connection,
    Select,
    String,
    Table,
    TableClause,
    cast,
    func,
    select,
)

from khabar.errors import UsageError
from khabar.query import (
    NAMES,
    OF_CLAIMS,
    OF_EVENTS,
    OUTCOMES,
    Box,
    Condition,
    Days,
    Filter,
    Near,
    Number,
    OneOf,
    Words,
)
from khabar.store import tables, text_index
from khabar.store import tokens as t
from khabar.store.comparing import comparisons, near_ones
from khabar.store.rows import UNDATED, first_day, first_number, last_day
from khabar.store.text_index import Alternatives, Phrase, Question

Of = Literal["events", "claims"]
Order = Literal["oldest", "newest"]
# Whom and where a name means: the field and the words as written → values that tokens are made of.
Meaning = Callable[[str, str], Sequence[str]]
_AT_ONCE: Final = 100  # rows taken in one go: so few stay in the processor's cache
_FROM_SERVER: Final = 1_000  # rows that a server sends in one go
_LAST: Final = first_number(UNDATED + 1)
_DATED: Final = first_number(UNDATED)


@dataclass(frozen=True, slots=True)
class Lists:
    """The two tables that a kind of record is listed in."""

    rows: Table
    index: TableClause


LISTS: Final[Mapping[Of, Lists]] = {
    "events": Lists(tables.event_list, text_index.event_search),
    "claims": Lists(tables.claim_list, text_index.claim_search),
}


# What rows need beside their own columns to be read, and what only the program needs.
INNER: Final = ("number", "first_day", "last_day", "outlet_count", "margin", "facets", "hash")
_BESIDE: Final[Mapping[str, ColumnElement[Any]]] = {
    "event_id": tables.event_claims.c.event_id,
    "article": tables.articles.c.source,
    "outlet": tables.articles.c.outlet,
    "published": tables.articles.c.published,
    "language": tables.articles.c.language,
}


def columns_of(of: Of) -> tuple[str, ...]:
    """Return the columns of a list as readers see them, in their order."""
    own = [column.name for column in LISTS[of].rows.c if column.name not in INNER]
    if of == "events":
        return tuple(own)
    return (own[0], "event_id", own[1], *list(_BESIDE)[1:], *own[2:])


def column_of(of: Of, name: str) -> ColumnElement[Any]:
    """Return the column of that name as the database has it, also one from beside the list."""
    own = LISTS[of].rows.c
    return own[name] if name in own else _BESIDE[name]


def as_written(_field: str, words: str) -> Sequence[str]:
    """Return the words themselves: what a name means where no registry is asked."""
    return (words,)


@dataclass(frozen=True, slots=True)
class Search:
    """One question to one list. What has no date comes last, in either order.

    What an analyst rejected is found only if asked for: `rejected` does, whatever the filter says.
    """

    of: Of
    filter: Filter
    meaning: Meaning = as_written
    order: Order = "oldest"
    rejected: bool = False

    def cells(
        self,
        connection: Connection,
        columns: Sequence[str],
        after: int | None = None,
        limit: int | None = None,
    ) -> Iterator[Sequence[Any]]:
        """Yield these columns of the rows that pass, in order, at most `limit` rows.

        `after` is the number of the row before the first.
        """
        check(self.of, self.filter)
        nears = [c for c in self.filter.conditions if isinstance(c, Near)]
        beside = ("latitude", "longitude") if nears else ()
        wanted, left = (*columns, *beside), limit
        many = limit is None or limit > _FROM_SERVER or bool(nears)
        options = {"stream_results": many, "max_row_buffer": _FROM_SERVER}
        for stretch in self._stretches():
            statement = self._statement(connection, stretch, after, self._columns(wanted))
            if left is not None and not nears:
                statement = statement.limit(left)
            with closing(connection.execute(statement, execution_options=options)) as found:
                for part in found.partitions(_AT_ONCE):
                    rows: Sequence[Any] = near_ones(part, nears) if nears else part
                    yield from rows[:left]
                    left = left - min(left, len(rows)) if left is not None else None
                    if left == 0:
                        return

    def count(self, connection: Connection) -> int:
        """Return how many rows pass."""
        if any(isinstance(condition, Near) for condition in self.filter.conditions):
            return sum(1 for _ in self.cells(connection, ("number",)))
        check(self.of, self.filter)
        whole = (
            self._statement(connection, stretch, None, [func.count()]).order_by(None)
            for stretch in self._stretches()
        )
        return sum(connection.execute(statement).scalar_one() for statement in whole)

    def numbers(self, connection: Connection) -> list[int]:
        """Return the numbers of all rows that pass."""
        if any(isinstance(condition, Near) for condition in self.filter.conditions):
            return [row[0] for row in self.cells(connection, ("number",))]
        check(self.of, self.filter)
        lists = LISTS[self.of]
        found: list[int] = []
        for stretch in self._stretches():
            question = self._question(stretch)
            compared = bool(self._compared())
            if (question.all or question.none) and not compared:
                # The index alone answers, in a fraction of the time.
                number = lists.index.c.rowid
                answered = [text_index.answers(connection, lists.index, question)]
                if (stretch.low, stretch.high) != (0, _LAST):
                    answered += [number >= stretch.low, number < stretch.high]
                statement = select(_in_one(number)).where(*answered)
            else:
                number = lists.rows.c.number
                statement = self._statement(connection, stretch, None, [_in_one(number)])
            told = connection.execute(statement.order_by(None)).scalar_one()
            found += map(int, told.split(",") if told else ())
        return found

    def _columns(self, names: Sequence[str]) -> list[ColumnElement[Any]]:
        return [column_of(self.of, name) for name in names]

    def _stretches(self) -> list[_Stretch]:
        """Return what to go through, in order: first what began before the days asked for.

        Only few events last long; those are marked, so that what began long before the first day
        asked for need not be gone through.
        """
        days = [c for c in self.filter.conditions if isinstance(c, Days)]
        if not days:
            whole = [_Stretch(0, _DATED), _Stretch(_DATED, _LAST)]
            return whole if self.order == "newest" else [_Stretch(0, _LAST)]
        firsts = [first_day(d.first) for d in days if d.first]
        lasts = [last_day(d.last) for d in days if d.last]
        end = min([first_number(day + 1) for day in lasts] + [_DATED])
        if not firsts:
            return [_Stretch(0, end)]
        middle = first_number(max(1, max(firsts) - t.LONG_DAYS))
        parts = [_Stretch(0, min(middle, end), long=True), _Stretch(middle, end)]
        return parts if self.order == "oldest" else parts[::-1]

    def _statement(
        self,
        connection: Connection,
        stretch: _Stretch,
        after: int | None,
        columns: Sequence[ColumnElement[Any]],
    ) -> Select[Any]:
        lists = LISTS[self.of]
        question = self._question(stretch)
        whole = _with_neighbours(select(*columns), lists.rows, columns)
        number: ColumnElement[int] = lists.rows.c.number
        if question.all or question.none:
            number = lists.index.c.rowid
            whole = whole.join(lists.index, lists.index.c.rowid == lists.rows.c.number)
            whole = whole.where(text_index.answers(connection, lists.index, question))
        low, high = self._left_of(stretch, after)
        whole = whole.where(number >= low, number < high, *self._compared())
        return whole.order_by(number if self.order == "oldest" else number.desc())

    def _left_of(self, stretch: _Stretch, after: int | None) -> tuple[int, int]:
        """Return the numbers of a stretch that come after a row."""
        low, high = stretch.low, stretch.high
        if after is None or (self.order == "newest" and after < _DATED <= low):
            return low, high
        if self.order == "oldest":
            return max(low, after + 1), high
        return low, min(high, after) if (after < _DATED) == (low < _DATED) else low

    def _question(self, stretch: _Stretch) -> Question:
        needed: list[Alternatives] = [[Phrase(("long=yes",))]] if stretch.long else []
        none: list[Phrase] = []
        for condition in self.filter.conditions:
            phrases = list(_phrases(condition, self.meaning))
            if getattr(condition, "negated", False):
                none += [] if isinstance(condition, Number) else phrases
            elif phrases and phrases != [Phrase((t.EVERY,))]:
                needed.append(phrases)
        if not (self.rejected or asks_for_status(self.filter)):
            none.append(Phrase(("status=rejected",)))
        return Question(tuple(needed), tuple(none))

    def _compared(self) -> list[ColumnElement[bool]]:
        return list(comparisons(LISTS[self.of].rows, self.filter.conditions))


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Rows from one number up to another, only those that may last long if so said."""

    low: int
    high: int
    long: bool = False


def asks_for_status(filter: Filter) -> bool:
    """Tell whether a filter says itself whether it wants what an analyst rejected."""
    return any(isinstance(c, OneOf) and c.field == "status" for c in filter.conditions)


def check(of: Of, filter: Filter) -> None:
    """Refuse what this kind of record cannot be asked for."""
    other = OF_CLAIMS if of == "events" else OF_EVENTS
    for condition in filter.conditions:
        field = getattr(condition, "field", None)
        if field in other:
            instead = "claims" if of == "events" else "events"
            raise UsageError(
                f"filter: expected conditions on {of}, found {field}, which only {instead} have. "
                f"Leave it out, or ask for {instead}."
            )


def _phrases(condition: Condition, meaning: Meaning) -> Iterator[Phrase]:
    """Yield the phrases of which one must be there; none where tokens say nothing."""
    match condition:
        case OneOf("event", _):
            return
        case OneOf("article", values):
            yield from (Phrase((t.token("article", value),), open_end=True) for value in values)
        case OneOf("party", values):
            for field in ("actor", "target"):
                yield from _named(field, "party", values, meaning)
        case OneOf(field, values):
            yield from _named(field, field, values, meaning)
        case Number(field, low, high):
            if low is not None:
                yield Phrase((t.step_below(field, low),))
            elif high is not None and field in OUTCOMES:
                yield Phrase((f"known={field}",))
        case Box() | Near():
            yield from (Phrase((cell,)) for cell in t.cells_in(*condition.rectangle))
        case Words(words):
            open_end = words.endswith("*")
            yield Phrase(tuple(t.words_of(words)), open_end)


def _named(field: str, asked: str, values: Sequence[str], meaning: Meaning) -> Iterator[Phrase]:
    for value in values:
        meant = meaning(asked, value) if field in (*NAMES, "country") else (value,)
        for one in dict.fromkeys((*meant, value)):
            yield Phrase((t.token(field, one),))


def _with_neighbours(
    whole: Select[Any], rows: Table, columns: Sequence[ColumnElement[Any]]
) -> Select[Any]:
    """Return the statement with the tables that columns beside the list's own come from."""
    whole = whole.select_from(rows)
    asked = {column.table for column in columns if isinstance(column, Column)}
    if tables.articles in asked:
        whole = whole.join(tables.articles, tables.articles.c.id == rows.c.article_id)
    if tables.event_claims in asked:
        members = tables.event_claims
        whole = whole.outerjoin(members, members.c.claim_id == rows.c.claim_id)
    return whole


def _in_one(number: ColumnElement[int]) -> ColumnElement[str]:
    """Return all numbers in one text: a row for each would take four times as long."""
    return func.aggregate_strings(cast(number, String), ",")
