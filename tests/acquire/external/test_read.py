from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from khabar.acquire.external.layouts import GDELT_COLUMNS
from khabar.acquire.external.read import read_external
from khabar.errors import UsageError

GED = (
    "id,type_of_violence,side_a,side_b,where_prec,where_coordinates,adm_1,country,latitude,"
    "longitude,date_start,date_end,best,high,low,source_office,source_original"
)
GOOD = (
    "17,1,Government of Varia,Red Brigade,1,Belsk,Belsk province,Varia,34.5,69.2,"
    "2022-06-18 00:00:00.000,2022-06-18 00:00:00.000,4,6,2,Coast Agency;Daily Courier,police"
)


def written(folder: Path, *lines: str, name: str = "ged.csv", end: str = "\n") -> Path:
    path = folder / name
    path.write_bytes("".join(line + end for line in lines).encode())
    return path


def changed(**cells: str) -> str:
    values = dict(zip(GED.split(","), GOOD.split(","), strict=True)) | cells
    return ",".join(values.values())


def test_a_row_of_ged_gives_its_days_point_sides_and_dead(tmp_path: Path) -> None:
    (event,) = read_external(written(tmp_path, "\ufeff" + GED, GOOD)).events
    assert (event.dataset, event.id, event.row) == ("ucdp", "17", 2)
    assert (event.start, event.end) == ("2022-06-18", "2022-06-18")
    assert event.parties == ("Government of Varia", "Red Brigade")
    assert (event.latitude, event.longitude, event.within_km) == (34.5, 69.2, 5)
    assert event.killed == (2, 4, 6)
    assert event.sources == ("Coast Agency", "Daily Courier")
    assert event.said_by == "police"


def test_columns_are_found_by_name_in_any_order(tmp_path: Path) -> None:
    columns, cells = GED.split(","), GOOD.split(",")
    path = written(tmp_path, ",".join(columns[::-1]), ",".join(cells[::-1]))
    assert read_external(path).events == read_external(written(tmp_path, GED, GOOD)).events


@pytest.mark.parametrize(
    ("row", "column", "expected"),
    [
        (changed(low="9"), "low", "not above high"),
        (changed(latitude="169.2"), "latitude", "swapped"),
        (changed(best="many"), "best", "a whole number"),
        (changed(date_start="soon"), "date_start", "a day"),
        (changed(side_a="=HYPERLINK(1)"), "side_a", "no formula"),
        (changed(where_prec="9"), "where_prec", "one of 1, 2"),
        (GOOD + ",more", "source_original", "17 cells"),
        (changed(where_coordinates="x" * 200_000), "where_coordinates", "at most 100,000"),
        (changed(date_end="2022-06-01 00:00:00.000"), "date_end", "not before"),
        (changed(longitude=""), "longitude", "both degrees"),
        (changed(where_coordinates="x" * 10_000_000), "where_coordinates", "at most 100,000"),
        (changed(side_b="+cmd|' /C calc'!A0"), "side_b", "no formula"),
        (changed(side_b="\tRed Brigade"), "side_b", "a stray tab"),
        (changed(side_b="Red\tBrigade"), "side_b", "a stray tab"),
        (changed(best="9" * 5000), "best", "a whole number"),
        (changed(best="9" * 30), "best", "at most 9 digits"),
        (changed(best="٣"), "best", "a whole number"),
        (changed(latitude="3_4.5"), "latitude", "decimal degrees"),
        (changed(latitude="٣٤"), "latitude", "decimal degrees"),
        (changed(latitude="nan"), "latitude", "decimal degrees"),
        (changed(date_start="١٨ June 2022"), "date_start", "a day"),
        (changed(id=""), "id", "an id"),
        (changed(id="17", best="5"), "id", "row 2 has it and says something else"),
        (changed(type_of_violence="4"), "type_of_violence", "1, 2 or 3"),
    ],
)
def test_a_bad_row_is_named_and_nothing_is_imported_unless_asked(
    tmp_path: Path, row: str, column: str, expected: str
) -> None:
    path = written(tmp_path, GED, GOOD, row)
    with pytest.raises(UsageError, match="row 3") as refused:
        read_external(path)
    assert f"column {column}: expected" in str(refused.value)
    assert expected in str(refused.value)
    imported = read_external(path, skip_bad=True)
    assert (len(imported.events), len(imported.bad)) == (1, 1)


def test_text_that_is_not_utf_8_is_told(tmp_path: Path) -> None:
    path = tmp_path / "old.csv"
    path.write_bytes(f"{GED}\n{changed(side_b='Brigade Éclair')}\n".encode("latin-1"))
    with pytest.raises(UsageError, match=r"row 2, column side_b: expected UTF-8"):
        read_external(path)


