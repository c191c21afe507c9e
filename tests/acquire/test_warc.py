from __future__ import annotations

import gzip
import io
from itertools import accumulate
from pathlib import Path

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.acquire import read, warc_records
from khabar.acquire.warc import read_warc
from khabar.model import Dropped, Page
from tests.acquire.archive import PAGE, crawl, digest, http, packed, record, response

BODIES = [PAGE.format(number).encode() for number in range(5)]
TEXT = PAGE.format(7)


def items(body: bytes) -> list[Page | Dropped]:
    found = [item for _, item in read_warc("a.warc", io.BytesIO(body))]
    return [item for item in found if isinstance(item, Page | Dropped)]


def bodies(body: bytes) -> list[bytes]:
    return [item.body for item in items(body) if isinstance(item, Page)]


def bad(body: bytes) -> list[Dropped]:
    dropped = [item for item in items(body) if isinstance(item, Dropped)]
    return [item for item in dropped if item.outcome == "quarantined"]


def only(block: bytes | None = None, **head: str | None) -> Page | Dropped:
    (item,) = items(packed(response(7, block, **head)))
    return item


def why(block: bytes | None = None, **head: str | None) -> str:
    item = only(block, **head)
    assert isinstance(item, Dropped)
    return f"{item.outcome}: {item.reason}"


@pytest.mark.parametrize("whole", [packed(*crawl()), b"".join(crawl())], ids=["packed", "plain"])
def test_every_record_is_a_page_or_counted(whole: bytes) -> None:
    *pages, rest = items(whole)
    assert pages[0] == Page(
        "https://harbour.example/0", BODIES[0], "html", url="https://harbour.example/0"
    )
    assert [page.body for page in pages if isinstance(page, Page)] == BODIES
    assert isinstance(rest, Dropped)
    assert rest.reason == "records that hold no page: 5 request, 1 warcinfo"


def test_a_file_is_known_by_its_ending_and_named_in_a_folder(tmp_path: Path) -> None:
    (tmp_path / "a.warc.gz").write_bytes(packed(*crawl()))
    (tmp_path / "b.warc").write_bytes(b"".join(crawl()))
    found = list(read([str(tmp_path / "a.warc.gz")]))
    assert [type(item) for item in found] == [Page] * 5 + [Dropped]
    both = list(read([str(tmp_path)]))
    assert len([item for item in both if isinstance(item, Page)]) == 5
    again = [item for item in both if isinstance(item, Dropped) and "already" in item.reason]
    assert len(again) == 5


def found_in(body: bytes) -> tuple[list[bytes], list[Dropped]]:
    """Return the bodies of the pages, and what was dropped."""
    found = items(body)
    pages = [item.body for item in found if isinstance(item, Page)]
    return pages, [item for item in found if isinstance(item, Dropped)]


def is_told(dropped: list[Dropped]) -> bool:
    return any(item.outcome == "quarantined" for item in dropped)


TWO = [response(0), crawl(1)[1], response(1)]
PACKED = [gzip.compress(one, mtime=0) for one in TWO]


@pytest.mark.parametrize("pieces", [PACKED, TWO], ids=["packed", "plain"])
def test_a_file_cut_at_any_byte_keeps_what_is_whole_and_tells_the_cut(pieces: list[bytes]) -> None:
    whole = b"".join(pieces)
    seams = {0, *accumulate(map(len, pieces))}
    for cut in range(len(whole)):
        pages, dropped = found_in(whole[:cut])
        assert pages == BODIES[: len(pages)]
        assert cut in seams or is_told(dropped), cut


def test_any_flipped_byte_of_a_packed_file_costs_its_record_and_is_told() -> None:
    whole = b"".join(PACKED)
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        pages, dropped = found_in(flipped)
        assert len(pages) >= 1, at
        assert set(pages) <= set(BODIES), at
        assert len(pages) == 2 or is_told(dropped), at


def test_any_flipped_byte_of_a_plain_file_loses_no_record_in_silence() -> None:
    whole = b"".join(TWO)
    for at in range(len(whole)):
        flipped = whole[:at] + bytes([whole[at] ^ 0x15]) + whole[at + 1 :]
        pages, dropped = found_in(flipped)
        assert set(pages) <= set(BODIES), at
        assert len(pages) + len(dropped) >= 3, at


