"""What one article tells of one happening: the features that are compared, read once.

A telling starts as one claim. Those of one article that speak of one happening become one telling,
which knows what any of its claims states.
"""

from __future__ import annotations

from calendar import monthrange
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache
from operator import itemgetter

from khabar.merge.wording import folded, telling_words, tells_of_several, wording
from khabar.model import Article, Claim, EventType, Party, Unlinked, When, Where

Days = tuple[int, int]
Range = tuple[int | None, int | None]

PLACE_ORDER = ("exact", "near", "admin2", "admin1", "region", "country")
# An interval of more days than this, told as approximate, is a time of fighting, not one act.
LONG_DAYS = 20


@dataclass(frozen=True, slots=True)
class Side:
    """The actors or the targets: registry ids and names, and the words that tell them apart."""

    names: frozenset[str]
    words: frozenset[str]


@dataclass(frozen=True, slots=True)
class Telling:
    """The claims of one article on one happening, and what they state, unknown as None.

    `ids` are those of the claims, in order; `days` counts from year 1; `topic` weighs the
    article's words, for its chief telling alone.
    """

    ids: tuple[str, ...]
    claims: tuple[Claim, ...]
    article: str
    published: int | None
    main: bool
    event_type: EventType
    modes: frozenset[str]
    planned: bool
    several: bool
    days: Days | None
    where: Where | None
    place_words: frozenset[str]
    actors: Side
    targets: Side
    killed: frozenset[Range]
    injured: frozenset[Range]
    words: frozenset[str]
    topic: Mapping[str, float]

    @property
    def id(self) -> str:
        """Return the least id of its claims."""
        return self.ids[0]


@cache
def day_number(iso: str, last: bool = False) -> int:
    """Return the number of an ISO prefix's first day, or its last. Raises ValueError."""
    parts = [int(part) for part in iso[:10].split("-")]
    year, month, day = (*parts, 0, 0)[:3]
    month = month or (12 if last else 1)
    return date(year, month, day or (monthrange(year, month)[1] if last else 1)).toordinal()


def published_days(articles: Mapping[str, Article]) -> dict[str, int | None]:
    """Return the day each article was published, None where that is not known or not a date."""
    return {id: _published_day(article) for id, article in articles.items()}


def _published_day(article: Article) -> int | None:
    try:
        return day_number(article.published) if article.published else None
    except ValueError:
        return None


def tell(id: str, claim: Claim, published: int | None, topic: Mapping[str, float]) -> Telling:
    """Return a claim, of this id, as a telling of its own. `topic` is that of its article."""
    assert claim.event_type is not None  # merging takes claims with a type alone
    when, where = claim.when, claim.where
    placed = where if isinstance(where, Where) else None
    words = where.words.words if isinstance(where, Unlinked) else placed.name if placed else ""
    return Telling(
        ids=(id,),
        claims=(claim,),
        article=claim.article_id,
        published=published,
        main=claim.role == "main",
        event_type=claim.event_type,
        modes=frozenset((claim.mode,)) if claim.mode else frozenset(),
        planned=claim.factuality in ("planned", "hypothetical"),
        several=_several(claim),
        days=_days(when) if isinstance(when, When) else None,
        where=placed,
        place_words=frozenset(telling_words(words)),
        actors=_side(claim.actors),
        targets=_side(claim.targets),
        killed=_totals(claim, "killed"),
        injured=_totals(claim, "injured"),
        words=frozenset(telling_words(claim.words.words)),
        topic=topic,
    )


def whole(tellings: Sequence[Telling]) -> Telling:
    """Return what the tellings of one happening in one article state together."""
    if len(tellings) == 1:
        return tellings[0]
    claims = claims_of(tellings)
    first = min(tellings, key=lambda t: t.id)
    return Telling(
        ids=tuple(claims),
        claims=tuple(claims.values()),
        article=first.article,
        published=first.published,
        main=any(t.main for t in tellings),
        event_type=first.event_type,
        modes=frozenset().union(*(t.modes for t in tellings)),
        planned=all(t.planned for t in tellings),
        several=all(t.several for t in tellings),
        days=best_days(t.days for t in tellings),
        where=best_where(t.where for t in tellings),
        place_words=frozenset().union(*(t.place_words for t in tellings)),
        actors=_both_sides(t.actors for t in tellings),
        targets=_both_sides(t.targets for t in tellings),
        killed=frozenset().union(*(t.killed for t in tellings)),
        injured=frozenset().union(*(t.injured for t in tellings)),
        words=frozenset().union(*(t.words for t in tellings)),
        topic=max((t.topic for t in tellings), key=len),
    )


def claims_of(tellings: Iterable[Telling]) -> dict[str, Claim]:
    """Return the claims of the tellings by id, in the order of their ids."""
    return dict(
        sorted(
            (pair for t in tellings for pair in zip(t.ids, t.claims, strict=True)),
            key=itemgetter(0),
        )
    )


def best_days(told: Iterable[Days | None]) -> Days | None:
    """Return the narrowest interval; of several the one told most often, then the earliest."""
    counts = Counter(days for days in told if days)
    return min(counts, key=lambda d: (d[1] - d[0], -counts[d], d), default=None)


def best_where(told: Iterable[Where | None]) -> Where | None:
    """Return the most exact place; of several the one told most often, then by its name."""
    places = [where for where in told if where]
    counts = Counter(where.name for where in places)

    def rank(where: Where) -> tuple[int, int, str, str, int, int]:
        order, words = PLACE_ORDER.index(where.precision), where.words
        return order, -counts[where.name], where.name, words.article_id, words.start, words.end

    return min(places, key=rank, default=None)


def _days(when: When) -> Days | None:
    try:
        return day_number(when.start), day_number(when.end, last=True)
    except ValueError:
        return None


def _several(claim: Claim) -> bool:
    """Say whether a claim speaks of a time of fighting and not of one act."""
    when = claim.when
    if isinstance(when, When) and when.precision == "approximate":
        days = _days(when)
        if days and days[1] - days[0] > LONG_DAYS:
            return True
    return tells_of_several(claim.words.words)


def _side(parties: Sequence[Party]) -> Side:
    names, words = set(), set()
    vague = wording().vague
    for party in parties:
        told = set(map(folded, party.name.replace("-", " ").split())) - vague
        words |= told
        if party.id or told:
            names.add(party.id or party.name.casefold())
    return Side(frozenset(names), frozenset(words - wording().common))


def _both_sides(sides: Iterable[Side]) -> Side:
    listed = list(sides)
    names = frozenset().union(*(side.names for side in listed))
    return Side(names, frozenset().union(*(side.words for side in listed)))


def _totals(claim: Claim, outcome: str) -> frozenset[Range]:
    """Return the totals told; where only groups are, their sum."""
    told = [h for h in claim.harm if h.outcome == outcome]
    totals = {(h.low, h.high) for h in told if h.group is None}
    if not totals and told:
        lows, highs = [h.low for h in told], [h.high for h in told]
        low = sum(n for n in lows if n is not None) if any(n is not None for n in lows) else None
        high = None if None in highs else sum(n for n in highs if n is not None)
        totals = {(low, high)}
    return frozenset(totals)
