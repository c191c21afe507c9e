"""An event as a record with nothing flattened: readings, disputes, grade, settled figures."""

from __future__ import annotations

from dataclasses import asdict

from khabar.model import Outcome, Party
from khabar.view.export.selection import Selection, Told
from khabar.view.findings import standing_factuality
from khabar.view.jsonl import date_record, place_record


def event_record(selection: Selection, told: Told) -> dict[str, object]:
    """Return the event for JSON; what is not known is None."""
    event = told.event
    return {
        "event_id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": [_party(party) for party in event.actors],
        "targets": [_party(party) for party in event.targets],
        "date": date_record(event.when) if event.when else None,
        "place": place_record(event.where) if event.where else None,
        "factuality": standing_factuality(told.claims),
        "readings": [asdict(reading) for reading in event.readings],
        "settled": settled(selection, told),
        "settlement_rule": selection.settlement.rule,
        "disputes": [asdict(dispute) for dispute in event.disputes],
        "grade": {"value": selection.grade(told), "because": event.grade.because},
        "independent": event.independent,
        "belligerent_only": event.belligerent_only,
        "part_of": event.part_of,
        "outlets": list(event.outlets),
        "article_ids": list(event.articles),
        "claim_ids": list(event.claims),
    }


def settled(selection: Selection, told: Told) -> dict[Outcome, dict[str, int | None]]:
    """Return low and high by outcome, by the rule chosen."""
    figures = selection.settlement.figures(told.event)
    return {outcome: {"low": low, "high": high} for outcome, (low, high) in figures.items()}


def _party(party: Party) -> dict[str, object]:
    return {"id": party.id, "name": party.name, "candidates": list(party.candidates)}
