"""Readings: triggers read as frames, with the tokens that fill their roles.

An act is made of the readings that tell of one happening.
"""

from __future__ import annotations

from collections.abc import Sequence, Set
from dataclasses import dataclass, replace
from functools import cached_property

from khabar.extract import roles
from khabar.extract.frames import Frame
from khabar.extract.grammar import (
    after_preposition,
    grammatical_subjects,
    is_none,
    is_verb,
    objects,
)
from khabar.extract.kinds import is_means, kind_of
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.extract.triggers import Trigger, find_triggers, light_verb, whole

_PARTS = frozenset(
    """part parts half most much some all many several number dozens scores swath swaths swathes
    stretch stretches bulk rest group couple handful third quarter portion""".split()
)


@dataclass(frozen=True)
class Reading:
    """A trigger read as one frame, with the tokens that fill its roles.

    `top` is the token that stands for it in the sentence: the verb that carries a noun, if any.
    Rules ask again and again for what follows from it, which is computed once.
    """

    trigger: Trigger
    frame: Frame
    top: Token
    actors: tuple[Token, ...]
    targets: tuple[Token, ...]

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens that mean this reading: the trigger's and the carrying verb."""
        return tuple(dict.fromkeys((*self.trigger.tokens, self.top)))

    @property
    def is_of_none(self) -> bool:
        """Tell whether the words say that there was none: "no injuries", "nobody was hurt"."""
        word = self.trigger.token
        harmed = objects(word) if self.frame.part == "result" and is_verb(word) else ()
        return any(is_none(one) for one in (word, *harmed))


@dataclass(frozen=True)
class Act:
    """One happening as one sentence tells it; what follows from it is computed once."""

    parsed: Parsed
    readings: tuple[Reading, ...]
    frame: Frame
    mode: str | None
    actors: tuple[Token, ...]
    targets: tuple[Token, ...]

    @property
    def core(self) -> Token:
        """Return the token that decides where and how the act is stated."""
        return self.lead.top

    @cached_property
    def lead(self) -> Reading:
        """Return the reading that governs the others; "no injuries" beside a blast does not."""
        return min(self.readings, key=lambda r: (r.is_of_none, _depth(r.top), r.top.i))

    @cached_property
    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens that mean the act."""
        return tuple(t for reading in self.readings for t in reading.tokens)

    @cached_property
    def numbers(self) -> frozenset[int]:
        """Return the numbers of those tokens in the sentence."""
        return frozenset(t.i for t in self.tokens)

    @property
    def actor_named_by(self) -> str | None:
        """Return "claims" or "blamed" where such words name the actor, else None."""
        named = (r.frame.names_actor for r in self.readings)
        return next((n for n in named if n is not None), None)


def find_readings(parsed: Parsed) -> list[Reading]:
    """Return the triggers of a sentence that can be read as frames, in order."""
    triggers = find_triggers(parsed.doc)
    verbs = [_read(parsed, t) for t in triggers if t.pos != "noun"]
    told = [r.trigger for r in verbs if r is not None]
    told += [t for t in triggers if t.pos == "noun"]
    taken = {token.i for trigger in told for token in trigger.tokens}
    nouns = [_read(parsed, t, taken) for t in triggers if t.pos == "noun"]
    found = [r for r in (*verbs, *nouns) if r is not None]
    return _with_actors_of_acts(sorted(found, key=lambda r: r.trigger.token.i))


def _read(parsed: Parsed, trigger: Trigger, taken: Set[int] = frozenset()) -> Reading | None:
    """Return the first of the trigger's frames that fits; `taken` tell of acts of their own."""
    for frame in trigger.frames:
        actors = roles.actors(parsed, trigger, frame) or _by_below_of(trigger, frame)
        targets = roles.targets(parsed, trigger, frame) or _of_inner_verb(trigger, frame)
        if _fits(parsed, frame, trigger, targets):
            carrier = light_verb(trigger.token) if trigger.pos == "noun" else None
            own = carrier is None or carrier.i in taken
            alone = whole(trigger.token) if trigger.pos == "noun" else trigger.token
            top = alone if carrier is None or own else carrier
            return Reading(trigger, frame, top, tuple(actors), tuple(targets))
    return None


def _with_actors_of_acts(readings: Sequence[Reading]) -> list[Reading]:
    """ "Condemned the clan's raid" is aimed at the clan: for an act as target, take its actors."""
    act_of = {token.i: r for r in readings for token in r.trigger.tokens}
    found = []
    for reading in readings:
        aimed: list[Token] = []
        for token in reading.targets:
            other = act_of.get(token.i)
            plain = other is None or other is reading or other.frame.kind == "relation"
            aimed.extend([token] if plain or other is None else other.actors)
        found.append(replace(reading, targets=tuple(aimed)))
    return found


def on_its_own(parsed: Parsed, group: list[Reading]) -> list[Reading]:
    """ "Blamed" without an attack to blame for is read as its other frame, an accusation."""
    if any(r.frame.names_actor is None for r in group):
        return group
    plain = [f for f in group[0].trigger.frames if f.names_actor is None]
    reading = _read(parsed, replace(group[0].trigger, frames=tuple(plain)))
    return [reading] if reading is not None else []


def _fits(parsed: Parsed, frame: Frame, trigger: Trigger, targets: Sequence[Token]) -> bool:
    if frame.target_words:
        named = "".join(f" {t.lower_}" for t in targets)
        return any(f" {word}" in named for word in frame.target_words)
    if frame.needs == "weapon":
        return any(map(is_means, grammatical_subjects(trigger.token)))
    if frame.fits is None:
        return True
    if not targets:
        return frame.fits == "persons" and trigger.pos == "noun"
    meant = _of_which(targets[0])
    if frame.fits == "towns":
        return _is_of_town(parsed, meant)
    return kind_of(parsed, meant) == frame.fits


def _is_of_town(parsed: Parsed, token: Token) -> bool:
    """Tell whether the word names a place that nobody is called after."""
    return {m.kind for m in parsed.mentions_over(token)} == {"place"}


def _by_below_of(trigger: Trigger, frame: Frame) -> list[Token]:
    """ "The arrest of the editor by police": the parser hangs "by" on the editor."""
    if trigger.pos != "noun" or "by" not in frame.noun_actor:
        return []
    return [
        t for one in after_preposition(trigger.token, "of") for t in after_preposition(one, "by")
    ]


def _of_inner_verb(trigger: Trigger, frame: Frame) -> list[Token]:
    """ "Threatened to arrest the monks": the object is that of the words' inner verb."""
    if trigger.pos != "verb" or "object" not in frame.target:
        return []
    inner = [t for t in trigger.others if is_verb(t)]
    return [t for verb in inner for t in objects(verb) if t not in trigger.others]


def _of_which(token: Token) -> Token:
    """ "Part of the town", "some of the hostages": it is the whole that tells the kind."""
    inner = after_preposition(token, "of") if token.lower_ in _PARTS else []
    return inner[0] if inner else token


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth + (0 if is_verb(token) else 1)
