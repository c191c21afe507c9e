"""Strict readers of every layout: each refuses what its format does not allow."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any, get_args

from khabar.model import EventType
from khabar.view.contract import check_claim_json
from khabar.view.export.crosswalk.read import acled_types, countries, ftm_properties

Rows = list[dict[str, str]]
ACLED = (
    "event_id_cnty event_date year time_precision disorder_type event_type sub_event_type actor1"
    " assoc_actor_1 inter1 actor2 assoc_actor_2 inter2 interaction civilian_targeting iso region"
    " country admin1 admin2 admin3 location latitude longitude geo_precision source source_scale"
    " notes fatalities tags timestamp"
).split()
UCDP = (
    "id relid year active_year code_status type_of_violence conflict_dset_id conflict_new_id"
    " conflict_name dyad_dset_id dyad_new_id dyad_name side_a_dset_id side_a_new_id side_a"
    " side_b_dset_id side_b_new_id side_b number_of_sources source_article source_office"
    " source_date source_headline source_original where_prec where_coordinates where_description"
    " adm_1 adm_2 latitude longitude geom_wkt priogrid_gid country country_id region event_clarity"
    " date_prec date_start date_end deaths_a deaths_b deaths_civilians deaths_unknown best high low"
    " gwnoa gwnob"
).split()
POLECAT = (
    "Event ID|Event Date|Event Type|Event Mode|Intensity|Quad Code|Contexts|Actor Name|"
    "Actor Country|Actor COW|Primary Actor Sector|Actor Sectors|Actor Title|Actor Name Raw|"
    "Wikipedia Actor ID|Recipient Name|Recipient Country|Recipient COW|Primary Recipient Sector|"
    "Recipient Sectors|Recipient Title|Recipient Name Raw|Wikipedia Recipient ID|Placename|City|"
    "District|Province|Country|Latitude|Longitude|GeoNames ID|Raw Placename|Feature Type|Source|"
    "Publication Date|Story People|Story Organizations|Story Locations|Language|Version"
).split("|")
GDELT_EVENTS, GDELT_MENTIONS = 61, 16
PLOVER = set(
    "id has_event date time enddate endtime actor recipient event event_loc event_text quad_code"
    " event_scale mode context link text text_info cite_info coder coded_date coded_time comment"
    " khabar".split()
)
PLOVER_ENTITY = set(
    "code sector entity_text identifier_id identifier_text religion ethnicity office gender"
    " age".split()
)
PLOVER_PLACE = set(
    "extracted_place resolved_place geonameid lat lon city district province country country_code"
    " feature_class feature_code resolution".split()
)
TIMEMAP_EVENT = set(
    "id description date time time_precision location latitude longitude x y z type category"
    " category_full associations sources comments time_display narrative___stepStyles shape"
    " colour".split()
)
INTER = (
    "", "State forces", "Rebel group", "Political militia", "Identity militia", "Rioters",
    "Protesters", "Civilians", "External/Other forces",
)  # fmt: skip


class RefusedError(Exception):
    """A file is not what its format demands."""


def require(fits: object, what: str) -> None:
    if not fits:
        raise RefusedError(what)


def read_csv(content: bytes, columns: Sequence[str]) -> Rows:
    rows = list(csv.reader(io.StringIO(content.decode("utf-8"), newline=""), strict=True))
    require(rows[0] == list(columns), f"columns {rows[0]}")
    for row in rows[1:]:
        require(len(row) == len(columns), f"{len(row)} cells in {row}")
    return [dict(zip(columns, row, strict=True)) for row in rows[1:]]


def read_claims(data: bytes) -> list[dict[str, Any]]:
    """Read claims in khabar's own form: each line obeys the contract."""
    lines = data.decode("utf-8").split("\n")
    assert lines.pop() == ""
    assert [fault for line in lines for fault in check_claim_json(line)] == []
    return [json.loads(line) for line in lines]


def read_acled(content: bytes) -> Rows:
    rows = read_csv(content, ACLED)
    known = {country.iso: country for country in countries().values()}
    for row in rows:
        date.fromisoformat(row["event_date"])
        require(row["year"] == row["event_date"][:4], "year")
        require(row["event_id_cnty"].startswith("KHB-"), "an id of ours")
        kind = acled_types().get(row["sub_event_type"])
        require(kind == (row["event_type"], row["disorder_type"]), f"type {row}")
        require(row["time_precision"] in "123", "time_precision")
        require(row["geo_precision"] in "123", "geo_precision")
        require({row["inter1"], row["inter2"]} <= set(INTER), "inter")
        _interaction(row)
        require(row["civilian_targeting"] in ("", "Civilian targeting"), "civilian_targeting")
        require(row["region"] == known[row["iso"]].acled, "region")
        _point(row["latitude"], row["longitude"])
        require(re.fullmatch(r"\d+", row["fatalities"]), "fatalities")
        require("\n" not in row["notes"], "notes on one line")
    return rows