def test_a_file_without_a_column_that_is_needed_is_refused(tmp_path: Path) -> None:
    for wanted, given in (("date_start", "start"), ("best", "guess")):
        path = written(tmp_path, GED.replace(wanted, given), GOOD)
        with pytest.raises(UsageError, match=f"row 1, column {wanted}: expected a column {wanted}"):
            read_external(path, skip_bad=True)
    with pytest.raises(UsageError, match="row 1, column id: expected each column once"):
        read_external(written(tmp_path, GED + ",id", GOOD + ",9"))


def test_figures_of_older_releases_have_other_names(tmp_path: Path) -> None:
    old = GED.replace("best,high,low", "best_est,high_est,low_est")
    path = written(tmp_path, old, GOOD, name="GEDEvent_v5_0.csv")
    imported = read_external(path)
    assert imported.release == "5.0"
    assert imported.events[0].killed == (2, 4, 6)
    with pytest.raises(UsageError, match="row 2, column low_est: expected a figure not above"):
        read_external(written(tmp_path, old, changed(low="9")))


def test_a_row_of_hxl_tags_is_no_event(tmp_path: Path) -> None:
    tags = ",".join("#date+year" if n == 3 else "" for n in range(17))
    assert len(read_external(written(tmp_path, GED, tags, GOOD)).events) == 1


def test_rows_are_events_repeats_and_bad_ones(tmp_path: Path) -> None:
    path = written(tmp_path, GED, GOOD, GOOD, changed(id="18"), changed(id="19", best="many"))
    imported = read_external(path, skip_bad=True)
    found = (imported.rows, len(imported.events), imported.repeats, len(imported.bad))
    assert found == (4, 2, 1, 1)


def test_other_line_ends_within_a_file_are_told(tmp_path: Path) -> None:
    path = tmp_path / "mixed.csv"
    path.write_bytes(f"{GED}\r\n{GOOD}\r\n{GOOD}\n".encode())
    with pytest.raises(UsageError, match=r"row 3.*a line end as in row 1"):
        read_external(path)


def test_a_quote_never_closed_swallows_no_other_row(tmp_path: Path) -> None:
    path = written(tmp_path, GED, changed(where_coordinates='"Belsk'), GOOD, changed(id="18"))
    imported = read_external(path, skip_bad=True)
    assert len(imported.events) == 2


def test_a_point_with_its_degrees_swapped_is_told(tmp_path: Path) -> None:
    def fits(country: str, latitude: float, longitude: float) -> bool:
        return country == "Varia" and 30 < latitude < 40 and 60 < longitude < 75

    path = written(tmp_path, GED, changed(latitude="69.2", longitude="34.5"))
    with pytest.raises(UsageError, match="latitude and longitude are swapped"):
        read_external(path, fits=fits)


def test_a_best_figure_outside_its_range_is_kept_with_a_remark(tmp_path: Path) -> None:
    (event,) = read_external(written(tmp_path, GED, changed(best="9"))).events
    assert event.remarks == ("best is outside low and high",)


ACLED = (
    "event_id_cnty,event_date,time_precision,sub_event_type,actor1,actor2,country,admin1,"
    "location,latitude,longitude,geo_precision,source,fatalities"
)
ATTACK = "VAR1,2022-06-18,1,Attack,Red Brigade,Civilians,Varia,Belsk,Belsk,34.5,69.2,1,Courier,4"


@pytest.mark.parametrize(
    ("column", "cell", "expected"),
    [
        ("event_date", "18/06/2022", "a day such as 2024-05-31"),
        ("fatalities", "9" * 5000, "a whole number from 0 up"),
        ("time_precision", "4", "1, 2 or 3"),
        ("geo_precision", "0", "one of 1, 2, 3"),
        ("fatalities", "-1", "a whole number from 0 up"),
        ("latitude", "134.5", "are the two columns swapped"),
        ("sub_event_type", "", "a sub-event type"),
        ("event_id_cnty", "@SUM(A1)", "no formula"),
    ],
)
def test_a_bad_cell_in_acleds_layout_is_named(
    tmp_path: Path, column: str, cell: str, expected: str
) -> None:
    cells = dict(zip(ACLED.split(","), ATTACK.split(","), strict=True)) | {column: cell}
    path = written(tmp_path, ACLED, ATTACK.replace("VAR1", "VAR0"), ",".join(cells.values()))
    with pytest.raises(UsageError, match=f"row 3, column {column}: expected .*{expected}"):
        read_external(path)


