"""Claims as JSON Lines: the public form that other programs read."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping

from khabar.model import Article, Claim, Harm, Party, Source, Unlinked, When, Where

# These end a line for some readers (`str.splitlines`, older JavaScript), though not in JSON.
_LINE_ENDS = {"\x85": "\\u0085", "\u2028": "\\u2028", "\u2029": "\\u2029"}
_HALF_CHARACTERS = re.compile("[\ud800-\udfff]")
_URL = re.compile(r"https?://", re.IGNORECASE)


def claim_json(claim: Claim, article: Article, event_id: str | None) -> dict[str, object]:
    """Return the claim under the contract's keys, in its order. What is not known is None."""
    return {
        "claim_id": claim.id,
        "article_id": claim.article_id,
        "article": _article(article),
        "kind": claim.kind,
        "event_type": claim.event_type,
        "mode": claim.mode,
        "relation": claim.relation,
        "actors": [_party(party) for party in claim.actors],
        "targets": [_party(party) for party in claim.targets],
        "date": _date(claim.when),
        "place": _place(claim.where),
        "harm": [_harm(harm) for harm in claim.harm],
        "factuality": claim.factuality,
        "attribution": [_source(source) for source in claim.attribution],
        "start": claim.words.start,
        "end": claim.words.end,
        "quote": claim.words.words,
        "role": claim.role,
        "event_id": event_id,
        "because": list(claim.because),
        "coder": claim.coder,
    }


def claim_lines(
    claims: Iterable[Claim], articles: Mapping[str, Article], event_ids: Mapping[str, str]
) -> Iterator[str]:
    """Yield one line of JSON for each claim, without its line end, in the order given.

    `articles` is keyed by article id, `event_ids` by claim id.
    """
    for claim in claims:
        record = claim_json(claim, articles[claim.article_id], event_ids.get(claim.id))
        yield json_line(record)


def json_line(record: Mapping[str, object]) -> str:
    """Return the record as JSON that is one line for every reader and is always valid UTF-8."""
    line = json.dumps(record, ensure_ascii=False)
    if _HALF_CHARACTERS.search(line):
        return json.dumps(record, ensure_ascii=True)
    for character, escaped in _LINE_ENDS.items():
        line = line.replace(character, escaped)
    return line


def _article(article: Article) -> dict[str, object]:
    where = "url" if _URL.match(article.source) else "path"
    return {
        where: article.source,
        "title": article.title,
        "outlet": article.outlet,
        "published": article.published,
        "language": article.language,
    }


def _party(party: Party) -> dict[str, object]:
    words = party.words
    return {
        "id": party.id,
        "name": party.name,
        "words": words.words,
        "start": words.start,
        "end": words.end,
    }


def _date(when: When | Unlinked | None) -> dict[str, object] | None:
    return date_record(when) | {"words": when.words.words} if isinstance(when, When) else None


def _place(where: Where | Unlinked | None) -> dict[str, object] | None:
    return place_record(where) | {"words": where.words.words} if isinstance(where, Where) else None


def date_record(when: When) -> dict[str, object]:
    """Return a date for JSON, without the words that state it."""
    return {
        "start": when.start,
        "end": when.end,
        "precision": when.precision,
        "basis": when.basis,
    }


def place_record(where: Where) -> dict[str, object]:
    """Return a place for JSON, without the words that state it."""
    return {
        "name": where.name,
        "country": where.country,
        "country_code": where.country_code,
        "admin1": where.admin1,
        "admin2": where.admin2,
        "geonames_id": where.geonames_id,
        "latitude": where.latitude,
        "longitude": where.longitude,
        "precision": where.precision,
    }


def _harm(harm: Harm) -> dict[str, object]:
    return {
        "outcome": harm.outcome,
        "low": harm.low,
        "high": harm.high,
        "group": harm.group,
        "approximate": harm.approximate,
        "words": harm.words.words,
    }


def _source(source: Source) -> dict[str, object]:
    return {
        "source": source.name,
        "id": source.id,
        "words": source.words.words if source.words else None,
        "cue": source.cue,
        "stance": source.stance,
    }
