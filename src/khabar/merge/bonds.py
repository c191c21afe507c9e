"""What analysts have decided: claims that are of one happening, and claims that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.merge.telling import Telling
from khabar.model import Decision


@dataclass(frozen=True, slots=True)
class Bonds:
    """What decisions bind: pairs of claims that are together, with who decided, and sets apart.

    `bound` gives, for each claim that a decision names, the least claim of its set: those that
    decisions join. `apart` are pairs of such sets: what holds for one of a set holds for all.
    """

    together: dict[frozenset[str], str]
    apart: frozenset[frozenset[str]]
    bound: Mapping[str, str]

    def split(self, one: Sequence[Telling], other: Sequence[Telling]) -> bool:
        """Say whether a decision keeps a claim of one group from a claim of the other."""
        ours, theirs = (
            {self.bound[id] for t in group for id in t.ids if id in self.bound}
            for group in (one, other)
        )
        return any(frozenset((a, b)) in self.apart for a in ours for b in theirs)


def bonds(decisions: Iterable[Decision]) -> Bonds:
    """Return what the decisions that stand, oldest first, bind; of those at odds the latest holds.

    Two are at odds also through others: a with b, b with c, but a not with c.
    """
    answers: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        if decision.verdict in ("merge", "split") and decision.value:
            pair = frozenset((decision.subject, decision.value))
            answers.pop(pair, None)
            answers[pair] = decision
    held, set_of = _held(answers)
    together = {pair: d.who for pair, d in held.items() if d.verdict == "merge"}
    apart = frozenset(
        frozenset(set_of[id] for id in pair) for pair, d in held.items() if d.verdict == "split"
    )
    return Bonds(together, apart, set_of)


def _held(
    answers: dict[frozenset[str], Decision],
) -> tuple[dict[frozenset[str], Decision], dict[str, str]]:
    """Return the answers without those that later ones rule out, and the set of each claim."""
    held: dict[frozenset[str], Decision] = {}
    group_of: dict[str, list[str]] = {}
    kept_apart: defaultdict[str, set[str]] = defaultdict(set)
    for pair, decision in reversed(answers.items()):
        one, other = decision.subject, decision.value or ""
        ours, theirs = (group_of.setdefault(id, [id]) for id in (one, other))
        if decision.verdict == "split" and ours is not theirs:
            kept_apart[one].add(other)
            kept_apart[other].add(one)
        elif decision.verdict == "split" or any(not kept_apart[a].isdisjoint(theirs) for a in ours):
            continue
        elif ours is not theirs:
            ours.extend(theirs)
            group_of.update((id, ours) for id in theirs)
        held[pair] = decision
    return held, {id: min(group) for id, group in group_of.items()}


def bound_pairs(tellings: Sequence[Telling], together: Bonds) -> list[tuple[int, int, str]]:
    """Return the positions of tellings that a decision joins, and who decided."""
    at_of: defaultdict[str, list[int]] = defaultdict(list)
    for at, telling in enumerate(tellings):
        for id in telling.ids:
            if id in together.bound:
                at_of[id].append(at)
    found = []
    for pair, who in together.together.items():
        places = sorted({at for claim in pair for at in at_of.get(claim, ())})
        if len(places) == 2:
            found.append((places[0], places[1], who))
    return sorted(found)
