"""Events as GeoJSON (RFC 7946): a point only for a point, no geometry for an area."""

from __future__ import annotations

import json

from khabar.view.export import facts
from khabar.view.export.accounts import according_to, deed, disputed
from khabar.view.export.losses import Losses
from khabar.view.export.record import event_record
from khabar.view.export.selection import Selection, Told, address
from khabar.view.export.sheets import File, How, text_file
from khabar.view.findings import standing_factuality
from khabar.view.jsonl import claim_json, json_line

HOLDS = facts.EVERY_FACT - {facts.MERGE}
# What to draw around a point, in km; an area has no point and so no radius.
RADIUS_KM = {"exact": 10, "near": 25}


def geojson(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file; an event without a point has a null geometry and is told of as such."""
    features = []
    for told in selection.told():
        losses.keep(told)
        feature = _feature(selection, told)
        if feature["geometry"] is None:
            losses.lose(told.event.id, "a point: no place, or none nearer than a district")
        features.append(feature)
    losses.rows = len(features)
    collection = {
        "type": "FeatureCollection",
        "khabar": {"rule": selection.settlement.rule, "chosen": selection.chosen},
        "features": features,
    }
    return [text_file("events.geojson", json.dumps(collection, ensure_ascii=False, indent=1))]


def _feature(selection: Selection, told: Told) -> dict[str, object]:
    where = told.event.where
    point = None
    if where and where.precision in RADIUS_KM and None not in (where.latitude, where.longitude):
        point = {"type": "Point", "coordinates": [where.longitude, where.latitude]}
    return {
        "type": "Feature",
        "id": told.event.id,
        "geometry": point,
        "properties": _properties(selection, told),
    }


def _properties(selection: Selection, told: Told) -> dict[str, object]:
    event, when, where = told.event, told.event.when, told.event.where
    return {
        "event_id": event.id,
        "summary": deed(told),
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": "; ".join(party.name for party in event.actors) or None,
        "targets": "; ".join(party.name for party in event.targets) or None,
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "date_precision": when.precision if when else None,
        "place_name": where.name if where else None,
        "country_code": where.country_code if where else None,
        "admin1": where.admin1 if where else None,
        "admin2": where.admin2 if where else None,
        "place_precision": where.precision if where else None,
        "geo_radius_km": RADIUS_KM.get(where.precision) if where else None,
        "killed_low": told.killed.low if told.killed else None,
        "killed_best": told.killed.best if told.killed else None,
        "killed_high": told.killed.high if told.killed else None,
        "injured_low": told.injured.low if told.injured else None,
        "injured_high": told.injured.high if told.injured else None,
        "settlement_rule": selection.settlement.rule,
        "factuality": standing_factuality(told.claims),
        "evidence_grade": selection.grade(told),
        "independent_sources": event.independent,
        "said_by": according_to(told),
        "disputed": disputed(told) or None,
        "article_urls": "; ".join(address(article) for article in told.articles),
        "record": json_line(event_record(selection, told)),
        "claims": json.dumps(_claims(told), ensure_ascii=False),
    }


def _claims(told: Told) -> list[dict[str, object]]:
    by_id = {article.id: article for article in told.articles}
    return [
        claim_json(claim, by_id[claim.article_id], told.event.id)
        for claim in told.claims
        if claim.article_id in by_id
    ]
