"""Digests as archives write them: `sha1:` and the digest in base 32 or 16."""

from __future__ import annotations

import base64
import hashlib

_KINDS = {"sha1": "sha1", "sha-1": "sha1", "sha256": "sha256", "sha-256": "sha256",
          "sha512": "sha512", "sha-512": "sha512", "md5": "md5"}  # fmt: skip


def digest_fits(told: str | None, body: bytes) -> bool | None:
    """Return whether the digest is of these bytes; None for none, or a kind that is not known."""
    kind, _, words = (told or "").partition(":")
    if kind.strip().lower() not in _KINDS:
        return None
    found = hashlib.new(_KINDS[kind.strip().lower()], body, usedforsecurity=False).digest()
    written = words.strip().rstrip("=").upper()
    return written in (found.hex().upper(), base64.b32encode(found).decode().rstrip("="))
