"""Acts that are only the content of others: what is refused, threatened or asked for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar.extract.readings import Act

_OF_WORDS = frozenset("AGREE REQUEST REJECT THREATEN CONCEDE".split())


def without_contents(acts: Sequence[Act]) -> list[Act]:
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
