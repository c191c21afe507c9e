"""Every record as rows of plain values with a kind for each column, for CSV and Parquet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, get_args

from khabar.model import Claim, CopyGroup, Event, Outcome, Party, Unlinked, When, Where
from khabar.view.export.accounts import according_to, deed, disputed
from khabar.view.export.selection import Selection, Told, address
from khabar.view.figures import toll
from khabar.view.findings import Findings, standing_factuality

Kind = Literal["text", "count", "number", "yes or no"]
Value = str | int | float | bool | None
Row = Mapping[str, Value]
OUTCOMES: tuple[Outcome, ...] = get_args(Outcome)


@dataclass(frozen=True, slots=True)
class Rows:
    """A table: its name, its columns with their kinds, its rows."""

    name: str
    columns: Mapping[str, Kind]
    rows: Sequence[Row]


def tables(selection: Selection) -> Iterator[Rows]:
    """Yield every table. Texts of articles are not among them: they are the publishers'."""
    yield events_table(selection)
    yield claims_table(selection)
    found = selection.found
    parties = (
        (claim, party, part)
        for claim in found.claims
        for part, side in (("actor", claim.actors), ("target", claim.targets))
        for party in side
    )
    yield _rows("parties", _PARTIES, [_party(*one) for one in parties])
    yield _rows("harm", _HARM, [row for claim in found.claims for row in _harm(claim)])
    yield _rows("sources", _SOURCES, [row for claim in found.claims for row in _chain(claim)])
    yield _rows("readings", _READINGS, [row for event in found.events for row in _readings(event)])
    yield _rows("disputes", _DISPUTES, [row for event in found.events for row in _disputes(event)])
    yield _rows("joined", _JOINED, [row for event in found.events for row in _joined(event)])
    yield _rows("articles", _ARTICLES, [_article(selection, id) for id in sorted(found.article)])
    carried = [(group, copy) for group in found.copies for copy in group.copies]
    yield _rows("copies", _COPIES, [_copy(found, *one) for one in carried])


def events_table(selection: Selection) -> Rows:
    """Return one row an event, figures settled by the rule chosen."""
    return _rows("events", _EVENTS, [_event(selection, told) for told in selection.told()])


def claims_table(selection: Selection) -> Rows:
    """Return one row a claim, in the order given."""
    return _rows("claims", _CLAIMS, [_claim(selection, claim) for claim in selection.found.claims])


def _rows(name: str, columns: Mapping[str, Kind], rows: Sequence[Row]) -> Rows:
    return Rows(name, columns, rows)


def _columns(text: str = "", **others: str) -> dict[str, Kind]:
    """Return columns of text, then of the other kinds, in the order written."""
    found: dict[str, Kind] = dict.fromkeys(text.split(), "text")
    for kind, names in others.items():
        for name in names.split():
            found[name] = {"count": "count", "number": "number"}.get(kind, "yes or no")  # type: ignore[assignment]
    return found


_DATE = _columns("date_start date_end date_precision date_basis date_words")
_PLACE: dict[str, Kind] = {
    **_columns("place_name country country_code admin1 admin2"),
    **_columns(count="geonames_id", number="latitude longitude"),
    **_columns("place_precision place_words"),
}
_FIGURES = _columns(count=" ".join(f"{o}_{b}" for o in OUTCOMES for b in ("low", "best", "high")))
_EVENTS: dict[str, Kind] = {
    **_columns("event_id summary event_type mode actors targets actor_ids target_ids"),
    **_DATE, **_PLACE, **_FIGURES,
    **_columns("settlement_rule factuality said_by disputed evidence_grade grade_because"),
    **_columns(count="claims articles independent"),
    **_columns(yes="belligerent_only"),
    **_columns("part_of outlets article_urls"),
}  # fmt: skip
_CLAIMS: dict[str, Kind] = {
    **_columns("claim_id event_id article_id kind event_type mode relation actors targets"),
    **_DATE, **_PLACE,
    **_columns("date_unlinked place_unlinked factuality claimant chain quote"),
    **_columns(count="start end"),
    **_columns("role because coder"),
}  # fmt: skip
_PARTIES: dict[str, Kind] = {
    **_columns("claim_id part name id words"),
    **_columns(count="start end"),
    **_columns("meant candidates"),
}
_HARM: dict[str, Kind] = {
    **_columns("claim_id outcome group"),
    **_columns(count="low high", yes="approximate"),
    **_columns("words"),
}
_SOURCES: dict[str, Kind] = {
    **_columns("claim_id"), **_columns(count="depth"), **_columns("name id stance cue words"),
}  # fmt: skip
_READINGS: dict[str, Kind] = {
    **_columns("event_id claimant outcome group"),
    **_columns(count="low high", yes="approximate superseded"),
    **_columns("published claims"),
}
_DISPUTES = _columns("event_id about because claims")
_JOINED: dict[str, Kind] = {
    **_columns("event_id one other"), **_columns(number="score"), **_columns("signals"),
}  # fmt: skip
_ARTICLES: dict[str, Kind] = {
    **_columns("article_id source url title outlet published language"),
    **_columns(count="characters"),
}
_COPIES: dict[str, Kind] = {
    **_columns("original copy carrier origin"), **_columns(count="version"), **_columns("because"),
}  # fmt: skip


