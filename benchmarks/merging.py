"""Articles grouped by incident, with each incident's facts: the events of `khabar code`.

An article's event is that of its main news. Facts are the event's own; figures are settled by
majority. They stand in `OUTPUT.events.jsonl`.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.link.places.find import Gazetteer
from khabar.merge.chiefs import Rank, chief_rank
from khabar.merge.settle import Figure, settle
from khabar.model import Article, Claim, Dropped, Event, Page, Where
from khabar.steps import RealSteps

TownOf = Callable[[Where], str | None]


def predict(input: Path, output: Path) -> None:
    """Code and merge the articles; write each one's event, and the events' facts."""
    steps = RealSteps()
    articles: dict[str, Article] = {}
    claims: list[Claim] = []
    keys: dict[str, str] = {}
    for record in read_records(input):
        article = steps.clean(_page(record))
        if isinstance(article, Dropped):
            continue
        articles[article.id] = article
        keys[article.id] = record["id"]
        claims += steps.link(article, steps.extract(article))
    events = steps.merge(claims, articles, steps.copies(list(articles.values())), (), ())
    lines, facts = answers(keys, claims, events, Gazetteer().town_of)
    write_records(output, lines)
    write_records(output.with_suffix(".events.jsonl"), facts)


def _page(record: Record) -> Page:
    return Page(
        record["id"], record["text"].encode(), "text",
        title=record.get("title"), published=record.get("published"),
    )  # fmt: skip


def answers(
    keys: Mapping[str, str], claims: Iterable[Claim], events: Iterable[Event], town_of: TownOf
) -> tuple[list[Record], list[Record]]:
    """Return each article's event, by the record's id, and the facts of those events."""
    by_id = {event.id: event for event in events}
    event_of = {claim: event.id for event in by_id.values() for claim in event.claims}
    told: dict[str, list[Claim]] = {article: [] for article in keys}
    for claim in claims:
        if claim.id in event_of:
            told[claim.article_id].append(claim)
    main = {article: _main_event(found, event_of) for article, found in told.items()}
    lines = [{"id": key, "event": main[article]} for article, key in keys.items()]
    wanted = sorted({event for event in main.values() if event})
    return lines, [_facts(by_id[event], town_of) for event in wanted]


def _main_event(told: Iterable[Claim], event_of: Mapping[str, str]) -> str | None:
    """Return the event of an article's chief news: of force, before anything else."""
    by_event: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in told:
        by_event[event_of[claim.id]].append(claim)

    def rank(event: str) -> tuple[bool, Rank, str]:
        claims = by_event[event]
        return any(c.event_type == "ASSAULT" for c in claims), chief_rank(claims), event

    return max(by_event, key=rank, default=None)


def _facts(event: Event, town_of: TownOf) -> Record:
    where, figures = event.where, settle(event, "majority")
    place = where and {
        "city": _in_full(town_of(where)) if where.precision in ("exact", "near") else None,
        "state": where.admin1,
        "latitude": where.latitude,
        "longitude": where.longitude,
    }
    return {
        "event": event.id,
        "killed": _bounds(figures.get("killed")),
        "injured": _bounds(figures.get("injured")),
        "date": event.when.start if event.when and event.when.precision == "day" else None,
        "place": place,
    }


def _in_full(town: str | None) -> str | None:
    """Return the name without the short form of "Saint", as the registry spells it."""
    return town and town.replace("St. ", "Saint ")


def _bounds(figure: Figure | None) -> Record | None:
    return figure and {"low": figure[0], "high": figure[1]}
