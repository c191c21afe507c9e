"""What an event shows: the facts that most tell, beside every figure, source and dispute."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.merge.disputes import disputes
from khabar.merge.grade import grade
from khabar.merge.readings import readings
from khabar.merge.scene import best_place, best_when
from khabar.merge.sources import Origins, belligerents_alone, independent_sources
from khabar.merge.telling import Telling, claims_of
from khabar.merge.versions import replaced
from khabar.model import (
    Article,
    Claim,
    Event,
    EventType,
    Joined,
    Party,
)


@dataclass(frozen=True, slots=True)
class Happening:
    """The tellings of one event, the denials of it, and why they were joined."""

    id: str
    tellings: Sequence[Telling]
    denials: Sequence[Claim]
    joined: Sequence[Joined]
    part_of: str | None


def event_of(it: Happening, articles: Mapping[str, Article], came: Origins) -> Event:
    """Return the event that the tellings make."""
    by_id = claims_of(it.tellings)
    claims = list(by_id.values())
    published = {t.article: t.published for t in it.tellings}
    figures = readings(by_id, articles, replaced(by_id, articles, came))
    differing = disputes(figures, claims, it.denials)
    sources = independent_sources(claims, articles, came)
    return Event(
        id=it.id,
        claims=tuple(by_id),
        event_type=_type(claims),
        mode=_most(c.mode for c in claims if c.mode),
        actors=_told_most(p for c in claims for p in c.actors),
        targets=_told_most(p for c in claims for p in c.targets),
        when=best_when(claims, published),
        where=best_place(claims),
        readings=figures,
        disputes=differing,
        grade=grade(claims, differing, len(sources)),
        articles=tuple(sorted({c.article_id for c in claims})),
        outlets=_outlets(claims, articles),
        independent=len(sources),
        belligerent_only=belligerents_alone(claims),
        joined=tuple(sorted(it.joined, key=lambda j: (j.one, j.other))),
        part_of=it.part_of,
    )


def _type(claims: Iterable[Claim]) -> EventType:
    """Return the type told most often; a decision may have joined claims of two types."""
    counts = Counter(c.event_type for c in claims if c.event_type)
    return min(counts, key=lambda kind: (-counts[kind], kind))


def _most(told: Iterable[str]) -> str | None:
    counts = Counter(told)
    return min(counts, key=lambda word: (-counts[word], word), default=None)


def _told_most(parties: Iterable[Party]) -> tuple[Party, ...]:
    """Return one party a name, the one told most often first."""
    by_key: dict[str, list[Party]] = {}
    for party in parties:
        by_key.setdefault(party.id or party.name.casefold(), []).append(party)
    ordered = sorted(by_key.items(), key=lambda item: (-len(item[1]), item[0]))
    return tuple(min(told, key=_where_told) for _, told in ordered)


def _where_told(party: Party) -> tuple[str, int, int, str]:
    return party.words.article_id, party.words.start, party.words.end, party.name


def _outlets(claims: Iterable[Claim], articles: Mapping[str, Article]) -> tuple[str, ...]:
    ids = {c.article_id for c in claims}
    return tuple(sorted({o for id in ids if id in articles and (o := articles[id].outlet)}))
