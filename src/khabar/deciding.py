"""From what an analyst asked for to what the events are then.

Analysts speak of events; merges and splits are kept as decisions on pairs of claims, since a
claim's id never changes. This is the one place where the first becomes the second.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import product

from khabar.errors import UsageError
from khabar.following import follow_by_merging, follow_without_merging
from khabar.model import Decision, Event
from khabar.pipeline import gather
from khabar.review import corrections
from khabar.review.decisions import PAIRED, click_of, current, name_of, not_undone
from khabar.steps import Gathering
from khabar.store.store import Store

# A merge or split of more pairs of claims than this is refused rather than written row by row.
MOST_PAIRS = 5_000


@dataclass(frozen=True, slots=True)
class Decided:
    """The decisions that were appended, and the ids of the events that they bear on now.

    `redirect` is where the event that was named went, if it is no more. `gathered` is False where
    the events do not follow yet.
    """

    decisions: tuple[Decision, ...]
    events: tuple[str, ...]
    redirect: str | None = None
    gathered: bool = True


def decide(store: Store, steps: Gathering, wanted: Decision, *, gather_now: bool = True) -> Decided:
    """Append what an analyst wants, and let the events follow.

    `wanted` may name events where decisions name claims: `merge` an event and another, `split` an
    event's claims (ids with commas between, or one claim) off the rest, `undo` an event's latest
    decision. Without `gather_now` events follow only where that needs no gathering of all. Raises
    UsageError for what cannot be applied; then nothing has been written.
    """
    if not wanted.who.strip() or not wanted.why.strip():
        raise UsageError("A decision needs a name and a reason: give both.")
    with store.write():
        before = store.decisions()
        followed, complete = store.followed(), store.gathered()
        made = tuple(_meant(store, before, wanted))
        for decision in made:
            _check(store, decision)
            store.decide(decision)
        touched = _touched(store, made)
        stand = current(before), current([*before, *made])
        gathered = follow_without_merging(store, *stand)
        if not gathered and followed and complete:
            gathered = follow_by_merging(store, steps, *stand)
        if not gathered and gather_now:
            gather(store, steps)
        elif gathered and followed:
            store.note_followed()
        return _told(store, wanted, made, touched, gathered or gather_now)


def now() -> str:
    """Return the time of a decision, to the millisecond: one click may make several."""
    return datetime.now(UTC).isoformat(timespec="milliseconds")


def _meant(store: Store, before: Sequence[Decision], wanted: Decision) -> Iterable[Decision]:
    """Return the decisions to append."""
    if wanted.verdict == "merge":
        return _merged(store, wanted)
    if wanted.verdict == "split":
        return _split(store, wanted)
    if wanted.verdict == "undo":
        return _undone(store, before, wanted)
    event = store.event(wanted.subject)
    return [replace(wanted, subject=event.id if event else wanted.subject)]


def _merged(store: Store, wanted: Decision) -> list[Decision]:
    """Return a decision for each claim of both events but the first: they are of one with it.

    One pair would tie two claims, and the others might fall away from them.
    """
    one, other = (_claims_of(store, id) for id in (wanted.subject, wanted.value or ""))
    if set(one) & set(other):
        raise UsageError(f"merge: expected two events, found {wanted.subject} twice.")
    _check_pairs(len(one) + len(other))
    first, *rest = one
    return [replace(wanted, subject=first, value=claim) for claim in (*other, *rest)]


def _check_pairs(count: int) -> None:
    if count > MOST_PAIRS:
        raise UsageError(f"Expected a decision on at most {MOST_PAIRS} pairs, found {count}.")


def _claims_of(store: Store, id: str) -> tuple[str, ...]:
    if (event := store.event(id)) is not None:
        return event.claims
    if store.claim(id) is None:
        raise UsageError(f"{id[:40]!r}: no event or claim here has this id.")
    return (id,)


def _split(store: Store, wanted: Decision) -> list[Decision]:
    """Return a decision for each claim that goes and each that stays: they are of two events."""
    event = store.event(wanted.subject)
    if event is not None:
        chosen = [id for id in (wanted.value or "").split(",") if id]
        rest = [id for id in event.claims if id not in chosen]
        if not set(chosen) <= set(event.claims):
            raise UsageError(f"split: expected claims of event {event.id}, found others.")
    else:
        chosen = list(_claims_of(store, wanted.subject))
        named = [wanted.value] if wanted.value else []
        rest = [id for id in (*named, *_beside(store, chosen[0])) if id not in chosen]
    if not chosen or not rest:
        raise UsageError("split: expected some claims that go and some that stay; name fewer.")
    _check_pairs(len(chosen) * len(rest))
    pairs = product(dict.fromkeys(chosen), dict.fromkeys(rest))
    return [replace(wanted, subject=one, value=other) for one, other in pairs]


def _beside(store: Store, claim: str) -> tuple[str, ...]:
    """Return the claims of the event that a claim is in."""
    event_id = store.event_ids([claim]).get(claim)
    event = store.event(event_id) if event_id else None
    return event.claims if event else ()


def _undone(store: Store, before: Sequence[Decision], wanted: Decision) -> list[Decision]:
    """Return what takes back the latest that bears on the subject, all of one click together."""
    made, names = not_undone(before), _names(store, wanted.subject)
    fitting = [d for d in made if _is_meant(d, wanted, names)]
    if not fitting:
        raise UsageError(f"undo: no decision stands on {wanted.subject[:40]!r}.")
    last = fitting[-1]
    is_paired = last.verdict in PAIRED
    together = [d for d in made if click_of(d) == click_of(last)] if is_paired else [last]
    return [
        replace(wanted, subject=d.subject, field=d.field, value=name_of(d))
        for d in reversed(together)
    ]


def _names(store: Store, subject: str) -> frozenset[str]:
    """Return what decisions on the subject may name: an event's merges and splits name claims."""
    event = store.event(subject)
    return frozenset((subject, *((event.id, *event.claims) if event else ())))


