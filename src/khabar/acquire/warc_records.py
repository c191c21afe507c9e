"""A WARC file cut into its records, with every byte accounted for.

Libraries stop at damage or pass over it in silence (a flipped byte cost 5 of 10 records unnoticed);
here the file is cut at its own seams first. What lies between whole records is told as a gap.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from mmap import mmap

from khabar.acquire.digests import digest_fits
from khabar.acquire.limits import MAX_BYTES

LONGEST_HEAD = 65_536
"""Bytes of a record's own header; real ones have some hundred."""

_STEP = 1 << 14
_MOST_MEMBER = MAX_BYTES + LONGEST_HEAD
_GZIP = b"\x1f\x8b\x08"
_MARK = b"WARC/"
_SEARCHED = 1 << 20  # bytes in which a packed file shows that it is one
_START = re.compile(rb"WARC/\d\.\d+\r\n(?=[A-Za-z-]+:)")
_SEAM = b"\r\n\r\n"
_DIGEST = re.compile(rb"^warc-block-digest[ \t]*:[ \t]*(\S+)[ \t]*\r$", re.I | re.M)
_LENGTH = re.compile(rb"^content-length[ \t]*:[ \t]*(.*?)[ \t]*\r$", re.I | re.M)


@dataclass(frozen=True, slots=True)
class Record:
    """The bytes of one record, header and block, and where they begin in the file."""

    offset: int
    whole: bytes


@dataclass(frozen=True, slots=True)
class Gap:
    """Bytes of a file that are no record that can be read: where, and why."""

    offset: int
    problem: str
    bad: bool = True


class _DamagedError(ValueError):
    """A gzip member that cannot be unpacked whole."""


def records(file: mmap | bytes) -> Iterator[Record | Gap]:
    """Yield every record of a file, packed or not, and every gap between them, in order."""
    if _next_member(file, 0, _SEARCHED) < min(len(file), _SEARCHED):
        yield from _packed(file)
        return
    end = 0
    for piece in _plain(file):
        end = piece.offset + len(piece.whole) if isinstance(piece, Record) else 0
        yield piece
    if end and end == len(file):
        yield Gap(end, "expected two line ends after the last record: the file may be cut off")


def _packed(file: mmap | bytes) -> Iterator[Record | Gap]:
    """Yield the records of a file in which each is a gzip member."""
    at, size = 0, len(file)
    while at < size:
        try:
            member, end = _member(file, at)
        except _DamagedError as damage:
            end = _next_member(file, at + 1)
            yield Gap(at, f"{damage}; {end - at:,} bytes are left out")
        else:
            yield from _of_member(member, at)
        at = end


def _of_member(member: bytes, at: int) -> Iterator[Record | Gap]:
    if len(member) > _MOST_MEMBER:
        yield _too_large(member, at)
        return
    for found in _plain(member):
        inside = f", unpacked byte {found.offset:,}" if found.offset else ""
        if isinstance(found, Gap):
            yield Gap(at, f"{found.problem}{inside}", found.bad)
        else:
            yield replace(found, offset=at)


def _too_large(member: bytes, at: int) -> Gap:
    """Tell a record too large for a page from a file that is packed as one."""
    length = _length(member[: member.find(_SEAM) + len(_SEAM)])
    if length is not None and length > MAX_BYTES:
        return Gap(at, f"a record of {length:,} bytes: larger than any page", bad=False)
    return Gap(at, "expected each record packed by itself, found many as one; unpack the file and "
               "read the .warc")  # fmt: skip


def _member(file: mmap | bytes, at: int) -> tuple[bytes, int]:
    """Return what a gzip member holds, one too large only in part, and where it ends."""
    if file[at : at + 3] != _GZIP:
        raise _DamagedError("expected a packed record, found other bytes")
    inflater, whole, part = zlib.decompressobj(31), bytearray(), b""
    while not inflater.eof:
        if not part:
            part, at = file[at : at + _STEP], min(len(file), at + _STEP)
        if not part:
            raise _DamagedError("expected a packed record to its end, found it cut off")
        try:
            found = inflater.decompress(part, _STEP)
        except zlib.error as error:
            raise _DamagedError(f"expected a packed record, found damage: {error}") from error
        if len(whole) <= _MOST_MEMBER:
            whole += found
        part = inflater.unconsumed_tail
    return bytes(whole), at - len(inflater.unused_data)


def _next_member(file: mmap | bytes, at: int, end: int | None = None) -> int:
    """Return where the next member begins that holds a record, or the end."""
    end = len(file) if end is None else end
    while (at := file.find(_GZIP, at, end)) >= 0:
        try:
            start = zlib.decompressobj(31).decompress(file[at : at + _STEP], 64)
        except zlib.error:
            start = b""
        if start.startswith(_MARK):
            return at
        at += 1
    return end


def _plain(file: mmap | bytes) -> Iterator[Record | Gap]:
    """Yield the records of bytes in which they stand one after the other."""
    at, size = 0, len(file)
    while at < size:
        found, at = _record(file, at)
        yield found


def _record(file: mmap | bytes, at: int) -> tuple[Record | Gap, int]:
    """Return the record, or gap, that begins here and where what follows begins."""
    if not _START.match(file, at):
        end = _next_start(file, at + 1)
        return Gap(at, f"expected a record, found {end - at:,} other bytes"), end
    head_end = file.find(_SEAM, at, at + LONGEST_HEAD) + len(_SEAM)
    if head_end < len(_SEAM):
        return _lost(file, at, at + 1, "expected a record's header, found no end of it")
    if _next_start(file, at + 1, head_end) < head_end:
        return _lost(file, at, at + 1, "expected a record's header, found two beginnings")
    length = _length(file[at:head_end])
    if length is None:
        return _lost(file, at, head_end, "expected one Content-Length, found none that is a number")
    end = head_end + length
    if end > len(file):
        there = len(file) - head_end
        return _lost(file, at, head_end, f"expected {length:,} bytes, found {there:,} to the end")
    return _bounded(file, at, head_end, end)


def _bounded(file: mmap | bytes, at: int, head_end: int, end: int) -> tuple[Record | Gap, int]:
    """Return the record between these bounds, if it ends where its Content-Length says."""
    after = end + len(_SEAM) if file[end : end + len(_SEAM)] == _SEAM else end
    at_seam = after > end and (after == len(file) or _START.match(file, after))
    if end - head_end > MAX_BYTES:
        problem = f"a record of {end - head_end:,} bytes: larger than any page"
        return Gap(at, problem, bad=not at_seam), after
    if at_seam or _is_proved(file[at:head_end], file[head_end:end]):
        return Record(at, file[at:end]), after
    problem = "expected another record where its Content-Length ends, found other bytes"
    return _lost(file, at, head_end, problem)


def _is_proved(head: bytes, block: bytes) -> bool:
    """Return whether a record's own digest says that this is its block."""
    told = _DIGEST.search(head)
    return told is not None and digest_fits(told[1].decode("ascii", "replace"), block) is True


def _lost(file: mmap | bytes, at: int, search: int, problem: str) -> tuple[Gap, int]:
    end = _next_start(file, search)
    return Gap(at, f"{problem}; {end - at:,} bytes are left out"), end


def _next_start(file: mmap | bytes, at: int, end: int | None = None) -> int:
    """Return where the next record begins, or the end."""
    end = len(file) if end is None else end
    found = _START.search(file, at, end)
    return found.start() if found else end


def _length(head: bytes) -> int | None:
    found = _LENGTH.findall(head)
    if len(found) != 1 or not found[0].isdigit() or len(found[0]) > 15:
        return None
    return int(found[0])
