"""Acts: triggers that tell of one happening joined, with who did it to whom.

In one clause a killing and the bombing that brought it about are one act; the bombing in "the
mastermind of the bombing was killed" is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from spacy.tokens import Token

from khabar.extract import roles
from khabar.extract.frames import Frame
from khabar.extract.grammar import children, grammatical_subjects, is_verb
from khabar.extract.nouns import strongest
from khabar.extract.parse import Parsed
from khabar.extract.triggers import Trigger, find_triggers, light_verb, whole

_JOINING = frozenset("in during by amid from after following over around".split())
_SAME_TIME = frozenset("when after".split())
_OF_WORDS = frozenset("AGREE REQUEST REJECT THREATEN CONCEDE".split())
_ARGUMENT = frozenset("nsubj nsubjpass dobj".split())
_LONGEST_CLIMB = 8


@dataclass(frozen=True, slots=True)
class Reading:
    """A trigger read as one frame, with the tokens that fill its roles.

    `top` is the token that stands for it in the sentence: the verb that carries a noun, if any.
    """

    trigger: Trigger
    frame: Frame
    top: Token
    actors: tuple[Token, ...]
    targets: tuple[Token, ...]

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return the tokens that mean this reading: the trigger's and the carrying verb."""
        return tuple(dict.fromkeys((*self.trigger.tokens, self.top)))


@dataclass(frozen=True, slots=True)
class Act:
    """One happening as one sentence tells it."""

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

    @property
    def lead(self) -> Reading:
        """Return the reading that governs the others in the sentence."""
        return min(self.readings, key=lambda r: (_depth(r.top), r.top.i))

    @property
    def tokens(self) -> tuple[Token, ...]:
        """Return all tokens that mean the act."""
        return tuple(t for reading in self.readings for t in reading.tokens)

    @property
    def actor_named_by(self) -> str | None:
        """Return "claims" or "blamed" where such words name the actor, else None."""
        named = (r.frame.names_actor for r in self.readings)
        return next((n for n in named if n is not None), None)


def find_acts(parsed: Parsed) -> list[Act]:
    """Return the acts of a sentence, in the order of their words."""
    triggers = find_triggers(parsed.doc)
    taken = {t.i for trigger in triggers for t in trigger.tokens}
    read = (_read(parsed, t, t.frames, taken) for t in triggers)
    groups = _joined(_with_actors_of_acts([r for r in read if r is not None]))
    acts = (_act(parsed, _on_its_own(parsed, group, taken)) for group in groups)
    return _without_contents([act for act in acts if act is not None])


def _without_contents(acts: Sequence[Act]) -> list[Act]:
    """ "Refused to lift the ban": what is only refused, threatened or asked for is no act.

    PLOVER: a type that fits wins over a type that is negated or planned. The words' own target
    stands for the target of what was refused.
    """
    held = {id(inner): outer for inner in acts for outer in acts if _holds(outer, inner)}
    kept = []
    for act in acts:
        inside = [inner for inner in acts if held.get(id(inner)) is act]
        targets = act.targets or tuple(t for inner in inside for t in inner.targets)
        if id(act) not in held:
            kept.append(replace(act, targets=targets))
    return kept


def _holds(outer: Act, inner: Act) -> bool:
    if outer is inner or outer.frame.type not in _OF_WORDS or outer.frame.kind != "event":
        return False
    own = {t.i for t in outer.tokens}
    core = inner.core
    return core.dep_ == "xcomp" and core.head.i in own


def _read(
    parsed: Parsed, trigger: Trigger, frames: Iterable[Frame], taken: set[int]
) -> Reading | None:
    for frame in frames:
        actors = roles.actors(parsed, trigger, frame)
        targets = roles.targets(parsed, trigger, frame)
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
            aimed.extend([token] if other is None or other is reading else other.actors)
        found.append(replace(reading, targets=tuple(aimed)))
    return found


def _on_its_own(parsed: Parsed, group: list[Reading], taken: set[int]) -> list[Reading]:
    """ "Blamed" without an attack to blame for is read as its other frame, an accusation."""
    if any(r.frame.names_actor is None for r in group):
        return group
    plain = [f for f in group[0].trigger.frames if f.names_actor is None]
    reading = _read(parsed, group[0].trigger, plain, taken)
    return [reading] if reading is not None else []


