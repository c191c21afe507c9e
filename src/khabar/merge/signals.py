"""The signals: what speaks for or against two tellings being of one happening, from 0 to 1."""

from __future__ import annotations

import math
from collections.abc import Callable
from typing import Final

from khabar.merge.telling import Range, Side, Telling
from khabar.merge.topics import alike
from khabar.model import Where

Compare = Callable[[Telling, Telling], float]

NEAR_KM = 12.0
FAR_KM = 50.0
WEEK = 7
MONTH = 30
_EARTH_KM = 6371.0
_POINTS = frozenset(("exact", "near"))

# Modes that one happening is told by: a suicide attack is an explosion, a raid has firearms.
KIN: Final = (
    frozenset(("suicide-attack", "explosives", "vehicle", "targeted")),
    frozenset(("firearms", "targeted", "melee", "execution", "abduct", "hostages")),
    frozenset(("aerial", "drone", "heavy-weapons", "explosives", "targeted")),
)


def always(_one: Telling, _other: Telling) -> float:
    """The odds before anything is compared."""
    return 1.0


def same_day(one: Telling, other: Telling) -> float:
    """Both tell one and the same day."""
    return float(one.days is not None and one.days == other.days and _is_day(one))


def next_day(one: Telling, other: Telling) -> float:
    """Both tell a day, and the days are neighbours: a night, or another time zone."""
    if one.days is None or other.days is None or not (_is_day(one) and _is_day(other)):
        return 0.0
    return float(abs(one.days[0] - other.days[0]) == 1)


def days_meet(one: Telling, other: Telling) -> float:
    """The intervals told overlap, and at least one is longer than a day."""
    if one.days is None or other.days is None or (_is_day(one) and _is_day(other)):
        return 0.0
    return float(gap(one, other) == 0)


def days_apart(one: Telling, other: Telling) -> float:
    """Days lie between the two intervals told; 1 from a week on."""
    apart = gap(one, other)
    return min(apart / WEEK, 1.0) if apart > 1 else 0.0


def told_just_after(one: Telling, other: Telling) -> float:
    """One tells a day, the other none, but was published within five days after it."""
    return max(_just_after(one, other), _just_after(other, one))


def _just_after(dated: Telling, undated: Telling) -> float:
    if dated.days is None or undated.days or undated.published is None or not undated.main:
        return 0.0
    return float(0 <= undated.published - dated.days[1] <= 5)


def told_before(one: Telling, other: Telling) -> float:
    """One was published before the day that the other tells."""
    pairs = ((one, other), (other, one))
    return float(
        any(a.published and b.days and a.published < b.days[0] and not b.planned for a, b in pairs)
    )


def one_is_past(one: Telling, other: Telling) -> float:
    """One tells a day more than a month before publication, the other is undated news."""
    both_ways = ((one, other), (other, one))
    return float(any(_past(a) and b.main and b.days is None for a, b in both_ways))


def _past(telling: Telling) -> bool:
    if telling.days is None or telling.published is None:
        return False
    return telling.published - telling.days[1] > MONTH


def published_together(one: Telling, other: Telling) -> float:
    """How close together the two were published; 0 from ten days on."""
    if one.published is None or other.published is None:
        return 0.0
    return max(0.0, 1 - abs(one.published - other.published) / 10)


def published_apart(one: Telling, other: Telling) -> float:
    """How far apart the two were published: 0 up to ten days, 1 from a year on."""
    if one.published is None or other.published is None:
        return 0.0
    apart = abs(one.published - other.published)
    return min(1.0, math.log(apart / 10) / math.log(36.5)) if apart > 10 else 0.0


def same_place(one: Telling, other: Telling) -> float:
    """Both tell one place as exact as a town, or points near each other."""
    if not (one.where and other.where and _is_point(one.where) and _is_point(other.where)):
        return 0.0
    if one.where.geonames_id and one.where.geonames_id == other.where.geonames_id:
        return 1.0
    apart = kilometres(one.where, other.where)
    return float(apart is not None and apart <= NEAR_KM)


def place_holds_place(one: Telling, other: Telling) -> float:
    """One place lies in the other, as far as they tell: a town in its province or country."""
    a, b = one.where, other.where
    if a is None or b is None or (_is_point(a) and _is_point(b)) or places_apart(one, other):
        return 0.0
    if a.admin1 and b.admin1:
        return 1.0
    return 0.5 if a.country_code and a.country_code == b.country_code else 0.0


def same_place_words(one: Telling, other: Telling) -> float:
    """The places are called by a word in common, of which at least one is on no map."""
    if one.where and other.where:
        return 0.0
    return float(bool(one.place_words & other.place_words))


def places_apart(one: Telling, other: Telling) -> float:
    """The places told cannot be one: two provinces, or points far from each other."""
    a, b = one.where, other.where
    if a is None or b is None:
        return 0.0
    if _is_point(a) and _is_point(b):
        apart = kilometres(a, b)
        return 0.0 if apart is None else min(1.0, max(0.0, (apart - NEAR_KM) / (FAR_KM - NEAR_KM)))
    return float(bool(a.admin1 and b.admin1 and a.admin1 != b.admin1))


def countries_apart(one: Telling, other: Telling) -> float:
    """The two tell different countries."""
    a, b = one.where, other.where
    codes = {where.country_code for where in (a, b) if where and where.country_code}
    return float(len(codes) > 1)


def same_mode(one: Telling, other: Telling) -> float:
    """Both tell the same way of acting."""
    return float(bool(one.modes & other.modes))


