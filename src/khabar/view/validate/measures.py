"""What a matching comes to: recall, precision, tolls, distances, each with what it rests on."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from statistics import mean, median

from khabar.view.validate.happening import Happening
from khabar.view.validate.matching import Match, Matching
from khabar.view.validate.score import day, gap_km

Z95 = 1.959963984540054
"""The normal quantile of a two-sided interval of 95%."""
Groups = Callable[[Happening], Iterable[str]]


@dataclass(frozen=True, slots=True)
class Share:
    """So many of so many, with Wilson's interval of 95% (1927, JASA 22:209-212).

    The three are None where there is nothing to have a share of.
    """

    count: int
    of: int

    @property
    def value(self) -> float | None:
        """The share itself."""
        return self.count / self.of if self.of else None

    @property
    def interval(self) -> tuple[float, float] | None:
        """Its lower and upper bound."""
        if not self.of:
            return None
        share, square = self.count / self.of, Z95 * Z95
        middle = (share + square / (2 * self.of)) / (1 + square / self.of)
        spread = math.sqrt(share * (1 - share) / self.of + square / (4 * self.of * self.of))
        half = Z95 * spread / (1 + square / self.of)
        return max(0.0, middle - half), min(1.0, middle + half)


@dataclass(frozen=True, slots=True)
class Group:
    """Recall and precision of the events of a year, actor or place."""

    name: str
    recall: Share
    precision: Share


@dataclass(frozen=True, slots=True)
class Tolls:
    """How figures of dead agree, over matches in which both sides have one.

    `exact`: the same figure. `inside`: khabar's lies from their low to their high. `log_error`: the
    mean of |ln((a + 1) / (b + 1))|: 0.69 is twice or half as many.
    """

    exact: Share
    inside: Share
    log_error: float | None


@dataclass(frozen=True, slots=True)
class Distances:
    """Km between the two points of a match, by how precise khabar calls its place."""

    precision: str
    count: int
    median: float
    ninetieth: float


@dataclass(frozen=True, slots=True)
class Measures:
    """All that is said of a matching in numbers."""

    recall: Share
    precision: Share
    tolls: Tolls
    distances: tuple[Distances, ...]
    groups: Mapping[str, tuple[Group, ...]]


def measure(found: Matching) -> Measures:
    """Return the measures of a matching."""
    matched = len(found.matches)
    return Measures(
        Share(matched, matched + len(found.theirs_alone)),
        Share(matched, matched + len(found.mine_alone)),
        _tolls(found.matches),
        tuple(_distances(found.matches)),
        {
            "year": _by_name(_groups(found, lambda event: [day(event.first)[:4]])),
            "actor": _groups(found, lambda event: dict.fromkeys(p.name for p in event.parties)),
            "place": _groups(found, _place),
        },
    )


def _place(event: Happening) -> Iterable[str]:
    yield f"{event.place.country} {event.province or 'province not known'}"


def _groups(found: Matching, of: Groups) -> tuple[Group, ...]:
    """Return recall by what their event is, precision by what khabar's is, largest first."""
    theirs = Counter(name for one in found.theirs_alone for name in of(one.event))
    mine = Counter(name for one in found.mine_alone for name in of(one.event))
    got = Counter(name for one in found.matches for name in of(one.theirs))
    right = Counter(name for one in found.matches for name in of(one.mine))
    names = theirs.keys() | mine.keys() | got.keys() | right.keys()
    groups = [
        Group(name, Share(got[name], got[name] + theirs[name]),
              Share(right[name], right[name] + mine[name]))
        for name in names
    ]  # fmt: skip
    return tuple(sorted(groups, key=lambda one: (-one.recall.of - one.precision.of, one.name)))


def _by_name(groups: Sequence[Group]) -> tuple[Group, ...]:
    return tuple(sorted(groups, key=lambda one: one.name))


def _tolls(matches: Sequence[Match]) -> Tolls:
    both = [(m.mine.killed, m.theirs.killed) for m in matches if m.mine.killed and m.theirs.killed]
    exact = sum(mine[1] == theirs[1] for mine, theirs in both)
    inside = sum(theirs[0] <= mine[1] <= theirs[2] for mine, theirs in both)
    errors = [abs(math.log((mine[1] + 1) / (theirs[1] + 1))) for mine, theirs in both]
    return Tolls(Share(exact, len(both)), Share(inside, len(both)), mean(errors) if both else None)


def _distances(matches: Sequence[Match]) -> Iterable[Distances]:
    by_precision: dict[str, list[float]] = {"all": []}
    for match in matches:
        mine, theirs = match.mine.place, match.theirs.place
        km = gap_km(mine, theirs)
        if km is not None and mine.level == theirs.level == "point":
            by_precision["all"].append(km)
            by_precision.setdefault(mine.precision, []).append(km)
    for precision, found in by_precision.items():
        if found:
            found.sort()
            ninetieth = found[math.ceil(0.9 * len(found)) - 1]
            yield Distances(precision, len(found), median(found), ninetieth)