@pytest.mark.parametrize("precision", ["2", "3"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31"])
def test_a_day_at_the_end_of_the_calendar_with_days_around_it_is_named(
    tmp_path: Path, day: str, precision: str
) -> None:
    row = ATTACK.replace("2022-06-18,1", f"{day},{precision}")
    with pytest.raises(UsageError, match="row 2, column event_date: expected a day with"):
        read_external(written(tmp_path, ACLED, row))


@pytest.mark.parametrize("cell", ["34.5", "-34.5", "+34", ".5", "34.", "1e-05", "34.50000"])
def test_degrees_are_read_as_programs_write_them(tmp_path: Path, cell: str) -> None:
    (event,) = read_external(written(tmp_path, GED, changed(latitude=cell))).events
    assert event.latitude == float(cell)


@pytest.mark.parametrize(
    ("column", "cell"),
    [("SQLDATE", "2022061"), ("ActionGeo_Lat", "N34"), ("ActionGeo_Type", "9"), ("EventCode", "")],
)
def test_a_bad_field_of_gdelt_is_named_by_its_place_among_the_61(
    tmp_path: Path, column: str, cell: str
) -> None:
    known = {
        "GLOBALEVENTID": "9", "SQLDATE": "20220618", "EventCode": "010", "ActionGeo_Type": "4",
        "ActionGeo_Lat": "34.5", "ActionGeo_Long": "69.2", column: cell,
    }  # fmt: skip
    row = "\t".join(known.get(one, "") for one in GDELT_COLUMNS)
    with pytest.raises(UsageError, match=f"row 1, column {column}: expected"):
        read_external(written(tmp_path, row, name="g.CSV"))


def test_no_dead_in_acleds_layout_may_be_none_or_not_known(tmp_path: Path) -> None:
    row = "VAR1,18 June 2022,2,Armed clash,Red Brigade,,Varia,Belsk,Belsk,34.5,69.2,1,Courier,0"
    (event,) = read_external(written(tmp_path, ACLED, row)).events
    assert (event.start, event.end) == ("2022-06-15", "2022-06-21")
    assert event.killed == (None, None, None)
    assert event.remarks


def test_a_stray_tab_in_polecat_is_told(tmp_path: Path) -> None:
    columns = "Event ID\tEvent Date\tEvent Type\tEvent Mode\tActor Name\tRecipient Name\tCountry"
    columns += "\tLatitude\tLongitude"
    row = "P1\t2022-06-18\tASSAULT\tNone\tRed Brigade\tNone\tVaria\tNone\tNone"
    path = written(tmp_path, columns, row, row + "\t", name="p.txt")
    imported = read_external(path, skip_bad=True)
    assert [event.type for event in imported.events] == ["ASSAULT"]
    assert "a stray or missing tab" in imported.bad[0]


def test_gdelt_without_a_header_is_told_by_its_61_fields(tmp_path: Path) -> None:
    known = {
        "GLOBALEVENTID": "9", "SQLDATE": "20220618", "EventCode": "010", "Actor1Name": "VARIA",
        "ActionGeo_Type": "4", "ActionGeo_FullName": "Belsk, Varia", "ActionGeo_Lat": "34.5",
        "ActionGeo_Long": "69.2", "SOURCEURL": "https://example.org/a",
    }  # fmt: skip
    row = "\t".join(known.get(column, "") for column in GDELT_COLUMNS)
    (event,) = read_external(written(tmp_path, row, name="g.CSV")).events
    assert len(GDELT_COLUMNS) == 61
    assert (event.type, event.country, event.within_km) == ("010", "Varia", 25)


def test_gdelts_geo_type_0_means_no_place(tmp_path: Path) -> None:
    known = {
        "GLOBALEVENTID": "9", "SQLDATE": "20220618", "EventCode": "010", "ActionGeo_Type": "0",
    }  # fmt: skip
    row = "\t".join(known.get(column, "") for column in GDELT_COLUMNS)
    (event,) = read_external(written(tmp_path, row, name="g.CSV")).events
    assert (event.country, event.place, event.latitude, event.within_km) == (None,) * 4


def test_a_file_that_is_no_text_with_commas_is_called_by_what_it_is(tmp_path: Path) -> None:
    lines = f"{GED}\n{GOOD}\n"
    for body, told in (
        (b"PK\x03\x04\x14\0\0\0", r"found a zip archive\. Unpack it"),
        (gzip.compress(lines.encode()), r"found a gzip file\. Unpack it"),
        (lines.encode("utf-16"), r"found UTF-16\. Save it as UTF-8"),
        (lines.encode("utf-16-be"), r"found UTF-16\. Save it as UTF-8"),
        (lines.replace(",", ";").encode(), r"found semicolons\. Save it with commas"),
    ):
        path = tmp_path / "ged.csv"
        path.write_bytes(body)
        with pytest.raises(UsageError, match=told):
            read_external(path)


def test_a_file_of_no_known_layout_is_refused_with_the_columns_wanted(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="expected the columns of ucdp"):
        read_external(written(tmp_path, "a,b", "1,2"))
