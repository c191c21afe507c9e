"""Unpacking of what was packed for transport, never further than a limit."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from typing import Protocol

import brotli

_GZIP_OR_ZLIB = 32 + zlib.MAX_WBITS
_STEP = 1 << 16


class PackedError(ValueError):
    """Packed bytes that cannot be unpacked whole; the message says what was found."""


class Unpacker(Protocol):
    """Unpacks bytes as they come."""

    def feed(self, part: bytes, room: int) -> bytes:
        """Return what the bytes unpack to. Raises PackedError beyond `room` bytes, or if damaged.

        At most `room` bytes and a step more are ever held.
        """
        ...

    def end(self) -> None:
        """Raise PackedError unless what came was whole."""
        ...


class Plain:
    """Bytes that were not packed."""

    def feed(self, part: bytes, room: int) -> bytes:
        """Return the bytes."""
        if len(part) > room:
            raise too_large()
        return part

    def end(self) -> None:
        """Accept any end: the transport knows how many bytes there are."""


class Zlib:
    """Gzip, of any number of members, zlib, and deflate without a header as some servers send."""

    def __init__(self) -> None:
        self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
        self._started = False

    def feed(self, part: bytes, room: int) -> bytes:
        """Return what the bytes unpack to."""
        whole, more = bytearray(), bool(part)
        while more:
            if self._inflater.eof:
                if not part.startswith(b"\x1f\x8b"):  # padding behind the last member
                    break
                self._inflater = zlib.decompressobj(_GZIP_OR_ZLIB)
            found = self._inflate(part)
            whole += found
            if len(whole) > room:
                raise too_large()
            part = self._inflater.unconsumed_tail or self._inflater.unused_data
            more = bool(part) or (len(found) == _STEP and not self._inflater.eof)
        return bytes(whole)

    def _inflate(self, part: bytes) -> bytes:
        first, self._started = not self._started, True
        try:
            return self._inflater.decompress(part, _STEP)
        except zlib.error as error:
            if not first:
                raise PackedError(f"expected packed bytes, found damage: {error}") from error
        self._inflater = zlib.decompressobj(-zlib.MAX_WBITS)
        return self._inflate(part)

    def end(self) -> None:
        """Raise PackedError unless the last member came to its end."""
        if self._started and not self._inflater.eof:
            raise PackedError("expected packed bytes to their end, found them cut off")


class Brotli:
    """Brotli, which pages in archives come in."""

    def __init__(self) -> None:
        self._inflater = brotli.Decompressor()
        self._started = False

    def feed(self, part: bytes, room: int) -> bytes:
        """Return what the bytes unpack to."""
        whole = bytearray()
        self._started = self._started or bool(part)
        try:
            whole += self._inflater.process(part, output_buffer_limit=_STEP)
            while not self._inflater.can_accept_more_data() and not self._inflater.is_finished():
                whole += self._inflater.process(b"", output_buffer_limit=_STEP)
                if len(whole) > room:
                    raise too_large()
        except brotli.error as error:
            raise PackedError(f"expected packed bytes, found damage: {error}") from error
        if len(whole) > room:
            raise too_large()
        return bytes(whole)

    def end(self) -> None:
        """Raise PackedError unless the stream came to its end."""
        if self._started and not self._inflater.is_finished():
            raise PackedError("expected packed bytes to their end, found them cut off")


_KINDS: dict[str, type[Plain | Zlib | Brotli]] = {
    "": Plain, "identity": Plain, "gzip": Zlib, "x-gzip": Zlib, "deflate": Zlib, "br": Brotli,
}  # fmt: skip


def unpacker(encoding: str) -> Unpacker:
    """Return what unpacks a `Content-Encoding`. Raises PackedError for one that khabar lacks."""
    kind = _KINDS.get(encoding.strip().lower())
    if kind is None:
        known = ", ".join(filter(None, _KINDS))
        raise PackedError(f'expected one of {known}, found bytes packed as "{encoding[:40]}"')
    return kind()


def unpacked(parts: Iterable[bytes], encoding: str, room: int) -> bytes:
    """Return the whole of what the parts unpack to, at most `room` bytes. Raises PackedError."""
    inflater = unpacker(encoding)
    whole = bytearray()
    for part in parts:
        whole += inflater.feed(part, room - len(whole))
    inflater.end()
    return bytes(whole)


_CHUNK = re.compile(rb"([0-9a-fA-F]{1,8})[ \t]*(?:;[^\r\n]{0,1000})?\r\n")


def is_chunked(body: bytes) -> bool:
    """Return whether the body begins as one in chunks does."""
    return _CHUNK.match(body) is not None


def dechunked(body: bytes) -> bytes:
    """Return the body that was sent in chunks. Raises PackedError."""
    whole, at = bytearray(), 0
    while head := _CHUNK.match(body, at):
        size = int(head[1], 16)
        if size == 0:
            return bytes(whole)
        at = head.end() + size
        if body[at : at + 2] != b"\r\n":
            raise PackedError("expected a whole chunk, found it cut off or its length wrong")
        whole += body[head.end() : at]
        at += 2
    raise PackedError("expected a last chunk, found none: the page is cut off")


def too_large() -> PackedError:
    """Return the error for bytes that unpack to more than was allowed."""
    return PackedError(
        "expected an article's page, found more bytes than the limit; see most_bytes"
    )
