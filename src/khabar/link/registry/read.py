"""The registry of actors and outlets, read from its tables: a user's own, ours, the patterns'."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from importlib.resources import files
from pathlib import Path

from khabar.link.registry.records import Origin, Registry
from khabar.link.registry.rows import (
    ACTOR_COLUMNS,
    actor_of,
    by_id,
    outlet_of,
    parent_fault,
    senses_of,
    spells_of,
)
from khabar.link.registry.states import read_states, state_entries
from khabar.link.tables import Row, listed, read_folder, read_table
from khabar.model import Actor


def load_registry(extra: Path | None = None) -> Registry:
    """Return the registry; entries of `extra` join it, and replace those of the same id.

    Raises KnowledgeError, with file and line, for an entry that cannot work.
    """
    folder = files("khabar.link") / "registry"
    states = read_states(read_table(folder / "states.tsv"))
    added = by_id(read_table(extra, ACTOR_COLUMNS)) if extra is not None else {}
    patterned = dict(state_entries(states, (folder / "bodies.toml").read_text(encoding="utf-8")))
    written = _with_pattern_names(by_id(read_folder(folder / "actors")), patterned)
    outlet_rows = by_id(read_table(folder / "outlets.tsv"))
    actors = _layered(added, written, patterned)
    rows = patterned | written | added
    _check_parents(rows)
    statuses = {id: spells_of(row["sector"]) for id, row in rows.items() if _varies(row["sector"])}
    outlets = {id: outlet_of(row) for id, row in outlet_rows.items()}
    senses = senses_of(read_table(folder / "ambiguous.tsv"), actors.keys() | outlets.keys())
    own = _names(added.values())
    senses = {name: meant for name, meant in senses.items() if name not in own}
    origins = {id: Origin(row.file, row.line) for id, row in (outlet_rows | rows).items()}
    return Registry(actors, statuses, outlets, {s.country: s for s in states}, senses, origins)


def _varies(sector: str) -> bool:
    return ".." in sector or "|" in sector


def _layered(*layers: Mapping[str, Row]) -> dict[str, Actor]:
    """Return actors from tables in falling order of weight.

    An id counts once, by its first table, and a name that an entry of an earlier table bears is
    no alias of a later one: an entry written by hand beats one made by pattern.
    """
    actors: dict[str, Actor] = {}
    taken: frozenset[str] = frozenset()
    for rows in layers:
        for id, row in rows.items():
            if id not in actors:
                actor = actor_of(row)
                free = taken.isdisjoint(actor.aliases)
                names = tuple(name for name in actor.aliases if name not in taken)
                actors[id] = actor if free else replace(actor, aliases=names)
        taken |= _names(rows.values())
    return actors


def _with_pattern_names(written: Mapping[str, Row], patterned: Mapping[str, Row]) -> dict[str, Row]:
    """Return the entries written by hand, with the names that the pattern of their id gives.

    The hand wins in all else, and a name that another entry bears stays with that one.
    """
    taken = _names(written.values())
    rows = dict(written)
    for id in written.keys() & patterned.keys():
        row, pattern = written[id], patterned[id]
        free = [n for n in (pattern["name"], *listed(pattern["aliases"])) if n not in taken]
        cells = {**row, "aliases": "|".join((*listed(row["aliases"]), *free))}
        rows[id] = Row(cells, row.file, row.line)
    return rows


def _names(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(n for row in rows for n in (row["name"], *listed(row["aliases"])))


def _check_parents(rows: Mapping[str, Row]) -> None:
    for row in rows.values():
        fault = parent_fault(row, rows.keys())
        if fault:
            raise fault
