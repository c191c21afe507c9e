from __future__ import annotations

import gzip
import io
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from khabar.acquire import files, read
from khabar.acquire.contents import looks_like_page, what_is_wrong
from khabar.model import Dropped, Page


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "b.txt").write_text("Troops left the town.\n")
    (tmp_path / "a.html").write_text("<p>Troops left the town.</p>")
    (tmp_path / "deeper").mkdir()
    (tmp_path / "deeper" / "c.txt.gz").write_bytes(gzip.compress(b"They came back.\n", mtime=0))
    return tmp_path


def pages(*paths: object, stdin: bytes = b"") -> list[Page]:
    found = read([str(path) for path in paths], io.BytesIO(stdin))
    return [item for item in found if isinstance(item, Page)]


def dropped(*paths: object, stdin: bytes = b"") -> list[Dropped]:
    found = read([str(path) for path in paths], io.BytesIO(stdin))
    return [item for item in found if isinstance(item, Dropped)]


def only_reason(tmp_path: Path, name: str, body: bytes) -> str:
    (tmp_path / name).write_bytes(body)
    items = list(read([str(tmp_path / name)]))
    assert len(items) == 1
    assert isinstance(items[0], Dropped)
    assert items[0].outcome == "quarantined"
    assert items[0].item.startswith(str(tmp_path / name))
    return items[0].reason


def test_a_folder_is_read_with_those_below_it_by_name(folder: Path) -> None:
    found = pages(folder)
    assert [Path(page.source).name for page in found] == ["a.html", "b.txt", "c.txt.gz"]
    assert [page.media for page in found] == ["html", "text", "text"]
    assert found[2].body == b"They came back.\n"


def test_a_source_is_the_path_as_given(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    assert pages("./b.txt")[0].source == "./b.txt"


def test_another_kind_of_file_is_skipped_in_a_folder_and_refused_when_named(tmp_path: Path) -> None:
    (tmp_path / "report.pdf").write_bytes(b"%PDF")
    assert [item.outcome for item in dropped(tmp_path)] == ["skipped"]
    assert [item.outcome for item in dropped(tmp_path / "report.pdf")] == ["quarantined"]


def test_a_hidden_folder_is_skipped_as_one_item(folder: Path) -> None:
    (folder / ".store").mkdir()
    (folder / ".store" / "x.txt").write_text("Not an article.")
    assert [(item.outcome, item.reason) for item in dropped(folder)] == [
        ("skipped", "a hidden folder")
    ]


def test_a_file_named_twice_is_read_once(folder: Path) -> None:
    items = list(read([str(folder), str(folder / "b.txt")]))
    assert [type(item) for item in items] == [Page, Page, Page, Dropped]
    assert isinstance(items[3], Dropped)
    assert items[3].outcome == "skipped"


def test_an_empty_folder_says_so(tmp_path: Path) -> None:
    assert "no file" in dropped(tmp_path)[0].reason


@pytest.mark.parametrize(
    ("name", "body", "found"),
    [
        ("a.txt", b"", "nothing but white space"),
        ("a.txt", b"\xef\xbb\xbf \n", "nothing but white space"),
        ("a.txt", b"abc\0def", "NUL byte at byte 3"),
        ("a.txt", b"caf\xe9", "byte 0xe9 at byte 3"),
        ("a.txt", "cafe".encode("utf-16"), "byte order mark"),
        ("a.txt", b"\xed\xa0\x80", "byte 0xed at byte 0"),
        ("a.html", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "binary content"),
        ("a.txt.gz", gzip.compress(b"Troops left the town.", mtime=0)[:-9], "damaged"),
        ("a.txt.gz", b"not compressed", "Not a gzipped file"),
        ("a.jsonl", b"\n\n", "no line with words"),
    ],
)
def test_a_bad_file_is_quarantined_with_what_was_found(
    tmp_path: Path, name: str, body: bytes, found: str
) -> None:
    reason = only_reason(tmp_path, name, body)
    assert reason.startswith("expected")
    assert found in reason


def test_a_missing_path_is_quarantined_and_the_rest_is_read(folder: Path) -> None:
    items = list(read([str(folder / "nowhere.txt"), str(folder / "b.txt")]))
    assert isinstance(items[0], Dropped)
    assert "nothing at this path" in items[0].reason
    assert isinstance(items[1], Page)


def test_a_path_that_no_file_can_have_is_quarantined() -> None:
    assert dropped("a\0b.txt")[0].outcome == "quarantined"


def test_a_file_over_the_limit_is_quarantined(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(files, "MAX_BYTES", 10)
    assert "more" in only_reason(tmp_path, "long.txt", b"eleven bytes")


def test_standard_input_may_be_text_a_page_or_lines() -> None:
    assert pages("-", stdin=b"Troops left the town.")[0].media == "text"
    assert pages("-", stdin=b"\n<!DOCTYPE html><p>Troops left.")[0].media == "html"
    lines = pages("-", stdin=b'{"id": "1", "text": "One."}\n{"id": "2", "text": "Two."}')
    assert [page.source for page in lines] == ["1", "2"]


def test_a_text_that_only_starts_like_json_is_text() -> None:
    assert pages("-", stdin=b"{unclosed brace, the note said")[0].media == "text"


def test_empty_standard_input_is_quarantined() -> None:
    assert [item.item for item in dropped("-", stdin=b"")] == ["-"]


def test_lines_before_damage_are_kept(tmp_path: Path) -> None:
    records = ({"id": str(n), "text": f"Report {n * 7919} of the day."} for n in range(4000))
    whole = gzip.compress("".join(json.dumps(record) + "\n" for record in records).encode())
    (tmp_path / "a.jsonl.gz").write_bytes(whole[: len(whole) // 2])
    items = list(read([str(tmp_path / "a.jsonl.gz")]))
    assert isinstance(items[0], Page)
    assert isinstance(items[-1], Dropped)
    assert "damaged" in items[-1].reason


def test_a_page_is_known_by_its_start() -> None:
    assert looks_like_page(b"  <!-- saved --> <html lang='en'>")
    assert looks_like_page(b'<?xml version="1.0"?><!DOCTYPE html>')
    assert not looks_like_page(b"< 5 people were hurt")


@settings(deadline=None)
@given(st.binary(max_size=300))
@example(b"\x1c")
@example("\u2003".encode())
def test_any_bytes_are_judged_without_an_exception(body: bytes) -> None:
    what_is_wrong(body, "html")
    if what_is_wrong(body, "text") is None:
        assert body.decode("utf-8").strip()


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_standard_input_gives_at_least_one_item(body: bytes) -> None:
    assert list(read(["-"], io.BytesIO(body)))


def test_the_one_file_in_a_zip_is_read_as_gdelt_packs_its_tables(tmp_path: Path) -> None:
    path = tmp_path / "20240102.CSV.zip"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("20240102.CSV", "id,text\nn1,Troops left the town.\n")
    assert [page.source for page in pages(path)] == ["n1"]
    whole = path.read_bytes()
    assert dropped(path) == []
    assert only_reason(tmp_path, "b.csv.zip", whole[:-9]).startswith("expected")


def test_a_zip_of_several_files_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "both.csv.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr("a.csv", "id,text\n")
        archive.writestr("b.csv", "id,text\n")
    assert "2 files" in dropped(path)[0].reason
