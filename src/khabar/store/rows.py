"""Events and claims as flat rows, with the tokens that they are found by."""

from __future__ import annotations

import calendar
import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final, TypeVar, get_args

from khabar.model import (
    Article,
    Claim,
    Event,
    Harm,
    Outcome,
    Party,
    Reading,
    Unlinked,
    When,
    Where,
)
from khabar.store import facets
from khabar.store import tokens as t
from khabar.store.margin import margin

OUTCOMES: Final[tuple[str, ...]] = get_args(Outcome)
UNDATED: Final = date.max.toordinal() + 1  # sorts after every day
_TAIL_BITS: Final = 40
# A point counts as a place where it is known at least to the district.
PLACED: Final = frozenset(("exact", "near", "admin2"))

Value = str | int | float | bool | None
Bounds = tuple[int | None, int | None]
K = TypeVar("K", When, Where)


@dataclass(frozen=True, slots=True)
class Listed:
    """A flat row without its number, and its tokens as one text."""

    id: str
    first_day: int
    row: Mapping[str, Value]
    tokens: str

    @property
    def hash(self) -> str:
        """Return a digest by which a changed row is told from an unchanged one."""
        text = json.dumps([list(self.row.values()), self.tokens])
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def first_number(day: int) -> int:
    """Return the least number that a row of that day can have."""
    return day << _TAIL_BITS


def number_of(listed: Listed) -> int:
    """Return a number that sorts rows by day, and within a day in an order without meaning."""
    tail = int(hashlib.sha256(listed.id.encode("utf-8", "surrogatepass")).hexdigest()[:10], 16)
    return first_number(listed.first_day) + tail


def days_of(when: When | None) -> tuple[int, int]:
    """Return the first and last day that a date may mean, as ordinals."""
    if when is None:
        return UNDATED, UNDATED
    try:
        first, last = first_day(when.start), last_day(when.end)
    except ValueError:
        return UNDATED, UNDATED
    return (first, last) if first <= last else (first, first)


def first_day(iso: str) -> int:
    """Return the first day of a year, month or day. Raises ValueError for another text."""
    return date.fromisoformat(iso + "-01-01"[len(iso) - 4 :]).toordinal()


def last_day(iso: str) -> int:
    """Return the last day of a year, month or day. Raises ValueError for another text."""
    if len(iso) == 4:
        iso += "-12"
    if len(iso) == 7:
        iso += f"-{calendar.monthrange(int(iso[:4]), int(iso[5:]))[1]}"
    return date.fromisoformat(iso).toordinal()


def list_event(
    event: Event, status: str, claims: Sequence[Claim], articles: Sequence[Article]
) -> Listed:
    """Return an event's row; its claims and their articles say how it can be found."""
    row = _event_row(event, status, claims, articles)
    found = [*_event_tokens(event, row, status), *_told_tokens(claims, articles)]
    texts = t.text_tokens(_texts(event.actors, event.targets, event.where, claims, articles))
    first, last = days_of(event.when)
    counted = facets.written(facets.event_facets(event, claims, articles))
    row |= {"first_day": first, "last_day": last, "facets": counted}
    return Listed(event.id, first, row, _joined(found, texts, first, last))


def list_claim(claim: Claim, article: Article, status: str = "open") -> Listed:
    """Return a claim's row."""
    row = _claim_row(claim, status)
    found = [*_claim_tokens(claim, row, status), *_told_tokens([claim], [article])]
    when, where = _known(claim.when, When), _known(claim.where, Where)
    texts = t.text_tokens(_texts(claim.actors, claim.targets, where, [claim], [article]))
    first, last = days_of(when)
    counted = facets.written(facets.claim_facets(claim))
    row |= {"first_day": first, "last_day": last, "facets": counted}
    return Listed(claim.id, first, row, _joined(found, texts, first, last))


