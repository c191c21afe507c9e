"""Pages from WACZ files: a ZIP of WARC files with a list of its pages and their digests."""

from __future__ import annotations

import json
import zipfile
import zlib
from collections.abc import Iterator
from tempfile import TemporaryFile
from typing import Any, BinaryIO

from khabar.acquire.digests import Digest
from khabar.acquire.limits import MAX_BYTES
from khabar.acquire.links import Found, quarantined
from khabar.acquire.warc import Listed, read_warc

PACKAGE = "datapackage.json"
PAGES = ("pages/pages.jsonl", "pages/extraPages.jsonl")
_ARCHIVES = "archive/"
_STEP = 1 << 20
_MOST_RATIO = 100
"""How far a member may unpack: WARC.gz does not shrink, and a plain WARC by a tenth at most."""

_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    OSError,
    EOFError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)


class _BadMemberError(ValueError):
    """A member that is not as the archive says; the message says how."""


def read_wacz(name: str, file: BinaryIO) -> Found:
    """Yield the pages that the archive lists, and what became of every other record in it.

    Each member is checked against the digest in `datapackage.json`. A listed page of which no
    record is found is told.
    """
    try:
        archive = zipfile.ZipFile(file)
    except _DAMAGE as error:
        problem = f"expected a WACZ file, found: {error}; fetch it again"
        yield name, quarantined(name, problem)
        return
    with archive:
        yield from _Wacz(name, archive).found()


class _Wacz:
    def __init__(self, name: str, archive: zipfile.ZipFile) -> None:
        self._name = name
        self._archive = archive
        self._told: dict[str, str] = {}

    def found(self) -> Found:
        try:
            self._told = _digests(self._small(PACKAGE))
            listed = [url for path in PAGES for url in _addresses(self._small(path))]
        except _DAMAGE as error:
            yield self._name, quarantined(self._name, f"expected a WACZ file, found: {error}")
            return
        archives = [one for one in self._archive.namelist() if _is_archive(one)]
        if not archives:
            problem = "expected a WARC file under archive/, found none"
            yield self._name, quarantined(self._name, problem)
        pages = Listed(frozenset(listed))
        for member in archives:
            yield from self._of(member, pages if listed else None)
        for url in dict.fromkeys(listed):
            if url not in pages.met:
                where = f"{self._name}, {url}"
                yield where, quarantined(where, "expected the page that it lists, found no record")

    def _of(self, member: str, pages: Listed | None) -> Found:
        where = f"{self._name}, {member}"
        with TemporaryFile() as copy:
            problem = self._copied(member, copy)
            if problem is not None:
                yield where, quarantined(where, problem)
            copy.seek(0)
            yield from read_warc(where, copy, pages)

    def _copied(self, member: str, copy: BinaryIO) -> str | None:
        """Copy what can be read of a member, and return what is wrong with it."""
        digest = Digest(self._told.get(member))
        try:
            for part in self._parts(member):
                copy.write(part)
                digest.update(part)
        except _DAMAGE as error:
            copy.flush()
            return f"expected a member that can be read, found: {error}"
        copy.flush()
        if digest.fits() is False:
            return f"expected the bytes of its digest in {PACKAGE}, found others"
        return None

    def _parts(self, member: str) -> Iterator[bytes]:
        size = self._archive.getinfo(member).compress_size
        room = _MOST_RATIO * size + _STEP
        with self._archive.open(member) as opened:
            while part := opened.read(_STEP):
                room -= len(part)
                if room < 0:
                    raise _BadMemberError(f"more than {_MOST_RATIO} times its packed size")
                yield part

    def _small(self, member: str) -> bytes:
        """Return a member that says something of the others; empty where there is none."""
        if member not in self._archive.namelist():
            return b""
        return b"".join(self._limited(member))

    def _limited(self, member: str) -> Iterator[bytes]:
        room = MAX_BYTES
        for part in self._parts(member):
            room -= len(part)
            if room < 0:
                raise _BadMemberError(f"{member} of more than {MAX_BYTES:,} bytes")
            yield part


def _is_archive(member: str) -> bool:
    return member.startswith(_ARCHIVES) and member.endswith((".warc", ".warc.gz"))


def _digests(package: bytes) -> dict[str, str]:
    """Return the digest of each member that the package tells."""
    described: Any = json.loads(package) if package.strip() else {}
    resources = described.get("resources", []) if isinstance(described, dict) else []
    pairs = ((one.get("path"), one.get("hash")) for one in resources if isinstance(one, dict))
    return {str(path): str(told) for path, told in pairs if path and told}


def _addresses(pages: bytes) -> Iterator[str]:
    """Yield the addresses of a list of pages; its first line tells what the list is."""
    for line in pages.split(b"\n"):
        page: Any = json.loads(line) if line.strip() else {}
        if isinstance(page, dict) and page.get("url"):
            yield str(page["url"])
