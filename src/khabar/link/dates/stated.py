"""Dates that name their day, month or year, if not always the year."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from khabar.link.dates.calendar import (
    Stretch,
    easter,
    months,
    nth_weekday,
    shift,
    unit_around,
)
from khabar.link.dates.meaning import Meaning, Said, UndatedError, dated, one_day
from khabar.link.dates.words import numbers_of, words_of

_FIRST_SHORT_YEAR = 1970  # "70" in 03/04/70 is 1970, "69" is 2069


def day(said: Said) -> Meaning:
    """Return a day of a month, with or without its year; a weekday helps to find the year."""
    month, dom = numbers_of("month")[said["month"]], int(said["dom"])

    def of_year(year: int) -> Stretch:
        return one_day(date(year, month, dom))

    if "year" in said:
        return dated(of_year(said.year or 0), "stated")
    if (month, dom) == (2, 29):
        raise UndatedError("29 February without a year")
    if said.which:
        return dated(said.one_of_years(of_year), "relative")
    weekday = numbers_of("weekday").get(said.parts.get("weekday", ""))
    if weekday is None:
        weekday = numbers_of("shortday").get(said.parts.get("shortday", ""))
    fitting = [
        year for year in range(said.today.year - 1, said.today.year + 2)
        if weekday == of_year(year).first.weekday()
    ]  # fmt: skip
    return dated(of_year(fitting[0]) if fitting else said.nearest(of_year), "stated")


def famous(said: Said) -> Meaning:
    """Return 11 September 2001, whose year is hardly ever written."""
    assert said["famous"]
    return dated(one_day(date(2001, 9, 11)), "stated")


def days(said: Said) -> Meaning:
    """Return the days from one to another of a month: "April 10-12"."""
    first, last = (
        day(Said({**said.parts, "dom": said[end]}, said.anchor)) for end in ("dom", "to")
    )
    assert first.stretch is not None
    assert last.stretch is not None
    if last.stretch.first < first.stretch.first:
        raise UndatedError("runs backwards")
    return dated(replace(first.stretch, last=last.stretch.last), first.basis)


def years(said: Said) -> Meaning:
    """Return the years from one to another: "2014-2016", "1980-88"; 2023-04 is a month."""
    first, to = said["year"], said["to"]
    last = int(first[: len(first) - len(to)] + to)
    if last < int(first):
        return dated(unit_around(date(int(first), int(to), 1), "month"), "stated")
    return dated(Stretch(date(int(first), 1, 1), date(last, 12, 31), "year", True), "stated")


def month(said: Said) -> Meaning:
    """Return a month, with its year, "last", or nothing."""
    number = numbers_of("month")[said["month"]]

    def of_year(year: int) -> Stretch:
        return months(year, number)

    if "year" in said:
        return dated(of_year(said.year or 0), "stated")
    if said.which is None:
        return dated(said.nearest(of_year), "stated")
    if "of" in said:
        return dated(of_year(said.today.year + said.which), "relative")
    return dated(said.one_of_years(of_year), "relative")


def iso(said: Said) -> Meaning:
    """Return a date written as in ISO 8601."""
    return dated(one_day(date.fromisoformat(said["iso"])), "stated")


def numeric(said: Said) -> Meaning:
    """Return 26/04/2023 or 04/26/2023; where both orders fit, the one that is not to come.

    Open where that leaves two. Full stops stand between day and month in that order.
    """
    first, second, year = (int(number) for number in said["numeric"].replace(".", "/").split("/"))
    if year < 100:
        year += 1900 if year >= _FIRST_SHORT_YEAR % 100 else 2000
    orders = [(first, second)] if "." in said["numeric"] else [(first, second), (second, first)]
    days = sorted({date(year, month, dom) for dom, month in orders if month <= 12})
    published = said.anchor.published
    if published and said.anchor.tense != "ahead" and len(days) > 1:
        days = [day for day in days if day <= published] or days
    if len(days) != 1:
        raise UndatedError(
            "day and month could change places", tuple(day.isoformat() for day in days)
        )
    return dated(one_day(days[0]), "stated")


def year(said: Said) -> Meaning:
    """Return a year."""
    return dated(unit_around(date(said.year or 0, 1, 1), "year"), "stated")


def decade(said: Said) -> Meaning:
    """Return the 1990s, the '90s, the nineties; short forms are of the 20th century."""
    if "decade" in said:
        first = 1900 + numbers_of("decade")[said["decade"]]
    else:
        first = int(said["digits"]) if "digits" in said else 1900 + int(said["short"])
    return dated(unit_around(date(first, 1, 1), "decade"), "stated")


def century(said: Said) -> Meaning:
    """Return the 19th century."""
    return dated(unit_around(date(100 * int(said["nth"]) - 100, 1, 1), "century"), "stated")


def quarter(said: Said) -> Meaning:
    """Return a quarter; without a year the nearest, "year-earlier" one before the last told."""
    opening = 3 * numbers_of("ordinal")[said["ordinal"]] - 2

    def of_year(year: int) -> Stretch:
        return months(year, opening, 3, "quarter")

    if "ago" in said:
        told = said.anchor.told
        return dated(of_year((told.first if told else said.today).year - 1), "relative")
    if said.year is not None:
        return dated(of_year(said.year), said.basis)
    return dated(said.nearest(of_year), "stated")


def told_quarter(said: Said) -> Meaning:
    """Return the quarter that the text speaks of, else the last that is over."""
    told = said.anchor.told
    if told is None or told.grain != "quarter":
        told = shift(unit_around(said.today, "quarter"), "quarter", -1)
    return dated(shift(told, "year", -1) if "ago" in said else told, "relative")


def half(said: Said) -> Meaning:
    """Return the first or second half of a year."""
    opening = 1 if said["half"] == "first" else 7
    return dated(months(said.year or 0, opening, 6, "half"), said.basis)


def season(said: Said) -> Meaning:
    """Return a season of the northern hemisphere; winter runs into the next year."""
    opening = numbers_of("season")[said["season"]]

    def of_year(year: int) -> Stretch:
        return months(year, opening, 3, "season")

    if "year" in said:
        found = of_year(said.year or 0)
    else:
        found = said.nearest(of_year) if said.which is None else said.one_of_years(of_year)
    code = {3: "SP", 6: "SU", 9: "FA", 12: "WI"}[opening]
    return dated(found, said.basis, f"{found.first.year}-{code}")


def holiday(said: Said) -> Meaning:
    """Return a holiday on a fixed day, on an nth weekday, or counted from Easter."""

    def of_year(year: int) -> Stretch:
        return one_day(_holiday(words_of("holiday")[said["holiday"]], year))

    if "year" in said:
        return dated(of_year(said.year or 0), "stated")
    if said.which is not None:
        return dated(said.one_of_years(of_year), "relative")
    return dated(said.nearest(of_year), "stated")


def _holiday(rule: str, year: int) -> date:
    """Read "12-25", "11-4-3" (month, nth, weekday) or "easter-2"."""
    if rule.startswith("easter"):
        return easter(year) + timedelta(days=int(rule.removeprefix("easter")))
    month, *rest = (int(number) for number in rule.split("-"))
    return date(year, month, rest[0]) if len(rest) == 1 else nth_weekday(year, month, *rest[::-1])