def _is_meant(made: Decision, wanted: Decision, names: Collection[str]) -> bool:
    if wanted.value is not None:
        return name_of(made) == wanted.value
    if wanted.field not in (None, made.field):
        return False
    if made.verdict in PAIRED:
        return made.subject in names or made.value in names
    return made.subject == wanted.subject


def _check(store: Store, decision: Decision) -> None:
    """Refuse what could never be applied."""
    if decision.verdict in ("undo", *PAIRED):
        return
    event = store.event(decision.subject)
    claim = store.claim(decision.subject) if event is None else None
    if event is None and claim is None:
        raise UsageError(f"{decision.subject[:40]!r}: no event or claim here has this id.")
    if decision.verdict != "correct":
        return
    field, value = decision.field or "", decision.value or ""
    try:
        if event is not None:
            corrections.corrected(event, field, value)
        elif claim is not None:
            corrections.corrected(claim, field, value)
    except ValueError as error:
        said = " ".join(str(error).split())[:300]
        raise UsageError(f"{decision.subject}: {said}") from error


def _touched(store: Store, made: Iterable[Decision]) -> list[str]:
    """Return the ids of the claims whose events the decisions bear on."""
    named = [id for d in made for id in (d.subject, d.value) if id]
    events = set(store.event_ids(named).values()) | set(named)
    inside = [id for event in store.records(Event, sorted(events)) for id in event.claims]
    return list(dict.fromkeys((*named, *inside)))


def _told(
    store: Store,
    wanted: Decision,
    made: tuple[Decision, ...],
    claims: Sequence[str],
    gathered: bool,
) -> Decided:
    ids = dict.fromkeys(store.event_ids(claims).values())
    event = store.event(wanted.subject)
    moved = event.id if event is not None and event.id != wanted.subject else None
    return Decided(made, tuple(ids), moved, gathered)
