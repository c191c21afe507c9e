"""The states of the world, and the bodies that each has by pattern: army, police, ministries."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from khabar.errors import KnowledgeError
from khabar.link.names import is_abbreviation
from khabar.link.tables import Row, check, listed

Body = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class State:
    """A state: its names, adjectives, people, capitals.

    `country` is ISO 3166-1 alpha-3; `gwno` Gleditsch and Ward's number and `cow` that of the
    Correlates of War, None where those lists lack the state.
    """

    id: str
    country: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    gwno: int | None
    cow: int | None
    line: int


def slug(name: str) -> str:
    """Return a name as an id: lower case, plain letters, underscores."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def read_states(rows: Iterable[Row]) -> list[State]:
    """Return the states that a table lists."""
    return [_state(row) for row in rows]


def _state(row: Row) -> State:
    for column in ("gwno", "cow"):
        number = row[column]
        check(row, not number or number.isdigit(), f"a number in {column}", number)
    others = listed(row["other names"])
    gwno = int(row["gwno"]) if row["gwno"] else None
    return State(
        id=slug(row["name"]), country=row["country"], name=row["name"],
        names=(row["name"], *others), adjectives=listed(row["adjectives"]),
        people=listed(row["people"]), capitals=listed(row["capital"]),
        gwno=gwno, cow=int(row["cow"]) if row["cow"] else gwno, line=row.line,
    )  # fmt: skip


def state_entries(states: Iterable[State], bodies: str) -> Iterator[tuple[str, Row]]:
    """Yield id and row of every state and of the bodies that a TOML text describes."""
    patterns: list[Body] = tomllib.loads(bodies)["body"]
    for state in states:
        cells = {"id": state.id, "name": state.name, "kind": "state", "country": state.country}
        yield (
            state.id,
            Row(cells | {"aliases": "|".join(state.names[1:])}, "states.tsv", state.line),
        )
        for pattern in patterns:
            if _applies(pattern, state):
                row = _body(pattern, state)
                yield row["id"], row


def _applies(pattern: Body, state: State) -> bool:
    for word in ("id", "name", "kind", "sector", "parent", "aliases"):
        if word not in pattern:
            raise KnowledgeError("bodies.toml", str(pattern.get("id")), f"a key {word}", "none")
    if state.country in str(pattern.get("except", "")).split():
        return False
    only = str(pattern.get("only", "")).split()
    named = bool(state.adjectives) and (pattern["kind"] != "people" or bool(state.people))
    return named and (not only or state.country in only)


def _body(pattern: Body, state: State) -> Row:
    aliases = [name for text in pattern["aliases"] for name in _filled(text, state)]
    cells = {key: _filled(str(pattern[key]), state)[0] for key in ("id", "name", "parent")}
    names = _filled(str(pattern["name"]), state)
    extra = state.people[1:] if pattern["kind"] == "people" else ()
    cells |= {"kind": str(pattern["kind"]), "sector": str(pattern["sector"])}
    cells |= {"country": state.country, "aliases": "|".join((*names[1:], *aliases, *extra))}
    return Row(cells, "bodies.toml", 0)


def _filled(text: str, state: State) -> list[str]:
    """Return a pattern with the state's words; one for each adjective, name or capital it asks."""
    slot, before, after = _parts(text)
    if slot is None:
        return [before.replace("{state}", state.id)]
    return [f"{before}{word}{after}" for word in _words(slot, state)]


@cache
def _parts(text: str) -> tuple[str | None, str, str]:
    for slot in ("{adjective}", "{country}", "{called}", "{capital}", "{people}"):
        before, found, after = text.partition(slot)
        if found:
            return slot, before, after
    return None, text, ""


def _words(slot: str, state: State) -> tuple[str, ...]:
    if slot == "{adjective}":
        return state.adjectives
    if slot == "{country}":
        return (state.name,)
    if slot == "{called}":
        return tuple(name for name in state.names if not is_abbreviation(name))
    return state.people[:1] if slot == "{people}" else state.capitals[:1] or (state.name,)
