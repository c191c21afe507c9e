"""The toy coder with the real merging; three reports of one attack, one of another."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.engine import Engine
from khabar.merge import merge_claims
from khabar.merge.again import Again, merge_again
from khabar.merge.events import Keep
from khabar.merge.part import Change, Known
from khabar.model import Article, Claim, CopyGroup, Decision, Event
from tests.make import ToySteps

TEXTS = (
    "Rebels killed 3 people in Northtown on 2024-05-06.",
    "Rebels killed 4 people in Northtown on 2024-05-06, a medic said.",
    "Rebels killed 5 people in Northtown on 2024-05-06, the mayor said.",
    "Rebels killed 19 people in Southtown on 2024-07-01.",
)


class RealMerging(ToySteps):
    def merge(
        self,
        claims: Sequence[Claim],
        articles: Mapping[str, Article],
        copies: Sequence[CopyGroup],
        decisions: Sequence[Decision],
        known: Sequence[Event],
        spread: Engine | None = None,
        keep: Keep | None = None,
    ) -> Sequence[Event]:
        return merge_claims(claims, articles, copies, decisions, known, spread, keep)

    def merge_again(self, known: Known, change: Change) -> Again | None:
        return merge_again(known, change)


class MergingAll(RealMerging):
    """Where no part can be merged again: events follow decisions only by merging all."""

    def merge_again(self, known: Known, change: Change) -> None:
        return None
