"""The decisions of analysts, read once and again only when one was added."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from threading import Lock

from sqlalchemy import Connection, func, select

from khabar.model import Claim, Decision
from khabar.review.corrections import correct_claims
from khabar.review.decisions import current
from khabar.store import read, tables
from khabar.view.desk.schema_cards import DecisionLine


@dataclass(frozen=True)
class Decided:
    """All decisions in the order in which they were made, and those that stand."""

    made: list[Decision]
    standing: list[Decision]

    def on(self, ids: Collection[str]) -> list[DecisionLine]:
        """Return the decisions on claims or events with these ids, oldest first."""
        made = [d for d in self.made if d.subject in ids or d.value in ids]
        return [decision_line(one, self.standing) for one in made]

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


def decision_line(decision: Decision, standing: Collection[Decision]) -> DecisionLine:
    """Return a decision as shown."""
    return DecisionLine(
        subject=decision.subject,
        verdict=decision.verdict,
        who=decision.who,
        at=decision.at,
        why=decision.why,
        field=decision.field,
        value=decision.value,
        stands=decision in standing,
    )
