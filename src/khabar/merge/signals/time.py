"""When the two happened and were told: days, intervals, publication."""

from __future__ import annotations

import math

from khabar.merge.telling import Telling

WEEK = 7
MONTH = 30


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
    return float(_told_before(one, other) or _told_before(other, one))


def _told_before(told: Telling, other: Telling) -> bool:
    if other.days is None or other.planned or not told.published:
        return False
    return told.published < other.days[0]


def one_is_past(one: Telling, other: Telling) -> float:
    """One tells a day more than a month before publication, the other is undated news."""
    return float(_past(one, other) or _past(other, one))


def _past(told: Telling, other: Telling) -> bool:
    if told.days is None or told.published is None or other.days or not other.main:
        return False
    return told.published - told.days[1] > MONTH


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


def gap(one: Telling, other: Telling) -> int:
    """Return the days that lie between the two intervals; 0 where they meet or one is not told."""
    if one.days is None or other.days is None:
        return 0
    return max(0, other.days[0] - one.days[1], one.days[0] - other.days[1])


def _is_day(telling: Telling) -> bool:
    return telling.days is not None and telling.days[0] == telling.days[1]
