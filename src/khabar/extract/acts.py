"""Acts: readings that tell of one happening joined, with who did it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from khabar.extract.accidents import without_accidents
from khabar.extract.contained import without_contents
from khabar.extract.joining import joined
from khabar.extract.kinds import kind_of, weapon_mode
from khabar.extract.nouns import nouns, strongest
from khabar.extract.parse import Parsed
from khabar.extract.readings import Act, Reading, find_readings, on_its_own
from khabar.extract.tree import Token

__all__ = ["Act", "find_acts"]


def find_acts(parsed: Parsed) -> list[Act]:
    """Return the acts of a sentence, in the order of their words."""
    groups = joined(find_readings(parsed))
    acts = (_act(parsed, on_its_own(parsed, group)) for group in groups)
    return without_accidents(without_contents([act for act in acts if act is not None]))


def _act(parsed: Parsed, group: list[Reading]) -> Act | None:
    if not group:
        return None
    acts = [r for r in group if r.frame.names_actor is None]
    means = [r for r in acts if r.frame.part != "result"]
    frame = (means or acts or group)[0].frame
    named = [t for r in group if r.frame.names_actor for t in r.actors]
    actors = named or [t for r in (*means, *acts) for t in r.actors if not _planned_only(group, t)]
    telling = [r for r in group if r.frame.kind != "relation"]
    inside = {t.i for r in telling for t in r.tokens if not _is_party(r, t)}
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


def _is_party(reading: Reading, token: Token) -> bool:
    """ "Dismissed the government": words of the trigger that somebody stands in."""
    return token in reading.trigger.others and token in (*reading.actors, *reading.targets)


def _planned_only(group: Sequence[Reading], actor: Token) -> bool:
    """Tell whether the actor is "the planner of the bombing", named by the act's own noun."""
    inside = {t.i for t in actor.subtree if t.i > actor.i}
    first = min(r.trigger.token.i for r in group)
    return first in inside and any(c.lower_ == "of" for c in actor.children)


def _hit(parsed: Parsed, acts: Sequence[Reading]) -> list[Token]:
    """Return the targets; what was destroyed or fought over counts only where nobody was hurt."""
    found = [(r, t) for r in acts for t in r.targets if not (r.frame.mutual and _wars(r))]
    persons = [t for r, t in found if r.frame.mode != "destroy" and kind_of(parsed, t) == "persons"]
    named = [t for t in persons if t.tag_ != "CD"]
    hurt = [t for r, t in found if r.frame.part == "result" and t in named]
    kept = [(r, t) for r, t in found if not (persons and _is_scene(r, t))]
    return [t for r, t in kept if not (hurt and _is_where(parsed, r, t))]


def _is_where(parsed: Parsed, reading: Reading, token: Token) -> bool:
    """ "Killed ten in raids on the town": the town is no victim beside the ten."""
    if reading.frame.tells_where:
        return True
    return reading.trigger.pos == "noun" and kind_of(parsed, token) == "places"


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
        found += [mode for t in (*around, *below) if (mode := weapon_mode(t)) is not None]
        aircraft = nouns().aircraft
        found += ["aerial" for t in around if t.dep_ == "nsubj" and t.lower_ in aircraft]
        found += ["aerial" for t in below if t.head.dep_ == "agent" and t.lower_ in aircraft]
    return found


def _once(tokens: Iterable[Token], without: set[int]) -> tuple[Token, ...]:
    kept = {t.i: t for t in tokens if t.i not in without}
    return tuple(kept.values())