@pytest.mark.parametrize("form", ["packed", "plain"])
@pytest.mark.parametrize("junk", [b"\0" * 700, b"x" * 700, b"\x1f\x8b\x08" * 99, b"WARC/1.1\r\n"])
def test_junk_between_records_costs_none_and_is_told(form: str, junk: bytes) -> None:
    records = crawl(3)
    if form == "packed":
        records = [gzip.compress(one, mtime=0) for one in records]
    for at in range(len(records) + 1):
        whole = b"".join([*records[:at], junk, *records[at:]])
        assert len(bodies(whole)) == 3, at
        assert bad(whole), at


@pytest.mark.parametrize("length", ["-5", "abc", "", "9" * 20, "0x10", "1", "40", "100000", "5, 5"])
def test_a_wrong_content_length_costs_that_record_alone(length: str) -> None:
    for make in (packed, lambda *all_of: b"".join(all_of)):
        wrong = response(1, Content_Length=length or None)
        whole = make(response(0), wrong, response(2))
        assert bodies(whole) == [BODIES[0], BODIES[2]]
        assert bad(whole)


def test_a_content_length_that_ends_at_another_seam_is_not_believed() -> None:
    block = http(PAGE.format(1))
    short = str(block.index(b"\r\n\r\n"))
    for head in ({}, {"WARC_Block_Digest": None}):
        wrong = response(1, Content_Length=short, **head)
        assert bodies(response(0) + wrong + response(2)) == [BODIES[0], BODIES[2]]


def test_two_content_lengths_are_not_believed() -> None:
    twice = response(1).replace(b"\r\n\r\n", b"\r\nContent-Length: 5\r\n\r\n", 1)
    assert bodies(packed(twice, response(2))) == [BODIES[2]]


def test_a_digest_that_does_not_fit_is_told_with_the_place() -> None:
    first = packed(response(0))
    whole = first + packed(response(1, WARC_Block_Digest=digest(b"other")))
    (dropped,) = bad(whole)
    assert dropped.item == f"a.warc, byte {len(first)}"
    assert "digest" in dropped.reason
    assert "payload digest" in why(WARC_Block_Digest=None, WARC_Payload_Digest=digest(b"other"))


@pytest.mark.parametrize("told", [digest(TEXT.encode(), "sha256"), "sha3:XYZ", None])
def test_a_payload_digest_that_fits_or_is_of_another_kind_is_no_hindrance(told: str | None) -> None:
    item = only(WARC_Block_Digest=None, WARC_Payload_Digest=told)
    assert isinstance(item, Page)


CHUNKED = b"%x\r\n%s\r\n0\r\n\r\n" % (len(TEXT), TEXT.encode())


@pytest.mark.parametrize(
    "block",
    [
        http(gzip.compress(TEXT.encode()), Content_Encoding="gzip"),
        http(brotli.compress(TEXT.encode()), Content_Encoding="br"),
        http(CHUNKED, Transfer_Encoding="chunked"),
        http(TEXT, Transfer_Encoding="chunked"),
        http(TEXT, Content_Encoding="gzip"),
        http(TEXT, Content_Length="10"),
        http(TEXT, media="application/xhtml+xml; charset=utf-8"),
        http(TEXT).replace(b"HTTP/1.1 200 OK", b"HTTP/2 200"),
    ],
    ids=["gzip", "brotli", "chunked", "chunks undone", "gzip undone", "length of packed", "xhtml",
         "http/2"],
)  # fmt: skip
def test_a_page_is_found_however_it_was_sent(block: bytes) -> None:
    item = only(block)
    assert isinstance(item, Page), item
    assert item.body == TEXT.encode()


