"""When an article's news happened, if it tells of one attack: said once, meant for all of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from khabar.link.dates.reading import Timex, published_day, read_times
from khabar.link.dates.words import any_of, words_of
from khabar.model import Article, Claim, Span, When, Where

# News is of the last weeks; what is older is told beside it.
RECENT = timedelta(days=30)
# Acts that tell of another: "police investigate the shooting of a man on Sunday night".
_OF_DEEDS = ("ACCUSE", "CONSULT", "REQUEST")
_READ = ("title", "standfirst", "body")
_CLOCK = r"(?:\d{1,2}(?::\d\d)?\s?(?:[ap]\.m\.|[ap]m\b)|noon|midnight|\bo['’]clock)"
_HOUR_BEFORE = re.compile(rf"{_CLOCK},?(?: on)?\s*$", re.IGNORECASE)
_HOUR_AFTER = re.compile(rf",? (?:[a-z]+ ){{0,2}}{_CLOCK}", re.IGNORECASE)
# "Posted: Monday, 5 p.m.": when it was written, not when it happened.
_STAMP = re.compile(r"\b(?:posted|updated?|published|filed|modified)\b[^.\n]{0,40}$", re.IGNORECASE)
_REACH = 60  # characters around a date


def day_of_story(article: Article, claims: Sequence[Claim]) -> When | None:
    """Return the day of the one attack that an article tells of; None where no day stands out.

    It is the only day of late that its claims tell of an attack. Where none does, it is the only
    one told with an hour or a part of the day: news gives the hour of what happened, and only the
    day of what was said.
    """
    published = published_day(article.published)
    if published is None:
        return None
    days = [day for day in _attack_days(claims) if _is_late(day.start, published)]
    return _only(days or _days_with_hour(article, claims, published))


def dated_by_story(claim: Claim, day: When, claims: Iterable[Claim]) -> bool:
    """Tell whether an attack without a date is of the story's day: it may be in the same place.

    What is told beside the news is so only if it is in a place where the article has an attack on
    that day: wars and other attacks are told there too.
    """
    attack = claim.kind == "event" and claim.event_type == "ASSAULT"
    if not attack or claim.when is not None or claim.factuality == "planned":
        return False
    there = {c.where.name for c in claims if c.when == day and isinstance(c.where, Where)}
    if isinstance(claim.where, Where) and there:
        return claim.where.name in there
    return claim.role == "main"


def _attack_days(claims: Iterable[Claim]) -> Iterator[When]:
    for claim in claims:
        when, attack = claim.when, claim.kind == "event" and claim.event_type == "ASSAULT"
        if attack and isinstance(when, When) and when.precision == "day" and when.start == when.end:
            yield when


def _only(days: Sequence[When]) -> When | None:
    return days[0] if len({day.start for day in days}) == 1 else None


def _is_late(day: str, published: date) -> bool:
    return timedelta(0) <= published - date.fromisoformat(day) <= RECENT


def _days_with_hour(article: Article, claims: Iterable[Claim], published: date) -> list[When]:
    """Return the days told with an hour that date no other deed."""
    deeds = (c for c in claims if c.event_type not in _OF_DEEDS)
    taken = {c.when.words.start for c in deeds if isinstance(c.when, When)}
    read = [b for b in article.blocks if b.kind in _READ]
    found = []
    for time in read_times(article.text, article.published):
        days = time.means.stretch
        one = days is not None and days.grain == "day" and days.first == days.last
        inside = any(b.start <= time.start < b.end for b in read)
        if not one or days is None or not inside or time.start in taken:
            continue
        if _is_late(days.first.isoformat(), published) and _has_hour(article.text, time):
            words = Span(article.id, time.start, time.end, time.words)
            found.append(When(*days.prefixes, days.precision, time.means.basis, words))
    return found


def _has_hour(text: str, time: Timex) -> bool:
    line = text.rfind("\n", 0, time.start) + 1
    before = text[max(line, time.start - _REACH) : time.start]
    if _STAMP.search(before):
        return False
    after = text[time.end : time.end + _REACH].partition("\n")[0]
    part = re.search(rf"\b(?:{any_of(words_of('daypart'))})$", time.words, re.IGNORECASE)
    return bool(part or _HOUR_BEFORE.search(before) or _HOUR_AFTER.match(after))
