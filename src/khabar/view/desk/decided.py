"""The decisions of analysts, read once and again only when one was added; how they are shown."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from threading import Lock

from sqlalchemy import Connection, func, select

from khabar.model import Claim, Decision
from khabar.review.corrections import correct_claims
from khabar.review.decisions import PAIRED, clicks, current, name_of
from khabar.store import read, tables
from khabar.view.desk.schema_cards import DecisionLine


@dataclass(frozen=True)
class Decided:
    """All decisions in the order in which they were made, and those that stand."""

    made: list[Decision]
    standing: list[Decision]

    def on(self, ids: Collection[str]) -> list[DecisionLine]:
        """Return the decisions on claims or events with these ids, oldest first, a line a click."""
        bearing = [c for c in self._clicks if any(d.subject in ids or d.value in ids for d in c)]
        return [self._line(click) for click in bearing]

    def line(self, made: Decision) -> DecisionLine:
        """Return one decision as shown."""
        return self._line([made])

    def _line(self, click: Sequence[Decision]) -> DecisionLine:
        stands = [made for made in click if made in self._stands]
        shown = (stands or click)[-1]
        return DecisionLine(
            id=name_of(shown),
            subject=shown.subject,
            verdict=shown.verdict,
            who=shown.who,
            at=shown.at,
            why=shown.why,
            field=shown.field,
            value=shown.value,
            claims=self._paired(click),
            stands=bool(stands),
        )

    def _paired(self, click: Iterable[Decision]) -> int | None:
        """Return of how many claims a merge or split is, or the undo of one."""
        meant = [self._by_name.get(d.value or "", d) if d.verdict == "undo" else d for d in click]
        named = {id for d in meant if d.verdict in PAIRED for id in (d.subject, d.value)}
        return len(named) or None

    @cached_property
    def _clicks(self) -> list[list[Decision]]:
        return clicks(self.made)

    @cached_property
    def _stands(self) -> frozenset[Decision]:
        return frozenset(self.standing)

    @cached_property
    def _by_name(self) -> dict[str, Decision]:
        return {name_of(made): made for made in self.made}

    def corrected(self, claim: Claim) -> tuple[Claim, list[str]]:
        """Return a claim with its corrections, and the fields that they are of."""
        mine = [d for d in self.standing if d.subject == claim.id and d.verdict == "correct"]
        if not mine:
            return claim, []
        found = correct_claims([claim], mine)
        fields = [d.field or "" for d in mine if d not in found.unfit]
        return found.claims[0], fields


class LiveDecisions:
    """Gives each transaction the decisions that it sees. Decisions are only ever added."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._count = -1
        self._decided = Decided([], [])

    def at(self, connection: Connection) -> Decided:
        """Return the decisions in the connection's transaction."""
        many = select(func.count()).select_from(tables.decisions)
        with self._lock:
            count = connection.execute(many).scalar_one()
            if count != self._count:
                made = read.decisions(connection)
                self._decided = Decided(made, current(made))
                self._count = count
            return self._decided