def modes_apart(one: Telling, other: Telling) -> float:
    """The ways of acting told do not go together."""
    if not one.modes or not other.modes or one.modes & other.modes:
        return 0.0
    kin = any(one.modes & family and other.modes & family for family in KIN)
    return 0.0 if kin else 1.0


def same_actor(one: Telling, other: Telling) -> float:
    """An actor in common."""
    return float(bool(one.actors.names & other.actors.names))


def actors_apart(one: Telling, other: Telling) -> float:
    """Both name actors, and none in common."""
    return _sides_apart(one.actors, other.actors)


def same_target(one: Telling, other: Telling) -> float:
    """A target or victim in common."""
    return float(bool(one.targets.names & other.targets.names))


def target_words(one: Telling, other: Telling) -> float:
    """The share of the words for targets that the two have in common (of the fewer words)."""
    return _overlap(one.targets.words, other.targets.words)


def targets_apart(one: Telling, other: Telling) -> float:
    """Both tell targets, and no word of them in common."""
    return _sides_apart(one.targets, other.targets)


def sides_swapped(one: Telling, other: Telling) -> float:
    """The actor of one is the target of the other, and no actor is in common."""
    if one.actors.names & other.actors.names:
        return 0.0
    swapped = one.actors.names & other.targets.names or one.targets.names & other.actors.names
    return float(bool(swapped))


def same_toll(one: Telling, other: Telling) -> float:
    """One figure of killed or injured in common; 1 where it is three or more."""
    return max(_same(one.killed, other.killed), _same(one.injured, other.injured))


def tolls_fit(one: Telling, other: Telling) -> float:
    """Both tell the killed, and a figure of one may have grown into one of the other."""
    if not one.killed or not other.killed or one.killed & other.killed:
        return 0.0
    return float(not tolls_apart(one, other))


def tolls_apart(one: Telling, other: Telling) -> float:
    """Of those killed, every figure of one is more than double, or less than half, the other's."""
    if not one.killed or not other.killed:
        return 0.0
    pairs = ((a, b) for a in one.killed for b in other.killed)
    return float(all(_far_below(a, b) or _far_below(b, a) for a, b in pairs))


def words_shared(one: Telling, other: Telling) -> float:
    """The share of telling words that the claims have in common (of the fewer words)."""
    return _overlap(one.words, other.words)


def topics_shared(one: Telling, other: Telling) -> float:
    """How much the two articles' news have in common; the root, as little tells much."""
    return math.sqrt(alike(one.topic, other.topic)) if one.topic and other.topic else 0.0


def both_main(one: Telling, other: Telling) -> float:
    """Both are the news of their article."""
    return float(one.main and other.main)


def one_bare(one: Telling, other: Telling) -> float:
    """One tells neither day nor place nor whom: it may mention what the article told before."""
    return float(any(not (t.days or t.where or t.targets.names) for t in (one, other)))


def one_several(one: Telling, other: Telling) -> float:
    """One tells of several happenings, the other of one."""
    return float(one.several != other.several)


def one_planned(one: Telling, other: Telling) -> float:
    """One tells a plan, the other a deed."""
    return float(one.planned != other.planned)


def close_by(one: Telling, other: Telling) -> float:
    """How close together the two stand in their article; 0 from 1,500 characters on."""
    apart = min(abs(a.words.start - b.words.start) for a in one.claims for b in other.claims)
    return max(0.0, 1 - apart / 1500)


SIGNALS: Final[dict[str, Compare]] = {
    compare.__name__: compare
    for compare in (
        always, same_day, next_day, days_meet, days_apart, told_just_after, told_before,
        one_is_past,
        published_together, published_apart, same_place, place_holds_place, same_place_words,
        places_apart, countries_apart, same_mode, modes_apart, same_actor, actors_apart,
        same_target, target_words, targets_apart, sides_swapped, same_toll, tolls_fit, tolls_apart,
        words_shared, topics_shared, both_main, one_bare, one_several, one_planned, close_by,
    )
}  # fmt: skip


def gap(one: Telling, other: Telling) -> int:
    """Return the days that lie between the two intervals; 0 where they meet or one is not told."""
    if one.days is None or other.days is None:
        return 0
    return max(0, other.days[0] - one.days[1], one.days[0] - other.days[1])


def kilometres(one: Where, other: Where) -> float | None:
    """Return the great-circle distance (haversine); None without two points."""
    if one.latitude is None or one.longitude is None:
        return None
    if other.latitude is None or other.longitude is None:
        return None
    a, b = math.radians(one.latitude), math.radians(other.latitude)
    half = math.sin((b - a) / 2) ** 2
    turn = math.radians(other.longitude - one.longitude)
    half += math.cos(a) * math.cos(b) * math.sin(turn / 2) ** 2
    return 2 * _EARTH_KM * math.asin(min(1.0, math.sqrt(half)))


def _sides_apart(one: Side, other: Side) -> float:
    told = one.names and other.names
    return float(bool(told) and not one.words & other.words and not one.names & other.names)


def _is_day(telling: Telling) -> bool:
    return telling.days is not None and telling.days[0] == telling.days[1]


def _is_point(where: Where) -> bool:
    return where.precision in _POINTS


def _overlap(one: frozenset[str], other: frozenset[str]) -> float:
    fewer = min(len(one), len(other))
    return len(one & other) / fewer if fewer else 0.0


def _same(one: frozenset[Range], other: frozenset[Range]) -> float:
    common = [low or 0 for low, _ in one & other]
    return (1.0 if max(common) > 2 else 0.5) if common else 0.0


def _far_below(lesser: Range, greater: Range) -> bool:
    """An open bound ("at least 12") conflicts with nothing on that side."""
    return lesser[1] is not None and greater[0] is not None and 2 * lesser[1] < greater[0]
