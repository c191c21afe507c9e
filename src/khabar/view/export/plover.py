"""Events as PLOVER JSON, one a line; what PLOVER has no field for stands under `khabar`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from khabar.model import Claim, Party
from khabar.view.export import facts
from khabar.view.export.accounts import account
from khabar.view.export.crosswalk.read import intensities
from khabar.view.export.losses import Losses
from khabar.view.export.polecat import WIDE, unfit
from khabar.view.export.record import event_record
from khabar.view.export.selection import Selection, Told, address
from khabar.view.export.sheets import File, How, text_file
from khabar.view.jsonl import claim_json, json_line
from khabar.view.periods import days_of

HOLDS = facts.EVERY_FACT - {facts.MERGE}
RESOLUTION = {"exact": 4, "near": 4, "admin2": 3, "admin1": 2, "country": 1}


def plover(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file; PLOVER demands a date, so an event without one is left out."""
    lines = []
    for told in selection.told():
        why = unfit(told)
        if why and why != WIDE:
            losses.leave_out(told.event.id, why)
            continue
        losses.keep(told)
        if why:
            losses.force(told.event.id, "first and last day of a date known to no one day")
        lines.append(json_line(_record(selection, told)))
    losses.rows = len(lines)
    return [text_file("plover.jsonl", "".join(f"{line}\n" for line in lines))]


def _record(selection: Selection, told: Told) -> dict[str, object]:
    event, when = told.event, told.event.when
    assert when is not None
    span = days_of(when.start, when.end)
    quad, intensity = _scale(told)
    record: dict[str, object] = {
        "id": f"KHB-{event.id}",
        "has_event": True,
        "date": str(span.first),
        "actor": [_entity(selection, told, party) for party in event.actors],
        "recipient": [_entity(selection, told, party) for party in event.targets],
        "event": [event.event_type],
        "event_text": list(dict.fromkeys(claim.words.words for claim in told.claims)),
        "quad_code": quad,
        "event_scale": intensity,
        "mode": [event.mode] if event.mode else [],
        "context": [],
        "cite_info": [_cited(article_id, told) for article_id in event.articles],
        "coder": selection.coder,
        "comment": account(selection, told),
        "khabar": _extension(selection, told),
    }
    if span.days > 1:
        record["enddate"] = str(span.last)
    if event.where:
        record["event_loc"] = _place(told)
    return record


def _scale(told: Told) -> tuple[int, float]:
    table = intensities()
    event = told.event
    quad, intensity = table.get((event.event_type, event.mode or "")) or table[event.event_type, ""]
    return int(quad), float(intensity)


def _entity(selection: Selection, told: Told, party: Party) -> Mapping[str, object]:
    known = selection.known(party, told)
    entity = {
        "code": known.country,
        "sector": known.sector,
        "entity_text": party.words.words,
        "identifier_id": known.wikidata,
        "identifier_text": party.name,
    }
    return {key: value for key, value in entity.items() if value is not None}


def _place(told: Told) -> dict[str, object]:
    where = told.event.where
    assert where is not None
    place = {
        "extracted_place": where.words.words,
        "resolved_place": where.name,
        "geonameid": where.geonames_id,
        "lat": where.latitude,
        "lon": where.longitude,
        "district": where.admin2,
        "province": where.admin1,
        "country": where.country,
        "country_code": where.country_code,
        "resolution": RESOLUTION.get(where.precision),
    }
    return {key: value for key, value in place.items() if value is not None}


def _cited(article_id: str, told: Told) -> dict[str, object]:
    article = next((a for a in told.articles if a.id == article_id), None)
    if article is None:
        return {"citation": article_id}
    cited = {
        "citation": article.id,
        "url": address(article),
        "title": article.title,
        "language": article.language,
        "publication": article.outlet,
    }
    return {key: value for key, value in cited.items() if value is not None}


def _extension(selection: Selection, told: Told) -> dict[str, object]:
    return {
        **event_record(selection, told),
        "claims": _whole(selection, told, told.claims),
        "statements": _whole(selection, told, told.statements),
    }


def _whole(selection: Selection, told: Told, claims: Sequence[Claim]) -> list[dict[str, object]]:
    by_id = selection.found.article
    return [
        claim_json(claim, by_id[claim.article_id], told.event.id)
        for claim in claims
        if claim.article_id in by_id
    ]
