"""Digests as archives write them: `sha1:` and the digest in base 32 or 16."""

from __future__ import annotations

import base64
import hashlib

_KINDS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256",
          "sha512": "sha512", "sha-512": "sha512", "md5": "md5"}  # fmt: skip


class Digest:
    """A digest that was told, and the one of the bytes as they come."""

    def __init__(self, told: str | None) -> None:
        kind, _, words = (told or "").partition(":")
        name = _KINDS.get(kind.strip().lower())
        self._told = words.strip().rstrip("=").upper()
        self._found = hashlib.new(name, usedforsecurity=False) if name else None

    def update(self, part: bytes) -> None:
        """Take in the next bytes."""
        if self._found is not None:
            self._found.update(part)

    def fits(self) -> bool | None:
        """Return whether it is of these bytes; None where none was told, or a kind not known."""
        if self._found is None:
            return None
        found = self._found.digest()
        return self._told in (found.hex().upper(), base64.b32encode(found).decode().rstrip("="))


def digest_fits(told: str | None, body: bytes) -> bool | None:
    """Return whether the digest is of these bytes; None for none, or a kind that is not known."""
    digest = Digest(told)
    digest.update(body)
    return digest.fits()
