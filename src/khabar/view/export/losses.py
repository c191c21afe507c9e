"""What an export could not hold: counted, with the ids, and told in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterator

from khabar.model import Article, Claim
from khabar.view.export.facts import facts_of
from khabar.view.export.selection import Selection, Told
from khabar.view.table import counted


class Losses:
    """A tally kept while a format is written. The same id counts once for each reason."""

    def __init__(self, format: str, holds: Collection[str]) -> None:
        self.format = format
        self.rows = 0
        self._holds = frozenset(holds)
        self._left_out: defaultdict[str, set[str]] = defaultdict(set)
        self._lost: defaultdict[str, set[str]] = defaultdict(set)
        self._forced: defaultdict[str, set[str]] = defaultdict(set)
        self._seen: set[str] = set()

    def leave_out(self, id: str, why: str) -> None:
        """Note that an event or claim is not in the export at all."""
        self._seen.add(id)
        self._left_out[why].add(id)

    def keep(self, told: Told) -> None:
        """Note that an event is in the export, without the facts the format has no room for."""
        self._seen.add(told.event.id)
        for fact in facts_of(told) - self._holds:
            self._lost[fact].add(told.event.id)

    def claims_kept(self, selection: Selection) -> Iterator[tuple[Claim, Article]]:
        """Yield each claim with its article, and note it; one without its article is left out."""
        for claim in selection.found.claims:
            article = selection.found.article.get(claim.article_id)
            if article is None:
                self.leave_out(claim.id, "its article is not in the store")
            else:
                self._seen.add(claim.id)
                yield claim, article

    def lose(self, id: str, what: str) -> None:
        """Note that part of an event or claim is not in the export."""
        self._lost[what].add(id)

    def force(self, id: str, what: str) -> None:
        """Note a value that stands in the export only since the format demands one."""
        self._forced[what].add(id)

    @property
    def left_out(self) -> dict[str, int]:
        """How many events or claims are not in the export, by reason."""
        return _counts(self._left_out)

    @property
    def lost(self) -> dict[str, int]:
        """How many events or claims lack what the format cannot hold."""
        return _counts(self._lost)

    @property
    def forced(self) -> dict[str, int]:
        """How many values nobody stated."""
        return _counts(self._forced)

    def report(self, selection: Selection, *, safe_cells: bool) -> dict[str, object]:
        """Return the report as a record: what was chosen, by which rule, what is missing."""
        return {
            "format": self.format,
            "made_by": selection.coder,
            "chosen": selection.chosen,
            "settlement_rule": selection.settlement.rule,
            "safe_cells": safe_cells,
            "taken_in": len(self._seen),
            "rows": self.rows,
            "left_out": _listed(self._left_out),
            "lost": _listed(self._lost),
            "forced": _listed(self._forced),
        }

    def lines(self, selection: Selection) -> Iterator[str]:
        """Yield the report in words, a reason a line."""
        yield (
            f"{self.format}: {counted(self.rows, 'row')} from {len(self._seen)}"
            f" ({selection.chosen}), figures settled by the rule “{selection.settlement.rule}”"
        )
        for lead, counts in (
            ("left out", self.left_out), ("lost", self.lost), ("forced", self.forced),
        ):  # fmt: skip
            for what, count in sorted(counts.items(), key=lambda one: (-one[1], one[0])):
                yield f"{lead:<9} {count:>6}  {what}"


def _counts(by_reason: dict[str, set[str]]) -> dict[str, int]:
    return {why: len(ids) for why, ids in sorted(by_reason.items())}


def _listed(by_reason: dict[str, set[str]]) -> list[dict[str, object]]:
    return [
        {"what": why, "count": len(ids), "ids": sorted(ids)}
        for why, ids in sorted(by_reason.items())
    ]
