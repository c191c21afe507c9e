"""Rows of the registry's tables: what each column may hold, and the records made of them."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Set
from functools import cache

from khabar.errors import KnowledgeError
from khabar.link.registry.codes import codes
from khabar.link.registry.records import ROLES, Sense, Status
from khabar.link.tables import Row, check, listed
from khabar.model import Actor, Outlet

SECTORS = frozenset(
    "AGR BUS COP CRM CVL EDU ELI GOV JRN JUD LAB LEG MED MIL OPP PRE PRM PTY REB REF REL SOC SPY"
    " UAF UNK".split()
)
OUTLET_KINDS = frozenset({"agency", "newspaper", "broadcaster", "state_media", "belligerent",
                          "monitor", "magazine", "website"})  # fmt: skip
ACTOR_COLUMNS = frozenset(
    {"id", "name", "kind", "sector", "country", "parent", "since", "until", "wikidata", "aliases"}
)
_ID = re.compile(r"[a-z0-9]+(_[a-z0-9]+)*")
_DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
_STATUS = re.compile(r"([A-Z]{3})(?: (\d{4}[-\d]*)?\.\.(\d{4}[-\d]*)?)?")
_COUNTRY = re.compile(r"[A-Z]{3}")
_WIKIDATA = re.compile(r"Q[1-9]\d*")

# What a cell should hold, and what it holds.
Fault = tuple[str, str]


def actor_faults(row: Row) -> Iterator[Fault]:
    """Yield what is wrong in an actor's row, each as what was expected and what was found."""
    if not _ID.fullmatch(row["id"]):
        yield "an id in small letters and underscores, such as some_group", row["id"] or "none"
    if not row["name"]:
        yield "a name", "none"
    if row["kind"] and row["kind"] not in codes().kinds:
        yield f"a kind, one of {', '.join(sorted(codes().kinds))}", row["kind"]
    if row["country"] and not _COUNTRY.fullmatch(row["country"]):
        yield "a country code of three capitals (ISO 3166-1 alpha-3), or IGO ...", row["country"]
    if row["wikidata"] and not _WIKIDATA.fullmatch(row["wikidata"]):
        yield "a Wikidata id such as Q42", row["wikidata"]
    yield from sector_faults(row["sector"])
    yield from _date_faults(row)


def _date_faults(row: Row) -> Iterator[Fault]:
    since, until = row["since"], row["until"]
    for column, day in (("since", since), ("until", until)):
        if day and not _DATE.fullmatch(day):
            yield f"an ISO date in {column}: 2021, 2021-08 or 2021-08-15", day
    if since and until and _is_backwards(since, until):
        yield "an end that is not before the beginning", f"{since} to {until}"


@cache
def sector_faults(cell: str) -> tuple[Fault, ...]:
    """Return what is wrong in a cell of sectors."""
    return tuple(_sector_faults(cell))


def _sector_faults(cell: str) -> Iterator[Fault]:
    for part in listed(cell):
        found = _STATUS.fullmatch(part)
        if found is None or found[1] not in SECTORS:
            yield "a PLOVER sector such as REB, or REB 2001..2021-08-14", part
        elif any(day and not _DATE.fullmatch(day) for day in found.groups()[1:]):
            yield "ISO dates around .., such as 2001..2021-08-14", part
        elif found[2] and found[3] and _is_backwards(found[2], found[3]):
            yield "an end that is not before the beginning", part


def _is_backwards(since: str, until: str) -> bool:
    shared = min(len(since), len(until))
    return since[:shared] > until[:shared]


def actor_of(row: Row) -> Actor:
    """Return the actor of a row. Raises KnowledgeError for the first thing wrong in it."""
    for expected, found in actor_faults(row):
        check(row, False, expected, found)
    spells = spells_of(row["sector"])
    return Actor(
        id=row["id"], name=row["name"], kind=row["kind"] or "group", aliases=listed(row["aliases"]),
        country=row["country"] or None, sector=spells[-1].sector if spells else None,
        parent=row["parent"] or None, since=row["since"] or None, until=row["until"] or None,
        wikidata=row["wikidata"] or None,
    )  # fmt: skip


@cache
def spells_of(cell: str) -> tuple[Status, ...]:
    """Return the sectors of a sound cell, in its order: "REB ..2021-08-14|GOV 2021-08-15.."."""
    found = (_STATUS.fullmatch(part) for part in listed(cell))
    return tuple(Status(one[1], one[2], one[3]) for one in found if one)


def by_id(rows: Iterable[Row]) -> dict[str, Row]:
    """Return rows by id. Raises KnowledgeError for an id used twice."""
    seen: dict[str, Row] = {}
    for row in rows:
        first = seen.setdefault(row["id"], row)
        check(row, first is row, "an id used once", f"{row['id']}, also in {first.where}")
    return seen


def outlet_of(row: Row) -> Outlet:
    """Return the outlet of a row. Raises KnowledgeError for a kind that there is not."""
    check(row, _ID.fullmatch(row["id"]) is not None, "an id such as some_paper", row["id"])
    check(row, row["kind"] in OUTLET_KINDS, f"a kind of {sorted(OUTLET_KINDS)}", row["kind"])
    return Outlet(
        id=row["id"], name=row["name"], kind=row["kind"], aliases=listed(row["aliases"]),
        domains=listed(row["domains"]), country=row["country"] or None, owner=row["owner"] or None,
    )  # fmt: skip


def senses_of(rows: Iterable[Row], known: Set[str]) -> dict[str, tuple[Sense, ...]]:
    """Return by name what it can mean. Raises KnowledgeError for an id not `known`."""
    senses: dict[str, tuple[Sense, ...]] = {}
    for row in rows:
        check(row, row["id"] in known, "the id of an actor or outlet", row["id"])
        countries = frozenset(row["countries"].split())
        spell = row["since"] or None, row["until"] or None
        roles = frozenset(row["role"].split())
        check(row, roles <= ROLES, f"roles of {' '.join(sorted(ROLES))}", row["role"])
        sense = Sense(row["id"], countries, *spell, roles)
        for name in listed(row["names"]):
            senses[name] = (*senses.get(name, ()), sense)
    return senses


def parent_fault(row: Row, known: Set[str]) -> KnowledgeError | None:
    """Return what is wrong with a row's parent, if it is not among the ids `known`."""
    if not row["parent"] or row["parent"] in known:
        return None
    entry = f"line {row.line} ({row['id']})"
    return KnowledgeError(row.file, entry, "a parent that is in the registry", row["parent"])
