"""The registry checked as a whole: every fault at once, and how many entries come from where."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path

from khabar.errors import KhabarError, KnowledgeError
from khabar.link.registry.codes import codes
from khabar.link.registry.read import load_registry
from khabar.link.registry.records import Origin, Registry
from khabar.link.registry.rows import ACTOR_COLUMNS, actor_faults, by_id, parent_fault
from khabar.link.tables import Row, read_folder, read_table
from khabar.model import Actor, Outlet


@dataclass(frozen=True, slots=True)
class Checked:
    """What a check found: the faults, and the entries counted by where they come from and kind.

    `curated` and `outlets` were written one by one; `states` has a line for each state, from which
    `patterned` makes ministries, forces and offices; `own` are of the user's file.
    """

    faults: tuple[str, ...]
    curated: Mapping[str, int]
    own: Mapping[str, int]
    states: int
    patterned: Mapping[str, int]
    outlets: Mapping[str, int]
    persons_with_terms: int
    countries: int

    @property
    def written(self) -> int:
        """Return how many entries somebody wrote: curated actors, the user's own, outlets."""
        return sum((*self.curated.values(), *self.own.values(), *self.outlets.values()))


def check_registry(own: Path | None = None) -> Checked:
    """Return the faults of the registry, with a user's `own` file, and its counts.

    Counts are of the registry without the file where the file cannot be read in.
    """
    faults = list(_faults_of_rows(own))
    try:
        registry = load_registry(own)
    except KhabarError as error:
        faults += [] if faults else [str(error)]
        registry = load_registry()
    faults += _faults_of_whole(registry)
    return _counted(registry, tuple(dict.fromkeys(faults)), own)


def _faults_of_rows(own: Path | None) -> Iterator[str]:
    """Yield every fault that a row has by itself or by its parent; ours first, then the user's."""
    folder = files("khabar.link") / "registry"
    try:
        written = list(read_folder(folder / "actors"))
        added = list(read_table(own, ACTOR_COLUMNS)) if own is not None else []
    except KnowledgeError as error:
        yield str(error)
        return
    known = load_registry().actors.keys() | {row["id"] for row in added}
    for rows in (written, added):
        for row in rows:
            yield from (str(_error(row, *fault)) for fault in actor_faults(row))
            parent = parent_fault(row, known)
            if parent:
                yield str(parent)
        yield from _twice(rows)


def _twice(rows: Iterable[Row]) -> Iterator[str]:
    try:
        by_id(rows)
    except KnowledgeError as error:
        yield str(error)


def _error(row: Row, expected: str, found: str) -> KnowledgeError:
    return KnowledgeError(row.file, f"line {row.line} ({row['id']})", expected, found)


def _faults_of_whole(registry: Registry) -> Iterator[str]:
    yield from map(str, _shared_names(registry))
    yield from map(str, _unknown_countries(registry))
    yield from map(str, _shared_numbers(registry))
    yield from map(str, _circles(registry))


def _shared_names(registry: Registry) -> Iterator[KnowledgeError]:
    """Yield names that two entries bear and `ambiguous.tsv` does not declare."""
    bearers: dict[str, str] = {}
    entries: tuple[Actor | Outlet, ...] = (*registry.actors.values(), *registry.outlets.values())
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            other = bearers.setdefault(name, entry.id)
            if other != entry.id and name not in registry.senses:
                expected = "a name of one entry, or one declared in ambiguous.tsv"
                yield _at(registry, entry.id, expected, f"{name!r}, also of {other}")


def _unknown_countries(registry: Registry) -> Iterator[KnowledgeError]:
    table = files("khabar.link") / "gazetteer" / "countries.tsv"
    known = {row["code"] for row in read_table(table)} | registry.states.keys()
    entries: tuple[Actor | Outlet, ...] = (*registry.actors.values(), *registry.outlets.values())
    for entry in entries:
        if entry.country and entry.country not in known | codes().international.keys():
            expected = f"an ISO 3166-1 alpha-3 code or {' '.join(codes().international)}"
            yield _at(registry, entry.id, expected, entry.country)


def _shared_numbers(registry: Registry) -> Iterator[KnowledgeError]:
    numbers = Counter(state.gwno for state in registry.states.values() if state.gwno)
    for state in registry.states.values():
        if state.gwno and numbers[state.gwno] > 1:
            yield _at(registry, state.id, "a Gleditsch-Ward number of one state", str(state.gwno))


def _circles(registry: Registry) -> Iterator[KnowledgeError]:
    """Yield actors that stand above themselves."""
    for actor in registry.actors.values():
        seen, above = {actor.id}, actor.parent
        while above is not None and above not in seen:
            seen.add(above)
            above = registry.actors[above].parent
        if above == actor.id:
            yield _at(registry, actor.id, "a parent that does not belong to it", str(actor.parent))


def _at(registry: Registry, id: str, expected: str, found: str) -> KnowledgeError:
    origin = registry.origins[id]
    place = f"line {origin.line} ({id})" if origin.line else id
    return KnowledgeError(origin.file, place, expected, found)


def _counted(registry: Registry, faults: tuple[str, ...], own: Path | None) -> Checked:
    kinds: dict[str, Counter[str]] = {}
    for actor in registry.actors.values():
        layer = _layer(registry.origins[actor.id], own)
        kinds.setdefault(layer, Counter())[actor.kind] += 1
    persons = [a for a in registry.actors.values() if a.kind == "person"]
    dated = [a for a in persons if any(s.since for s in registry.statuses.get(a.id, ()))]
    outlets = Counter(outlet.kind for outlet in registry.outlets.values())
    return Checked(
        faults=faults,
        curated=kinds.get("curated", {}), own=kinds.get("own", {}),
        states=sum(kinds.get("states", {}).values()), patterned=kinds.get("patterned", {}),
        outlets=outlets, persons_with_terms=len(dated),
        countries=len({a.country for a in persons} & registry.states.keys()),
    )  # fmt: skip


def _layer(origin: Origin, own: Path | None) -> str:
    if not origin.line:
        return "patterned"
    if own is not None and origin.file == own.name:
        return "own"
    return "states" if origin.file == "states.tsv" else "curated"
