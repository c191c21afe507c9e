"""Pages from WARC files: the responses that hold one, and what became of every other record."""

from __future__ import annotations

import io
import mmap
import os
import shutil
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager
from dataclasses import dataclass, field
from tempfile import TemporaryFile
from typing import BinaryIO, Literal

from fastwarc.warc import ArchiveIterator, WarcRecord

from khabar.acquire.contents import looks_like_page, what_is_wrong
from khabar.acquire.digests import digest_fits
from khabar.acquire.inflate import PackedError, dechunked, is_chunked, unpacked
from khabar.acquire.limits import MAX_BYTES
from khabar.acquire.links import Found, quarantined, skipped
from khabar.acquire.warc_records import LONGEST_HEAD, Gap, Record, records
from khabar.model import Dropped, Page

NO_PAGES = frozenset(("warcinfo", "request", "metadata", "continuation"))
"""Sorts of records that hold no page; they are counted, not listed."""

_STEP = 1 << 16

MEDIA: dict[str, Literal["text", "html"]] = {
    "text/html": "html", "application/xhtml+xml": "html", "text/plain": "text",
}  # fmt: skip


class _NoPageError(ValueError):
    """A record without a page; `bad` tells what is damaged from what is of another sort."""

    def __init__(self, why: str, *, bad: bool = True) -> None:
        super().__init__(why)
        self.bad = bad


@dataclass(frozen=True, slots=True)
class Listed:
    """The addresses that an archive says are its pages, and those met in its records."""

    urls: frozenset[str]
    met: set[str] = field(default_factory=set)


def read_warc(name: str, file: BinaryIO, listed: Listed | None = None) -> Found:
    """Yield the page of each record, or why it has none, with the record's place in the file.

    With `listed`, other pages than those, such as frames and advertisements, are skipped.
    """
    with _mapped(file) as whole:
        yield from _Archive(name, listed).found(whole)


class _Archive:
    def __init__(self, name: str, listed: Listed | None) -> None:
        self._name = name
        self._listed = listed
        self._payloads: set[str] = set()
        self._passed: Counter[str] = Counter()

    def found(self, whole: mmap.mmap | bytes) -> Found:
        empty = True
        for piece in records(whole):
            empty = False
            where = f"{self._name}, byte {piece.offset:,}"
            if isinstance(piece, Gap):
                yield where, _dropped(where, piece.problem, bad=piece.bad)
            else:
                yield from self._of(where, piece)
        if empty:
            yield self._name, quarantined(self._name, "expected records, found an empty file")
        if self._passed:
            counts = ", ".join(f"{count} {sort}" for sort, count in sorted(self._passed.items()))
            yield self._name, skipped(self._name, f"records that hold no page: {counts}")

    def _of(self, where: str, piece: Record) -> Found:
        """Yield the record's page or why it has none; nothing for a sort that has none."""
        try:
            head, block = _parsed(piece)
            sort = head.get("warc-type", "").lower()
            if sort in NO_PAGES:
                self._passed[sort] += 1
                return
            url = head.get("warc-target-uri", "").strip("<>")
            where = f"{where}, {url}" if url else where
            yield where, self._page(sort, url, head, block, piece)
        except _NoPageError as none:
            yield where, _dropped(where, str(none), bad=none.bad)

    def _page(self, sort: str, url: str, head: dict[str, str], block: bytes, piece: Record) -> Page:
        if self._listed is not None:
            self._listed.met.add(url)
        if sort == "revisit":
            raise self._revisit(head)
        self._payloads.add(head.get("warc-payload-digest", ""))
        if sort not in ("response", "resource", "conversion"):
            raise _NoPageError(f'a record of the sort "{sort[:40]}"', bad=False)
        if self._listed is not None and url not in self._listed.urls:
            raise _NoPageError("not one of the pages that the archive lists", bad=False)
        if "warc-truncated" in head:
            raise _NoPageError(f"cut short by its crawler ({head['warc-truncated'][:20]})")
        media, body = _entity(head, piece) if sort == "response" else (_media(head), block)
        return _checked(url, media, body)

    def _revisit(self, head: dict[str, str]) -> _NoPageError:
        if head.get("warc-payload-digest") in self._payloads:
            return _NoPageError("the same as a record before it (revisit)", bad=False)
        meant = head.get("warc-refers-to-target-uri", "another record")[:200]
        return _NoPageError(f"a revisit of {meant}, which this file does not hold before it")


def _dropped(where: str, why: str, *, bad: bool) -> Dropped:
    return quarantined(where, why) if bad else skipped(where, why)


