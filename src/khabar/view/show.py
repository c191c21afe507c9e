"""One event or one claim with the words behind every value."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.errors import UsageError
from khabar.model import Claim, Event, Joined, Party, Source
from khabar.view.figures import Settlement, settled_lines
from khabar.view.findings import Findings, joined_for
from khabar.view.marked import context
from khabar.view.phrases import PHRASES
from khabar.view.table import event_card, plain_card
from khabar.view.wording import (
    NOT_STATED,
    chain_words,
    claim_words,
    harm_words,
    source_name,
    visible,
    when_words,
    where_words,
)


def show_lines(found: Findings, wanted: str, settlement: Settlement | None = None) -> list[str]:
    """Return the lines for the event or claim whose id is, or starts with, `wanted`.

    Raises UsageError if no id or several begin so.
    """
    events = [event for event in found.events if event.id.startswith(wanted)]
    claims = [claim for claim in found.claims if claim.id.startswith(wanted)]
    exact_events = [event for event in events if event.id == wanted]
    exact_claims = [claim for claim in claims if claim.id == wanted]
    if exact_events or exact_claims:
        events, claims = exact_events, exact_claims
    if not wanted or len(events) + len(claims) != 1:
        listed = ", ".join(sorted([*(e.id for e in events), *(c.id for c in claims)])[:9])
        raise UsageError(
            f"{wanted!r}: expected the id of one event or claim, found {listed or 'none'}."
            " Ids stand in the table and in the JSON Lines output."
        )
    lines = _event(found, events[0], settlement) if events else _claim(found, claims[0])
    return [visible(line) for line in lines]


def _event(found: Findings, event: Event, settlement: Settlement | None) -> Iterator[str]:
    claims = found.claims_of(event)
    yield from plain_card(event_card(event, claims))
    if settlement:
        settled = "; ".join(settled_lines(settlement, event))
        yield f"  settled       {settled} (by the rule “{settlement.rule}”)"
    for claim in claims:
        yield ""
        yield f"Claim {claim.id}: {PHRASES.factuality[claim.factuality]}, {claim.role}"
        yield f"  {chain_words(claim.attribution)}"
        yield f"  {_in_context(found, claim)}"
        for joined in joined_for(event, claim.id):
            yield f"  {_joined(joined, claim.id)}"


def _claim(found: Findings, claim: Claim) -> Iterator[str]:
    article = found.article.get(claim.article_id)
    yield claim_words(claim)
    yield f"  claim {claim.id}, {claim.kind}, {claim.role}, coded by {claim.coder}"
    if article:
        yield f"  in {article.source}: {article.title or 'no title'}"
    yield f"  event {found.event_ids.get(claim.id, 'none')}"
    yield ""
    yield f"  {_in_context(found, claim)}"
    yield ""
    yield "According to"
    for depth, source in enumerate(claim.attribution):
        yield f"  {'  ' * depth}{_link(source, first=depth == 0)}"
    yield "Evidence"
    yield from (f"  {label:<10} {words}" for label, words in _evidence(claim))
    yield "Because"
    yield from (f"  {rule}" for rule in claim.because or ("no rule recorded",))


def _evidence(claim: Claim) -> Iterator[tuple[str, str]]:
    for party in claim.actors:
        yield "actor", _party(party)
    for party in claim.targets:
        yield "target", _party(party)
    yield "when", f"{when_words(claim.when)}{_from(claim.when.words.words if claim.when else None)}"
    place = claim.where.words.words if claim.where else None
    yield "where", f"{where_words(claim.where)}{_from(place)}"
    for harm in claim.harm:
        yield "harm", f"{harm_words(harm)}{_from(harm.words.words)}"
    if not claim.harm:
        yield "harm", NOT_STATED
    meaning = PHRASES.meanings[claim.factuality]
    yield "told as", f"{PHRASES.factuality[claim.factuality]}: {meaning}"


def _party(party: Party) -> str:
    meant = f", standing for “{party.meant.words}”" if party.meant else ""
    known = f" [{party.id}]" if party.id else ""
    several = f"; could be {', '.join(party.candidates)}" if party.candidates else ""
    return f"{party.name}{known}{_from(party.words.words)}{meant}{several}"


def _from(words: str | None) -> str:
    return f" ← “{' '.join(words.split())}”" if words else ""


def _link(source: Source, *, first: bool) -> str:
    cue = f", by “{source.cue}”" if source.cue else ""
    words = f" ← “{source.words.words}”" if source.words else ""
    return f"{source_name(source, first)}: {PHRASES.stance[source.stance]}{cue}{words}"


def _in_context(found: Findings, claim: Claim) -> str:
    article = found.article.get(claim.article_id)
    if article is None:
        return f"[{claim.words.words}]"
    start, end = context(article, claim.words.start, claim.words.end)
    before, after = article.text[start : claim.words.start], article.text[claim.words.end : end]
    return " ".join(f"{before}⟦{claim.words.words}⟧{after}".split())


def _joined(joined: Joined, claim_id: str) -> str:
    other = joined.other if joined.one == claim_id else joined.one
    signals = ", ".join(f"{name} {share:+.2f}" for name, share in joined.signals)
    return f"joined with {other} ({joined.score:.2f}): {signals}"
