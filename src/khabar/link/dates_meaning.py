"""What each rule of the grammar means: a stretch of days, or why there is none."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from khabar.link.dates_calendar import (
    DAYS_LONG,
    Grain,
    Stretch,
    easter,
    months,
    nth_weekday,
    part_of,
    shift,
    shift_day,
    unit_around,
)
from khabar.link.dates_grammar import words

NO_ANCHOR = "no publication date to count from"
NOTHING_TOLD = "no date before it in the text to count from"
Parts = Mapping[str, str]
_GRAINS: dict[str, Grain] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade",
    "C": "century",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Anchor:
    """What dates are counted from: publication day, last date told, and whether it lies ahead."""

    published: date | None
    told: Stretch | None
    ahead: bool


@dataclass(frozen=True, slots=True)
class Meaning:
    """A stretch of days with TimeML's type and value; no stretch: `because` says why.

    `value` is the plain unit ("late 2020" is 2020); the stretch is narrower.
    """

    kind: Literal["DATE", "DURATION", "SET"]
    stretch: Stretch | None
    value: str | None
    basis: Literal["stated", "relative"]
    because: str = ""


class Undated(Exception):
    """The words name a time, but not which; the text says why."""


def _dated(stretch: Stretch, basis: Literal["stated", "relative"], value: str = "") -> Meaning:
    return Meaning("DATE", stretch, value or stretch.value, basis)


def _open(kind: Literal["DATE", "DURATION", "SET"], value: str | None, because: str) -> Meaning:
    return Meaning(kind, None, value, "relative", because)


def _published(anchor: Anchor) -> date:
    if anchor.published is None:
        raise Undated(NO_ANCHOR)
    return anchor.published


def _number(word: str) -> float | None:
    """Return what a number word stands for; None where the number is not given."""
    known = words("number").get(word)
    if known is not None:
        return float(known) or None
    if word.startswith("half"):
        return 0.5
    if " to " in word:
        return None
    total = 0.0
    for piece in word.split():
        above, _, below = piece.partition("/")
        total += (
            float(words("number").get(piece, 0))
            if piece.isalpha()
            else float(above) / float(below or 1)
        )
    return total


def _year(parts: Parts, anchor: Anchor) -> int | None:
    """Return the year that the words give, or count from the publication date."""
    if "year" in parts:
        return int(parts["year"])
    if "which" in parts:
        return _published(anchor).year + int(words("which")[parts["which"]])
    return None


def _near(options: list[Stretch], anchor: Anchor) -> Stretch:
    """Return the option in the past that is nearest, or in the future if the verb points there."""
    today = _published(anchor)
    if anchor.ahead:
        return min(option for option in options if option.last >= today)
    return max(option for option in options if option.first <= today)


def _in_near_year(build: Callable[[int], Stretch], anchor: Anchor) -> Stretch:
    """Return the stretch of the year that the text means, without a year of its own."""
    today = _published(anchor)
    options = [build(today.year + years) for years in (-1, 0, 1)]
    if anchor.ahead:
        return next(option for option in options if option.last >= today)
    return next(option for option in reversed(options) if option.first <= today)


def day(parts: Parts, anchor: Anchor) -> Meaning:
    """A day of a month, with or without its year."""
    month, dom = int(words("month")[parts["month"]]), int(parts["dom"])
    year = _year(parts, anchor)
    if year is not None:
        return _dated(unit_around(date(year, month, dom), "day"), "stated")
    if (month, dom) == (2, 29):
        raise Undated("29 February without a year")
    date(2000, month, dom)
    near = _in_near_year(lambda year: unit_around(date(year, month, dom), "day"), anchor)
    return _dated(near, "stated")


def month(parts: Parts, anchor: Anchor) -> Meaning:
    """A month, with its year, "last", or nothing."""
    number = int(words("month")[parts["month"]])
    if "year" in parts:
        return _dated(months(int(parts["year"]), number), "stated")
    if "which" not in parts:
        return _dated(_in_near_year(lambda year: months(year, number), anchor), "stated")
    today, which = _published(anchor), int(words("which")[parts["which"]])
    if parts.get("of"):
        return _dated(months(today.year + which, number), "relative")
    return _dated(_counted(lambda year: months(year, number), which, today), "relative")


def _counted(build: Callable[[int], Stretch], which: int, today: date) -> Stretch:
    """Return the last stretch that is over, the next to come, or this year's."""
    options = [build(today.year + years) for years in (-2, -1, 0, 1, 2)]
    if which < 0:
        return next(option for option in reversed(options) if option.last < today)
    if which > 0:
        return next(option for option in options if option.first > today)
    return options[2]


