"""What changed between two states of a case, and why."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Literal

from khabar.model import Article, Claim, Decision
from khabar.view.wording import NOT_STATED, visible

Cell = str | int | float | bool | None
Row = Mapping[str, Cell]
What = Literal["added", "removed", "changed"]
# What follows from others of the row, or from the program alone.
_NOT_COMPARED = frozenset(("because", "geonames_id"))


@dataclass(frozen=True, slots=True)
class Known:
    """All that one state of a case holds, by ids; `moved` says where events went."""

    articles: Mapping[str, Article]
    claims: Mapping[str, Claim]
    events: Mapping[str, Row]
    event_of: Mapping[str, str]
    decisions: Sequence[Decision]
    moved: Mapping[str, str] = field(default_factory=dict)

    def claims_of(self, event: str) -> set[str]:
        """Return the claims of an event."""
        return {claim for claim, its in self.event_of.items() if its == event}


@dataclass(frozen=True, slots=True)
class Change:
    """One event that came, went or is told otherwise, field by field, and the reasons."""

    what: What
    event: str
    fields: tuple[tuple[str, Cell, Cell], ...]
    because: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Difference:
    """What changed between two states."""

    articles_added: tuple[str, ...]
    articles_removed: tuple[str, ...]
    claims_added: int
    claims_removed: int
    decisions: tuple[Decision, ...]
    events: tuple[Change, ...]


def difference(before: Known, after: Known) -> Difference:
    """Return what changed from one state to the other; events by id."""
    events = [_change(before, after, id) for id in sorted({*before.events, *after.events})]
    return Difference(
        _sources(after.articles, before.articles),
        _sources(before.articles, after.articles),
        len(after.claims.keys() - before.claims.keys()),
        len(before.claims.keys() - after.claims.keys()),
        tuple(after.decisions[len(before.decisions) :]),
        tuple(change for change in events if change is not None),
    )


def _sources(these: Mapping[str, Article], others: Mapping[str, Article]) -> tuple[str, ...]:
    return tuple(sorted(these[id].source for id in these.keys() - others.keys()))


def _change(before: Known, after: Known, id: str) -> Change | None:
    old, new = before.events.get(id), after.events.get(id)
    shown = old or new or {}
    fields = tuple(
        (name, (old or {}).get(name), (new or {}).get(name))
        for name in shown
        if name not in _NOT_COMPARED and (old or {}).get(name) != (new or {}).get(name)
    )
    if not fields:
        return None
    what: What = "changed" if old and new else "added" if new else "removed"
    reasons = tuple(dict.fromkeys(_reasons(before, after, id)))
    return Change(what, id, fields, reasons or (_otherwise(before, after, id),))


def _reasons(before: Known, after: Known, id: str) -> Iterator[str]:
    old, new = before.claims_of(id), after.claims_of(id)
    if id not in after.events and (now := after.moved.get(id, id)) != id:
        yield f"its claims are in event {now} now"
    yield from _decided(after.decisions[len(before.decisions) :], {id, *old, *new})
    for claim in sorted(new - old):
        yield _where_from(claim, before, after)
    for claim in sorted(old - new):
        yield _where_to(claim, before, after)


def _otherwise(before: Known, after: Known, id: str) -> str:
    """Return the reason where claims and decisions are the same: khabar itself has changed."""
    claims = before.claims_of(id) | after.claims_of(id)
    coders = {one.claims[c].coder for one in (before, after) for c in claims if c in one.claims}
    read_by = f", read by {' and '.join(sorted(coders))}" if coders else ""
    return f"another version of khabar gathers the same claims otherwise{read_by}"


def _decided(decisions: Sequence[Decision], subjects: set[str]) -> Iterator[str]:
    for decision in decisions:
        if {decision.subject, decision.value} & subjects:
            what = " = ".join(part for part in (decision.field, decision.value) if part)
            said = f"{decision.who}: {decision.verdict} {decision.subject} {what}".rstrip()
            yield f"{said}, because {decision.why}"


def _where_from(claim: str, before: Known, after: Known) -> str:
    told = after.claims[claim]
    source = after.articles[told.article_id].source
    if claim in before.claims:
        event = before.event_of.get(claim)
        return f"claim {claim} ({source}) came from {f'event {event}' if event else 'no event'}"
    if told.article_id not in before.articles:
        return f"{source} was added"
    return f"{source} was read anew by {told.coder}"


def _where_to(claim: str, before: Known, after: Known) -> str:
    told = before.claims[claim]
    source = before.articles[told.article_id].source
    if claim in after.claims:
        event = after.event_of.get(claim)
        return f"claim {claim} ({source}) went to {f'event {event}' if event else 'no event'}"
    if told.article_id not in after.articles:
        return f"{source} is there no more"
    coders = {c.coder for c in after.claims.values() if c.article_id == told.article_id}
    return f"{source} was read anew by {', '.join(sorted(coders)) or 'a coder that finds nothing'}"


def difference_lines(found: Difference) -> Iterator[str]:
    """Yield the difference in words."""
    for source in found.articles_added:
        yield visible(f"article added: {source}")
    for source in found.articles_removed:
        yield visible(f"article removed: {source}")
    for change in found.events:
        yield f"event {change.event} {change.what}"
        if change.what == "changed":
            for name, old, new in change.fields:
                yield visible(f"  {name}: {_shown(old)} → {_shown(new)}")
        else:
            yield visible(f"  {_in_short(change)}")
        yield from (visible(f"  because {reason}") for reason in change.because)
    counts = [sum(change.what == what for change in found.events) for what in _WHATS]
    told = ", ".join(f"{n} {what}" for n, what in zip(counts, _WHATS, strict=True))
    yield (
        f"articles: {len(found.articles_added)} added, {len(found.articles_removed)} removed; "
        f"claims: {found.claims_added} added, {found.claims_removed} removed; "
        f"decisions: {len(found.decisions)} made; events: {told}"
    )


_WHATS: tuple[What, ...] = ("added", "removed", "changed")


def _in_short(change: Change) -> str:
    side = 2 if change.what == "added" else 1
    cells = {cells[0]: cells[side] for cells in change.fields}
    names = ("date_start", "event_type", "mode", "actors", "targets", "place")
    return ", ".join(str(cells[name]) for name in names if cells.get(name) is not None)


def _shown(value: Cell) -> str:
    return NOT_STATED if value is None else str(value)


def difference_json(found: Difference) -> Iterator[dict[str, object]]:
    """Yield one object for each changed event: what, event, fields, because."""
    for change in found.events:
        yield {
            "what": change.what,
            "event_id": change.event,
            "fields": {name: {"before": old, "after": new} for name, old, new in change.fields},
            "because": list(change.because),
        }
