from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from khabar.view.desk.schema import About
from tests.view.desk.reading import HOSTILE, Reader, reader

FIRST, PART = "00000000000000e1", "00000000000000e2"
PATHS = ("summary", "events", "claims", "facets", "timeline", "map", "network", "trend")


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Reader]:
    """Return one dashboard for all tests here, since none of them writes."""
    with reader(tmp_path_factory.mktemp("explore")) as opened:
        yield opened


def facet(desk: Reader, field: str, **query: Any) -> list[tuple[str, int]]:
    [found] = desk.get("facets", field=field, **query)["facets"]
    return [(one["label"], one["count"]) for one in found["values"]]


def test_about_names_what_there_is(desk: Reader) -> None:
    found = desk.get("about")
    assert About.model_validate(found)
    assert (found["db"], found["coder"], found["analyst"]) == ("case.db", "toy 1", None)
    assert found["counts"]["articles"] == 3
    assert found["counts"]["claims"] == 4
    assert found["counts"]["events"] == 2
    assert "contested" in found["fields"]["grade"]
    assert found["fields"]["killed"] == []
    assert {one["name"]: one["ending"] for one in found["formats"]}["gdelt"] == "zip"


def test_counters_leave_out_parts_of_other_events_from_the_toll(desk: Reader) -> None:
    found = desk.get("summary")
    assert found["killed"] == {"low": 9, "best": None, "high": 12, "more": True}
    assert (found["events"], found["disputed"], found["injured"]) == (2, 1, None)
    assert (found["articles"], found["outlets"], found["reviewed"]) == (2, 3, 0)
    assert desk.get("summary", q="killed>=100")["killed"] is None


def test_an_event_says_who_did_what_to_whom_according_to_whom(desk: Reader) -> None:
    rows = desk.get("events")["rows"]
    assert [row["id"] for row in rows] == [FIRST, PART]
    first = rows[0]
    assert first["line"] == (
        f"{HOSTILE} carried out a suicide attack on shoppers, according to Example Ministry"
    )
    assert first["actors"] == [HOSTILE]
    assert first["grade_because"] == HOSTILE
    assert (first["date_words"], first["place_words"]) == ("3 May 2023", "Herat, Afghanistan")
    assert (first["killed_low"], first["killed_high"], first["injured_low"]) == (9, None, None)
    assert rows[1]["line"].startswith("Alleged: ")
    assert rows[1]["place_words"] == "Afghanistan (country only)"


def test_pages_go_on_where_the_last_one_ended(desk: Reader) -> None:
    first = desk.get("events", limit=1, order="oldest")
    second = desk.get("events", limit=1, order="oldest", after=first["cursor"])
    assert [first["rows"][0]["id"], second["rows"][0]["id"]] == [PART, FIRST]
    assert second["cursor"] is None


def test_claims_are_rows_too(desk: Reader) -> None:
    [row] = desk.get("claims", q="kind:relation")["rows"]
    assert row["line"] == "Taliban shelters ISKP"
    assert (row["chain"], row["event_id"]) == (["Later News", "Example Front"], None)


def test_facets_count_all_but_their_own_conditions(desk: Reader) -> None:
    assert facet(desk, "grade") == [("contested", 1), ("weak", 1)]
    assert facet(desk, "grade", q="grade:weak") == [("contested", 1), ("weak", 1)]
    assert facet(desk, "mode", q="grade:weak") == [("explosives", 1)]
    assert facet(desk, "type") == [("Attack", 2)]
    assert facet(desk, "factuality") == [("alleged", 1), ("asserted", 1)]
    assert facet(desk, "outlet")[0] == (HOSTILE, 2)
    assert dict(facet(desk, "party"))["Islamic State Khorasan Province"] == 1
    assert dict(facet(desk, "party"))["Islamic State"] == 1


def test_a_value_that_is_asked_for_is_always_there(desk: Reader) -> None:
    values = facet(desk, "mode", q="mode:drone,explosives killed>=1", most=1)
    assert values == [("suicide-attack", 1), ("explosives", 0)]


def test_all_facets_come_in_one_answer(desk: Reader) -> None:
    found = desk.get("facets")["facets"]
    assert [one["field"] for one in found][:3] == ["type", "mode", "country"]
    assert len(found) == 14


def test_the_timeline_tells_what_is_wider_than_a_bin(desk: Reader) -> None:
    by_day = desk.get("timeline", by="day")
    told = {one["start"]: one for one in by_day["bins"] if one["events"] or one["reported"]}
    assert list(told) == ["2023-05-03", "2023-05-04"]
    assert told["2023-05-03"]["killed_high"] == 12
    assert told["2023-05-04"]["reported"] == 2
    assert (by_day["wider"], by_day["undated"]) == (1, 0)
    [month] = desk.get("timeline", by="month")["bins"]
    assert (month["start"], month["end"], month["events"]) == ("2023-05-01", "2023-05-31", 2)
    assert desk.get("timeline")["by"] == "day"