@pytest.mark.parametrize(
    ("block", "told"),
    [
        (http(gzip.compress(TEXT.encode())[:-9], Content_Encoding="gzip"), "quarantined"),
        (http(CHUNKED[:-8], Transfer_Encoding="chunked"), "quarantined"),
        (http(TEXT, Content_Length="999"), "quarantined"),
        (http("", Content_Length="0"), "quarantined"),
        (http(b"x", Content_Encoding="zstd"), "quarantined"),
        (b"no http at all", "quarantined"),
        (b"", "quarantined"),
        (http(TEXT, status="404 Not Found"), "skipped: HTTP status 404"),
        (http("", status="301 Moved", Location="/x"), "skipped: HTTP status 301"),
        (http(b"\x89PNG", media="image/png"), "skipped: image/png"),
        (http(b"{}", media="application/json"), "skipped: application/json"),
    ],
)
def test_what_is_no_page_says_why(block: bytes, told: str) -> None:
    assert why(block).startswith(told)


def test_a_bomb_in_a_record_is_refused() -> None:
    bomb = gzip.compress(bytes(1 << 24)) * 4
    assert "more" in why(http(bomb, Content_Encoding="gzip"))


def test_a_page_cut_short_by_its_crawler_is_told() -> None:
    assert "cut short" in why(WARC_Truncated="length")


def test_a_revisit_is_skipped_if_its_original_is_there_and_told_if_not() -> None:
    same = digest(TEXT.encode())
    first = response(7, WARC_Payload_Digest=same)
    again = record("revisit", http(""), WARC_Target_URI="https://harbour.example/7",
                   WARC_Payload_Digest=same, Content_Type="application/http")  # fmt: skip
    page, skipped = items(packed(first, again))
    assert isinstance(page, Page)
    assert isinstance(skipped, Dropped)
    assert skipped.outcome == "skipped"
    (alone,) = bad(packed(again))
    assert "revisit" in alone.reason


def test_texts_and_resources_are_pages_of_their_own() -> None:
    text = record("conversion", b"Troops left.", WARC_Target_URI="https://harbour.example/1",
                  Content_Type="text/plain")  # fmt: skip
    page = record("resource", TEXT.encode(), WARC_Target_URI="https://harbour.example/2",
                  Content_Type="text/html")  # fmt: skip
    found = items(packed(text, page))
    assert [item.media for item in found if isinstance(item, Page)] == ["text", "html"]


def test_two_versions_at_one_address_are_both_kept(tmp_path: Path) -> None:
    (tmp_path / "a.warc").write_bytes(response(1) + response(1, http(PAGE.format(2))))
    assert [type(item) for item in read([str(tmp_path / "a.warc")])] == [Page, Page]


def test_many_records_packed_as_one_are_read() -> None:
    assert bodies(gzip.compress(b"".join(crawl()), mtime=0)) == BODIES


def test_too_many_records_packed_as_one_say_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(warc_records, "_MOST_MEMBER", 1000)
    (dropped,) = bad(gzip.compress(b"".join(crawl()), mtime=0))
    assert "unpack the file" in dropped.reason


@pytest.mark.parametrize("make", [packed, lambda *all_of: b"".join(all_of)])
def test_a_record_larger_than_any_page_is_skipped(
    monkeypatch: pytest.MonkeyPatch, make: object
) -> None:
    assert callable(make)
    monkeypatch.setattr(warc_records, "MAX_BYTES", 1000)
    monkeypatch.setattr(warc_records, "_MOST_MEMBER", 1500)
    large = response(1, http(b"\x89PNG" * 1000, media="image/png"))
    found = items(make(response(0), large, response(2)))
    assert [type(item) for item in found] == [Page, Dropped, Page]
    assert isinstance(found[1], Dropped)
    assert found[1].outcome == "skipped"


@pytest.mark.parametrize(
    ("whole", "told"),
    [
        (b"", "empty"),
        (b"filedesc://a.arc 0.0.0.0 20240102 text/plain 5\n1 0 x\n", "other bytes"),
        (response(1).replace(b"WARC/1.1", b"WARC/0.18"), "WARC/0.18"),
        (b"WARC/1.1\r\n" + b"X-A: b\r\n" * 20_000, "no end"),
        (packed(b"no record"), "other bytes"),
        (response(1, WARC_Target_URI=None), "WARC-Target-URI"),
    ],
)
def test_what_is_no_archive_says_what_it_is(whole: bytes, told: str) -> None:
    assert told in bad(whole)[0].reason


@given(st.binary(max_size=400))
def test_any_bytes_give_items_and_no_exception(body: bytes) -> None:
    assert items(body)
    assert items(body + response(1))
