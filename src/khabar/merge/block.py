"""Which tellings are compared: those that share a key, and no others.

A key is a place, a party or a telling word, with the time where it is known. In a crowded block
each telling meets only its neighbours in time, so that the work grows with the tellings, not with
their square.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from itertools import combinations

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

Key = tuple[object, ...]
Pair = tuple[int, int]


def candidates(tellings: Sequence[Telling]) -> list[Pair]:
    """Return the pairs of positions to compare, tellings of one article left out."""
    blocks: defaultdict[Key, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for key in {*keys(telling)}:
            blocks[key].append(at)
    met, met_once = set(), set()
    for key, members in blocks.items():
        for pair in _met(members, tellings):
            if key[0] in ALONE or pair in met_once:
                met.add(pair)
            else:
                met_once.add(pair)
    return sorted(met)


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
    heaviest = sorted(telling.topic, key=lambda w: (-telling.topic[w], w))[:TOPIC_WORDS]
    yield from (("topic", kind, word) for word in heaviest)


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


def _met(members: list[int], tellings: Sequence[Telling]) -> Iterator[Pair]:
    if len(members) <= SMALL:
        for one, other in combinations(members, 2):
            if tellings[one].article != tellings[other].article:
                yield one, other
        return
    ordered = sorted(members, key=lambda at: (_time(tellings[at]), at))
    for step in range(1, NEXT + 1):
        for one, other in zip(ordered, ordered[step:], strict=False):
            if tellings[one].article != tellings[other].article:
                yield min(one, other), max(one, other)


def _time(telling: Telling) -> int:
    return telling.days[0] if telling.days else telling.published or 0
