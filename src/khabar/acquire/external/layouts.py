"""What the columns of each data set mean: UCDP GED, ACLED's layout, POLECAT, GDELT.

Columns are found by name, since releases move them; GDELT has none and counts its 61 fields.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from khabar.acquire.external.rows import Row
from khabar.external import External

Read = Callable[[Row, str], External]
_Point = tuple[float | None, float | None, float | None]
_Place = tuple[str | None, str | None, str | None]
_Killed = tuple[int | None, int | None, int | None]

GED_KM: Mapping[int, float | None] = {
    1: 5, 2: 25, 3: 50, 4: 150, 5: 300, 6: None, 7: 300,
}  # fmt: skip
"""How far off a GED point may be, by `where_prec` (codebook: 2 is within 25 km)."""
ACLED_KM: Mapping[int, float | None] = {1: 10, 2: 50, 3: 150}
GED_VIOLENCE = {1: "state-based", 2: "non-state", 3: "one-sided"}
# Geo_Type 1, 2 and 5 are the middle of a country or province; 0 is no place.
NO_PLACE = 0
GDELT_KM: Mapping[int, float | None] = {NO_PLACE: None, 1: None, 2: 150, 3: 25, 4: 25, 5: 150}
GDELT_COLUMNS = (
    "GLOBALEVENTID SQLDATE MonthYear Year FractionDate "
    + " ".join(
        f"Actor{n}{part}"
        for n in (1, 2)
        for part in "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code "
        "Type1Code Type2Code Type3Code".split()
    )
    + " IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale NumMentions "
    "NumSources NumArticles AvgTone "
    + " ".join(
        f"{who}Geo_{part}"
        for who in ("Actor1", "Actor2", "Action")
        for part in "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID".split()
    )
    + " DATEADDED SOURCEURL"
).split()


@dataclass(frozen=True, slots=True)
class Layout:
    """A data set: its name, the columns that show that a file is one, how a row is read.

    `needs` are the columns without which no row can be read; one of several names is enough.
    `id` and `latitude` name the columns of these. `columns` is for files without a header.
    """

    dataset: str
    shown_by: frozenset[str]
    needs: tuple[tuple[str, ...], ...]
    separator: str
    read: Read
    id: str
    latitude: str
    columns: tuple[str, ...] | None = None


def ged(row: Row, file: str) -> External:
    """Return a row of UCDP's Georeferenced Event Dataset."""
    start, end = row.day("date_start"), row.day("date_end")
    # Before release 17.1 the three were called low_est, best_est and high_est.
    low, best, high = (row.whole(row.named(n, f"{n}_est")) for n in ("low", "best", "high"))
    violence = row.whole("type_of_violence")
    return _external(
        row,
        "ucdp",
        file,
        id=row.needed("id", "an id"),
        type=GED_VIOLENCE.get(violence or 0) or _bad(row, "type_of_violence", "1, 2 or 3"),
        parties=_names(row, "side_a", "side_b"),
        place=(row.text("country"), row.text("adm_1"), row.text("where_coordinates")),
        sources=_names(row, "source_office"),
        said_by=row.text("source_original"),
        killed=_ordered(row, low, best, high),
        remarks=_outside(low, best, high),
        days=_days(row, start, end, "date_end"),
        point=_point(row, "latitude", "longitude", _km(row, "where_prec", GED_KM)),
    )


def acled(row: Row, file: str) -> External:
    """Return a row in ACLED's layout. Its 0 dead may mean unknown, so that it counts as none."""
    day, fatalities = row.day("event_date"), row.whole("fatalities")
    spread = {1: 0, 2: 3, 3: 15}.get(row.whole("time_precision") or 1)
    if spread is None:
        raise row.bad("time_precision", "1, 2 or 3")
    dead = fatalities or None
    return _external(
        row,
        "acled",
        file,
        id=row.needed("event_id_cnty", "an id"),
        type=row.needed("sub_event_type", "a sub-event type"),
        parties=_names(row, "actor1", "actor2", "assoc_actor_1", "assoc_actor_2"),
        place=(row.text("country"), row.text("admin1"), row.text("location")),
        sources=_names(row, "source"),
        killed=(dead, dead, dead),
        remarks=("0 fatalities: none, or not known",) if fatalities == 0 else (),
        days=_around(row, day, spread, "event_date"),
        point=_point(row, "latitude", "longitude", _km(row, "geo_precision", ACLED_KM)),
    )


def polecat(row: Row, file: str) -> External:
    """Return a row of POLECAT, which has no figures of people."""
    day = row.day("Event Date")
    mode = row.text("Event Mode")
    kind = row.needed("Event Type", "a PLOVER type")
    km = 25.0 if row.text("City") else 50.0 if row.text("District") else None
    return _external(
        row,
        "polecat",
        file,
        id=row.needed("Event ID", "an id"),
        type=f"{kind} {mode}" if mode else kind,
        parties=_names(row, "Actor Name", "Recipient Name"),
        place=(row.text("Country"), row.text("Province"), row.text("Placename")),
        sources=_names(row, "Source"),
        days=_days(row, day, day, "Event Date"),
        point=_point(row, "Latitude", "Longitude", km),
    )


