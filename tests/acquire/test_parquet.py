from __future__ import annotations

import datetime as dt
import io
import sys
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from khabar.acquire import parquet, read
from khabar.acquire.links import Link
from khabar.acquire.parquet import read_parquet
from khabar.errors import UsageError
from khabar.model import Dropped, Page


def written(columns: dict[str, object], **how: object) -> bytes:
    out = io.BytesIO()
    pq.write_table(pa.table(columns), out, **how)
    return out.getvalue()


def items(body: bytes) -> list[Page | Dropped | Link]:
    return [item for _, item in read_parquet("a.parquet", io.BytesIO(body))]


def test_a_row_is_an_article_or_a_link() -> None:
    body = written({
        "id": [1, 2],
        "text": ["Troops left.", None],
        "url": [None, "https://harbour.example/2"],
        "published": [dt.date(2024, 1, 2), None],
        "desk": [7, 8],
    })  # fmt: skip
    assert items(body) == [
        Page("1", b"Troops left.", "text", published="2024-01-02"),
        Link("a.parquet, row 2", "https://harbour.example/2"),
    ]


def test_moments_give_their_day() -> None:
    moment = dt.datetime(2024, 1, 2, 23, 30, tzinfo=dt.UTC)
    (page,) = items(written({"id": ["a"], "text": ["Troops left."], "published": [moment]}))
    assert isinstance(page, Page)
    assert page.published == "2024-01-02"


def test_row_groups_are_read_one_after_the_other(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parquet, "ROWS_AT_A_TIME", 7)
    texts = [f"Troops left town {n}." for n in range(100)]
    body = written({"id": [str(n) for n in range(100)], "text": texts}, row_group_size=30)
    assert [item.source for item in items(body) if isinstance(item, Page)] == [
        str(n) for n in range(100)
    ]


def test_a_bad_row_spoils_no_other() -> None:
    text = pa.array([b"Troops left.", b"caf\xe9", b"They came back."], pa.binary()).view(
        pa.string()
    )
    found = items(written({"id": ["a", "b", "c"], "text": text}))
    assert [type(item) for item in found] == [Page, Dropped, Page]


def test_damage_in_one_group_costs_its_rows_alone_and_is_told() -> None:
    texts = [f"Troops left town {n}, said the mayor of it." for n in range(90)]
    body = written(
        {"id": [str(n) for n in range(90)], "text": texts},
        row_group_size=30, write_page_checksum=True, compression="zstd", use_dictionary=False,
    )  # fmt: skip
    whole = len(items(body))
    assert whole == 90
    middle = pq.ParquetFile(io.BytesIO(body)).metadata.row_group(1).column(1)
    at = middle.data_page_offset + middle.total_compressed_size // 2
    damaged = body[:at] + bytes([body[at] ^ 0xFF]) + body[at + 1 :]
    found = items(damaged)
    assert len([item for item in found if isinstance(item, Page)]) == 60
    (dropped,) = [item for item in found if isinstance(item, Dropped)]
    assert dropped.item == "a.parquet, rows 31 to 60"


@pytest.mark.parametrize("cut", [0, 3, 100, -1])
def test_a_file_cut_off_is_told(cut: int) -> None:
    (dropped,) = items(written({"id": ["a"], "text": ["Troops left."]})[:cut])
    assert isinstance(dropped, Dropped)


@pytest.mark.parametrize(
    ("columns", "told"),
    [
        ({"name": ["a"]}, "expected a column"),
        ({"text": pa.array([], pa.string())}, "expected rows"),
        ({"id": ["a"], "text": [""]}, "empty"),
        ({"id": ["a"], "text": [["x"]]}, "string"),
        ({"id": ["a"], "text": [b"Troops left."]}, "string"),
    ],
)
def test_what_is_wrong_is_told(columns: dict[str, object], told: str) -> None:
    (dropped,) = items(written(columns))
    assert isinstance(dropped, Dropped)
    assert told in dropped.reason


def test_a_file_is_known_by_its_ending(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(written({"id": ["a"], "text": ["Troops left."]}))
    assert [type(item) for item in read([str(tmp_path)])] == [Page]


def test_without_pyarrow_the_way_out_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "pyarrow.parquet", None)
    with pytest.raises(UsageError, match=r"khabar\[parquet\]"):
        items(b"")
