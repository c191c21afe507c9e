"""When and where an event was, of what its claims tell: what most tell, as exactly as any does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence

from khabar.merge.telling import PLACE_ORDER, day_number
from khabar.model import Claim, Unlinked, When, Where

_TIME_ORDER = ("day", "month", "approximate", "year")
# What the news itself says of its time and place weighs as much as two asides.
NEWS = 2


def best_when(claims: Sequence[Claim], published: Mapping[str, int | None]) -> When | None:
    """Return the most precise date, of several the one that most claims tell or allow.

    A day before the first report goes before one after it, for news is of what has been; then the
    earlier one. `published` gives the day of each article.
    """
    told = [(c.when, _weight(c)) for c in claims if isinstance(c.when, When)]
    spans = {when: _days(when) for when, _ in told}
    known = [day for c in claims if (day := published.get(c.article_id))]
    first_report = min(known, default=None)

    def rank(when: When) -> tuple[int, bool, int, str, str, str, int]:
        days, words = spans[when], when.words
        allowed = sum(weight for other, weight in told if _holds(spans[other], days))
        coming = bool(days and first_report and days[0] > first_report)
        order = _TIME_ORDER.index(when.precision)
        return order, coming, -allowed, when.start, when.end, words.article_id, words.start

    return min(spans, key=rank, default=None)


def _weight(claim: Claim) -> int:
    return NEWS if claim.role == "main" else 1


def _days(when: When) -> tuple[int, int] | None:
    try:
        return day_number(when.start), day_number(when.end, last=True)
    except ValueError:
        return None


def _holds(wide: tuple[int, int] | None, narrow: tuple[int, int] | None) -> bool:
    if wide is None or narrow is None:
        return False
    return wide[0] <= narrow[0] and narrow[1] <= wide[1]


def best_place(claims: Sequence[Claim]) -> Where | None:
    """Return the most exact place in the country, then in the province, that most articles tell.

    A name that is open where it stands counts for each place told elsewhere that it may mean.
    """
    told = [(c.where, c) for c in claims if isinstance(c.where, Where)]
    for part in (_country, _province):
        told = _of_most(told, part)
    spots = {where.geonames_id: _spot(where) for where, _ in told if where.geonames_id}
    votes = _votes([*((_spot(where), c) for where, c in told), *_open(claims, spots)])

    def rank(where: Where) -> tuple[bool, int, int, str, str, int]:
        exact = where.precision in ("exact", "near")
        order, words = PLACE_ORDER.index(where.precision), where.words
        told_by = votes[_spot(where)] if exact else 0
        return not exact, -told_by, order, where.name, words.article_id, words.start

    return min((where for where, _ in told), key=rank, default=None)


def _votes(told: Iterable[tuple[Hashable, Claim]]) -> Counter[Hashable]:
    """Return how much each thing is told: an article counts once, whatever it dwells on."""
    weights: dict[tuple[str, Hashable], int] = {}
    for thing, claim in told:
        key = claim.article_id, thing
        weights[key] = max(_weight(claim), weights.get(key, 0))
    votes: Counter[Hashable] = Counter()
    for (_, thing), weight in weights.items():
        votes[thing] += weight
    return votes


def _open(
    claims: Iterable[Claim], spots: Mapping[int, Hashable]
) -> Iterator[tuple[Hashable, Claim]]:
    """Yield the places that open names may mean, of those told."""
    for claim in claims:
        if isinstance(claim.where, Unlinked):
            ids = (id.partition(":")[2] for id in claim.where.candidates)
            yield from (
                (spots[int(id)], claim) for id in ids if id.isdecimal() and int(id) in spots
            )


def _country(where: Where) -> Hashable:
    return where.country_code


def _province(where: Where) -> Hashable:
    return where.admin1 and (where.country_code, where.admin1)


def _spot(where: Where) -> Hashable:
    return where.geonames_id or where.name


def _of_most(
    told: Sequence[tuple[Where, Claim]], part: Callable[[Where], Hashable]
) -> list[tuple[Where, Claim]]:
    """Return those in the part that most tell, and those that tell none; all, if none tells it."""
    votes = _votes((part(where), claim) for where, claim in told if part(where))
    if not votes:
        return list(told)
    most = min(votes, key=lambda key: (-votes[key], str(key)))
    return [(where, claim) for where, claim in told if part(where) in (most, None)]