def _event_row(
    event: Event, status: str, claims: Sequence[Claim], articles: Sequence[Article]
) -> dict[str, Value]:
    claimants = dict.fromkeys(name for c in claims for _, name in facets.claimants(c))
    return {
        "event_id": event.id,
        "status": status,
        "event_type": event.event_type,
        "mode": event.mode,
        "actors": names(event.actors),
        "targets": names(event.targets),
        **_when_row(event.when),
        **_where_row(event.where),
        **toll_row([reading for reading in event.readings if not reading.superseded]),
        "claims": len(event.claims),
        "articles": len(event.articles),
        "outlets": _listed(event.outlets),
        "outlet_count": len(event.outlets),
        "claimants": _listed(claimants),
        "languages": _listed(dict.fromkeys(a.language for a in articles if a.language)),
        "independent": event.independent,
        "belligerent_only": event.belligerent_only,
        "disputed": _listed(dict.fromkeys(dispute.about for dispute in event.disputes)),
        "grade": event.grade.value,
        "because": event.grade.because,
        "margin": margin(event.joined),
    }


def _claim_row(claim: Claim, status: str) -> dict[str, Value]:
    return {
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "status": status,
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "actors": names(claim.actors),
        "targets": names(claim.targets),
        **_when_row(_known(claim.when, When)),
        **_where_row(_known(claim.where, Where)),
        **toll_row(claim.harm),
        "factuality": claim.factuality,
        "source": claim.attribution[-1].name if claim.attribution else None,
        "chain": " > ".join(source.name for source in claim.attribution) or None,
        "role": claim.role,
        "quote": claim.words.words,
        "coder": claim.coder,
    }


def names(parties: Iterable[Party]) -> str | None:
    """Return the parties' names in one cell, None where there are none."""
    return _listed(dict.fromkeys(party.name for party in parties))


def _listed(values: Iterable[str]) -> str | None:
    return "; ".join(values) or None


def _known(found: When | Where | Unlinked | None, kind: type[K]) -> K | None:
    return found if isinstance(found, kind) else None


def _when_row(when: When | None) -> dict[str, Value]:
    return {
        "date_start": when.start if when else None,
        "date_end": when.end if when else None,
        "date_precision": when.precision if when else None,
    }


def _where_row(where: Where | None) -> dict[str, Value]:
    return {
        "place": where.name if where else None,
        "country": where.country if where else None,
        "country_code": where.country_code if where else None,
        "admin1": where.admin1 if where else None,
        "admin2": where.admin2 if where else None,
        "geonames_id": where.geonames_id if where else None,
        "latitude": where.latitude if where else None,
        "longitude": where.longitude if where else None,
        "place_precision": where.precision if where else None,
    }


def toll_row(figures: Sequence[Harm] | Sequence[Reading]) -> dict[str, Value]:
    """Return the lowest and highest figure of each outcome, None where no source states one."""
    row: dict[str, Value] = {}
    for outcome in OUTCOMES:
        low, high = toll([figure for figure in figures if figure.outcome == outcome])
        row |= {f"{outcome}_low": low, f"{outcome}_high": high}
    return row


def toll(figures: Sequence[Harm | Reading]) -> Bounds:
    """Return the bounds of one outcome over all its figures.

    Totals count before groups. Without a total the largest group is the lowest figure, since
    groups may overlap ("women and children"), and the sum of groups is the highest.
    """
    known = [f for f in figures if f.low is not None or f.high is not None]
    totals = [f for f in known if f.group is None]
    if totals or not known:
        return _between(totals)
    by_group: dict[str | None, list[Harm | Reading]] = {}
    for figure in known:
        by_group.setdefault(figure.group, []).append(figure)
    parts = [_between(group) for group in by_group.values()]
    lows = [low for low, _ in parts if low is not None]
    highs = [high for _, high in parts if high is not None]
    return max(lows, default=None), sum(highs) if len(highs) == len(parts) else None


def _between(figures: Sequence[Harm | Reading]) -> Bounds:
    lows = [f.low if f.low is not None else 0 for f in figures]
    highs = [f.high for f in figures if f.high is not None]
    return min(lows, default=None), max(highs) if highs and len(highs) == len(figures) else None


