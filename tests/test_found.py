from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import geopandas as gpd
import pytest

from khabar.case import Case
from khabar.store.store import open_store
from tests.make import ToySteps


@pytest.fixture
def case(texts: Path) -> Iterator[Case]:
    texts.joinpath("d.txt").write_text("Rebels killed 5 people on 2024-08-01.")
    with Case(open_store(":memory:"), ToySteps()) as opened:
        opened.add(texts)
        yield opened


def test_what_passes_a_filter_comes_as_records(case: Case) -> None:
    found = case.claims("place:Northtown")
    assert len(found) == 1
    [claim] = found
    assert claim == case.claim(claim.id)
    assert [event.id for event in case.events(to="2024-06")] == [case.events[0].id]


def test_pages_of_the_newest_first_end_with_no_cursor(case: Case) -> None:
    found = case.events().newest_first()
    first = found.page(limit=2, columns=["date_start"])
    last = found.page(first.cursor, limit=2, columns=["date_start"])
    assert first.rows == [("2024-08-01",), ("2024-07-01",)]
    assert (last.rows, last.cursor) == ([("2024-05-06",)], None)


def test_points_are_there_for_places_known_to_the_district(case: Case) -> None:
    table = case.claims.to_geodataframe()
    assert isinstance(table, gpd.GeoDataFrame)
    points = table.set_index("place").geometry
    assert (points["Northtown"].y, points["Northtown"].x) == (1.5, 2.5)
    assert table.geometry.isna().sum() == 3


def test_a_notebook_shows_texts_from_outside_as_text(case: Case) -> None:
    evil = "<script>alert('x')</script>"
    claim = case.claims("place:Northtown").page().rows[0][0]
    case.decide("correct", str(claim), who="A", why="b", field="actors.0.name", value=evil)
    shown = case.claims("place:Northtown")._repr_html_()
    assert "1 claims: <code>place:Northtown</code>" in shown
    assert "<script" not in shown
    assert "&lt;script&gt;alert(&#x27;x&#x27;)" in shown


def test_decisions_show_in_what_filters_find(case: Case) -> None:
    claim = case.claims("place:Northtown").page().rows[0][0]
    assert case.claims(reviewed=True).page().rows == []
    case.decide("correct", str(claim), who="A", why="b", field="factuality", value="denied")
    assert [c.id for c in case.claims(factuality="denied")] == [claim]
    assert len(case.events(factuality="denied")) == 1
    case.decide("undo", str(claim), who="A", why="b")
    assert len(case.events(factuality="denied")) == len(case.claims(factuality="denied")) == 0
    case.decide("accept", str(claim), who="A", why="b")
    assert [c.id for c in case.claims(reviewed=True)] == [claim]
    event = case.events[0].id
    case.decide("reject", event, who="A", why="b")
    assert event not in [e.id for e in case.events("")]
    assert [e.id for e in case.events(status="rejected")] == [event]
