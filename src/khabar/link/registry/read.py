"""The registry of actors and outlets: read from its tables, checked, valid by date."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, replace
from importlib.resources import files
from pathlib import Path

from khabar.errors import KnowledgeError
from khabar.link.registry.states import State, read_states, state_entries
from khabar.link.tables import Row, check, listed, read_folder, read_table
from khabar.model import Actor, Outlet

SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY"
    " UAF UNK".split()
)
# Sectors that a person leaves with the office.
OFFICES = frozenset({"GOV", "LEG", "JUD", "MIL", "SPY", "COP"})
OUTLET_KINDS = frozenset({"agency", "newspaper", "broadcaster", "state_media", "belligerent",
                          "monitor", "magazine", "website"})  # fmt: skip
ACTOR_COLUMNS = frozenset(
    {"id", "name", "kind", "sector", "country", "parent", "since", "until", "wikidata", "aliases"}
)
_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-\d\d(-\d\d)?)?")
_STATUS = re.compile(r"([A-Z]{3})(?: (\d{4}[-\d]*)?\.\.(\d{4}[-\d]*)?)?")


@dataclass(frozen=True, slots=True)
class Status:
    """The sector that an actor belongs to from one day to another, both included."""

    sector: str
    since: str | None
    until: str | None


@dataclass(frozen=True, slots=True)
class Sense:
    """What an ambiguous name means in news about some countries, or between two dates.

    The `usual` sense is taken where nothing tells; one that holds `alone` is out of the question
    where a country of another sense is named.
    """

    id: str
    countries: frozenset[str]
    since: str | None
    until: str | None
    usual: bool = False
    alone: bool = False


@dataclass(frozen=True, slots=True)
class Registry:
    """Every actor, outlet and state, and the senses of names that several of them bear."""

    actors: Mapping[str, Actor]
    statuses: Mapping[str, tuple[Status, ...]]
    outlets: Mapping[str, Outlet]
    states: Mapping[str, State]
    senses: Mapping[str, tuple[Sense, ...]]

    def sector(self, id: str, day: str | None) -> str | None:
        """Return an actor's PLOVER sector on a day, or as of now where no day is given.

        Whoever held an office and holds none is ELI; before a first office nothing is known.
        """
        actor, spells = self.actors[id], self.statuses.get(id, ())
        if not spells:
            return actor.sector
        last = spells[-1]
        fitting = [s.sector for s in spells if day and within(day, s.since, s.until)]
        if fitting:
            return fitting[-1]
        over = last.until is not None and (day is None or day > last.until)
        if actor.kind == "person" and over and last.sector in OFFICES:
            return "ELI"
        return last.sector if day is None or over else None

    def on(self, id: str, day: str | None) -> Actor:
        """Return an actor with the sector it has on a day."""
        return replace(self.actors[id], sector=self.sector(id, day))


def within(day: str, since: str | None, until: str | None) -> bool:
    """Tell whether an ISO day, month or year lies in an interval that includes both ends."""
    starts = since is None or day[: len(since)] >= since[: len(day)]
    return starts and (until is None or day[: len(until)] <= until[: len(day)])


def load_registry(extra: Path | None = None) -> Registry:
    """Return the registry; entries of `extra` join it, and replace those of the same id.

    Raises KnowledgeError, with file and line, for an entry that cannot work.
    """
    folder = files("khabar.link") / "registry"
    states = read_states(read_table(folder / "states.tsv"))
    added = _by_id(read_table(extra, ACTOR_COLUMNS)) if extra is not None else {}
    written = _by_id(read_folder(folder / "actors"))
    patterned = dict(state_entries(states, (folder / "bodies.toml").read_text(encoding="utf-8")))
    rows = patterned | written | added
    actors = _layered(added, written, patterned)
    _check_parents(rows, actors)
    statuses = {id: _statuses(row) for id, row in rows.items() if ".." in row["sector"]}
    outlets = {id: _outlet(row) for id, row in _by_id(read_table(folder / "outlets.tsv")).items()}
    senses = _senses(read_table(folder / "ambiguous.tsv"), actors.keys() | outlets.keys())
    own = _names(added.values())
    senses = {name: meant for name, meant in senses.items() if name not in own}
    return Registry(actors, statuses, outlets, {s.country: s for s in states}, senses)


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
                actor = _actor(row)
                names = tuple(name for name in actor.aliases if name not in taken)
                actors[id] = replace(actor, aliases=names)
        taken |= _names(rows.values())
    return actors


def _names(rows: Iterable[Row]) -> frozenset[str]:
    return frozenset(n for row in rows for n in (row["name"], *listed(row["aliases"])))


def _by_id(rows: Iterable[Row]) -> dict[str, Row]:
    return {row["id"]: row for row in _unique(rows)}


def _unique(rows: Iterable[Row]) -> Iterator[Row]:
    seen: dict[str, Row] = {}
    for row in rows:
        check(row, _ID.fullmatch(row["id"]) is not None, "an id such as some_group", row["id"])
        first = seen.setdefault(row["id"], row)
        check(row, first is row, "an id used once", f"{row['id']}, also in {first.where}")
        yield row


def _actor(row: Row) -> Actor:
    check(row, bool(row["name"]), "a name", "none")
    for column in ("since", "until"):
        fits = not row[column] or _DATE.fullmatch(row[column]) is not None
        check(row, fits, f"an ISO date in {column}", row[column])
    country = row["country"]
    known = not country or (len(country) == 3 and country.isupper())
    check(row, known, "a country code of three capitals", country)
    spells = _statuses(row)
    return Actor(
        id=row["id"], name=row["name"], kind=row["kind"] or "group", aliases=listed(row["aliases"]),
        country=country or None, sector=spells[-1].sector if spells else None,
        parent=row["parent"] or None, since=row["since"] or None, until=row["until"] or None,
        wikidata=row["wikidata"] or None,
    )  # fmt: skip


def _statuses(row: Row) -> tuple[Status, ...]:
    return tuple(_status(row, part) for part in listed(row["sector"]))


def _status(row: Row, part: str) -> Status:
    found = _STATUS.fullmatch(part)
    fits = found is not None and found[1] in SECTORS
    check(row, fits, "a PLOVER sector such as REB, or REB 2001..2021-08-14", part)
    assert found is not None
    return Status(found[1], found[2], found[3])


def _check_parents(rows: Mapping[str, Row], actors: Mapping[str, Actor]) -> None:
    for id, actor in actors.items():
        known = actor.parent is None or actor.parent in actors
        check(rows[id], known, "a parent that is in the registry", str(actor.parent))


def _outlet(row: Row) -> Outlet:
    check(row, row["kind"] in OUTLET_KINDS, f"a kind of {sorted(OUTLET_KINDS)}", row["kind"])
    return Outlet(
        id=row["id"], name=row["name"], kind=row["kind"], aliases=listed(row["aliases"]),
        domains=listed(row["domains"]), country=row["country"] or None, owner=row["owner"] or None,
    )  # fmt: skip


def _senses(rows: Iterable[Row], known: Set[str]) -> dict[str, tuple[Sense, ...]]:
    senses: dict[str, tuple[Sense, ...]] = {}
    for row in rows:
        check(row, row["id"] in known, "the id of an actor or outlet", row["id"])
        countries = frozenset(row["countries"].split())
        spell = row["since"] or None, row["until"] or None
        role = row["role"]
        check(row, role in ("usual", "alone", ""), "a role: usual, alone or nothing", role)
        sense = Sense(row["id"], countries, *spell, usual=role == "usual", alone=role == "alone")
        for name in listed(row["names"]):
            senses[name] = (*senses.get(name, ()), sense)
    return senses


def check_names(registry: Registry) -> None:
    """Raise KnowledgeError if two entries bear one name that `ambiguous.tsv` does not declare."""
    bearers: dict[str, str] = {}
    entries: tuple[Actor | Outlet, ...] = (*registry.actors.values(), *registry.outlets.values())
    for entry in entries:
        for name in (entry.name, *entry.aliases):
            other = bearers.setdefault(name, entry.id)
            if other != entry.id and name not in registry.senses:
                expected = "a name of one entry, or one declared in ambiguous.tsv"
                raise KnowledgeError("registry", entry.id, expected, f"{name!r}, also of {other}")
