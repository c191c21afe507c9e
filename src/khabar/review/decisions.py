"""Which decisions stand, and what they do to claims and events.

The subject of `accept`, `reject` and `correct` is a claim or an event. That of `merge` and
`split` is a claim, and their value another: the two are, or are not, of one event. Claims and not
events are named there because a claim's id never changes. `undo` takes back the latest decision
that stands on its subject.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Literal

from khabar.model import Claim, Decision, Event, content_id
from khabar.review.corrections import correct_events

Status = Literal["open", "accepted", "rejected"]
_STATUS: dict[str, Status] = {"accept": "accepted", "reject": "rejected"}
PAIRED = ("merge", "split")


def current(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that stand, oldest first: what was undone or overruled is left out."""
    made = not_undone(decisions)
    latest = {_question(decision): decision for decision in made}
    return [decision for decision in made if latest[_question(decision)] is decision]


def not_undone(decisions: Iterable[Decision]) -> list[Decision]:
    """Return the decisions that nobody took back, oldest first, overruled ones among them."""
    made: list[Decision] = []
    for decision in decisions:
        if decision.verdict == "undo":
            _take_back(made, decision)
        else:
            made.append(decision)
    return made


def name_of(decision: Decision) -> str:
    """Return an id that depends on all that a decision says."""
    d = decision
    return content_id(d.subject, d.verdict, d.who, d.at, d.why, d.field or "", d.value or "")


def clicks(decisions: Iterable[Decision]) -> list[list[Decision]]:
    """Return the decisions in their order, those that one click made together.

    A merge or split of events is said of pairs of claims, and so is its undo.
    """
    found: dict[tuple[str, ...], list[Decision]] = {}
    by_name: dict[str, Decision] = {}
    for made in decisions:
        name = name_of(made)
        by_name[name] = made
        undone = by_name.get(made.value or "") if made.verdict == "undo" else None
        paired = (undone or made).verdict in PAIRED
        found.setdefault(click_of(made) if paired else (name,), []).append(made)
    return list(found.values())


def click_of(made: Decision) -> tuple[str, str, str, str]:
    """Return what the decisions on pairs have in common that one click made."""
    return made.verdict, made.who, made.at, made.why


def _take_back(made: list[Decision], undo: Decision) -> None:
    for at in reversed(range(len(made))):
        if _means(undo, made[at]):
            del made[at]
            return


def _means(undo: Decision, made: Decision) -> bool:
    if undo.value is not None:
        return undo.value == name_of(made)
    return undo.subject in _bears_on(made) and undo.field in (None, made.field)


def _bears_on(decision: Decision) -> tuple[str | None, ...]:
    if decision.verdict in PAIRED:
        return decision.subject, decision.value
    return (decision.subject,)


def _question(decision: Decision) -> tuple[str, ...]:
    """Return what a decision answers; a later answer to the same question overrules it."""
    if decision.verdict in PAIRED:
        return ("same event?", *sorted((decision.subject, decision.value or "")))
    if decision.verdict == "correct":
        return ("value?", decision.subject, decision.field or "")
    return ("right?", decision.subject)


def status(subject: str, standing: Iterable[Decision]) -> Status:
    """Return where a claim or event stands with the analysts."""
    found = [_STATUS[d.verdict] for d in standing if d.subject == subject and d.verdict in _STATUS]
    return found[-1] if found else "open"


def kept(claims: Iterable[Claim], standing: Sequence[Decision]) -> list[Claim]:
    """Return the claims without those that were rejected."""
    gone = {d.subject for d in standing if d.verdict == "reject"}
    return [claim for claim in claims if claim.id not in gone]


def with_status(
    events: Iterable[Event], standing: Sequence[Decision]
) -> list[tuple[Event, Status]]:
    """Return each event with where it stands."""
    return [(event, status(event.id, standing)) for event in events]


def settled(
    told: Sequence[Event], standing: Sequence[Decision]
) -> tuple[list[tuple[Event, Status]], dict[str, Event]]:
    """Return events as corrected, with where each stands, and as told those that this changes."""
    corrected = correct_events(told, standing)
    as_told = {one.id: one for one, now in zip(told, corrected, strict=True) if now != one}
    return with_status(corrected, standing), as_told
