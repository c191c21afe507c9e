"""Claims that are known to speak of one happening or not, to fit and check merging by."""

from __future__ import annotations

import importlib
import json
import sys
import tempfile
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.records import Record, read_records, write_records
from khabar.model import (
    Article,
    Claim,
    Dropped,
    Harm,
    Page,
    Party,
    PlacePrecision,
    Source,
    Span,
    When,
    Where,
)
from khabar.steps import RealSteps
from khabar.view.jsonl import claim_json


@dataclass(frozen=True, slots=True)
class Labelled:
    """Articles by id, claims of them, and by claim id (or article id) the happening meant."""

    articles: dict[str, Article]
    claims: list[Claim]
    happening: dict[str, str]


def read_incidents(data: Path, steps: RealSteps) -> Labelled:
    """Return what the coder reads in the incidents' articles, each article labelled."""
    read = Labelled({}, [], {})
    for record in read_records(data / "gold/merging/dev.jsonl"):
        page = Page(
            record["id"], record["text"].encode(), "text", record["title"],
            published=record["published"],
        )  # fmt: skip
        if article := _read(page, steps, read):
            read.happening[article.id] = record["incident"]
    return read


def read_corpus(data: Path, steps: RealSteps) -> tuple[Labelled, Labelled]:
    """Return the annotated claims, and those the coder reads, labelled by whom they match."""
    corpus = data / "corpus"
    read, by_key = Labelled({}, [], {}), {}
    lines = []
    for record in read_records(corpus / "articles.jsonl"):
        text = (corpus / record["file"]).read_text("utf-8")
        page = Page(
            record["file"], text.encode(), "text", record["title"], record["publisher"],
            record["published"],
        )  # fmt: skip
        before = len(read.claims)
        if article := _read(page, steps, read):
            by_key[record["id"]] = article
            lines += [_line(c, article, record["file"]) for c in read.claims[before:]]
    read.happening.update(_matched(corpus, data / "eval", lines))
    return _annotated(corpus, by_key), read


def _read(page: Page, steps: RealSteps, into: Labelled) -> Article | None:
    article = steps.clean(page)
    if isinstance(article, Dropped):
        return None
    into.articles[article.id] = article
    into.claims.extend(steps.link(article, steps.extract(article)))
    return article


def _line(claim: Claim, article: Article, file: str) -> Record:
    line: Record = json.loads(json.dumps(claim_json(claim, article, None)))
    line["article"]["path"] = file
    line["article"].pop("url", None)
    return line


def _matched(corpus: Path, scorers: Path, lines: Sequence[Record]) -> Iterator[tuple[str, str]]:
    """Yield for each claim that the scorer matches with an annotated one that one's happening."""
    sys.path.insert(0, str(scorers))
    reading, matching = map(importlib.import_module, ("claims_data", "claims_match"))
    gold = reading.read_corpus(corpus)
    names = matching.Names(reading.read_lines(corpus / "aliases.jsonl"))
    with tempfile.TemporaryDirectory() as folder:
        answers = Path(folder) / "answers.jsonl"
        write_records(answers, lines)
        found, _ = reading.read_predictions(answers, gold)
    by_article: defaultdict[str, list[object]] = defaultdict(list)
    for claim in reading.normalised(found):
        by_article[claim.article].append(claim)
    for article in gold.values():
        if article.gold:
            pairing = matching.pair_up(article, by_article[article.article_id], names)
            for annotated, claim in pairing.pairs:
                if annotated.kind == "event" == claim.kind:
                    yield claim.claim_id, annotated.event_id or f"alone {annotated.claim_id}"


def _annotated(corpus: Path, articles: Mapping[str, Article]) -> Labelled:
    """Return the annotated claims of events as the coder would have given them."""
    gold = Labelled({a.id: a for a in articles.values()}, [], {})
    for record in read_records(corpus / "gold.jsonl"):
        if record["kind"] == "event" and record["event_type"] and record["article_id"] in articles:
            claim = _claim(record, articles[record["article_id"]].id)
            gold.claims.append(claim)
            gold.happening[claim.id] = record.get("cluster") or f"alone {record['claim_id']}"
    return gold


def _claim(record: Record, article: str) -> Claim:
    nowhere = Span(article, 0, 0, "")
    return Claim(
        article_id=article,
        kind="event",
        event_type=record["event_type"],
        mode=record["mode"],
        relation=None,
        actors=tuple(_party(p["name"], article) for p in record["actors"]),
        targets=tuple(_party(p["name"], article) for p in record["targets"]),
        when=_when(record["date"], nowhere),
        where=_where(record["place"], article),
        harm=tuple(
            Harm(h["outcome"], h["low"], h["high"], h["group"], h["approximate"], nowhere)
            for h in record["harm"]
        ),
        factuality=record["factuality"],
        attribution=tuple(Source(s["source"], "says") for s in record["attribution"]),
        words=Span(article, record["start"], record["end"], record["quote"]),
        role=record["role"],
        because=(),
        coder="annotated",
    )


def _party(name: str, article: str) -> Party:
    return Party(name, Span(article, 0, len(name), name))


def _when(date: Record | None, words: Span) -> When | None:
    return When(date["start"], date["end"], date["precision"], "stated", words) if date else None


def _where(place: Record | None, article: str) -> Where | None:
    if place is None or not place.get("country_code"):
        return None
    name, admin1 = place["name"], place.get("admin1")
    precision: PlacePrecision = "exact"
    if not admin1:
        precision = "country"
    elif name.casefold().startswith(admin1.casefold()):
        precision = "admin1"
    words = Span(article, 0, len(name), name)
    return Where(
        name, place["country"], place["country_code"], admin1, None, None, None, None, precision,
        words,
    )  # fmt: skip
