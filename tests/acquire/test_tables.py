from __future__ import annotations

import io
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.acquire.links import Link
from khabar.acquire.tables import read_table
from khabar.model import Dropped, Page
from khabar.view.export.write import export
from tests.view.export.make import a_selection, a_told_claim
from tests.view.make import an_article


def found(text: str | bytes) -> list[Page | Dropped | Link]:
    body = text if isinstance(text, bytes) else text.encode()
    return [item for _, item in read_table("day.csv", io.BytesIO(body))]


def reason(text: str | bytes) -> str:
    (item,) = [item for item in found(text) if isinstance(item, Dropped)]
    return item.reason


def mention(url: str, sort: str = "1", outlet: str = "harbour.example") -> str:
    cells = ["9", "20240102101500", "20240102103000", sort, outlet, url, *["1"] * 8, "", ""]
    return "\t".join(cells) + "\n"


def test_a_row_with_a_text_is_an_article() -> None:
    table = 'ID,Text,Outlet,Published\nn1,"Troops left,\nthen came back.",Harbour News,2024-01-02\n'
    assert found(table) == [
        Page("n1", b"Troops left,\nthen came back.", "text", outlet="Harbour News",
             published="2024-01-02"),
    ]  # fmt: skip


def test_a_row_with_an_address_alone_is_a_link() -> None:
    table = "title\turl\tpublished\nTroops leave\thttps://harbour.example/1\t2024-01-02T10:00\n"
    assert found(table) == [
        Link("day.csv, line 2", "https://harbour.example/1", "2024-01-02", title="Troops leave")
    ]


def test_a_text_without_an_id_is_known_by_its_row() -> None:
    for table in ("text\nTroops left.\n", "id,text\n,Troops left.\n"):
        (page,) = found(table)
        assert isinstance(page, Page)
        assert page.source == "day.csv, line 2"


def test_gdelt_mentions_are_a_feed_of_articles() -> None:
    rows = mention("https://harbour.example/1") + mention("https://harbour.example/1")
    rows += mention("https://x.example/2", outlet="Harbour News")
    one, two, again = found(rows)
    assert one == Link("day.csv, line 1", "https://harbour.example/1", "2024-01-02")
    assert two == Link("day.csv, line 3", "https://x.example/2", "2024-01-02", "Harbour News")
    assert isinstance(again, Dropped)
    assert again.reason.startswith("1 rows")


def test_gdelt_events_and_knowledge_graph_are_known_by_their_columns() -> None:
    event = [*["1"] * 59, "20240102103000", "https://harbour.example/1"]
    graph = ["r", "20240102103000", "1", "harbour.example", "https://harbour.example/1", *[""] * 22]
    for cells in (event, graph):
        (link,) = found("\t".join(cells) + "\n")
        assert isinstance(link, Link)
        assert (link.url, link.published) == ("https://harbour.example/1", "2024-01-02")


def test_gdelt_files_are_known_by_their_tabs_however_many_commas_they_hold() -> None:
    many = "c1.2:3,wc:40," * 40
    graph = ["r", "20240102103000", "1", "harbour.example", "https://harbour.example/1"]
    row = "\t".join([*graph, *[""] * 12, many, *[""] * 9]) + "\n"
    mentioned = mention("https://harbour.example/1").replace("\t\n", f"\t{many}\n")
    for text in (row, mentioned):
        (link,) = found(text)
        assert isinstance(link, Link)
        assert (link.url, link.published) == ("https://harbour.example/1", "2024-01-02")


def test_the_mentions_that_khabar_writes_are_a_feed() -> None:
    article = replace(an_article(url="https://example.org/a"), published="2024-01-02")
    told = a_told_claim()
    files, _ = export(a_selection(told=[told], articles=[article]), "gdelt")
    (mentions,) = (file for file in files if file.name == "gdelt.mentions.CSV")
    (link,) = found(mentions.content)
    assert isinstance(link, Link)
    assert link.url == "https://example.org/a"


def test_every_bad_row_is_named_and_spoils_no_other() -> None:
    rows = mention("https://harbour.example/1") + "9\t8\n" + mention("no address")
    rows += mention("DOI:10.1/2", sort="3") + mention("https://harbour.example/5")
    items = found(rows)
    assert [item.item for item in items if isinstance(item, Dropped)] == [
        "day.csv, line 2", "day.csv, line 3", "day.csv, line 4",
    ]  # fmt: skip
    assert len([item for item in items if isinstance(item, Link)]) == 2


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("", "no row"),
        ("name,place\na,b\n", "expected a column"),
        ("id,text\n", "found none"),
        ("id,text\nn1\n", "expected 2 cells"),
        ("id,text\nn1,a,b\n", "expected 2 cells"),
        ('id,text\nn1,"never closed\nn2,b\n', "a quote may be missing"),
        ("id,url\nn1,harbour.example\n", "expected an address"),
        ("id,url,published\nn1,https://harbour.example/1,yesterday\n", "ISO date"),
        (b"id,text\nn1,caf\xe9\n", "UTF-8"),
        ("id,text\nn1,a\0b\n", "NUL"),
    ],
)
def test_what_is_wrong_is_told(table: str | bytes, told: str) -> None:
    assert told in reason(table)


def test_a_text_too_long_for_a_table_does_not_take_the_next_row_with_it() -> None:
    items = found(f"id,text\nn1,{'a' * 200_000}\nn2,Troops left.\n")
    assert [type(item) for item in items] == [Dropped, Page]


@given(st.binary(max_size=300))
def test_any_bytes_give_items_and_no_exception(body: bytes) -> None:
    assert found(body)


rows = st.lists(st.lists(st.text(max_size=5), min_size=2, max_size=2), min_size=1, max_size=5)


@given(rows)
def test_no_row_vanishes(cells: list[list[str]]) -> None:
    import csv

    out = io.StringIO()
    csv.writer(out).writerows([["id", "text"], *cells])
    filled = [row for row in cells if any(cell.strip() for cell in row)]
    assert len(found(out.getvalue().encode("utf-8", "replace"))) == max(1, len(filled))