@pytest.mark.parametrize(("by", "first"), [("week", "2023-05-01"), ("year", "2023-01-01")])
def test_bins_begin_where_weeks_and_years_begin(desk: Reader, by: str, first: str) -> None:
    assert desk.get("timeline", by=by)["bins"][0]["start"] == first


def test_nothing_found_is_empty_and_not_an_error(desk: Reader) -> None:
    q = "country:NOR"
    assert desk.get("timeline", q=q) == {"by": "month", "bins": [], "undated": 0, "wider": 0}
    assert desk.get("events", q=q) == {"rows": [], "cursor": None}
    assert desk.get("map", q=q) == {"points": [], "areas": [], "unplaced": 0, "outside": 0}
    assert desk.get("network", q=q) == {"nodes": [], "edges": []}
    assert desk.get("summary", q=q)["events"] == 0


def test_a_point_is_a_point_and_a_country_an_area(desk: Reader) -> None:
    found = desk.get("map")
    [point], [area] = found["points"], found["areas"]
    assert (point["lat"], point["lon"]) == (34.34817, 62.19967)
    assert (point["ids"], point["killed_high"], point["precision"]) == ([FIRST], 12, "exact")
    assert (point["grade"], point["count"]) == ("contested", 1)
    assert (area["level"], area["name"], area["ids"]) == ("country", "Afghanistan", [PART])
    assert area["radius_km"] is None
    assert (found["unplaced"], found["outside"]) == (0, 0)


def test_the_map_counts_what_lies_outside(desk: Reader) -> None:
    found = desk.get("map", west=0, south=0, east=10, north=10)
    assert (found["points"], found["areas"], found["outside"]) == ([], [], 2)


def test_the_map_reaches_over_the_date_line(desk: Reader) -> None:
    assert len(desk.get("map", west=-330, south=30, east=-290, north=40)["points"]) == 1


def test_the_network_tells_how_surely_each_thing_is_said(desk: Reader) -> None:
    found = desk.get("network")
    names = {node["id"]: node["name"] for node in found["nodes"]}
    assert names["islamic_state_khorasan"] == "Islamic State Khorasan Province"
    assert "name:shoppers" in names
    edges = {(one["from"], one["to"], one["sort"]): one for one in found["edges"]}
    attack = edges["islamic_state_khorasan", "name:shoppers", "attacks"]
    assert (attack["asserted"], attack["alleged"], attack["denied"]) == (1, 0, 0)
    shelter = edges["taliban", "islamic_state_khorasan", "shelters"]
    assert len(shelter["claims"]) == 1


def test_relations_are_left_out_of_what_only_events_can_pass(desk: Reader) -> None:
    assert "shelters" not in {one["sort"] for one in desk.get("network", q="grade:weak")["edges"]}


def test_a_trend_counts_what_passes(desk: Reader) -> None:
    found = desk.get("trend", q="type:ASSAULT", by="month", rule="latest")
    assert found["counted"] == "Events that pass type:ASSAULT"
    [period] = found["periods"]
    assert (period["period"], period["event_ids"], period["articles"]) == ("2023-05", [FIRST], 2)
    assert found["left_out"] == {"part of another event that is counted": 1}
    assert "by=day" in desk.refused("trend", by="day", q="from:1900 to:2023")


@pytest.mark.parametrize("path", PATHS)
def test_a_filter_that_cannot_be_read_is_refused_in_one_sentence(desk: Reader, path: str) -> None:
    assert desk.refused(path, q="kiled>=5").startswith("filter, character 1: expected a field")
    assert "q:" in desk.refused(path, q="x" * 5_000)


@pytest.mark.parametrize("path", [path for path in PATHS if path != "claims"])
def test_what_only_claims_have_is_refused(desk: Reader, path: str) -> None:
    assert "which only claims have" in desk.refused(path, q="kind:event")


@pytest.mark.parametrize(
    ("path", "query"),
    [
        ("events", {"limit": 0}),
        ("events", {"limit": 5_000}),
        ("events", {"after": "no cursor"}),
        ("events", {"order": "sideways"}),
        ("facets", {"field": "password"}),
        ("timeline", {"by": "decade"}),
        ("map", {"zoom": 99}),
        ("map", {"north": "north"}),
        ("network", {"most": 1}),
        ("trend", {"rule": "guess"}),
    ],
)
def test_what_is_out_of_bounds_is_refused(desk: Reader, path: str, query: dict[str, Any]) -> None:
    assert next(iter(query)) in desk.refused(path, **query) or "cursor" in query.get("after", "")


@pytest.mark.parametrize("text", ["'); DROP TABLE events; --", "NEAR(a b)", HOSTILE])
def test_hostile_words_are_looked_for_as_words(desk: Reader, text: str) -> None:
    quoted = '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'
    assert desk.get("summary", q=quoted)["events"] == (2 if text == HOSTILE else 0)
