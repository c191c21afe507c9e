"""The states of the world, and the bodies that each has by pattern: army, police, ministries."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from khabar.errors import KnowledgeError
from khabar.link.tables import Row, check, listed

Body = Mapping[str, str | list[str]]


@dataclass(frozen=True, slots=True)
class State:
    """A state: its names, adjectives, people, capitals; its Gleditsch-Ward number if any."""

    id: str
    country: str
    name: str
    names: tuple[str, ...]
    adjectives: tuple[str, ...]
    people: tuple[str, ...]
    capitals: tuple[str, ...]
    gwno: int | None


def slug(name: str) -> str:
    """Return a name as an id: lower case, plain letters, underscores."""
    plain = unicodedata.normalize("NFD", name).encode("ascii", "ignore").decode().lower()
    return re.sub(r"[^a-z0-9]+", "_", plain).strip("_")


def read_states(rows: Iterable[Row]) -> list[State]:
    """Return the states that a table lists."""
    return [_state(row) for row in rows]


def _state(row: Row) -> State:
    number = row["gwno"]
    check(row, not number or number.isdigit(), "a Gleditsch-Ward number", number)
    others = listed(row["other names"])
    return State(
        id=slug(row["name"]), country=row["country"], name=row["name"],
        names=(row["name"], *others), adjectives=listed(row["adjectives"]),
        people=listed(row["people"]), capitals=listed(row["capital"]),
        gwno=int(number) if number else None,
    )  # fmt: skip


def state_entries(states: Iterable[State], bodies: str) -> Iterator[tuple[str, Row]]:
    """Yield id and row of every state and of the bodies that a TOML text describes."""
    patterns: list[Body] = tomllib.loads(bodies)["body"]
    for state in states:
        cells = {"id": state.id, "name": state.name, "kind": "state", "country": state.country}
        yield state.id, Row(cells | {"aliases": "|".join(state.names[1:])}, "states.tsv", 0)
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
    text = text.replace("{state}", state.id)
    for slot, words in (
        ("{adjective}", state.adjectives),
        ("{country}", (state.name,)),
        ("{capital}", state.capitals[:1] or (state.name,)),
        ("{people}", state.people[:1]),
    ):
        if slot in text:
            return [text.replace(slot, word) for word in words]
    return [text]