def _interaction(row: Mapping[str, str]) -> None:
    one, two = sorted((INTER.index(row["inter1"]), INTER.index(row["inter2"])))
    if two == 0:
        expected = ""
    elif one == 0:
        expected = f"{INTER[two]} only"
    elif (one, two) == (7, 8):
        expected = "External/Other forces-Civilians"
    else:
        expected = f"{INTER[one]}-{INTER[two]}"
    require(row["interaction"] == expected, f"interaction {row['interaction']}")


def _point(latitude: str, longitude: str) -> tuple[float, float]:
    lat, lon = float(latitude), float(longitude)
    require(-90 <= lat <= 90, f"latitude {lat}")
    require(-180 <= lon <= 180, f"longitude {lon}")
    return lat, lon


def read_ucdp(content: bytes) -> Rows:
    rows = read_csv(content, UCDP)
    for row in rows:
        low, best, high = (int(row[name]) for name in ("low", "best", "high"))
        require(low <= best <= high, f"low <= best <= high in {row}")
        require(high >= 1, "a death")
        parts = ("deaths_a", "deaths_b", "deaths_civilians", "deaths_unknown")
        require(sum(int(row[part]) for part in parts) == best, "deaths that add up")
        require(row["type_of_violence"] in "123", "type_of_violence")
        require(row["where_prec"] in "123456", "where_prec")
        require(row["date_prec"] in "12345", "date_prec")
        require(row["event_clarity"] in "12", "event_clarity")
        first, last = (
            datetime.strptime(row[name], "%Y-%m-%d %H:%M:%S.%f")
            for name in ("date_start", "date_end")
        )
        require(first <= last, "dates in order")
        require(row["year"] == str(first.year).zfill(4) or int(row["year"]) == first.year, "year")
        _point(row["latitude"], row["longitude"])
        require(row["geom_wkt"] == f"POINT ({row['longitude']} {row['latitude']})", "geom_wkt")
        require(1 <= int(row["priogrid_gid"]) <= 361 * 720 + 1, "priogrid_gid")
        require(row["region"] in ("Middle East", "Asia", "Africa", "Americas", "Europe"), "region")
        require(row["side_a"], "side_a")
        require(row["side_b"], "side_b")
    return rows


def read_tabs(content: bytes, columns: int) -> list[list[str]]:
    lines = content.decode("utf-8").split("\n")
    require(lines.pop() == "", "a line end at the end")
    rows = [line.split("\t") for line in lines]
    for row in rows:
        require(len(row) == columns, f"{len(row)} cells in {row}")
    return rows


def read_polecat(content: bytes) -> Rows:
    head, *rows = read_tabs(content, len(POLECAT))
    require(head == POLECAT, "columns")
    read = [dict(zip(POLECAT, row, strict=True)) for row in rows]
    for row in read:
        date.fromisoformat(row["Event Date"])
        require(row["Event Type"] in get_args(EventType), "type")
        require(row["Quad Code"] in "1234", "quad")
        require(-10 <= float(row["Intensity"]) <= 10, "intensity")
        require(all(cell for cell in row.values()), "None for what is missing")
        if row["Latitude"] != "None":
            _point(row["Latitude"], row["Longitude"])
    require(len({row["Event ID"] for row in read}) == len(read), "ids that occur once")
    return read


def read_plover(content: bytes) -> list[dict[str, Any]]:
    records = [json.loads(line) for line in content.decode("utf-8").split("\n")[:-1]]
    for record in records:
        require(record.keys() <= PLOVER, f"keys {record.keys()}")
        require(record.keys() >= {"id", "date", "actor", "event"}, "required keys")
        date.fromisoformat(record["date"])
        if "enddate" in record:
            require(record["date"] < record["enddate"], "dates in order")
        for entity in (*record["actor"], *record["recipient"]):
            require(entity.keys() <= PLOVER_ENTITY, f"keys {entity.keys()}")
        require(record.get("event_loc", {}).keys() <= PLOVER_PLACE, "place")
        require(set(record["event"]) <= set(get_args(EventType)), "types")
        require(record["quad_code"] in (1, 2, 3, 4), "quad")
    return records