def iso(parts: Parts, anchor: Anchor) -> Meaning:
    """A date written as in ISO 8601."""
    return _dated(unit_around(date.fromisoformat(parts["iso"]), "day"), "stated")


def numeric(parts: Parts, anchor: Anchor) -> Meaning:
    """26/04/2023 or 04/26/2023; left open where day and month could change places."""
    first, second, year = (int(number) for number in parts["numeric"].replace(".", "/").split("/"))
    if year < 100:
        year += 2000 if year < 70 else 1900
    if first <= 12 and second <= 12 and first != second and "/" in parts["numeric"]:
        raise Undated("day and month could change places")
    dom, number = (first, second) if second <= 12 else (second, first)
    return _dated(unit_around(date(year, number, dom), "day"), "stated")


def year(parts: Parts, anchor: Anchor) -> Meaning:
    """A year."""
    return _dated(unit_around(date(int(parts["year"]), 1, 1), "year"), "stated")


def decade(parts: Parts, anchor: Anchor) -> Meaning:
    """The 1990s, the '90s, the nineties."""
    if "named" in parts:
        tens = ("twenties", "thirties", "forties", "fifties", "sixties", "seventies", "eighties",
                "nineties").index(parts["named"])  # fmt: skip
        first = 1920 + 10 * tens
    else:
        short = parts.get("short")
        first = 1900 + int(short) if short else int(parts["decade"])
    return _dated(unit_around(date(first, 1, 1), "decade"), "stated")


def century(parts: Parts, anchor: Anchor) -> Meaning:
    """The 19th century."""
    return _dated(unit_around(date(100 * (int(parts["nth"]) - 1), 1, 1), "century"), "stated")


def quarter(parts: Parts, anchor: Anchor) -> Meaning:
    """A quarter of a year; without a year the last that has begun."""
    number = int(words("ordinal")[parts["ordinal"]])
    if "ago" in parts:
        told = anchor.told.first if anchor.told else _published(anchor)
        return _dated(months(told.year - 1, 3 * number - 2, 3, "quarter"), "relative")
    year = _year(parts, anchor)
    if year is not None:
        basis: Literal["stated", "relative"] = "stated" if "year" in parts else "relative"
        return _dated(months(year, 3 * number - 2, 3, "quarter"), basis)
    near = _in_near_year(lambda year: months(year, 3 * number - 2, 3, "quarter"), anchor)
    return _dated(near, "stated")


def half(parts: Parts, anchor: Anchor) -> Meaning:
    """The first or second half of a year."""
    year = _year(parts, anchor)
    assert year is not None  # noqa: S101 -- the rule has a year
    opening = 1 if parts["half"] == "first" else 7
    return _dated(months(year, opening, 6, "half"), "stated" if "year" in parts else "relative")


def season(parts: Parts, anchor: Anchor) -> Meaning:
    """A season of the northern hemisphere; winter runs into the next year."""
    name = parts["season"]
    opening = int(words("season")[name])
    code = {"spring": "SP", "summer": "SU", "winter": "WI"}.get(name, "FA")

    def build(year: int) -> Stretch:
        return months(year, opening, 3, "season")

    if "year" in parts:
        found, basis = build(int(parts["year"])), "stated"
    elif "which" in parts:
        which = int(words("which")[parts["which"]])
        found, basis = _counted(build, which, _published(anchor)), "relative"
    else:
        found, basis = _in_near_year(build, anchor), "stated"
    return _dated(found, basis, f"{found.first.year}-{code}")  # type: ignore[arg-type]


def weekday(parts: Parts, anchor: Anchor) -> Meaning:
    """A weekday: the last one up to the publication day, or the next if the verb points ahead."""
    number = int(words("weekday")[parts["weekday"]])
    if "text" in parts:
        if anchor.told is None:
            raise Undated(NOTHING_TOLD)
        if parts["text"] == "the previous":
            return _dated(_day(_before(anchor.told.first, number)), "relative")
        return _dated(_day(_after(anchor.told.last, number)), "relative")
    today = _published(anchor)
    which = words("which").get(parts.get("which", ""))
    if which == 1 or (which is None and anchor.ahead) or (which == 0 and anchor.ahead):
        return _dated(
            _day(_after(today if which == 1 else today - timedelta(1), number)), "relative"
        )
    return _dated(_day(_before(today + timedelta(days=which != -1), number)), "relative")


def _before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def _day(day: date) -> Stretch:
    return unit_around(day, "day")


