"""Events in POLECAT's layout: tab-separated, 40 columns, one row for each actor and recipient."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from khabar.model import Party
from khabar.view.export import facts
from khabar.view.export.crosswalk.read import countries, intensities
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection, Told
from khabar.view.export.sheets import File, How, tab_file
from khabar.view.periods import days_of

COLUMNS = (
    "Event ID, Event Date, Event Type, Event Mode, Intensity, Quad Code, Contexts, Actor Name, "
    "Actor Country, Actor COW, Primary Actor Sector, Actor Sectors, Actor Title, Actor Name Raw, "
    "Wikipedia Actor ID, Recipient Name, Recipient Country, Recipient COW, "
    "Primary Recipient Sector, Recipient Sectors, Recipient Title, Recipient Name Raw, "
    "Wikipedia Recipient ID, Placename, City, District, Province, Country, Latitude, Longitude, "
    "GeoNames ID, Raw Placename, Feature Type, Source, Publication Date, Story People, "
    "Story Organizations, Story Locations, Language, Version"
).split(", ")
HOLDS = frozenset({
    facts.OUTLETS, facts.PLACE, facts.SIDES, facts.MANY, facts.MODE,
})  # fmt: skip
NONE = "None"
WIDE = "a date wider than a day"


def polecat(selection: Selection, losses: Losses, how: How) -> list[File]:
    """Return the file; an event without a date known to the day is left out."""
    rows = list(_rows(selection, losses))
    losses.rows = len(rows)
    return [tab_file("polecat.tsv", COLUMNS, rows, how)]


def _rows(selection: Selection, losses: Losses) -> Iterator[list[str]]:
    for told in selection.told():
        why = unfit(told)
        if why:
            losses.leave_out(told.event.id, why)
            continue
        losses.keep(told)
        shared = _event(selection, told)
        for number, (actor, target) in enumerate(pairs(told), 1):
            cells = {
                **shared,
                "Event ID": f"KHB-{told.event.id}-{number}",
                **_party(selection, told, actor, "Actor"),
                **_party(selection, told, target, "Recipient"),
            }
            yield [cells.get(column) or NONE for column in COLUMNS]


def unfit(told: Told) -> str | None:
    """Return why an event has no row in layouts that know one day only, None if it has one."""
    if not told.happened:
        return "planned, supposed, denied or said not to be so"
    if told.event.when is None:
        return "no date stated"
    if days_of(told.event.when.start, told.event.when.end).days > 1:
        return WIDE
    return None


def pairs(told: Told) -> list[tuple[Party | None, Party | None]]:
    """Return every actor with every target; None stands where a side is not stated."""
    actors: tuple[Party | None, ...] = told.event.actors or (None,)
    targets: tuple[Party | None, ...] = told.event.targets or (None,)
    return list(product(actors, targets))


def _event(selection: Selection, told: Told) -> dict[str, str]:
    event = told.event
    mode = event.mode or ""
    table = intensities()
    quad, intensity = table.get((event.event_type, mode)) or table[event.event_type, ""]
    days = sorted(article.published for article in told.articles if article.published)
    languages = dict.fromkeys(a.language for a in told.articles if a.language)
    return {
        "Event Date": told.day or "",
        "Event Type": event.event_type,
        "Event Mode": mode,
        "Intensity": intensity,
        "Quad Code": quad,
        "Source": "; ".join(event.outlets),
        "Publication Date": days[0] if days else "",
        "Language": "; ".join(languages),
        "Version": selection.coder,
        **_place(told),
    }


def _place(told: Told) -> dict[str, str]:
    where = told.event.where
    if where is None:
        return {}
    point = where.latitude is not None and where.longitude is not None
    return {
        "Placename": where.name,
        "City": where.name if where.precision in ("exact", "near") else "",
        "District": where.admin2 or "",
        "Province": where.admin1 or "",
        "Country": where.country_code or "",
        "Latitude": f"{where.latitude:.5f}" if point else "",
        "Longitude": f"{where.longitude:.5f}" if point else "",
        "GeoNames ID": str(where.geonames_id or ""),
        "Raw Placename": where.words.words,
    }


def _party(selection: Selection, told: Told, party: Party | None, part: str) -> dict[str, str]:
    if party is None:
        return {}
    known = selection.known(party, told)
    country = countries().get(known.country or "")
    return {
        f"{part} Name": party.name,
        f"{part} Country": known.country or "",
        f"{part} COW": country.cow if country else "",
        f"Primary {part} Sector": known.sector or "",
        f"{part} Sectors": known.sector or "",
        f"{part} Name Raw": party.words.words,
    }