def read_gdelt(events: bytes, mentions: bytes) -> tuple[list[list[str]], list[list[str]]]:
    told, mentioned = read_tabs(events, GDELT_EVENTS), read_tabs(mentions, GDELT_MENTIONS)
    for row in told:
        datetime.strptime(row[1], "%Y%m%d")
        require(row[1].startswith(row[2]) and row[2].startswith(row[3].zfill(4)), "date parts")
        require(re.fullmatch(r"\d{3,4}", row[26]), "EventCode as text")
        require((row[27], row[28]) == (row[26][:3], row[26][:2]), "its stems")
        require(row[29] in "1234", "QuadClass")
        require(-10 <= float(row[30]) <= 10, "Goldstein")
        require(row[51] in "012345", "ActionGeo_Type")
        if row[56]:
            _point(row[56], row[57])
    ids = {row[0] for row in told}
    require(len(ids) == len(told), "ids that occur once")
    for row in mentioned:
        require(row[0] in ids, "a mention of an event in the file")
        require(row[3] in ("1", "2"), "MentionType")
        require(int(row[6]) >= 1, "SentenceID")
        json.loads(row[15])
    return told, mentioned


def read_geojson(content: bytes) -> list[dict[str, Any]]:
    collection = json.loads(content)
    require(collection["type"] == "FeatureCollection", "a collection")
    require("crs" not in collection, "no crs")
    for feature in collection["features"]:
        require(feature["type"] == "Feature", "features")
        for name, value in feature["properties"].items():
            require(value is None or isinstance(value, str | int | float), f"scalar {name}")
        if (geometry := feature["geometry"]) is not None:
            require(geometry["type"] == "Point", "a point")
            lon, lat = geometry["coordinates"]
            _point(lat, lon)
    features: list[dict[str, Any]] = collection["features"]
    return features


def read_timemap(files: Mapping[str, bytes]) -> list[dict[str, Any]]:
    events: list[dict[str, Any]] = json.loads(files["events.json"])
    sources = json.loads(files["sources.json"])
    associations = {one["id"] for one in json.loads(files["associations.json"])}
    fields = json.loads(files["fields.json"])["CUSTOM_EVENT_FIELDS"]
    allowed = TIMEMAP_EVENT | {field["key"] for field in fields}
    for source in sources.values():
        require(source["id"] and isinstance(source["paths"], list), "source")
    for event in events:
        require(event.keys() <= allowed, f"keys {event.keys() - allowed}")
        for name, value in event.items():
            kind = list if name in ("sources", "associations") else str
            require(isinstance(value, kind), f"{name} a {kind}")
        datetime.strptime(event["date"], "%m/%d/%Y")
        require(bool(event["latitude"]) == bool(event["longitude"]), "both or neither")
        require(set(event["sources"]) <= sources.keys(), "sources that are there")
        require(set(event["associations"]) <= associations, "associations that are there")
    return events


def read_ftm(content: bytes) -> dict[str, dict[str, Any]]:
    known = ftm_properties()
    entities = {}
    for line in content.decode("utf-8").split("\n")[:-1]:
        entity = json.loads(line)
        require(entity.keys() == {"id", "schema", "properties"}, "keys")
        require(entity["id"] not in entities, "an id that occurs once")
        require(re.fullmatch(r"[0-9a-zA-Z.\-]+", entity["id"]), f"id {entity['id']}")
        entities[entity["id"]] = entity
    for entity in entities.values():
        schema, properties = entity["schema"], entity["properties"]
        required = {p for (s, p), (_, must) in known.items() if s == schema and must}
        require(required <= properties.keys(), f"{schema} lacks {required - properties.keys()}")
        for name, values in properties.items():
            require((schema, name) in known, f"{schema}.{name}")
            require(values and all(isinstance(v, str) and v for v in values), f"{name} {values}")
            for value in values:
                _ftm_value(known[schema, name][0], value, entities)
    return entities


def _ftm_value(kind: str, value: str, entities: Mapping[str, object]) -> None:
    if kind == "entity":
        require(value in entities, f"{value} is no entity of the file")
    elif kind == "date":
        require(re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", value), f"date {value}")
    elif kind == "country":
        require(re.fullmatch(r"[a-z]{2}", value), f"country {value}")
    elif kind == "url":
        require(value.startswith(("http://", "https://")), f"url {value}")
