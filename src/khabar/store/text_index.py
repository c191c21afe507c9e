"""The full-text tables: FTS5 on SQLite, `tsvector` on PostgreSQL, the same tokens in both.

A question is a list of alternatives that must each be met, and a list of which none may be. Words
are cut here and not by the database, so that both find the same.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Final

from sqlalchemy import ColumnElement, Connection, TableClause, column, literal, table, text

from khabar.store.tokens import EVERY

NAMES: Final = ("event_search", "claim_search")
event_search = table("event_search", column("rowid"), column("tokens"))
claim_search = table("claim_search", column("rowid"), column("tokens"))
Entry = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Tokens that follow one another; `open_end` lets the last be the beginning of a word."""

    tokens: tuple[str, ...]
    open_end: bool = False


Alternatives = Sequence[Phrase]


@dataclass(frozen=True, slots=True)
class Question:
    """Each of `all` must be met by one of its phrases, and no phrase of `none` may be there."""

    all: tuple[Alternatives, ...] = ()
    none: tuple[Phrase, ...] = ()


def is_sqlite(connection: Connection) -> bool:
    """Tell which of the two databases is at the other end."""
    return connection.dialect.name == "sqlite"


def insert(connection: Connection, where: TableClause, entries: Sequence[Entry]) -> None:
    """Add entries; those of the same number must have been deleted before."""
    if not entries:
        return
    if is_sqlite(connection):
        into = f"INSERT INTO {where.name} (rowid, tokens) VALUES (:number, :tokens)"  # noqa: S608
        rows = [{"number": number, "tokens": tokens} for number, tokens in entries]
    else:
        cast = "CAST(:tokens AS tsvector)"
        into = f"INSERT INTO {where.name} (rowid, tokens) VALUES (:number, {cast})"  # noqa: S608
        rows = [{"number": number, "tokens": _vector(tokens)} for number, tokens in entries]
    connection.execute(text(into), rows)


def delete(connection: Connection, where: TableClause, numbers: Iterable[int]) -> None:
    """Take entries out."""
    rows = [{"number": number} for number in numbers]
    if rows:
        gone = f"DELETE FROM {where.name} WHERE rowid = :number"  # noqa: S608
        connection.execute(text(gone), rows)


def _vector(tokens: str) -> str:
    return " ".join(f"'{token}':{at}" for at, token in enumerate(tokens.split(), start=1))


def answers(connection: Connection, where: TableClause, question: Question) -> ColumnElement[bool]:
    """Return the condition that the table's entry answers the question."""
    if is_sqlite(connection):
        return literal_match(where, _for_sqlite(question))
    return where.c.tokens.op("@@")(text("CAST(:question AS tsquery)").bindparams(
        question=_for_postgres(question)
    ))  # fmt: skip


def literal_match(where: TableClause, expression: str) -> ColumnElement[bool]:
    """Return FTS5's condition; it takes the table's own name for a column."""
    whole: ColumnElement[str] = column(where.name, _selectable=where)
    return whole.op("MATCH", is_comparison=True)(literal(expression))


def _for_sqlite(question: Question) -> str:
    wanted = question.all or ((Phrase((EVERY,)),),)
    needed = " AND ".join(f"({_either(choice)})" for choice in wanted)
    return f"({needed}) NOT ({_either(question.none)})" if question.none else needed


def _either(phrases: Iterable[Phrase]) -> str:
    return " OR ".join(f'"{" ".join(p.tokens)}"{" *" if p.open_end else ""}' for p in phrases)


def _for_postgres(question: Question) -> str:
    wanted = [" | ".join(map(_sequence, choice)) for choice in question.all] or [f"'{EVERY}'"]
    parts = [f"({choice})" for choice in wanted]
    parts += [f"!({_sequence(phrase)})" for phrase in question.none]
    return " & ".join(parts)


def _sequence(phrase: Phrase) -> str:
    return "(" + " <-> ".join(_lexemes(phrase)) + ")"


def _lexemes(phrase: Phrase) -> Iterator[str]:
    last = len(phrase.tokens) - 1
    for at, token in enumerate(phrase.tokens):
        yield f"'{token}'{':*' if phrase.open_end and at == last else ''}"
