"""What analysts have decided: claims that are of one happening, and claims that are not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.merge.telling import Telling
from khabar.model import Decision


@dataclass(frozen=True, slots=True)
class Bonds:
    """Pairs of claim ids that are together or apart, by decision; who decided, by the pair."""

    together: dict[frozenset[str], str]
    apart: frozenset[frozenset[str]]
    bound: frozenset[str]

    def split(self, one: Sequence[Telling], other: Sequence[Telling]) -> bool:
        """Say whether a decision keeps a claim of one group from a claim of the other."""
        ours, theirs = (
            [id for t in group for id in t.ids if id in self.bound] for group in (one, other)
        )
        return any(frozenset((a, b)) in self.apart for a in ours for b in theirs)


def bonds(decisions: Iterable[Decision]) -> Bonds:
    """Return what the decisions that stand bind; of two on one pair the later holds."""
    answers: dict[frozenset[str], Decision] = {}
    for decision in decisions:
        if decision.verdict in ("merge", "split") and decision.value:
            answers[frozenset((decision.subject, decision.value))] = decision
    together = {pair: d.who for pair, d in answers.items() if d.verdict == "merge"}
    apart = frozenset(pair for pair, d in answers.items() if d.verdict == "split")
    return Bonds(together, apart, frozenset().union(*answers))


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