def day_word(parts: Parts, anchor: Anchor) -> Meaning:
    """Today, yesterday, tomorrow and their like."""
    word = parts["day"]
    away = {"yesterday": -1, "last night": -1, "tomorrow": 1}.get(word, 0)
    away = {"the day before yesterday": -2, "the day after tomorrow": 2}.get(word, away)
    return _dated(_day(_published(anchor) + timedelta(days=away)), "relative")


def unit(parts: Parts, anchor: Anchor) -> Meaning:
    """Last week, this year, the next decade."""
    today = _published(anchor)
    which, grain = int(words("which")[parts["which"]]), parts["span"]
    grain_of: Grain = grain  # type: ignore[assignment]
    back_from_today = parts["which"] in ("past", "the past") or (
        grain in ("decade", "century") and which < 0
    )
    if back_from_today:
        first = shift_day(today, grain_of, -1)
        whole = unit_around(first, grain_of)
        return _dated(_coarse(first, today, grain_of), "relative", whole.value)
    return _dated(shift(unit_around(today, grain_of), grain_of, which), "relative")


def _coarse(first: date, last: date, grain: Grain) -> Stretch:
    """Return a stretch between two days, no finer than the unit that the words count in."""
    if grain in DAYS_LONG:
        return Stretch(first, last, "day", approximate=(last - first).days > 1)
    if grain in ("month", "quarter"):
        return Stretch(
            unit_around(first, "month").first, unit_around(last, "month").last, "month", True
        )
    return Stretch(unit_around(first, "year").first, unit_around(last, "year").last, "year", True)


def told_unit(parts: Parts, anchor: Anchor) -> Meaning:
    """The same day, the following week: counted from the date before it in the text."""
    if anchor.told is None:
        raise Undated(NOTHING_TOLD)
    grain: Grain = parts.get("span") or parts.get("span2") or "day"  # type: ignore[assignment]
    if anchor.told.grain != "day" and grain in DAYS_LONG:
        raise Undated(f"counts from {anchor.told.value}, which is no day")
    side = parts.get("side") or parts.get("text") or "same"
    away = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1}.get(side, 0)
    return _dated(shift(unit_around(anchor.told.first, grain), grain, away), "relative")


def ago(parts: Parts, anchor: Anchor) -> Meaning:
    """So many units before the publication date."""
    return _moved(_day(_published(anchor)), parts, -1, bool(parts.get("rough")))


def counted(parts: Parts, anchor: Anchor) -> Meaning:
    """So many units before or after the date before it in the text."""
    if anchor.told is None:
        raise Undated(NOTHING_TOLD)
    sign = -1 if parts["side"] in ("earlier", "before") else 1
    return _moved(anchor.told, parts, sign, bool(parts.get("rough")))


def _moved(base: Stretch, parts: Parts, sign: int, rough: bool) -> Meaning:
    letter, number = str(words("unit")[parts["unit"]]), _number(parts["n"])
    if letter.startswith("T"):
        return _dated(replace(base, approximate=False), "relative")
    if number is None:
        return _open("DATE", "PAST_REF" if sign < 0 else "FUTURE_REF", "how many is not said")
    if letter == "W2":
        letter, number = "W", 2 * number
    grain = _GRAINS[letter]
    if number != int(number):
        grain, number = {"year": ("month", 12 * number), "month": ("week", 4 * number)}.get(  # type: ignore[assignment]
            grain, ("day", 7 * number)
        )
    moved = shift(base, grain, sign * int(number))
    if base.grain == "day" and grain not in ("day", "week"):
        moved = unit_around(moved.first, "year" if grain in ("decade", "century") else grain)
    uncertain = rough or (grain == "week" and number > 1) or grain in ("decade", "century")
    return _dated(replace(moved, approximate=moved.approximate or uncertain), "relative")


def stretch(parts: Parts, anchor: Anchor) -> Meaning:
    """The past two years, the next three weeks: up to, or from, the publication date."""
    letter, number = str(words("unit")[parts["unit"]]), _number(parts["n"])
    which = int(words("which")[parts["which"]])
    value = _length(letter, number)
    if number is None:
        number = 3
    today = _published(anchor)
    if letter.startswith("T"):
        away = timedelta(days=max(1, round(number / 24)) if letter == "TH" else 0)
        ends = sorted((today, today + away * (which or -1)))
        return Meaning("DURATION", _coarse(ends[0], ends[1], "day"), value, "relative")
    grain = _GRAINS["W" if letter == "W2" else letter]
    ends = sorted((today, shift_day(today, grain, int(number) * (which or -1))))
    return Meaning("DURATION", _coarse(ends[0], ends[1], grain), value, "relative")


