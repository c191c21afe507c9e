"""What the words and their place in the text say, and what kind of telling each is."""

from __future__ import annotations

import math

from khabar.merge.signals.overlap import overlap
from khabar.merge.telling import Telling
from khabar.merge.topics import alike


def always(_one: Telling, _other: Telling) -> float:
    """The odds before anything is compared."""
    return 1.0


def words_shared(one: Telling, other: Telling) -> float:
    """The share of telling words that the claims have in common (of the fewer words)."""
    return overlap(one.words, other.words)


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