def gdelt(row: Row, file: str) -> External:
    """Return a row of GDELT's events, which have no figures of people."""
    day = row.day("SQLDATE")
    place, point = _action(row)
    return _external(
        row,
        "gdelt",
        file,
        id=row.needed("GLOBALEVENTID", "an id"),
        type=row.needed("EventCode", "a CAMEO code"),
        parties=_names(row, "Actor1Name", "Actor2Name"),
        place=place,
        sources=_names(row, "SOURCEURL"),
        days=_days(row, day, day, "SQLDATE"),
        point=point,
    )


def _action(row: Row) -> tuple[_Place, _Point]:
    """Return where a row of GDELT says that it happened, nothing where it says no place."""
    within_km = _km(row, "ActionGeo_Type", GDELT_KM)
    if row.whole("ActionGeo_Type") == NO_PLACE:
        return (None, None, None), (None, None, None)
    full = row.text("ActionGeo_FullName") or ""
    point = _point(row, "ActionGeo_Lat", "ActionGeo_Long", within_km)
    return (full.rpartition(", ")[2] or None, None, full or None), point


LAYOUTS = (
    Layout(
        "ucdp",
        frozenset(("type_of_violence", "side_a", "side_b")),
        (
            ("id",), ("type_of_violence",), ("side_a",), ("side_b",), ("where_prec",), ("country",),
            ("latitude",), ("longitude",), ("date_start",), ("date_end",),
            ("best", "best_est"), ("low", "low_est"), ("high", "high_est"),
        ),
        ",",
        ged,
        "id",
        "latitude",
    ),
    Layout(
        "acled",
        frozenset(("event_id_cnty", "sub_event_type")),
        (
            ("event_id_cnty",), ("event_date",), ("sub_event_type",), ("actor1",), ("actor2",),
            ("country",), ("latitude",), ("longitude",), ("geo_precision",), ("fatalities",),
        ),
        ",",
        acled,
        "event_id_cnty",
        "latitude",
    ),
    Layout(
        "polecat",
        frozenset(("Event ID", "Actor Name", "Recipient Name")),
        (
            ("Event ID",), ("Event Date",), ("Event Type",), ("Event Mode",), ("Actor Name",),
            ("Recipient Name",), ("Country",), ("Latitude",), ("Longitude",),
        ),
        "\t",
        polecat,
        "Event ID",
        "Latitude",
    ),
    Layout(
        "gdelt", frozenset(), (), "\t", gdelt, "GLOBALEVENTID", "ActionGeo_Lat",
        tuple(GDELT_COLUMNS),
    ),
)  # fmt: skip


def _external(
    row: Row,
    dataset: str,
    file: str,
    *,
    id: str,
    type: str,
    parties: tuple[str, ...],
    days: tuple[str, str],
    point: _Point,
    place: _Place,
    killed: _Killed = (None, None, None),
    sources: tuple[str, ...] = (),
    said_by: str | None = None,
    remarks: tuple[str, ...] = (),
) -> External:
    return External(
        dataset, id, file, row.number, *days, type, parties, *place, *point, killed, sources,
        said_by, remarks,
    )  # fmt: skip


def _bad(row: Row, column: str, expected: str) -> str:
    raise row.bad(column, expected)


def _names(row: Row, *columns: str) -> tuple[str, ...]:
    cells = (row.text(column) for column in columns)
    names = (name.strip() for cell in cells if cell for name in cell.split(";"))
    return tuple(dict.fromkeys(name for name in names if name))


def _days(row: Row, start: date, end: date, column: str) -> tuple[str, str]:
    if end < start:
        raise row.bad(column, f"a day not before {start}")
    return start.isoformat(), end.isoformat()


def _around(row: Row, day: date, spread: int, column: str) -> tuple[str, str]:
    around = timedelta(days=spread)
    try:
        return _days(row, day - around, day + around, column)
    except OverflowError:
        raise row.bad(column, f"a day with {spread} days before and after it") from None


def _km(row: Row, column: str, scale: Mapping[int, float | None]) -> float | None:
    precision = row.whole(column)
    if precision is None:
        return None
    if precision not in scale:
        raise row.bad(column, f"one of {', '.join(map(str, scale))}")
    return scale[precision]


def _point(row: Row, north: str, east: str, within_km: float | None) -> _Point:
    latitude, longitude = row.degrees(north, 90), row.degrees(east, 180)
    if (latitude is None) != (longitude is None):
        raise row.bad(east if longitude is None else north, "both degrees or neither")
    return latitude, longitude, within_km if latitude is not None else None


def _ordered(row: Row, low: int | None, best: int | None, high: int | None) -> _Killed:
    if low is not None and high is not None and low > high:
        raise row.bad(row.named("low", "low_est"), f"a figure not above high, {high}")
    return low, best, high


def _outside(low: int | None, best: int | None, high: int | None) -> tuple[str, ...]:
    """Published releases hold such rows: kept, with a remark."""
    above = best is not None and high is not None and best > high
    below = best is not None and low is not None and best < low
    return ("best is outside low and high",) if above or below else ()
