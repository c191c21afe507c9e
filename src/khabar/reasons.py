"""Why: the rules, signals and decisions behind a claim, an event or a page without claims."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from khabar.model import Claim, Decision, Event
from khabar.review.decisions import current
from khabar.view.findings import joined_for

if TYPE_CHECKING:
    from khabar.case import Case


def reasons(case: Case, wanted: str) -> Iterator[str]:
    """Yield the reasons for the thing with that id, or for the pages from that path or URL."""
    pages = list(_page(case, wanted))
    if pages:
        yield from pages
        return
    kind, id_ = case.find(wanted)
    if kind == "event":
        yield from _event(case.event(id_))
    elif kind == "claim":
        yield from claim_reasons(case, case.claim(id_))
    else:
        yield from _page(case, case.article(id_).source)
    yield from decisions_on(case, id_)


def _page(case: Case, source: str) -> Iterator[str]:
    for left in case.store.dropped():
        if left.item == source:
            yield f"{source}: {left.outcome} in {left.stage}, because: {left.reason}"
    copied = {copy: group for group in case.store.copies() for copy in group.copies}
    for article in case.store.articles():
        if article.source == source:
            count = len(case.store.claims([article.id]))
            yield f"{source}: article {article.id} with {count} claims"
            if group := copied.get(article.id):
                version = group.version_of(article.id)
                of = f", version {version}" if version else ""
                yield f"  it carries the text of article {group.original}{of}: {group.because}"


def _event(event: Event) -> Iterator[str]:
    yield f"event {event.id}: {len(event.claims)} claims, because"
    for joined in event.joined:
        yield f"  {joined.one} + {joined.other} ({joined.score:.2f})"
        for signal, share in joined.signals:
            yield f"    {share:+.2f} {signal}"
    if len(event.claims) == 1:
        yield "  no other claim speaks of it"
    yield f"graded {event.grade.value}, because {event.grade.because}"
    for dispute in event.disputes:
        yield f"disputed {dispute.about}, because {dispute.because}"


def claim_reasons(case: Case, claim: Claim) -> Iterator[str]:
    """Yield the rules that made a claim, and the signals by which it joined its event."""
    yield f"claim {claim.id}, coded by {claim.coder}, because"
    yield from (f"  {rule}" for rule in claim.because)
    event_id = case.store.event_ids([claim.id]).get(claim.id)
    event = case.store.event(event_id) if event_id else None
    if event is None:
        yield "it is in no event"
        return
    yield f"it is in event {event.id}"
    for joined in joined_for(event, claim.id):
        signals = ", ".join(f"{name} {share:+.2f}" for name, share in joined.signals)
        yield f"  {joined.one} + {joined.other} ({joined.score:.2f}): {signals}"


def decisions_on(case: Case, subject: str) -> Iterator[str]:
    """Yield a line for each decision on a claim or event, oldest first."""
    made = case.store.decisions()
    standing = current(made)
    for decision in made:
        if subject in (decision.subject, decision.value):
            yield decision_line(decision, stands=decision in standing)


def decision_line(decision: Decision, *, stands: bool) -> str:
    """Return a decision as one line."""
    what = " = ".join(part for part in (decision.field, decision.value) if part)
    return (
        f"{decision.at} {decision.who}: {decision.verdict} {decision.subject} {what}".rstrip()
        + f", because {decision.why}"
        + ("" if stands or decision.verdict == "undo" else " (stands no more)")
    )