def _event_tokens(event: Event, row: Mapping[str, Value], status: str) -> Iterator[str]:
    yield from _shared_tokens(event.actors, event.targets, event.where, row, status)
    yield t.token("grade", event.grade.value)
    yield t.token("onesided", "yes" if event.belligerent_only else "no")
    yield t.token("disputed", "yes" if event.disputes else "no")
    yield from (t.token("disputed", dispute.about) for dispute in event.disputes)
    yield from (t.token("outlet", outlet) for outlet in event.outlets)
    yield from t.step_tokens("independent", event.independent)
    yield from t.step_tokens("articles", len(event.articles))
    yield from t.step_tokens("outlets", len(event.outlets))
    yield from t.step_tokens("claims", len(event.claims))


def _claim_tokens(claim: Claim, row: Mapping[str, Value], status: str) -> Iterator[str]:
    where = _known(claim.where, Where)
    yield from _shared_tokens(claim.actors, claim.targets, where, row, status)
    yield t.token("kind", claim.kind)
    yield t.token("role", claim.role)
    if claim.relation:
        yield t.token("relation", claim.relation)


def _shared_tokens(
    actors: Sequence[Party],
    targets: Sequence[Party],
    where: Where | None,
    row: Mapping[str, Value],
    status: str,
) -> Iterator[str]:
    yield t.EVERY
    yield t.token("status", status)
    yield t.token("reviewed", "no" if status == "open" else "yes")
    for field, column in (("type", "event_type"), ("mode", "mode")):
        if row[column]:
            yield t.token(field, str(row[column]))
    for field, parties in (("actor", actors), ("target", targets)):
        for party in parties:
            yield from _name_tokens(field, party.name, party.id)
        if parties:
            yield f"known={field}"
    yield from _where_tokens(where)
    for outcome in OUTCOMES:
        low, high = row[f"{outcome}_low"], row[f"{outcome}_high"]
        if low is not None or high is not None:
            yield f"known={outcome}"
        yield from t.step_tokens(outcome, low if isinstance(low, int) else None)


def _name_tokens(field: str, name: str, id: str | None) -> Iterator[str]:
    yield t.token(field, name)
    if id:
        yield t.token(field, id)


def _where_tokens(where: Where | None) -> Iterator[str]:
    if where is None:
        return
    yield "known=place"
    yield t.token("precision", where.precision)
    named = {"country": where.country_code, "admin1": where.admin1, "admin2": where.admin2}
    for field, name in (*named.items(), ("place", where.name)):
        if name:
            yield t.token(field, name)
    if where.precision in PLACED and where.latitude is not None and where.longitude is not None:
        yield from t.point_tokens(where.latitude, where.longitude)


def _told_tokens(claims: Iterable[Claim], articles: Iterable[Article]) -> Iterator[str]:
    for claim in claims:
        yield t.token("factuality", claim.factuality)
        yield from (t.token("stance", source.stance) for source in claim.attribution)
        for id, name in facets.claimants(claim):
            yield from _name_tokens("claimant", name, id)
    for article in articles:
        yield t.token("article", article.id)
        if article.outlet:
            yield t.token("outlet", article.outlet)
        if article.language:
            yield t.token("language", article.language)


def _texts(
    actors: Iterable[Party],
    targets: Iterable[Party],
    where: Where | None,
    claims: Iterable[Claim],
    articles: Iterable[Article],
) -> Iterator[str | None]:
    yield from (claim.words.words for claim in claims)
    yield from (article.title for article in articles)
    yield from (party.name for party in (*actors, *targets))
    if where is not None:
        yield from (where.name, where.admin2, where.admin1, where.country)


def _joined(found: Iterable[str], texts: Sequence[str], first: int, last: int) -> str:
    marks = ["known=date"] if first != UNDATED else []
    marks += ["long=yes"] if last - first > t.LONG_DAYS else []
    return " ".join((*dict.fromkeys((*found, *marks)), *texts))