def _fits(parsed: Parsed, frame: Frame, trigger: Trigger, targets: Sequence[Token]) -> bool:
    if frame.target_words:
        named = " ".join(t.lower_ for t in targets)
        return any(word in named for word in frame.target_words)
    if frame.fits is None:
        return True
    if not targets:
        return frame.fits == "persons" and trigger.pos == "noun"
    kind = roles.kind_of(parsed, targets[0])
    return kind == frame.fits


def _joined(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Group the readings that tell of one happening."""
    group_of = {id(r): [r] for r in readings}
    owner = {token.i: r for r in readings for token in r.tokens}
    for inner in readings:
        for outer in _same_happening(inner, owner):
            if group_of[id(inner)] is not group_of[id(outer)]:
                both = [*group_of[id(outer)], *group_of[id(inner)]]
                for reading in both:
                    group_of[id(reading)] = both
    groups = {id(group): group for group in group_of.values()}
    ordered = [sorted(g, key=lambda r: r.trigger.token.i) for g in groups.values()]
    return sorted(ordered, key=lambda g: g[0].trigger.token.i)


def _same_happening(inner: Reading, owner: dict[int, Reading]) -> Iterator[Reading]:
    """Yield the readings that tell of what this one tells of."""
    told_of = _subject_act(inner, owner)
    if told_of is not None and _may_be_one(inner, told_of):
        yield told_of
    outer, path = _governor(inner, owner)
    if outer is not None and _one_happening(inner, outer, path):
        yield outer


def _subject_act(inner: Reading, owner: dict[int, Reading]) -> Reading | None:
    """ "The blast that hit the bus": the verb's subject is itself an act."""
    for subject in grammatical_subjects(inner.top) if is_verb(inner.top) else []:
        outer = owner.get(subject.i) or _last_act_in(inner, subject, owner)
        if outer is not None and outer is not inner and outer.trigger.pos == "noun":
            return outer
    return None


def _last_act_in(inner: Reading, subject: Token, owner: dict[int, Reading]) -> Reading | None:
    """ "The planner of the bombing that killed 13": the clause tells of the bombing."""
    relative = any(c.lower_ in ("that", "which") for c in children(inner.top, "nsubj"))
    inside = [t for t in subject.subtree if subject.i < t.i < inner.top.i and t.i in owner]
    return owner[inside[-1].i] if relative and inside else None


def _governor(reading: Reading, owner: dict[int, Reading]) -> tuple[Reading | None, list[Token]]:
    """Climb to the reading that governs this one; return it and the tokens passed."""
    path = [reading.top]
    token = reading.top
    for _ in range(_LONGEST_CLIMB):
        if token.head.i == token.i:
            return None, path
        token = token.head
        other = owner.get(token.i)
        if other is not None and other is not reading:
            return other, path
        path.append(token)
    return None, path


def _may_be_one(inner: Reading, outer: Reading) -> bool:
    if inner.frame.type != outer.frame.type or inner.frame.type not in ("ASSAULT", "COERCE"):
        return False
    if inner.frame.type == "COERCE":
        return inner.frame.name == outer.frame.name
    named = inner.frame.names_actor or outer.frame.names_actor
    return bool(named) or not _differ(inner.actors, outer.actors)


def _one_happening(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    if not _may_be_one(inner, outer):
        return False
    if outer.frame.names_actor or inner.frame.names_actor:
        return len(path) <= (5 if path[0].dep_ == "relcl" else 2)
    return inner.frame.type == "COERCE" or _linked(inner, outer, path)


def _linked(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    dep = path[0].dep_
    if len(path) == 2 and dep in ("pobj", "pcomp"):
        return path[1].lower_ in _JOINING
    if len(path) > 1:
        return _hangs_too_low(inner, outer, path)
    if dep in _ARGUMENT or dep in ("relcl", "acl", "appos", "xcomp", "compound", "amod"):
        return True
    if "result" not in (inner.frame.part, outer.frame.part):
        return False
    if dep == "conj":
        return not children(inner.top, "nsubj", "nsubjpass") or _both_results(inner, outer)
    return dep in ("advcl", "dep", "ccomp") and _told_together(inner)


def _hangs_too_low(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    """ "The attack at the airport, which killed 13": the parser hangs the clause on the airport."""
    clause = path[0].dep_ in ("relcl", "acl") and inner.frame.part == "result"
    between = all(t.dep_ in ("pobj", "prep", "compound", "nmod", "appos") for t in path[1:])
    return clause and between and outer.trigger.pos == "noun"


def _told_together(inner: Reading) -> bool:
    marks = {c.lower_ for c in children(inner.top, "mark", "advmod") if c.tag_ in ("IN", "WRB")}
    return marks <= _SAME_TIME


def _both_results(inner: Reading, outer: Reading) -> bool:
    return inner.frame.part == outer.frame.part == "result"


def _differ(ours: Iterable[Token], theirs: Iterable[Token]) -> bool:
    """Tell whether both name actors and none is the same word."""
    one, other = {t.lower_ for t in ours}, {t.lower_ for t in theirs}
    return bool(one and other) and not one & other


def _act(parsed: Parsed, group: list[Reading]) -> Act | None:
    if not group:
        return None
    acts = [r for r in group if r.frame.names_actor is None]
    means = [r for r in acts if r.frame.part != "result"]
    frame = (means or acts or group)[0].frame
    named = [t for r in group if r.frame.names_actor for t in r.actors]
    actors = named or [t for r in (*means, *acts) for t in r.actors if not _planned_only(group, t)]
    inside = {t.i for r in group for t in r.tokens if r.frame.kind != "relation"}
    hit = _hit(parsed, acts)
    sides = [t for r in acts if r.frame.mutual and _wars(r) for t in r.targets]
    modes = [r.frame.mode for r in acts if r.frame.mode] + _weapon_modes(group)
    return Act(
        parsed=parsed,
        readings=tuple(group),
        frame=frame,
        mode=strongest(modes) if frame.type == "ASSAULT" else frame.mode,
        actors=_once([*actors, *sides], inside),
        targets=_once(hit, inside | {t.i for t in actors}),
    )


def _planned_only(group: Sequence[Reading], actor: Token) -> bool:
    """Tell whether the actor is "the planner of the bombing", named by the act's own noun."""
    inside = {t.i for t in actor.subtree if t.i > actor.i}
    first = min(r.trigger.token.i for r in group)
    return first in inside and any(c.lower_ == "of" for c in actor.children)


def _hit(parsed: Parsed, acts: Sequence[Reading]) -> list[Token]:
    """Return the targets; what was destroyed or fought over counts only where nobody was hurt."""
    found = [(r, t) for r in acts for t in r.targets if not (r.frame.mutual and _wars(r))]
    persons = [
        t for r, t in found if r.frame.mode != "destroy" and roles.kind_of(parsed, t) == "persons"
    ]
    named = [t for t in persons if t.tag_ != "CD"]
    hurt = [t for r, t in found if r.frame.part == "result" and t in named]
    kept = [(r, t) for r, t in found if not (persons and _is_scene(r, t))]
    return [t for r, t in kept if not (hurt and r.frame.name in ("raid", "invade"))]


def _wars(reading: Reading) -> bool:
    return reading.frame.type == "ASSAULT"


def _is_scene(reading: Reading, token: Token) -> bool:
    """What was destroyed, or names a blast ("the airport bombing"), is no victim beside people."""
    named_by = token.dep_ == "compound" and reading.trigger.pos == "noun"
    return named_by or reading.frame.mode == "destroy"


def _weapon_modes(group: Iterable[Reading]) -> list[str]:
    """Return the modes of the weapons that stand with the act's words as subject or means."""
    found = []
    for reading in group:
        around = [c for t in reading.tokens for c in t.children]
        below = [c for t in around if t.dep_ in ("prep", "agent") for c in t.children]
        for token in (*around, *below):
            mode = roles.weapon_mode(token)
            if mode is not None:
                found.append(mode)
    return found


def _once(tokens: Iterable[Token], without: set[int]) -> tuple[Token, ...]:
    kept = {t.i: t for t in tokens if t.i not in without}
    return tuple(kept.values())


def _depth(token: Token) -> int:
    depth = 0
    while token.head.i != token.i:
        token, depth = token.head, depth + 1
    return depth + (0 if is_verb(token) else 1)
