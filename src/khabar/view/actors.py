"""Actors for people and for pipes: a list, one in full, and what a check of all of them found."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from rich.console import Console
from rich.table import Table
from rich.text import Text

from khabar.link.registry.check import Checked
from khabar.link.registry.codes import codes
from khabar.link.registry.lookup import Actors
from khabar.link.registry.records import Status, within
from khabar.model import Actor
from khabar.view.table import Card
from khabar.view.wording import NOT_STATED, day_words, visible

# A list of members in full would fill screens; --json has them all.
MOST_MEMBERS = 12
JsonValue = str | int | None | Sequence["JsonValue"] | Mapping[str, "JsonValue"]


def script_of(name: str) -> str:
    """Return the script that a name is written in: "Latin", "Arabic", "Cyrillic" ..."""
    first = next((c for c in name if c.isalpha()), None)
    return unicodedata.name(first).split()[0].capitalize() if first else "none"


def list_lines(found: Iterable[Actor]) -> Iterator[str]:
    """Yield actors one a line, tabs between: id, name, kind, country, sector."""
    for actor in found:
        cells = (actor.id, actor.name, actor.kind, actor.country or "", actor.sector or "")
        yield "\t".join(visible(cell) for cell in cells)


def print_list(found: Sequence[Actor], console: Console) -> None:
    """Write actors as a table, each with its id, name, kind, country and sector."""
    table = Table("id", "name", "kind", "country", "sector", box=None, header_style="dim")
    for actor in found:
        cells = (actor.id, actor.name, codes().kinds[actor.kind], actor.country, actor.sector)
        table.add_row(*(Text(visible(cell or "")) for cell in cells))
    console.print(table)


def print_card(card: Card, console: Console) -> None:
    """Write one actor with a heading and labelled lines."""
    console.print(Text(card.heading, style="bold"))
    grid = Table.grid(padding=(0, 2))
    grid.add_column(style="dim", no_wrap=True)
    grid.add_column()
    for label, words in card.lines:
        grid.add_row(Text(label), Text(words))
    console.print(grid)


def actor_card(actors: Actors, actor: Actor, day: str | None = None) -> Card:
    """Return everything known of an actor and, of a given day, what it was then."""
    lines = [
        ("id", actor.id),
        ("kind", codes().kinds[actor.kind]),
        ("country", _country_words(actors, actor)),
        *(("status", line) for line in _status_lines(actors, actor)),
        *([("on that day", _then_words(actor, day))] if day else []),
        ("existed", _span_words(actor.since, actor.until) or NOT_STATED),
        *_names(actor),
        *_namesakes(actors, actor),
        ("part of", " > ".join(_named(one) for one in actors.parents(actor.id)) or NOT_STATED),
        *_members(actors.members(actor.id)),
        ("wikidata", actor.wikidata or NOT_STATED),
        ("entry", str(actors.origin(actor.id))),
    ]
    return Card(visible(actor.name), tuple((label, visible(words)) for label, words in lines))


def _country_words(actors: Actors, actor: Actor) -> str:
    state = actors.state(actor.id)
    if state is None:
        meaning = codes().international.get(actor.country or "")
        return f"{meaning} ({actor.country})" if meaning else actor.country or NOT_STATED
    numbers = [f"ISO {state.country}"]
    if state.gwno is not None:
        numbers += [f"Gleditsch-Ward {state.gwno}", f"Correlates of War {state.cow}"]
    return f"{state.name} ({', '.join(numbers)})"


def _status_lines(actors: Actors, actor: Actor) -> list[str]:
    found = actors.statuses(actor.id)
    return [_status_words(actor, one) for one in found] or [NOT_STATED]


def _then_words(actor: Actor, day: str) -> str:
    then = _status_words(actor, Status(actor.sector, None, None)) if actor.sector else NOT_STATED
    there = within(day, actor.since, actor.until)
    return f"{then} ({day_words(day)}{'' if there else '; it did not exist then'})"


def _status_words(actor: Actor, status: Status) -> str:
    code = " ".join(part for part in (actor.country, status.sector) if part)
    span = _span_words(status.since, status.until)
    return f"{code}: {codes().sectors[status.sector]}{f', {span}' if span else ''}"


def _span_words(since: str | None, until: str | None) -> str:
    begun = f"from {day_words(since)}" if since else ""
    ended = f"until {day_words(until)}" if until else ""
    return " ".join(part for part in (begun, ended) if part)


def _names(actor: Actor) -> Iterator[tuple[str, str]]:
    by_script: dict[str, list[str]] = {}
    for name in actor.aliases:
        by_script.setdefault(script_of(name), []).append(name)
    for script, names in by_script.items():
        label = "also called" if script == "Latin" else f"in {script}"
        yield label, ", ".join(names)


def _namesakes(actors: Actors, actor: Actor) -> Iterator[tuple[str, str]]:
    shared: dict[tuple[str, ...], list[str]] = {}
    for name, others in actors.namesakes(actor.id).items():
        shared.setdefault(others, []).append(name)
    for others, names in shared.items():
        yield "can also mean", f"{' or '.join(others) or 'nobody else'}: {', '.join(names)}"


def _members(members: Sequence[Actor]) -> Iterator[tuple[str, str]]:
    if members:
        listed = ", ".join(_named(one) for one in members[:MOST_MEMBERS])
        more = len(members) - MOST_MEMBERS
        yield "has", f"{listed} and {more} more" if more > 0 else listed


def _named(actor: Actor) -> str:
    return f"{actor.name} [{actor.id}]"


def actor_json(actors: Actors, actor: Actor) -> str:
    """Return everything known of an actor as one line of JSON; what is not known is null."""
    state, origin = actors.state(actor.id), actors.origin(actor.id)
    fields: dict[str, JsonValue] = {
        "id": actor.id,
        "name": actor.name,
        "aliases": [{"name": name, "script": script_of(name)} for name in actor.aliases],
        "kind": actor.kind,
        "sector": actor.sector,
        "statuses": [
            {"sector": one.sector, "since": one.since, "until": one.until}
            for one in actors.statuses(actor.id)
        ],
        "country": actor.country,
        "gleditsch_ward": state.gwno if state else None,
        "correlates_of_war": state.cow if state else None,
        "since": actor.since,
        "until": actor.until,
        "parents": [one.id for one in actors.parents(actor.id)],
        "members": [one.id for one in actors.members(actor.id)],
        "can_also_mean": {name: list(ids) for name, ids in actors.namesakes(actor.id).items()},
        "wikidata": actor.wikidata,
        "entry": {"file": origin.file, "line": origin.line or None},
    }
    return json.dumps(fields, ensure_ascii=False)


def check_lines(found: Checked) -> Iterator[str]:
    """Yield what a check found: the counts by where entries come from and kind, then the faults."""
    for title, counts in (
        ("actors written one by one", found.curated),
        ("outlets written one by one", found.outlets),
        ("actors of your own file", found.own),
        ("actors made by pattern for each state", found.patterned),
    ):
        if counts:
            yield f"{sum(counts.values())} {title}"
            yield from (f"  {count:>5} {kind}" for kind, count in _by_count(counts))
    yield f"{found.states} states and territories, one line each"
    yield f"{found.persons_with_terms} persons with terms of office or other dates,"
    yield f"  of {found.countries} countries"
    yield from (visible(fault) for fault in found.faults)
    yield f"{len(found.faults)} faults" if len(found.faults) != 1 else "1 fault"


def check_json(found: Checked) -> str:
    """Return what a check found as one line of JSON."""
    fields: dict[str, JsonValue] = {
        "curated": dict(_by_count(found.curated)),
        "outlets": dict(_by_count(found.outlets)),
        "own": dict(_by_count(found.own)),
        "patterned": dict(_by_count(found.patterned)),
        "states": found.states,
        "persons_with_terms": found.persons_with_terms,
        "faults": list(found.faults),
    }
    return json.dumps(fields, ensure_ascii=False)


def _by_count(counts: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(counts.items(), key=lambda one: (-one[1], one[0]))
