"""Events as the JSON files that TimeMap reads: events, sources, associations, and its fields."""

from __future__ import annotations

import json
from collections.abc import Iterable
from datetime import date

from khabar.model import Article
from khabar.view.export import facts
from khabar.view.export.accounts import account
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Selection, Told, address, speaker
from khabar.view.export.sheets import File, How, text_file
from khabar.view.figures import Toll
from khabar.view.findings import standing_factuality
from khabar.view.periods import days_of
from khabar.view.phrases import PHRASES
from khabar.view.wording import count_words, when_words, where_words

HOLDS = frozenset({
    facts.OUTLETS, facts.ADDRESSES, facts.CHAINS, facts.READINGS, facts.DISPUTES, facts.FACTUALITY,
    facts.KILLED, facts.INJURED, facts.RANGE, facts.GROUPS, facts.OTHER_HARM, facts.DAYS,
    facts.DATE_PRECISION, facts.PLACE, facts.PLACE_PRECISION, facts.SIDES, facts.MANY, facts.MODE,
    facts.GRADE, facts.INDEPENDENCE,
})  # fmt: skip
# Beside TimeMap's own keys; its config must name them (`fields.json`).
FIELDS = ("killed", "grade", "settled_by", "when", "where")
DRAWN = frozenset(("exact", "near"))


def timemap(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the files. TimeMap drops what has no date without a word, so it is left out here."""
    events = []
    articles: dict[str, Article] = {}
    filters: set[tuple[str, str]] = set()
    for told in selection.told():
        if told.event.when is None:
            losses.leave_out(told.event.id, "no date stated, which TimeMap drops")
            continue
        losses.keep(told)
        events.append(_event(selection, told, losses))
        articles |= {article.id: article for article in told.articles}
        filters |= set(_filters(told))
    losses.rows = len(events)
    fields = [{"key": key, "kind": "text", "title": key.replace("_", " ")} for key in FIELDS]
    return [
        _json("events.json", events),
        _json("sources.json", {id: _source(article) for id, article in sorted(articles.items())}),
        _json("associations.json", [_association(*one) for one in sorted(filters)]),
        _json("fields.json", {"CUSTOM_EVENT_FIELDS": fields}),
    ]


def _event(selection: Selection, told: Told, losses: Losses) -> dict[str, object]:
    event, when, where = told.event, told.event.when, told.event.where
    assert when is not None
    span = days_of(when.start, when.end)
    if span.days > 1:
        losses.force(event.id, "the first of several days as the date of the time line")
    point = where is not None and where.precision in DRAWN and where.latitude is not None
    label = PHRASES.act(event.event_type, event.mode).label
    return {
        "id": event.id,
        "description": account(selection, told),
        "date": _date(span.first),
        "time": "",
        "time_precision": when.precision,
        "time_display": when_words(when),
        "location": where_words(where),
        "latitude": str(where.latitude) if where and point else "",
        "longitude": str(where.longitude) if where and point else "",
        "type": event.event_type,
        "category": label,
        "category_full": f"{event.event_type} {event.mode or ''}".strip(),
        "associations": [_association_id(*one) for one in _filters(told)],
        "sources": [article.id for article in told.articles],
        "comments": "",
        "killed": _figure(told.killed),
        "grade": selection.grade(told),
        "settled_by": selection.settlement.rule,
        "when": f"{when.start} to {when.end}",
        "where": where.precision if where else "",
    }


def _filters(told: Told) -> list[tuple[str, str]]:
    """Return who says so and how it is told, as paths to filter by."""
    names = dict.fromkeys(s.name for claim in told.claims if (s := speaker(claim)))
    status = PHRASES.factuality[standing_factuality(told.claims)]
    return [*(("According to", name) for name in names), ("Status", status)]


def _association(kind: str, name: str) -> dict[str, object]:
    return {
        "id": _association_id(kind, name),
        "title": name,
        "desc": f"{kind}: {name}",
        "mode": "FILTER",
        "filter_paths": [kind, name],
    }


def _association_id(kind: str, name: str) -> str:
    return f"{kind}/{name}"


def _source(article: Article) -> dict[str, object]:
    return {
        "id": article.id,
        "title": article.title or address(article),
        "thumbnail": "",
        "paths": [address(article)],
        "type": "article",
        "url": address(article),
        "description": article.outlet or "",
        "date": article.published or "",
    }


def _figure(toll: Toll | None) -> str:
    return "not stated" if toll is None else count_words(toll.low, toll.high, approximate=False)


def _date(day: date) -> str:
    return f"{day.month:02}/{day.day:02}/{day.year:04}"


def _json(name: str, record: Iterable[object]) -> File:
    return text_file(name, json.dumps(record, ensure_ascii=False, indent=1))
