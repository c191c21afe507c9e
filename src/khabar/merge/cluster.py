"""Tellings into groups: the surest pairs first, and two groups only if they fit on the whole.

Joining along pairs alone would chain: a is like b, b like c, and two happenings become one. Two
groups are joined only where their members fit each other on average and nothing rules it out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import chain

from khabar.merge.bonds import Bonds, bound_pairs
from khabar.merge.score import Shares, likely, score, shares
from khabar.merge.signals import told_by
from khabar.merge.signals.place import countries_apart
from khabar.merge.signals.time import gap
from khabar.merge.telling import Telling
from khabar.model import Joined

# Of a large group this many members stand for all, spread over it.
SPOKESMEN = 8
# Days told may differ by a night, a time zone, or the day of a report; no happening has two dates
# farther apart than this.
FARTHEST_DAYS = 3
# Two groups fit if the average of their pairs is above this.
FIT_FROM = 0.0
BY_HAND = 1.0
NEVER = -float("inf")

Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Groups:
    """Groups of tellings, and the pairs inside them that were compared, signal by signal.

    `likely` has the score of each pair, by ids, that is likelier than not of one happening.
    """

    groups: list[list[Telling]]
    joined: list[Joined]
    likely: Mapping[tuple[str, str], float] = field(default_factory=dict)


def ruled_out(one: Telling, other: Telling) -> bool:
    """Say whether two tellings cannot be of one happening, whatever else they share.

    The chief news of two articles share a whole text; a country or day in it may be misread.
    """
    if one.event_type != other.event_type:
        return True
    if one.topic and other.topic and one.article != other.article:
        return False
    return bool(countries_apart(one, other)) or gap(one, other) > FARTHEST_DAYS


def likely_score(one: Telling, other: Telling, told: int, told_too: int) -> float | None:
    """Return the score of two tellings that are likelier than not of one happening, else None.

    `told` and `told_too` are what each of them tells, as by `told_by`.
    """
    if ruled_out(one, other):
        return None
    found = likely(one, other, told, told_too)
    # To four places, as it is shown, so that what is shown decides.
    return found if found is None else round(found, 4)


class Clustering:
    """Groups tellings along candidate pairs; a score is worked out when it is first asked for."""

    def __init__(self, tellings: Sequence[Telling], bonds: Bonds) -> None:
        self.tellings = tellings
        self.bonds = bonds
        self.told = [told_by(telling) for telling in tellings]
        self.group_of: list[list[int]] = [[at] for at in range(len(tellings))]
        self.by_hand: dict[Pair, str] = {}
        self.seen: dict[Pair, float] = {}

    def run(self, candidates: Sequence[Pair]) -> Groups:
        """Return the groups, by the least claim id, each telling in one of them."""
        scores = {pair: found for pair in candidates if (found := self._likely(pair)) is not None}
        return self.along(candidates, scores)

    def along(self, candidates: Iterable[Pair], scores: Mapping[Pair, float]) -> Groups:
        """Return the groups; `scores` has those candidates that are likelier than not of one."""
        self.seen.update(scores)
        for one, other, who in bound_pairs(self.tellings, self.bonds):
            self.by_hand[one, other] = who
            self.seen[one, other] = BY_HAND
            self._unite(one, other)
        for _, (one, other) in sorted((-found, pair) for pair, found in scores.items() if found):
            ours, theirs = self.group_of[one], self.group_of[other]
            if ours is not theirs and self._fit(ours, theirs):
                self._unite(one, other)
        ids = [telling.id for telling in self.tellings]
        likely = {(ids[one], ids[other]): score for (one, other), score in scores.items()}
        return Groups(self._groups(), list(self._joined(candidates)), likely)

    def _likely(self, pair: Pair) -> float | None:
        one, other = pair
        told = self.told
        return likely_score(self.tellings[one], self.tellings[other], told[one], told[other])

    def score(self, one: int, other: int) -> float:
        """Return how likely two tellings are of one happening: above 0 rather than not."""
        pair = (one, other) if one < other else (other, one)
        found = self.seen.get(pair)
        if found is None:
            found = self.seen[pair] = self._worked_out(pair)
        return found

    def _worked_out(self, pair: Pair) -> float:
        one, other = (self.tellings[at] for at in pair)
        if ruled_out(one, other):
            return NEVER
        return round(score(one, other, *(self.told[at] for at in pair)), 4)

    def _fit(self, ours: Sequence[int], theirs: Sequence[int]) -> bool:
        some, others = _spokesmen(ours), _spokesmen(theirs)
        total = sum(self.score(one, other) for one in some for other in others)
        if total <= FIT_FROM * len(some) * len(others):
            return False
        return not self.bonds.bound or not self.bonds.split(
            [self.tellings[at] for at in ours], [self.tellings[at] for at in theirs]
        )

    def _unite(self, one: int, other: int) -> None:
        ours, theirs = self.group_of[one], self.group_of[other]
        if ours is theirs:
            return
        if len(ours) < len(theirs):
            ours, theirs = theirs, ours
        ours.extend(theirs)
        for at in theirs:
            self.group_of[at] = ours

    def _groups(self) -> list[list[Telling]]:
        distinct = {id(group): group for group in self.group_of}.values()
        groups = [[self.tellings[at] for at in sorted(group)] for group in distinct]
        return by_least_id(groups)

    def _joined(self, candidates: Iterable[Pair]) -> Iterator[Joined]:
        """Yield the pairs inside groups that were compared, signal by signal."""
        group_of = self.group_of
        compared = chain(candidates, self.seen)
        for pair in sorted({pair for pair in compared if group_of[pair[0]] is group_of[pair[1]]}):
            if (found := self.score(*pair)) != NEVER:
                first, second = sorted(self.tellings[at].id for at in pair)
                yield Joined(first, second, found, self._why(pair))

    def _why(self, pair: Pair) -> Shares:
        if who := self.by_hand.get(pair):
            return ((f"merged by {who}", BY_HAND),)
        one, other = (self.tellings[at] for at in pair)
        return shares(one, other, *(self.told[at] for at in pair))


def by_least_id(groups: Iterable[list[Telling]]) -> list[list[Telling]]:
    """Return the groups in order."""
    return sorted(groups, key=lambda group: min(t.id for t in group))


def _spokesmen(group: Sequence[int]) -> Sequence[int]:
    if len(group) <= SPOKESMEN:
        return group
    ordered = sorted(group)
    return [ordered[at * len(ordered) // SPOKESMEN] for at in range(SPOKESMEN)]
