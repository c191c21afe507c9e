"""Who acted, on whom, and by what means."""

from __future__ import annotations

from typing import Final

from khabar.merge.signals.overlap import overlap
from khabar.merge.telling import Side, Telling

# Modes that one happening is told by: a suicide attack is an explosion, a raid has firearms.
KIN: Final = (
    frozenset(("suicide-attack", "explosives", "vehicle", "targeted")),
    frozenset(("firearms", "targeted", "melee", "execution", "abduct", "hostages")),
    frozenset(("aerial", "drone", "heavy-weapons", "explosives", "targeted")),
)


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
    return overlap(one.targets.words, other.targets.words)


def targets_apart(one: Telling, other: Telling) -> float:
    """Both tell targets, and no word of them in common."""
    return _sides_apart(one.targets, other.targets)


def sides_swapped(one: Telling, other: Telling) -> float:
    """The actor of one is the target of the other, and no actor is in common."""
    if one.actors.names & other.actors.names:
        return 0.0
    swapped = one.actors.names & other.targets.names or one.targets.names & other.actors.names
    return float(bool(swapped))


def _sides_apart(one: Side, other: Side) -> float:
    told = one.names and other.names
    return float(bool(told) and not one.words & other.words and not one.names & other.names)