def recent(parts: Parts, anchor: Anchor) -> Meaning:
    """Recent months: three units and the present one; "recently" is the last month and this."""
    today = _published(anchor)
    if "unit" not in parts:
        first = shift_day(today, "month", -1).replace(day=1)
        return _dated(Stretch(first, today, "month", True), "relative", "PAST_REF")
    grain = _GRAINS.get(str(words("unit")[parts["unit"]]), "day")
    if grain == "day":
        first = today - timedelta(days=7)
    else:
        first = shift_day(today, grain, -3)
    return _dated(_coarse(first, today, grain), "relative", "PAST_REF")


def present(parts: Parts, anchor: Anchor) -> Meaning:
    """Now: a time without ends."""
    return _open("DATE", "PRESENT_REF", "names no date")


def future(parts: Parts, anchor: Anchor) -> Meaning:
    """Some time to come."""
    return _open("DATE", "FUTURE_REF", "names no date")


def duration(parts: Parts, anchor: Anchor) -> Meaning:
    """A length of time."""
    letter = str(words("unit")[parts["unit"]])
    return _open("DURATION", _length(letter, _number(parts["n"])), "a length of time, no date")


def _length(letter: str, number: float | None) -> str:
    """Return TimeML's value for a length of time: P2Y, PT3H, PXM."""
    if letter == "W2":
        letter, number = "W", number and 2 * number
    count = "X" if number is None else f"{number:g}"
    return f"PT{count}{letter[1]}" if letter.startswith("T") else f"P{count}{letter}"


def repeated(parts: Parts, anchor: Anchor) -> Meaning:
    """Every day, weekly."""
    letters = {"hourly": "TH", "daily": "D", "weekly": "W", "monthly": "M", "annually": "Y"}
    if "unit" in parts:
        letter = str(words("unit")[parts["unit"]])
        return _open("SET", _length(letter, 1), "happens again and again")
    letter = next((letters[word] for word in letters if word in parts.get("often", "")), "")
    return _open("SET", _length(letter, 1) if letter else None, "happens again and again")


def holiday(parts: Parts, anchor: Anchor) -> Meaning:
    """A holiday on a fixed day, an nth weekday, or counted from Easter."""
    when = str(words("holiday")[parts["holiday"]])

    def build(year: int) -> Stretch:
        if when.startswith("easter"):
            return _day(easter(year) + timedelta(days=int(when.removeprefix("easter"))))
        numbers = [int(number) for number in when.split("-")]
        if len(numbers) == 2:
            return _day(date(year, numbers[0], numbers[1]))
        return _day(nth_weekday(year, numbers[0], numbers[2], numbers[1]))

    if "year" in parts:
        return _dated(build(int(parts["year"])), "stated")
    if "which" in parts:
        which = int(words("which")[parts["which"]])
        return _dated(_counted(build, which, _published(anchor)), "relative")
    return _dated(_in_near_year(build, anchor), "stated")


def weekend(parts: Parts, anchor: Anchor) -> Meaning:
    """The weekend that has begun, or the next if the verb points ahead."""
    today = _published(anchor)
    around = unit_around(today, "weekend")
    back = around.first > today and not anchor.ahead
    return _dated(shift(around, "week", -1) if back else around, "relative")


MEANINGS: dict[str, Callable[[Parts, Anchor], Meaning]] = {
    function.__name__: function
    for function in (
        day, month, iso, numeric, year, decade, century, quarter, half, season, weekday, day_word,
        unit, told_unit, ago, counted, stretch, recent, present, future, duration, repeated,
        holiday, weekend,
    )
}  # fmt: skip


def meaning(means: str, parts: Parts, anchor: Anchor) -> Meaning:
    """Return what an expression means, narrowed by a part such as "early" or "the end of"."""
    try:
        found = MEANINGS[means](parts, anchor)
        return _narrowed(found, parts, anchor) if "part" in parts else found
    except Undated as reason:
        return _open("DATE", None, str(reason))
    except (ValueError, OverflowError):
        return _open("DATE", None, "no such day in the calendar")


def _narrowed(found: Meaning, parts: Parts, anchor: Anchor) -> Meaning:
    part = words("part")[parts["part"]]
    if found.stretch is None or part == "whole":
        return found
    if part in ("early", "mid", "late"):
        return replace(found, stretch=part_of(found.stretch, part))  # type: ignore[arg-type]
    today = anchor.published
    if today is None or not found.stretch.first <= today <= found.stretch.last:
        return found
    if found.stretch.grain == "day":
        return found
    ends = (found.stretch.first, today) if part == "before" else (today, found.stretch.last)
    return replace(
        found, stretch=replace(found.stretch, first=ends[0], last=ends[1], approximate=True)
    )
