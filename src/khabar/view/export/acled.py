"""Events in ACLED's layout: CSV, 31 columns. The rows are khabar's, never ACLED's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from khabar.model import When
from khabar.view.export import facts
from khabar.view.export.accounts import account
from khabar.view.export.crosswalk.read import acled_types, countries
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection, Told
from khabar.view.export.sheets import File, How, csv_file
from khabar.view.export.sides import Side, Sides, country_of, sides_of, sub_event_of
from khabar.view.periods import Span, days_of

COLUMNS = (
    "event_id_cnty,event_date,year,time_precision,disorder_type,event_type,sub_event_type,actor1,"
    "assoc_actor_1,inter1,actor2,assoc_actor_2,inter2,interaction,civilian_targeting,iso,region,"
    "country,admin1,admin2,admin3,location,latitude,longitude,geo_precision,source,source_scale,"
    "notes,fatalities,tags,timestamp"
).split(",")
# In words in `notes`: who says so, the readings, disputes, the rule. As columns: the rest.
HOLDS = frozenset({
    facts.OUTLETS, facts.CHAINS, facts.READINGS, facts.DISPUTES, facts.KILLED, facts.INJURED,
    facts.DATE_PRECISION, facts.PLACE, facts.PLACE_PRECISION, facts.MANY, facts.GRADE,
    facts.INDEPENDENCE, facts.GROUPS, facts.OTHER_HARM, facts.RANGE,
})  # fmt: skip
INTER = {
    "1": "State forces", "2": "Rebel group", "3": "Political militia", "4": "Identity militia",
    "5": "Rioters", "6": "Protesters", "7": "Civilians", "8": "External/Other forces", "": "",
}  # fmt: skip
PRECISION = {"exact": "1", "near": "2", "admin2": "2", "admin1": "3", "region": "3"}
# ACLED's own practice puts an event of a week or month at its middle.
LONGEST_DAYS = 31


def acled(selection: Selection, losses: Losses, how: How) -> list[File]:
    """Return the file; what ACLED does not code, or cannot place or date, is left out."""
    rows = list(_rows(selection, losses))
    losses.rows = len(rows)
    return [csv_file("acled.csv", COLUMNS, rows, how)]


def _rows(selection: Selection, losses: Losses) -> Iterator[list[str]]:
    for told in selection.told():
        sides = sides_of(selection, told)
        sub_event = sub_event_of(told, sides)
        why = _unfit(told, sub_event)
        if why or sub_event is None:
            losses.leave_out(told.event.id, why or "no ACLED type")
            continue
        losses.keep(told)
        cells = _row(selection, told, sides, sub_event, losses)
        yield [cells[column] for column in COLUMNS]


def _unfit(told: Told, sub_event: str | None) -> str | None:
    where, when = told.event.where, told.event.when
    if not told.happened:
        return "planned, supposed, denied or said not to be so"
    if sub_event is None:
        return "a type that ACLED does not code"
    if when is None:
        return "no date stated"
    if days_of(when.start, when.end).days > LONGEST_DAYS:
        return "a date wider than a month"
    if where is None or where.precision == "country" or country_of(told) is None:
        return "no place nearer than a country"
    if where.latitude is None or where.longitude is None:
        return "a place without coordinates"
    return None


def _row(
    selection: Selection, told: Told, sides: Sides, sub_event: str, losses: Losses
) -> dict[str, str]:
    event_type, disorder = acled_types()[sub_event]
    day, precision = _day(told.event.when)
    if precision != "1":
        losses.force(told.event.id, "the middle of several days as the date")
    one, other = _acting(sides.one, event_type), _acting(sides.other, event_type)
    return {
        "event_id_cnty": f"KHB-{told.event.id}",
        "event_date": day,
        "year": day[:4],
        "time_precision": precision,
        "disorder_type": disorder,
        "event_type": event_type,
        "sub_event_type": sub_event,
        "actor1": _name(sides.one, told),
        "assoc_actor_1": "; ".join(party.name for party in sides.one.parties[1:]),
        "inter1": INTER[one],
        "actor2": sides.other.first.name if sides.other.first else "",
        "assoc_actor_2": "; ".join(party.name for party in sides.other.parties[1:]),
        "inter2": INTER[other],
        "interaction": interaction(one, other),
        "civilian_targeting": _civilians(sides, event_type),
        "tags": _tags(told, sides, losses),
        "notes": account(selection, told),
        "source": "; ".join(_sources(told)),
        "source_scale": "",
        "fatalities": _fatalities(told, losses),
        "timestamp": "",
        **_place(told),
    }


def _acting(side: Side, event_type: str) -> str:
    """Return the side's inter code: civilians who protest or riot have codes of their own."""
    if side.inter == "7" and event_type in ("Protests", "Riots"):
        return "6" if event_type == "Protests" else "5"
    return side.inter