def _event(selection: Selection, told: Told) -> Row:
    event = told.event
    row: dict[str, Value] = {
        "event_id": event.id,
        "summary": deed(told),
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": _names(event.actors),
        "targets": _names(event.targets),
        "actor_ids": _ids(event.actors),
        "target_ids": _ids(event.targets),
        "settlement_rule": selection.settlement.rule,
        "factuality": standing_factuality(told.claims),
        "said_by": according_to(told),
        "disputed": disputed(told) or None,
        "evidence_grade": selection.grade(told),
        "grade_because": event.grade.because,
        "claims": len(event.claims),
        "articles": len(event.articles),
        "independent": event.independent,
        "belligerent_only": event.belligerent_only,
        "part_of": event.part_of,
        "outlets": "; ".join(event.outlets) or None,
        "article_urls": "; ".join(map(address, told.articles)) or None,
    }
    for outcome in OUTCOMES:
        found = toll(selection.settlement, event, outcome)
        for bound in ("low", "best", "high"):
            row[f"{outcome}_{bound}"] = getattr(found, bound) if found else None
    return row | _when(event.when) | _where(event.where)


def _claim(selection: Selection, claim: Claim) -> Row:
    row: dict[str, Value] = {
        "claim_id": claim.id,
        "event_id": selection.found.event_ids.get(claim.id),
        "article_id": claim.article_id,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "actors": _names(claim.actors),
        "targets": _names(claim.targets),
        "date_unlinked": _open(claim.when),
        "place_unlinked": _open(claim.where),
        "factuality": claim.factuality,
        "claimant": claim.attribution[-1].name if claim.attribution else None,
        "chain": " > ".join(source.name for source in claim.attribution) or None,
        "quote": claim.words.words,
        "start": claim.words.start,
        "end": claim.words.end,
        "role": claim.role,
        "because": "; ".join(claim.because) or None,
        "coder": claim.coder,
    }
    when = claim.when if isinstance(claim.when, When) else None
    where = claim.where if isinstance(claim.where, Where) else None
    return row | _when(when) | _where(where)


def _open(value: object) -> str | None:
    return f"{value.words.words} ({value.because})" if isinstance(value, Unlinked) else None


def _names(parties: Sequence[Party]) -> str | None:
    return "; ".join(party.name for party in parties) or None


def _ids(parties: Sequence[Party]) -> str | None:
    return "; ".join(party.id for party in parties if party.id) or None


def _when(when: When | None) -> dict[str, Value]:
    if when is None:
        return dict.fromkeys(_DATE)
    values = (when.start, when.end, when.precision, when.basis, when.words.words)
    return dict(zip(_DATE, values, strict=True))


def _where(where: Where | None) -> dict[str, Value]:
    if where is None:
        return dict.fromkeys(_PLACE)
    values: tuple[Value, ...] = (
        where.name, where.country, where.country_code, where.admin1, where.admin2,
        where.geonames_id, where.latitude, where.longitude, where.precision, where.words.words,
    )  # fmt: skip
    return dict(zip(_PLACE, values, strict=True))


def _party(claim: Claim, party: Party, part: str) -> Row:
    return {
        "claim_id": claim.id,
        "part": part,
        "name": party.name,
        "id": party.id,
        "words": party.words.words,
        "start": party.words.start,
        "end": party.words.end,
        "meant": party.meant.words if party.meant else None,
        "candidates": "; ".join(party.candidates) or None,
    }


def _harm(claim: Claim) -> Iterator[Row]:
    for harm in claim.harm:
        yield {
            "claim_id": claim.id,
            "outcome": harm.outcome,
            "group": harm.group,
            "low": harm.low,
            "high": harm.high,
            "approximate": harm.approximate,
            "words": harm.words.words,
        }


def _chain(claim: Claim) -> Iterator[Row]:
    for depth, source in enumerate(claim.attribution):
        yield {
            "claim_id": claim.id,
            "depth": depth,
            "name": source.name,
            "id": source.id,
            "stance": source.stance,
            "cue": source.cue,
            "words": source.words.words if source.words else None,
        }


def _readings(event: Event) -> Iterator[Row]:
    for reading in event.readings:
        yield {
            "event_id": event.id,
            "claimant": reading.claimant,
            "outcome": reading.outcome,
            "group": reading.group,
            "low": reading.low,
            "high": reading.high,
            "approximate": reading.approximate,
            "superseded": reading.superseded,
            "published": reading.published,
            "claims": "; ".join(reading.claims),
        }


def _disputes(event: Event) -> Iterator[Row]:
    for one in event.disputes:
        claims = "; ".join(one.claims)
        yield {
            "event_id": event.id, "about": one.about, "because": one.because, "claims": claims,
        }  # fmt: skip


def _joined(event: Event) -> Iterator[Row]:
    for pair in event.joined:
        yield {
            "event_id": event.id,
            "one": pair.one,
            "other": pair.other,
            "score": pair.score,
            "signals": "; ".join(f"{name} {share:+.2f}" for name, share in pair.signals),
        }


def _article(selection: Selection, article_id: str) -> Row:
    article = selection.found.article[article_id]
    return {
        "article_id": article.id,
        "source": article.source,
        "url": article.url,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
        "characters": len(article.text),
    }


def _copy(found: Findings, group: CopyGroup, copy: str) -> Row:
    article = found.article.get(copy)
    return {
        "original": group.original,
        "copy": copy,
        "carrier": article.outlet if article else None,
        "origin": group.origin,
        "version": group.version_of(copy),
        "because": group.because,
    }
