"""Pages and links from one file or stream: which reader takes it, by its ending."""

from __future__ import annotations

import gzip
import io
import os
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import BinaryIO, Literal, cast

from khabar.acquire import s3
from khabar.acquire.contents import looks_like_page, what_is_wrong
from khabar.acquire.feeds import is_feed, read_feed
from khabar.acquire.limits import MAX_BYTES, TOO_LARGE
from khabar.acquire.lines import is_record, read_lines
from khabar.acquire.links import Found, quarantined
from khabar.acquire.parquet import read_parquet
from khabar.acquire.sitemaps import is_sitemap, read_sitemap
from khabar.acquire.tables import read_table
from khabar.acquire.url_lists import read_url_list
from khabar.acquire.wacz import read_wacz
from khabar.acquire.warc import read_warc
from khabar.model import Dropped, Page

STANDARD_INPUT = "-"
_DAMAGE = (OSError, ValueError, EOFError, RuntimeError, zlib.error, zipfile.BadZipFile)
Reader = Callable[[str, BinaryIO], Found]


def read_file(path: str) -> Found:
    """Yield what a file holds; a file that cannot be read is quarantined."""
    name, reader = printable(path), reader_of(path)
    if reader is None:
        yield name, quarantined(name, f"expected {KINDS}, found another kind; rename or convert it")
        return
    yield from read_with(reader, path)


def read_with(reader: Reader, path: str) -> Found:
    """Yield what this reader finds in the file, whatever the file's ending."""
    name = printable(path)
    try:
        with _opened(path) as file:
            yield from reader(name, file)
    except _DAMAGE as error:
        yield name, quarantined(name, f"expected a file that can be read, found: {_why(error)}")


def reader_of(path: str) -> Reader | None:
    """Return the reader for files with this ending, None for another kind of file."""
    name = path.lower().removesuffix(".gz").removesuffix(".zip")
    return next((reader for ending, reader in READERS.items() if name.endswith(ending)), None)


def printable(path: str) -> str:
    """Return a path as text: a name that is not UTF-8 on disk has its bytes written out."""
    return os.fsencode(path).decode("utf-8", "backslashreplace")


def read_stream(stream: BinaryIO | None = None) -> Found:
    """Read standard input: JSON Lines if the first line is a JSON object, else one text or page."""
    stream = stream or sys.stdin.buffer
    first = stream.readline(MAX_BYTES + 1)
    if is_record(first):
        yield from read_lines("standard input", cast(BinaryIO, _Rejoined(first, stream)))
        return
    body = first + stream.read(max(0, MAX_BYTES + 1 - len(first)))
    media: Literal["text", "html"] = "html" if looks_like_page(body[:4096]) else "text"
    yield STANDARD_INPUT, _page(STANDARD_INPUT, body, media)


class _Rejoined(io.RawIOBase):
    """A stream whose first line has been read and is given once more."""

    def __init__(self, first: bytes, rest: BinaryIO) -> None:
        self.first = first
        self.rest = rest

    def readline(self, size: int | None = -1, /) -> bytes:
        first, self.first = self.first, b""
        return first or self.rest.readline(-1 if size is None else size)


def _read_whole(media: Literal["text", "html"], name: str, file: BinaryIO) -> Found:
    yield name, _page(name, file.read(MAX_BYTES + 1), media)


def _page(name: str, body: bytes, media: Literal["text", "html"]) -> Page | Dropped:
    if len(body) > MAX_BYTES:
        return quarantined(name, TOO_LARGE)
    problem = what_is_wrong(body, media)
    return quarantined(name, problem) if problem else Page(name, body, media)


def _read_markup(name: str, file: BinaryIO) -> Found:
    """Yield the links of a feed or sitemap; other XML holds none."""
    body = file.read(MAX_BYTES + 1)
    if len(body) > MAX_BYTES:
        yield name, quarantined(name, TOO_LARGE)
    elif is_feed(body):
        yield from read_feed(name, body)
    elif is_sitemap(body):
        yield from read_sitemap(name, body)
    else:
        yield name, quarantined(name, "expected a feed or sitemap, found other XML; take it out")


READERS: dict[str, Reader] = {
    ".txt": partial(_read_whole, "text"),
    ".html": partial(_read_whole, "html"),
    ".htm": partial(_read_whole, "html"),
    ".jsonl": read_lines,
    ".csv": read_table,
    ".tsv": read_table,
    ".urls": read_url_list,
    ".parquet": read_parquet,
    ".warc": read_warc,
    ".wacz": read_wacz,
    **dict.fromkeys((".xml", ".rss", ".atom", ".rdf"), _read_markup),
}
KINDS = f"{', '.join(READERS)}, each also as .gz or .zip"


@contextmanager
def _opened(path: str) -> Iterator[BinaryIO]:
    with s3.opened(path) if s3.is_s3(path) else Path(path).open("rb") as file:
        # Each record of a WARC.gz is packed by itself, and its reader wants to see the seams.
        if path.lower().endswith(".gz") and not path.lower().endswith(".warc.gz"):
            with gzip.open(file) as unpacked:
                yield cast(BinaryIO, unpacked)
        elif path.lower().endswith(".zip"):
            with zipfile.ZipFile(file) as archive, archive.open(_only(archive)) as unpacked:
                yield cast(BinaryIO, unpacked)
        else:
            yield file


def _only(archive: zipfile.ZipFile) -> str:
    members = archive.namelist()
    if len(members) != 1:
        raise ValueError(f"{len(members)} files in a ZIP where one should be")
    return members[0]


def _why(error: Exception) -> str:
    if isinstance(error, FileNotFoundError):
        return "nothing at this path; check the name"
    if isinstance(error, OSError) and error.strerror:
        return f"{error.strerror.lower()}; check its rights"
    return f"{error}; the file is damaged, fetch it again"