def interaction(one: str, other: str) -> str:
    """Return ACLED's words for a pair of inter codes, the lower code first; 78 is the exception."""
    if not one and not other:
        return ""
    if not one or not other:
        return f"{INTER[one or other]} only"
    low, high = sorted((one, other))
    if (low, high) == ("7", "8"):
        low, high = high, low
    return f"{INTER[low]}-{INTER[high]}"


def _name(side: Side, told: Told) -> str:
    if side.first:
        return side.first.name
    country = country_of(told)
    name = countries()[country].name if country else "unknown"
    return f"Unidentified Armed Group ({name})"


def _day(when: When | None) -> tuple[str, str]:
    """Return the day, or the middle of several, and ACLED's precision of it."""
    assert when is not None
    span = days_of(when.start, when.end)
    if span.days == 1:
        return str(span.first), "1" if when.precision == "day" else "2"
    return str(_middle(span)), "2" if span.days <= 7 else "3"


def _middle(span: Span) -> object:
    return span.first + timedelta(days=(span.days - 1) // 2)


def _place(told: Told) -> dict[str, str]:
    where, code = told.event.where, country_of(told)
    assert where is not None
    country = countries()[code or ""]
    return {
        "iso": country.iso,
        "region": country.acled,
        "country": country.name,
        "admin1": where.admin1 or "",
        "admin2": where.admin2 or "",
        "admin3": "",
        "location": where.name,
        "latitude": f"{where.latitude:.4f}",
        "longitude": f"{where.longitude:.4f}",
        "geo_precision": PRECISION[where.precision],
    }


def _civilians(sides: Sides, event_type: str) -> str:
    targeted = sides.other.letter == "C" and event_type not in ("Protests", "Riots")
    return "Civilian targeting" if targeted else ""


def _sources(told: Told) -> list[str]:
    unnamed = [article for article in told.articles if not article.outlet]
    names = [*told.event.outlets, *(re.split(r"[/\\]", one.source)[-1] for one in unnamed)]
    return [re.sub(r"\s*;\s*", ", ", name) for name in dict.fromkeys(names)]


def _fatalities(told: Told, losses: Losses) -> str:
    """Return the lower figure, as ACLED does where sources differ; the layout has no blank."""
    if told.killed is None or told.killed.low is None:
        why = (
            "the rule gives no figure" if told.dead_stated else "no source states a number of dead"
        )
        losses.force(told.event.id, f"fatalities 0 where {why}")
        return "0"
    if told.killed.low != told.killed.high:
        losses.force(told.event.id, "one figure of dead, the lower, where the rule gives a range")
    return str(told.killed.low)


def _tags(told: Told, sides: Sides, losses: Losses) -> str:
    tags = ["khabar machine-coded", f"claims:{told.event.id}"]
    if told.killed is None or told.killed.low is None:
        tags.append(f"fatalities not {'settled' if told.dead_stated else 'stated'}")
    if not sides.one.parties:
        losses.force(told.event.id, "actor1 “Unidentified Armed Group” where no actor is stated")
    return "; ".join(tags)
