"""When and where an event was, of what its claims tell: what most tell, as exactly as any does."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Mapping, Sequence

from khabar.merge.telling import PLACE_ORDER, day_number
from khabar.model import Claim, When, Where

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
    """Return the most exact place in the country, then in the province, that most claims tell."""
    told = [(c.where, _weight(c)) for c in claims if isinstance(c.where, Where)]
    for part in (_country, _province):
        told = _of_most(told, part)
    votes: Counter[Hashable] = Counter()
    for where, weight in told:
        votes[_spot(where)] += weight

    def rank(where: Where) -> tuple[bool, int, int, str, str, int]:
        exact = where.precision in ("exact", "near")
        order, words = PLACE_ORDER.index(where.precision), where.words
        told_by = votes[_spot(where)] if exact else 0
        return not exact, -told_by, order, where.name, words.article_id, words.start

    return min((where for where, _ in told), key=rank, default=None)


def _country(where: Where) -> Hashable:
    return where.country_code


def _province(where: Where) -> Hashable:
    return where.admin1 and (where.country_code, where.admin1)


def _spot(where: Where) -> Hashable:
    return where.geonames_id or where.name


def _of_most(
    told: Sequence[tuple[Where, int]], part: Callable[[Where], Hashable]
) -> list[tuple[Where, int]]:
    """Return those in the part that most tell, and those that tell none; all, if none tells it."""
    votes: Counter[Hashable] = Counter()
    for where, weight in told:
        if part(where):
            votes[part(where)] += weight
    if not votes:
        return list(told)
    most = min(votes, key=lambda key: (-votes[key], str(key)))
    return [(where, weight) for where, weight in told if part(where) in (most, None)]
