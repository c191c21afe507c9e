"""Corrections of single fields, laid over the records; the records themselves stay as they were."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Final, TypeVar

from pydantic import TypeAdapter

from khabar.model import Claim, Decision, Event

R = TypeVar("R", Claim, Event)

# What an analyst may answer differently. What was read (words, coder, reasons) stays as it was,
# and what is computed from claims (readings, sources) is put right by correcting those.
FIELDS: Final[dict[type, frozenset[str]]] = {
    Claim: frozenset(
        ("actors", "attribution", "event_type", "factuality", "harm", "kind", "mode", "relation",
         "role", "targets", "when", "where")
    ),
    Event: frozenset(("actors", "event_type", "grade", "mode", "targets", "when", "where")),
}  # fmt: skip
_ADAPTERS: Final[dict[type, TypeAdapter[Any]]] = {kind: TypeAdapter(kind) for kind in FIELDS}


@dataclass(frozen=True, slots=True)
class Corrected:
    """Claims with their corrections, and the decisions that fit no claim any more.

    A claim's id depends on what it was read as, so a correction may change it: `stored` gives the
    id in the store of each such claim, and `now` the other way round.
    """

    claims: list[Claim]
    stored: dict[str, str]
    unfit: list[Decision]

    @property
    def now(self) -> dict[str, str]:
        """Return the id that each corrected claim has now, by its id in the store."""
        return {stored: now for now, stored in self.stored.items()}


def corrected(record: R, field: str, value: str) -> R:
    """Return the record with another value at a dotted path: `mode`, `harm.0.low`, `when.start`.

    The value is JSON, or else plain text. Raises ValueError where the path leads nowhere or the
    value does not fit.
    """
    kind = type(record)
    path = field.split(".")
    if path[0] not in FIELDS[kind]:
        known = ", ".join(sorted(FIELDS[kind]))
        raise ValueError(f"{field}: expected a field among {known}")
    tree = _ADAPTERS[kind].dump_python(record, mode="json")
    faults: list[ValueError] = []
    for meant in _meanings(value):
        _set(tree, path, meant, field)
        try:
            return _made(kind, tree)
        except ValueError as fault:
            faults.append(fault)
    raise faults[0]


def _meanings(value: str) -> tuple[object, ...]:
    """Return what a value may mean: "2023" is a number, or else the words of a year."""
    try:
        return json.loads(value), value
    except ValueError:
        return (value,)


def _made(kind: type[R], tree: object) -> R:
    made = _ADAPTERS[kind].validate_json(json.dumps(tree), strict=True)
    assert isinstance(made, kind)
    return made


def _set(tree: Any, path: Sequence[str], value: object, field: str) -> None:
    at = tree
    for part in path[:-1]:
        at = at[_step(at, part, field)]
    at[_step(at, path[-1], field)] = value


def _step(at: Any, part: str, field: str) -> str | int:
    """Return the key or index that a part of the path means at this place."""
    if isinstance(at, dict) and part in at:
        return part
    if isinstance(at, list) and part.isdecimal() and int(part) < len(at):
        return int(part)
    there = list(at) if isinstance(at, dict) else f"{len(at)} entries" if at else "nothing"
    raise ValueError(f"{field}: {part!r} leads nowhere; there is {there}")


def correct_claims(claims: Iterable[Claim], standing: Sequence[Decision]) -> Corrected:
    """Return the claims with the corrections that stand."""
    result = Corrected([], {}, [])
    corrections = _by_subject(standing)
    for claim in claims:
        made = _with_all(claim, corrections.get(claim.id, ()), result.unfit)
        result.claims.append(made)
        if made.id != claim.id:
            result.stored[made.id] = claim.id
    return result


def as_corrected(claims: Iterable[Claim], standing: Sequence[Decision]) -> dict[str, Claim]:
    """Return the claims with the corrections that stand, by the ids that they have in the store."""
    told = list(claims)
    right = correct_claims(told, standing).claims
    return {was.id: now for was, now in zip(told, right, strict=True)}


def correct_events(events: Iterable[Event], standing: Sequence[Decision]) -> list[Event]:
    """Return the events with the corrections that stand; what does not fit is left out."""
    corrections = _by_subject(standing)
    return [_with_all(event, corrections.get(event.id, ()), []) for event in events]


def _by_subject(standing: Iterable[Decision]) -> dict[str, list[Decision]]:
    found: dict[str, list[Decision]] = {}
    for decision in standing:
        if decision.verdict == "correct":
            found.setdefault(decision.subject, []).append(decision)
    return found


def _with_all(record: R, decisions: Iterable[Decision], unfit: list[Decision]) -> R:
    for decision in decisions:
        try:
            record = corrected(record, decision.field or "", decision.value or "")
        except ValueError:
            unfit.append(decision)
    return record


def with_claim_ids(events: Iterable[Event], ids: Mapping[str, str]) -> list[Event]:
    """Return the events with other ids for the claims that `ids` names."""
    return [_renamed(event, ids) for event in events] if ids else list(events)


def _renamed(event: Event, ids: Mapping[str, str]) -> Event:
    def names(claims: Iterable[str]) -> tuple[str, ...]:
        return tuple(ids.get(claim, claim) for claim in claims)

    return replace(
        event,
        claims=names(event.claims),
        readings=tuple(replace(r, claims=names(r.claims)) for r in event.readings),
        disputes=tuple(replace(d, claims=names(d.claims)) for d in event.disputes),
        joined=tuple(
            replace(j, one=ids.get(j.one, j.one), other=ids.get(j.other, j.other))
            for j in event.joined
        ),
    )


def with_subject_ids(standing: Iterable[Decision], ids: Mapping[str, str]) -> list[Decision]:
    """Return the decisions with other ids for the claims that `ids` names."""
    return [
        replace(d, subject=ids.get(d.subject, d.subject), value=ids.get(d.value or "", d.value))
        for d in standing
    ]
