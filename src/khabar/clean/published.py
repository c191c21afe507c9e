"""The day an article was published, where a line of it or its address says so; else None."""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date

from khabar.clean.lines import Line

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<month>{'|'.join(_MONTHS)})[a-z]{{0,6}}\.?"
_YEAR = r"(?P<year>\d{4})"
_DAY = r"(?P<day>\d{1,2})"
_WRITTEN = (
    re.compile(rf"\b{_YEAR}[-/.](?P<number>\d{{1,2}})[-/.]{_DAY}(?!\d)"),
    re.compile(rf"\b{_MONTH} {_DAY}(?:st|nd|rd|th)?,? {_YEAR}\b", re.I),
    re.compile(rf"\b{_DAY}(?:st|nd|rd|th)?[ -]{_MONTH},?[ -]{_YEAR}\b", re.I),
)
_EITHER_ORDER = re.compile(rf"\b(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{_YEAR}\b")
_CHANGED = re.compile(r"\b(?:updated|modified)\b", re.I)
_ADDRESS = re.compile(
    rf"/(?P<year>(?:19|20)\d\d)[/-](?:(?P<number>\d{{1,2}})|{_MONTH})[/-]{_DAY}(?=[/-])", re.I
)
LONGEST = 160
ADDRESS_LONGEST = 2000


def published_in(lines: Iterable[Line]) -> str | None:
    """Return the ISO date of the first line that gives a whole one, leaving out updates."""
    for line in lines:
        day = None if _CHANGED.search(line.words[:LONGEST]) else written_day(line.words)
        if day:
            return day
    return None


def written_day(words: str) -> str | None:
    """Return the first whole date as an ISO date.

    "3/4/2023" may be March or April: such a date is None unless one of its numbers is over 12.
    """
    for pattern in _WRITTEN:
        if found := pattern.search(words[:LONGEST]):
            return _day(found)
    found = _EITHER_ORDER.search(words[:LONGEST])
    return _unmistakable(int(found[1]), int(found[2]), int(found["year"])) if found else None


def day_in_address(url: str | None) -> str | None:
    """Return the date in an address such as .../2023/04/29/..., as an ISO date."""
    found = _ADDRESS.search((url or "")[:ADDRESS_LONGEST])
    return _day(found) if found else None


def _day(found: re.Match[str]) -> str | None:
    groups = found.groupdict()
    name = groups.get("month")
    month = _MONTHS.index(name.lower()) + 1 if name else int(groups["number"])
    return _iso(int(groups["year"]), month, int(groups["day"]))


def _unmistakable(one: int, other: int, year: int) -> str | None:
    if one == other or one > 12:
        return _iso(year, other, one)
    return _iso(year, one, other) if other > 12 else None


def _iso(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None
