from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Iterable

import pytest

from khabar.acquire.links import Link
from khabar.acquire.wacz import read_wacz
from khabar.model import Dropped, Page
from tests.acquire.archive import PAGE, crawl, http, packed, response


def wacz(members: dict[str, bytes], pages: Iterable[str] = (), told: str | None = None) -> bytes:
    """Return a WACZ file of these members; `told` stands for the right digests."""
    lines = [
        '{"format": "json-pages-1.0", "id": "pages"}',
        *(json.dumps({"url": u}) for u in pages),
    ]
    members = {"pages/pages.jsonl": "\n".join(lines).encode(), **members}
    resources = [
        {"path": path, "hash": told or f"sha256:{hashlib.sha256(body).hexdigest()}"}
        for path, body in members.items()
    ]
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, body in members.items():
            archive.writestr(path, body)
        archive.writestr("datapackage.json", json.dumps({"resources": resources}))
    return out.getvalue()


def items(body: bytes) -> list[Page | Dropped | Link]:
    return [item for _, item in read_wacz("a.wacz", io.BytesIO(body))]


def bad(body: bytes) -> list[Dropped]:
    dropped = [item for item in items(body) if isinstance(item, Dropped)]
    return [item for item in dropped if item.outcome == "quarantined"]


def urls(*numbers: int) -> list[str]:
    return [f"https://harbour.example/{number}" for number in numbers]


CRAWL = {"archive/a.warc.gz": packed(*crawl(3))}


def test_the_pages_that_it_lists_are_read_and_others_skipped() -> None:
    found = items(wacz(CRAWL, urls(0, 2)))
    assert [item.source for item in found if isinstance(item, Page)] == urls(0, 2)
    skipped = [item for item in found if isinstance(item, Dropped)]
    assert skipped[0].reason == "not one of the pages that the archive lists"
    assert skipped[0].item.startswith("a.wacz, archive/a.warc.gz, byte ")
    assert skipped[0].item.endswith(urls(1)[0])


def test_without_a_list_all_pages_are_read() -> None:
    assert len([item for item in items(wacz(CRAWL)) if isinstance(item, Page)]) == 3


def test_several_archives_are_read_plain_or_packed() -> None:
    members = {"archive/a.warc.gz": packed(response(0)), "archive/b.warc": response(1)}
    assert len([item for item in items(wacz(members)) if isinstance(item, Page)]) == 2


def test_a_listed_page_without_a_record_is_told() -> None:
    (missing,) = bad(wacz(CRAWL, urls(0, 9)))
    assert missing.item == "a.wacz, https://harbour.example/9"


def test_a_listed_page_that_is_no_article_is_told_once() -> None:
    gone = packed(response(0, http("", status="404 Not Found")))
    found = items(wacz({"archive/a.warc.gz": gone}, urls(0)))
    assert len(found) == 1


def test_a_digest_that_does_not_fit_is_told_and_what_is_whole_kept() -> None:
    body = wacz(CRAWL, told=f"sha256:{'0' * 64}")
    assert "digest" in bad(body)[0].reason
    assert len([item for item in items(body) if isinstance(item, Page)]) == 3


def test_any_flipped_byte_of_its_archive_is_told() -> None:
    whole = wacz({"archive/a.warc.gz": packed(response(0))})
    start = whole.index(b"\x1f\x8b")
    for at in range(start, start + len(packed(response(0)))):
        flipped = whole[:at] + bytes([whole[at] ^ 0x55]) + whole[at + 1 :]
        assert bad(flipped), at


def test_cut_anywhere_it_is_told() -> None:
    whole = wacz(CRAWL)
    for cut in range(0, len(whole), 7):
        assert bad(whole[:cut]), cut


@pytest.mark.parametrize(
    "members",
    [
        {},
        {"archive/../../a.warc": response(0)},
        {"archive/a.warc.gz": b""},
        {"pages/pages.jsonl": b"{"},
        {"datapackage.json": b"[" * 100_000},
    ],
)
def test_what_is_no_whole_wacz_says_so(members: dict[str, bytes]) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for path, body in members.items():
            archive.writestr(path, body)
    found = items(out.getvalue())
    assert found
    assert all(isinstance(item, Dropped) for item in found) or ".." in "".join(members)


def test_a_bomb_is_refused() -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("archive/a.warc", bytes(1 << 26))
    assert "times its packed size" in bad(out.getvalue())[0].reason


def test_an_encrypted_member_is_told() -> None:
    whole = bytearray(wacz({"archive/a.warc": response(0, http(PAGE))}))
    central = whole.index(b"PK\x01\x02", whole.index(b"archive/a.warc"))
    at = whole.index(b"archive/a.warc", central) - 46 + 8
    whole[at] |= 1
    assert bad(bytes(whole))
