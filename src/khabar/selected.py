"""What of a case goes out to others: the events chosen, by which rule, who each party is."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from khabar import __version__
from khabar.case import Case
from khabar.link.sector_words import sector_words
from khabar.merge.settle import Rule, settle
from khabar.model import Decision, Event, Party
from khabar.review.decisions import current
from khabar.view.export.selection import Known, Selection, Who
from khabar.view.figures import Settlement
from khabar.view.findings import Findings


def settlement(case: Case, rule: Rule) -> Settlement:
    """Return the rule with what it makes of the events of this case."""
    decisions = current(case.store.decisions())
    return Settlement(rule, lambda event: settle(event, rule, decisions))


def selected(case: Case, rule: Rule, filter: str = "") -> Selection:
    """Return the events that pass a filter with their claims, or everything without one."""
    found, chosen = case.findings(), "everything"
    if filter:
        passing = case.events(filter)
        there = {event.id for event in found.events}  # none that a person rejected
        events = [event for event in passing if event.id in there]
        found, chosen = _only(found, events), str(passing.filter)
    graded = [d for d in _decided(case, "correct") if (d.field or "").startswith("grade")]
    out = {d.subject for d in _decided(case, "reject")}
    claims = [claim for claim in found.claims if claim.id not in out]
    return Selection(
        replace(found, claims=claims),
        settlement(case, rule),
        who(case),
        {decision.subject: decision for decision in (*graded, *_decided(case, "accept"))},
        chosen,
        f"khabar {__version__}",
        frozenset(claim.id for claim in found.claims if claim.id in out),
    )


def _only(found: Findings, events: Sequence[Event]) -> Findings:
    """Return these events, the claims in them or in their disputes, and the articles of these."""
    ids = {id for event in events for id in event.claims}
    ids |= {id for event in events for dispute in event.disputes for id in dispute.claims}
    claims = [claim for claim in found.claims if claim.id in ids]
    there = {claim.article_id for claim in claims}
    articles = [article for article in found.articles if article.id in there]
    copies = [
        group for group in found.copies if not there.isdisjoint((group.original, *group.copies))
    ]
    return replace(found, events=events, claims=claims, articles=articles, copies=copies)


def _decided(case: Case, verdict: str) -> list[Decision]:
    """Return the standing decisions of a verdict."""
    return [made for made in current(case.store.decisions()) if made.verdict == verdict]


def who(case: Case) -> Who:
    """Return what tells what a party was on a day: the registry, or the words that describe it."""

    def known(party: Party, day: str | None) -> Known:
        if party.id is None or party.id not in case.actors:
            told = sector_words().sector(party.name)
            return Known(sector=told[0] if told else None)
        actor = case.actors.get(party.id, day)
        return Known(
            actor.sector, actor.country, actor.kind, actor.wikidata, actor.aliases, actor.parent
        )

    return known
