"""The step across articles, for an engine that joins tables on many processors or machines.

The same tellings meet, get the same scores and end in the same groups as in `block.candidates`
and `Clustering.run`; only who does the work differs.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import NamedTuple, Protocol, TypeVar

from khabar.merge.block import ALONE, Block, Pair, keys, met, time_of
from khabar.merge.bonds import Bonds, bound_pairs
from khabar.merge.cluster import Clustering, Groups, by_least_id, likely_score
from khabar.merge.signals import told_by
from khabar.merge.telling import Telling
from khabar.model import Joined

A = TypeVar("A")
B = TypeVar("B")


class Spread(Protocol):
    """What can bring items together that are spread over processors or machines."""

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
        /,
    ) -> Iterator[B]:
        """Yield the step's results for the items that share a key, by key, items in their order."""
        ...

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A], /
    ) -> Iterator[B]:
        """Yield the step's result for the two items of each pair of positions, in order."""
        ...

    def connected(self, pairs: Iterable[Pair], /) -> Iterator[frozenset[int]]:
        """Yield the sets that the pairs join up, by their least member."""
        ...


# The ids of the tellings of each group of a component, and the pairs inside them.
Found = tuple[list[list[str]], list[Joined]]


class Entry(NamedTuple):
    """That a telling is found under a key. Entries sort by time, as tellings do in a block."""

    time: int
    at: int
    article: str
    key: str
    alone: bool


class Near(NamedTuple):
    """Those that a telling has near it, and after it, under one key."""

    at: int
    alone: bool
    others: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Member:
    """A telling, its position, the least of those it may end in one group with, and its pairs.

    Each pair, told with its first telling, has a score where it is likelier than not of one
    happening.
    """

    at: int
    least: int
    telling: Telling
    pairs: tuple[tuple[int, float | None], ...]


def joined_up(tellings: Sequence[Telling], bound: Bonds, spread: Spread) -> Groups:
    """Return the groups of tellings, by the least claim id. Raises what the engine raises."""
    pairs = candidates(tellings, spread)
    # The claims themselves only matter between tellings of one article, which do not meet here.
    bare = [replace(telling, claims=()) for telling in tellings]
    scores = dict(zip(pairs, spread.paired(pairs, _likely, bare), strict=True))
    likely = [pair for pair, score in scores.items() if score]
    by_hand = [(one, other) for one, other, _ in bound_pairs(tellings, bound)]
    least_of = {at: min(s) for s in spread.connected([*likely, *by_hand]) for at in s}
    members = _members(tellings, scores, least_of)
    found = [*spread.grouped(_component, partial(_clustered, bound), members)]
    alone = [[telling] for at, telling in enumerate(tellings) if at not in least_of]
    ids = [telling.id for telling in tellings]
    told = {(ids[a], ids[b]): score for (a, b), score in scores.items() if score is not None}
    return _together(found, alone, tellings, told)


def candidates(tellings: Sequence[Telling], spread: Spread) -> list[Pair]:
    """Return the pairs of positions to compare, tellings of one article left out."""
    near = spread.grouped(_key, _neighbours, _entries(tellings))
    return sorted(spread.grouped(_first, _compared, near))


def _entries(tellings: Sequence[Telling]) -> Iterator[Entry]:
    for at, telling in enumerate(tellings):
        for key in {*keys(telling)}:
            alone = key[0] in ALONE
            yield Entry(time_of(telling), at, telling.article, repr(key), alone)


def _key(entry: Entry) -> Iterable[str]:
    return (entry.key,)


def _neighbours(entries: list[Entry]) -> Iterator[Near]:
    """Yield whom each telling of one block has near it."""
    in_time = sorted(entries)
    block = Block(in_time[0].alone)
    block.members = [*range(len(in_time))]
    for entry in in_time:
        others = (in_time[place] for place in block.next_met())
        if apart := tuple(other.at for other in others if other.article != entry.article):
            yield Near(entry.at, entry.alone, apart)


def _first(near: Near) -> Iterable[str]:
    return (str(near.at),)


def _compared(all_near: list[Near]) -> Iterator[Pair]:
    """Yield the pairs of one telling and those that it is compared with."""
    one = all_near[0].at
    for other in met((near.alone, near.others) for near in all_near):
        yield (one, other) if one < other else (other, one)


def _likely(one: Telling, other: Telling) -> float | None:
    return likely_score(one, other, told_by(one), told_by(other))


def _members(
    tellings: Sequence[Telling], scores: Mapping[Pair, float | None], least_of: Mapping[int, int]
) -> Iterator[Member]:
    """Yield the tellings that may end in a group, with their pairs inside it."""
    pairs: defaultdict[int, list[tuple[int, float | None]]] = defaultdict(list)
    for (one, other), score in scores.items():
        if one in least_of and least_of[one] == least_of.get(other):
            pairs[one].append((other, score))
    for at, least in sorted(least_of.items()):
        yield Member(at, least, tellings[at], tuple(pairs[at]))


def _component(member: Member) -> Iterable[str]:
    return (str(member.least),)


def _clustered(bound: Bonds, members: list[Member]) -> Iterator[Found]:
    """Yield the groups of one component, as ids of tellings, and the pairs inside them.

    The members keep their order, so that ties fall as they would among all tellings.
    """
    place = {member.at: number for number, member in enumerate(members)}
    scores = {
        (place[member.at], place[other]): score
        for member in members
        for other, score in member.pairs
    }
    likely = {pair: score for pair, score in scores.items() if score is not None}
    found = Clustering([member.telling for member in members], bound).along(scores, likely)
    yield [[telling.id for telling in group] for group in found.groups], found.joined


def _together(
    found: Iterable[Found],
    alone: Sequence[list[Telling]],
    tellings: Sequence[Telling],
    likely: Mapping[tuple[str, str], float],
) -> Groups:
    by_id = {telling.id: telling for telling in tellings}
    groups, joined = [*alone], []
    for ids, pairs in found:
        groups += [[by_id[id] for id in group] for group in ids]
        joined += pairs
    return Groups(
        by_least_id(groups), sorted(joined, key=lambda pair: (pair.one, pair.other)), likely
    )
