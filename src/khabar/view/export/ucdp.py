"""Events in the layout of UCDP's Georeferenced Event Dataset: CSV, 49 columns."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Iterator

from khabar.model import When, Where
from khabar.view.export import facts
from khabar.view.export.crosswalk.read import countries
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection, Told, address, speaker
from khabar.view.export.sheets import File, How, csv_file
from khabar.view.export.sides import Side, Sides, country_of, sides_of, violence_of
from khabar.view.periods import Span, days_of
from khabar.view.tolls import killed_in

COLUMNS = (
    "id,relid,year,active_year,code_status,type_of_violence,conflict_dset_id,conflict_new_id,"
    "conflict_name,dyad_dset_id,dyad_new_id,dyad_name,side_a_dset_id,side_a_new_id,side_a,"
    "side_b_dset_id,side_b_new_id,side_b,number_of_sources,source_article,source_office,"
    "source_date,source_headline,source_original,where_prec,where_coordinates,where_description,"
    "adm_1,adm_2,latitude,longitude,geom_wkt,priogrid_gid,country,country_id,region,event_clarity,"
    "date_prec,date_start,date_end,deaths_a,deaths_b,deaths_civilians,deaths_unknown,best,high,low,"
    "gwnoa,gwnob"
).split(",")
HOLDS = frozenset({
    facts.OUTLETS, facts.ADDRESSES, facts.KILLED, facts.RANGE, facts.DAYS, facts.DATE_PRECISION,
    facts.PLACE, facts.PLACE_PRECISION, facts.SIDES, facts.INDEPENDENCE,
})  # fmt: skip
PRECISION = {"exact": "1", "near": "2", "admin2": "3", "admin1": "4", "region": "5", "country": "6"}
STATUS = "machine-coded by khabar, not checked; figures by the rule {}"
GRID_DEGREES, GRID_COLUMNS = 0.5, 720


def ucdp(selection: Selection, losses: Losses, how: How) -> list[File]:
    """Return the file; only events with a death, two known sides, a date and a place have rows."""
    rows = list(_rows(selection, losses))
    losses.rows = len(rows)
    return [csv_file("ucdp.csv", COLUMNS, rows, how)]


def _rows(selection: Selection, losses: Losses) -> Iterator[list[str]]:
    numbers: Counter[str] = Counter()
    for told in selection.told():
        sides = sides_of(selection, told)
        violence = violence_of(sides)
        why = _unfit(told, violence)
        if why or violence is None:
            losses.leave_out(told.event.id, why or "parties not known")
            continue
        losses.keep(told)
        cells = _row(told, _ordered(sides, violence), violence, numbers, losses)
        cells["code_status"] = STATUS.format(selection.settlement.rule)
        yield [cells[column] for column in COLUMNS]


def _unfit(told: Told, violence: str | None) -> str | None:
    event, killed = told.event, told.killed
    if not told.happened:
        return "planned, supposed, denied or said not to be so"
    if event.event_type not in ("ASSAULT", "PROTEST"):
        return "no use of force"
    if killed is None and told.dead_stated:
        return "the rule gives no number of dead"
    if killed is None or (killed.high is None and not killed.low):
        return "no number of dead stated"
    if killed.high == 0:
        return "nobody killed"
    if event.when is None:
        return "no date stated"
    if days_of(event.when.start, event.when.end).days > 366:
        return "a date wider than a year"
    if event.where is None or event.where.latitude is None or country_of(told) is None:
        return "no place with coordinates"
    return None if violence else "parties not named, or not known to be armed"


def _ordered(sides: Sides, violence: str) -> tuple[Side, Side]:
    """Return side a and b: a government before others, whoever uses force before civilians."""
    one, other = sides.one, sides.other
    swap = one.letter == "C" if violence == "3" else one.letter != "S" and other.letter == "S"
    return (other, one) if swap else (one, other)


def _row(
    told: Told, pair: tuple[Side, Side], violence: str, numbers: Counter[str], losses: Losses
) -> dict[str, str]:
    when, event = told.event.when, told.event
    assert when is not None
    span = days_of(when.start, when.end)
    country = country_of(told) or ""
    names = _name(pair[0]), "Civilians" if violence == "3" else _name(pair[1])
    kind = f"{country}-{span.first.year}-{violence}-KHB"
    numbers[kind] += 1
    cells = {
        **dict.fromkeys(COLUMNS, ""),
        "id": f"KHB-{event.id}",
        "relid": f"{kind}-{numbers[kind]}",
        "year": str(span.first.year),
        "type_of_violence": violence,
        "dyad_name": " - ".join(names),
        "side_a": names[0],
        "side_b": names[1],
        "event_clarity": "1" if span.days == 1 else "2",
        "date_prec": date_precision(span, when),
        "date_start": f"{span.first} 00:00:00.000",
        "date_end": f"{span.last} 00:00:00.000",
        "gwnoa": _number(pair[0]),
        "gwnob": "" if violence == "3" else _number(pair[1]),
    }
    return cells | _where(told) | _sources(told) | _deaths(told, violence, losses)


def _name(side: Side) -> str:
    """Return a side's name; whoever governs is "Government of" the country, as UCDP has it."""
    country = side.known[0].country if side.known else None
    if side.letter == "S" and country in countries():
        return f"Government of {countries()[country or ''].name}"
    return side.parties[0].name


