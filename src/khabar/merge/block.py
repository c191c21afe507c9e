"""Which tellings are compared: those that share a key, and no others.

A key is a place, a party or a telling word, with the time where it is known. In a crowded block
each telling meets only its neighbours in time, so that the work grows with the tellings, not with
their square.
"""

from __future__ import annotations

from collections.abc import Hashable, Iterable, Iterator, Sequence
from itertools import islice
from typing import TypeVar

from khabar.merge.telling import Telling

# A block up to this size is compared whole; in a larger one each meets the next few.
SMALL = 12
NEXT = 8
# Keys of which one in common is a reason to compare; of all others it takes two.
ALONE = frozenset(("when", "where"))
# The weightiest words of an article's topic that may bring it together with others.
TOPIC_WORDS = 20
# News without a date of its own mostly tells of the days before it was published.
RECENT_DAYS = 6
_LONGEST_WEEKS = 4

T = TypeVar("T", bound=Hashable)
Key = tuple[object, ...]
Pair = tuple[int, int]


class Block:
    """The tellings of one key, in time, and how many of them have been gone through."""

    __slots__ = ("alone", "gone", "members")

    def __init__(self, alone: bool) -> None:
        self.alone = alone
        self.members: list[int] = []
        self.gone = 0

    def next_met(self) -> list[int]:
        """Go on to the next telling, and return those after it that it meets."""
        self.gone += 1
        last = None if len(self.members) <= SMALL else self.gone + NEXT
        return self.members[self.gone : last]


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """Return the pairs of positions to compare, tellings of one article left out."""
    in_time = sorted(range(len(tellings)), key=lambda at: (time_of(tellings[at]), at))
    blocks: dict[Key, Block] = {}
    blocks_of = [_enter(at, tellings[at], blocks) for at in in_time]
    found = []
    for one, its_blocks in zip(in_time, blocks_of, strict=True):
        article = tellings[one].article
        for other in met((block.alone, block.next_met()) for block in its_blocks):
            if tellings[other].article != article:
                found.append((one, other) if one < other else (other, one))
    return sorted(found)


def _enter(at: int, telling: Telling, blocks: dict[Key, Block]) -> list[Block]:
    """Enter a telling in the blocks of its keys; return those."""
    entered = []
    for key in {*keys(telling)}:
        block = blocks.get(key)
        if block is None:
            block = blocks[key] = Block(key[0] in ALONE)
        block.members.append(at)
        entered.append(block)
    return entered


def met(near_by_key: Iterable[tuple[bool, Sequence[T]]]) -> set[T]:
    """Return whom a telling is compared with, of those near it under each of its keys.

    With each key goes whether it is one of `ALONE`.
    """
    compared: set[T] = set()
    met_once: set[T] = set()
    for alone, near in near_by_key:
        if alone:
            compared.update(near)
        elif near:
            compared |= met_once.intersection(near)
            met_once.update(near)
    return compared


def keys(telling: Telling) -> Iterator[Key]:
    """Yield the keys under which a telling is found."""
    kind, where = telling.event_type, telling.where
    parties = telling.actors.names | telling.targets.names
    spots = _spots(telling)
    for week in _weeks(telling):
        yield from (("when", kind, week, spot) for spot in spots)
        yield from (("when", kind, week, party) for party in parties)
    if where and where.precision in ("exact", "near"):
        yield "where", kind, where.geonames_id or where.name
    country = where.country_code if where else None
    yield from (("who", kind, country, party) for party in parties)
    yield from (("target", kind, word) for word in telling.targets.words)
    yield from (("topic", kind, word) for word in islice(telling.topic, TOPIC_WORDS))


def _spots(telling: Telling) -> list[str]:
    where = telling.where
    if where is None:
        return sorted(telling.place_words)
    names = (where.name, f"{where.country_code} {where.admin1}" if where.admin1 else None)
    return [name for name in (*names, where.country_code) if name]


def _weeks(telling: Telling) -> range:
    """Return the weeks that the happening may lie in, with a day to spare; none if unknown."""
    if telling.days:
        first, last = telling.days[0] - 1, telling.days[1] + 1
    elif telling.main and telling.published:
        first, last = telling.published - RECENT_DAYS, telling.published
    else:
        return range(0)
    weeks = range(first // 7, last // 7 + 1)
    return weeks if len(weeks) <= _LONGEST_WEEKS else range(0)


def time_of(telling: Telling) -> int:
    """Return the day by which a telling stands among the others of its block."""
    return telling.days[0] if telling.days else telling.published or 0
