"""Who is near whom under one key, by what is kept of it: those found there, in time.

The same pairs are near each other as in `block.Block`, which goes through whole blocks.
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

_TIME: Final = 4
_ENTRY: Final = _TIME + 8  # a time and an id of 16 hex digits
_ALONE: Final = "!"


def names_of_keys(telling: Telling) -> list[str]:
    """Return the names under which the keys of a telling are kept."""
    return sorted({_name(key) for key in keys(telling)})


@lru_cache(1 << 17)
def _name(key: Key) -> str:
    return (_ALONE if key[0] in ALONE else "") + short_name(repr(key))


def short_name(text: str) -> str:
    """Return 16 hex digits that stand for a text of any length."""
    return hashlib.blake2b(text.encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def is_alone(name: str) -> bool:
    """Say whether one key of this name in common is a reason to compare."""
    return name.startswith(_ALONE)


def entry(telling: Telling) -> bytes:
    """Return how a telling is kept under its keys; entries sort as tellings do in a block."""
    return time_of(telling).to_bytes(_TIME, "big") + bytes.fromhex(telling.id)


def id_of(entry: bytes) -> str:
    """Return the id of the telling that is kept so."""
    return entry[_TIME:].hex()


def near(found: bytes, one: bytes) -> list[bytes]:
    """Return those near one of the entries that are found under a key."""
    at, many = place(found, one), len(found) // _ENTRY
    first, last = (0, many) if many <= SMALL else (max(0, at - NEXT), min(many, at + 1 + NEXT))
    return [_at(found, n) for n in range(first, last) if n != at]


def moved(found: bytes, one: bytes) -> Iterator[tuple[bytes, bytes]]:
    """Yield the pairs of others that are near each other with the one or without it, not both."""
    at, many = place(found, one), len(found) // _ENTRY
    if many == SMALL + 1:  # without it they are few enough to be compared all with all
        for a, b in combinations(range(many), 2):
            if b - a > NEXT and at not in (a, b):
                yield _at(found, a), _at(found, b)
    elif many > SMALL:
        for first in range(max(0, at - NEXT), at):
            if first + NEXT + 1 < many:
                yield _at(found, first), _at(found, first + NEXT + 1)


def with_one(found: bytes, one: bytes) -> bytes:
    """Return what is found under a key with one entry more."""
    start = place(found, one) * _ENTRY
    return found[:start] + one + found[start:]


def without(found: bytes, one: bytes) -> bytes:
    """Return what is found under a key without one entry."""
    start = place(found, one) * _ENTRY
    return found[:start] + found[start + _ENTRY :]


def place(found: bytes, one: bytes) -> int:
    """Return where an entry stands, or would stand."""
    return bisect_left(range(len(found) // _ENTRY), one, key=lambda n: _at(found, n))


def _at(found: bytes, number: int) -> bytes:
    return found[number * _ENTRY : (number + 1) * _ENTRY]
