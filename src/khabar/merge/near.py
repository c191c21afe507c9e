"""Who is near whom under one key, by what is kept of it: those found there, in time.

The same pairs are near each other as in `block.Block`, which goes through whole blocks. Entries of
many keys are kept together in a shelf, sorted, so those of one key stand beside each other.
"""

from __future__ import annotations

import hashlib
from bisect import bisect_left
from collections.abc import Iterator
from functools import lru_cache
from itertools import combinations
from typing import Final

from khabar.merge.block import ALONE, NEXT, SMALL, Key, keys, time_of
from khabar.merge.telling import Telling

_DIGEST: Final = 7  # bytes of a key's digest; one more tells whether the key is one of `ALONE`
_TIME, _ID = 4, 8  # bytes of a time, and of an id of 16 hex digits
_ENTRY: Final = _DIGEST + 1 + _TIME + _ID


def entries(telling: Telling) -> list[bytes]:
    """Return how a telling is kept, once under each of its keys."""
    who = time_of(telling).to_bytes(_TIME, "big") + bytes.fromhex(telling.id)
    return [name + who for name in {*map(_name, keys(telling))}]


@lru_cache(1 << 17)
def _name(key: Key) -> bytes:
    digest = hashlib.blake2b(repr(key).encode("utf-8", "surrogatepass"), digest_size=_DIGEST)
    return digest.digest() + bytes([key[0] in ALONE])


def shelf_of(entry: bytes) -> str:
    """Return the name of the shelf on which all entries of the same key are kept."""
    return entry[:2].hex()[:3]


def is_alone(entry: bytes) -> bool:
    """Say whether one key such as this in common is a reason to compare."""
    return bool(entry[_DIGEST])


def near(shelf: bytes, one: bytes) -> list[str]:
    """Return the ids of those near an entry under its key."""
    at, (first, last) = _place(shelf, one), _places_of_key(shelf, one)
    if last - first > SMALL:
        first, last = max(first, at - NEXT), min(last, at + 1 + NEXT)
    return [_id(shelf, n) for n in range(first, last) if n != at]


def moved(shelf: bytes, one: bytes) -> Iterator[tuple[str, str]]:
    """Yield the pairs of others that are near each other with the one or without it, not both."""
    at, (first, last) = _place(shelf, one), _places_of_key(shelf, one)
    if last - first == SMALL + 1:  # without it they are few enough to be compared all with all
        for a, b in combinations(range(first, last), 2):
            if b - a > NEXT and at not in (a, b):
                yield _id(shelf, a), _id(shelf, b)
    elif last - first > SMALL:
        for a in range(max(first, at - NEXT), min(at, last - NEXT - 1)):
            yield _id(shelf, a), _id(shelf, a + NEXT + 1)


def with_one(shelf: bytes, one: bytes) -> bytes:
    """Return what is kept on a shelf with one entry more."""
    start = _place(shelf, one) * _ENTRY
    return shelf[:start] + one + shelf[start:]


def without(shelf: bytes, one: bytes) -> bytes:
    """Return what is kept on a shelf without one entry."""
    start = _place(shelf, one) * _ENTRY
    return shelf[:start] + shelf[start + _ENTRY :]


def _places_of_key(shelf: bytes, one: bytes) -> tuple[int, int]:
    """Return where those with the key of an entry begin and end."""
    key = one[: _DIGEST + 1]
    return _place(shelf, key), _place(shelf, key + b"\xff" * (_TIME + _ID))


def _place(shelf: bytes, entry: bytes) -> int:
    """Return where an entry stands, or would stand."""
    places = range(len(shelf) // _ENTRY)
    return bisect_left(places, entry, key=lambda n: shelf[n * _ENTRY : (n + 1) * _ENTRY])


def _id(shelf: bytes, place: int) -> str:
    return shelf[(place + 1) * _ENTRY - _ID : (place + 1) * _ENTRY].hex()