def _number(side: Side) -> str:
    country = side.known[0].country if side.known else None
    known = countries().get(country or "")
    return known.gwno if known and side.letter == "S" else ""


def date_precision(span: Span, when: When) -> str:
    """Return UCDP's precision: 1 day, 2 up to six days, 3 week, 4 month, 5 year."""
    if span.days == 1:
        return "1" if when.precision == "day" else "2"
    return "2" if span.days <= 6 else "3" if span.days == 7 else "4" if span.days <= 31 else "5"


def priogrid(latitude: float, longitude: float) -> int:
    """Return the number of the half-degree cell of PRIO-GRID in which a point lies."""
    row = math.floor((latitude + 90) / GRID_DEGREES) + 1
    column = math.floor((longitude + 180) / GRID_DEGREES) + 1
    return (row - 1) * GRID_COLUMNS + column


def _where(told: Told) -> dict[str, str]:
    where: Where | None = told.event.where
    assert where is not None
    assert where.latitude is not None
    assert where.longitude is not None
    country = countries()[country_of(told) or ""]
    point = f"{where.latitude:.6f}", f"{where.longitude:.6f}"
    return {
        "where_prec": PRECISION[where.precision],
        "where_coordinates": where.name,
        "where_description": " ".join(where.words.words.split()),
        "adm_1": f"{where.admin1} province" if where.admin1 else "",
        "adm_2": f"{where.admin2} district" if where.admin2 else "",
        "latitude": point[0],
        "longitude": point[1],
        "geom_wkt": f"POINT ({point[1]} {point[0]})",
        "priogrid_gid": str(priogrid(where.latitude, where.longitude)),
        "country": country.name,
        "country_id": country.gwno,
        "region": country.ucdp,
    }


def _sources(told: Told) -> dict[str, str]:
    speakers = dict.fromkeys(s.name for c in told.claims if (s := speaker(c)))
    return {
        "number_of_sources": str(told.event.independent),
        "source_article": ";".join(_plain(address(article)) for article in told.articles),
        "source_office": ";".join(_plain(article.outlet or "") for article in told.articles),
        "source_date": ";".join(article.published or "" for article in told.articles),
        "source_headline": ";".join(_plain(article.title or "") for article in told.articles),
        "source_original": "; ".join(map(_plain, speakers)),
    }


def _plain(text: str) -> str:
    """Return a text that can stand in a list with ";" between."""
    return " ".join(text.replace(";", ",").split())


def _deaths(told: Told, violence: str, losses: Losses) -> dict[str, str]:
    """Return deaths that add up and low <= best <= high, as the layout demands."""
    killed, id = told.killed, told.event.id
    assert killed is not None
    low = killed.low if killed.low is not None else 0
    best = killed.best if killed.best is not None else low
    stated = killed_in(told.event)
    high = killed.high if killed.high is not None else max(best, stated.high if stated else 0)
    if killed.best is None:
        losses.force(id, "best = low where the rule gives a range")
    if killed.high is None:
        losses.force(id, "high = the highest figure stated where a source sets no upper bound")
    if killed.low is None:
        losses.force(id, "low 0 where a source sets no lower bound")
    if violence != "3":
        losses.lose(id, "deaths by side: all stand in deaths_unknown")
    civilians, unknown = (best, 0) if violence == "3" else (0, best)
    counts = {"deaths_civilians": civilians, "deaths_unknown": unknown, "deaths_a": 0,
              "deaths_b": 0, "best": best, "high": high, "low": low}  # fmt: skip
    return {column: str(count) for column, count in counts.items()}