def _parsed(piece: Record) -> tuple[dict[str, str], bytes]:
    """Return a record's header, names in small letters, and its block, once proved whole."""
    if not piece.whole.startswith((b"WARC/1.0\r\n", b"WARC/1.1\r\n")):
        version = piece.whole[:12].split(b"\r")[0].decode("ascii", "replace")
        raise _NoPageError(f"expected WARC/1.0 or 1.1, found {version}; convert the file")
    try:
        record = _first(piece, parse_http=False)
        head = {name.lower(): value for name, value in record.headers.items()}
        block: bytes = record.reader.read()
    except (OSError, StopIteration, ValueError) as error:
        raise _NoPageError(f"expected a record, found: {error}") from error
    end = piece.whole.index(b"\r\n\r\n") + 4
    if block != piece.whole[end:]:
        raise _NoPageError("expected a record, found a header that can be read in two ways")
    if digest_fits(head.get("warc-block-digest"), block) is False:
        raise _NoPageError("expected the bytes of its block digest, found others")
    return head, block


def _first(piece: Record, *, parse_http: bool) -> WarcRecord:
    return next(
        iter(
            ArchiveIterator(
                io.BytesIO(piece.whole),
                parse_http=parse_http,
                auto_decode="none",
                max_header_len=LONGEST_HEAD,
            )
        )
    )


def _entity(head: dict[str, str], piece: Record) -> tuple[str, bytes]:
    """Return the type and body of the page in an HTTP response."""
    if "application/http" not in head.get("content-type", "").lower():
        raise _NoPageError("no response over HTTP", bad=False)
    status, http, sent = _http(piece)
    if status is None:
        raise _NoPageError("expected a response over HTTP, found other bytes")
    if status != 200:
        raise _NoPageError(f"HTTP status {status}: no page", bad=False)
    media = _media(http)
    if media not in MEDIA:
        raise _NoPageError(f"{media[:60] or 'of no type'}: no page", bad=False)
    body = _decoded(http, sent)
    if digest_fits(head.get("warc-block-digest"), sent) is None:
        _check_payload(head, (sent, body))
    told = http.get("content-length", "")
    if body is sent and told.isdigit() and int(told) > len(sent):
        raise _NoPageError(f"expected {int(told):,} bytes of page, found {len(sent):,}: cut short")
    return media, body


def _http(piece: Record) -> tuple[int | None, dict[str, str], bytes]:
    """Return a response's status, its header by names in small letters, and its body as sent."""
    try:
        record = _first(piece, parse_http=True)
        http = {name.lower(): value for name, value in record.http_headers.items()}
        return record.http_headers.status_code, http, record.reader.read()
    except (AttributeError, OSError, StopIteration, ValueError) as error:
        raise _NoPageError(f"expected a response over HTTP, found: {error}") from error


def _decoded(http: dict[str, str], sent: bytes) -> bytes:
    """Return the body without chunks and unpacked; many crawlers store it so, headers unchanged."""
    body, packed = sent, http.get("content-encoding", "").strip()
    try:
        if "chunked" in http.get("transfer-encoding", "").lower() and is_chunked(sent):
            body = dechunked(sent)
        if packed and not looks_like_page(body[:4096]):
            parts = (body[at : at + _STEP] for at in range(0, len(body), _STEP))
            body = unpacked(parts, packed, MAX_BYTES)
    except PackedError as error:
        raise _NoPageError(str(error)) from error
    return body


def _check_payload(head: dict[str, str], bodies: tuple[bytes, ...]) -> None:
    """Writers differ in which form of the body a payload's digest is of; one must fit."""
    told = head.get("warc-payload-digest")
    if all(digest_fits(told, body) is False for body in bodies):
        raise _NoPageError("expected the bytes of its payload digest, found others")


def _media(head: dict[str, str]) -> str:
    return head.get("content-type", "").split(";")[0].strip().lower()


def _checked(url: str, media: str, body: bytes) -> Page:
    if media not in MEDIA:
        raise _NoPageError(f"{media[:60] or 'of no type'}: no page", bad=False)
    if not url:
        raise _NoPageError("expected a WARC-Target-URI, found none")
    problem = what_is_wrong(body, MEDIA[media])
    if problem:
        raise _NoPageError(problem)
    return Page(url, body, MEDIA[media], url=url)


@contextmanager
def _mapped(file: BinaryIO) -> Iterator[mmap.mmap | bytes]:
    """Yield the file's bytes without reading them all; one that is no file of its own is copied."""
    with ExitStack() as stack:
        try:
            number = file.fileno()
        except (AttributeError, OSError):
            copy = stack.enter_context(TemporaryFile())
            shutil.copyfileobj(file, copy)
            copy.flush()
            number = copy.fileno()
        if os.fstat(number).st_size == 0:
            yield b""
            return
        yield stack.enter_context(closing(mmap.mmap(number, 0, access=mmap.ACCESS_READ)))
