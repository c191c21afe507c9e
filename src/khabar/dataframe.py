"""Claims and events as pandas tables: one row a record, readable columns, nothing made up."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

import pandas as pd

from khabar.model import Article, Claim, Event, Harm, Party, Reading, When, Where

COUNTS = [
    f"{outcome}_{bound}"
    for outcome in ("killed", "injured", "detained", "abducted", "displaced", "missing")
    for bound in ("low", "high")
]


def claim_frame(
    claims: Sequence[Claim], articles: Iterable[Article], event_ids: Mapping[str, str]
) -> pd.DataFrame:
    """Return one row a claim, with its article's source and its event's id."""
    article_of = {article.id: article for article in articles}
    rows = [_claim_row(c, article_of[c.article_id], event_ids.get(c.id)) for c in claims]
    return _frame(rows, _CLAIM_COLUMNS)


def event_frame(events: Sequence[Event]) -> pd.DataFrame:
    """Return one row an event; counts span the readings that no later one replaced."""
    return _frame([_event_row(event) for event in events], _EVENT_COLUMNS)


_CLAIM_COLUMNS = [
    "claim_id", "event_id", "article_id", "article", "outlet", "published", "kind", "event_type",
    "mode", "relation", "actors", "targets", "date_start", "date_end", "date_precision", "place",
    "country_code", "admin1", "latitude", "longitude", "place_precision", *COUNTS, "factuality",
    "source", "chain", "role", "quote", "coder",
]  # fmt: skip
_EVENT_COLUMNS = [
    "event_id", "event_type", "mode", "actors", "targets", "date_start", "date_end",
    "date_precision", "place", "country_code", "admin1", "latitude", "longitude",
    "place_precision", *COUNTS, "claims", "articles", "outlets", "independent",
    "belligerent_only", "disputed", "grade", "because",
]  # fmt: skip


def _claim_row(claim: Claim, article: Article, event_id: str | None) -> dict[str, object]:
    return {
        "claim_id": claim.id,
        "event_id": event_id,
        "article_id": claim.article_id,
        "article": article.source,
        "outlet": article.outlet,
        "published": article.published,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "actors": _names(claim.actors),
        "targets": _names(claim.targets),
        "factuality": claim.factuality,
        "source": claim.attribution[-1].name if claim.attribution else None,
        "chain": " > ".join(source.name for source in claim.attribution) or None,
        "role": claim.role,
        "quote": claim.words.words,
        "coder": claim.coder,
        **_when(claim.when if isinstance(claim.when, When) else None),
        **_where(claim.where if isinstance(claim.where, Where) else None),
        **_counts(claim.harm),
    }


def _event_row(event: Event) -> dict[str, object]:
    return {
        "event_id": event.id,
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": _names(event.actors),
        "targets": _names(event.targets),
        "claims": len(event.claims),
        "articles": len(event.articles),
        "outlets": "; ".join(event.outlets) or None,
        "independent": event.independent,
        "belligerent_only": event.belligerent_only,
        "disputed": "; ".join(dispute.about for dispute in event.disputes) or None,
        "grade": event.grade.value,
        "because": event.grade.because,
        **_when(event.when),
        **_where(event.where),
        **_counts([reading for reading in event.readings if not reading.superseded]),
    }


def _names(parties: Iterable[Party]) -> str | None:
    return "; ".join(party.name for party in parties) or None


def _when(when: When | None) -> dict[str, object]:
    if when is None:
        return {}
    return {"date_start": when.start, "date_end": when.end, "date_precision": when.precision}


def _where(where: Where | None) -> dict[str, object]:
    if where is None:
        return {}
    return {
        "place": where.name,
        "country_code": where.country_code,
        "admin1": where.admin1,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "place_precision": where.precision,
    }


def _counts(figures: Sequence[Harm] | Sequence[Reading]) -> dict[str, object]:
    """Return lowest and highest total of each outcome; groups are parts and are left out."""
    row: dict[str, object] = {}
    for outcome in {figure.outcome for figure in figures}:
        totals = [f for f in figures if f.outcome == outcome and f.group is None]
        lows = [f.low for f in totals if f.low is not None]
        highs = [f.high for f in totals if f.high is not None]
        row[f"{outcome}_low"] = min(lows) if lows else None
        row[f"{outcome}_high"] = max(highs) if len(highs) == len(totals) and highs else None
    return row


def _frame(rows: list[dict[str, object]], columns: list[str]) -> pd.DataFrame:
    frame = pd.DataFrame(rows, columns=columns)
    return frame.astype({**dict.fromkeys(COUNTS, "Int64"), "latitude": float, "longitude": float})
