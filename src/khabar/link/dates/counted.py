"""Dates counted from the publication day or from the date before them, and lengths of time."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

from khabar.link.dates.calendar import (
    DAYS_LONG,
    Grain,
    Stretch,
    part_of,
    shift,
    shift_day,
    unit_around,
)
from khabar.link.dates.meaning import Meaning, Said, UndatedError, between, dated, one_day, undated
from khabar.link.dates.stated import day, month
from khabar.link.dates.words import numbers_of, words_of

_GRAINS: dict[str, Grain] = {
    "D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year", "E": "decade",
    "C": "century",
}  # fmt: skip
_UNTOLD_NUMBER = 3  # "recent months", "the past few weeks": how many, when the text does not say
_RECENT_DAYS = 7
_FEW = (5, 2)  # "a few weeks ago" lies between so many units before the publication day
_UP_TO_NOW = ("past", "the past", "the last")  # "the last year" ends now, "last year" does not
_SUNDAY = 6  # weeks begin on Sunday or Monday: on a Sunday "last week" may be either


def weekday(said: Said) -> Meaning:
    """Return the last such day up to the publication day, or the next if the verb points ahead."""
    number = numbers_of("weekday")[said["weekday"]]
    if "text" in said:
        ahead = said["text"] == "the following"
        day = _after(said.told.last, number) if ahead else _before(said.told.first, number)
        return dated(one_day(day), "relative")
    if said.which == 1:
        return dated(one_day(_after(said.today, number)), "relative")
    if said.which == -1:
        return dated(one_day(_before(said.today, number)), "relative")
    if said.anchor.tense == "ahead":
        return dated(one_day(_after(said.today - timedelta(days=1), number)), "relative")
    return dated(one_day(_before(said.today + timedelta(days=1), number)), "relative")


def _before(day: date, weekday: int) -> date:
    return day - timedelta(days=(day.weekday() - weekday - 1) % 7 + 1)


def _after(day: date, weekday: int) -> date:
    return day + timedelta(days=(weekday - day.weekday() - 1) % 7 + 1)


def day_word(said: Said) -> Meaning:
    """Return today, yesterday, tomorrow and their like."""
    away = numbers_of("dayword").get(said.parts.get("dayword", ""), 0)
    return dated(one_day(said.today + timedelta(days=away)), "relative")


def overnight(said: Said) -> Meaning:
    """Return the night before the publication day, of which both days may be meant."""
    night = Stretch(said.today - timedelta(days=1), said.today, "day")
    return dated(night, "relative", night.first.isoformat())


def day_of_month(said: Said) -> Meaning:
    """Return "the 14th of this month"."""
    month = shift(unit_around(said.today, "month"), "month", said.which or 0)
    return dated(one_day(month.first.replace(day=int(said["dom"]))), "relative")


def week_around(said: Said) -> Meaning:
    """Return "the week of March 6", the first or last week of a month."""
    base = (day if "dom" in said else month)(said)
    assert base.stretch is not None
    if "nth" not in said:
        return dated(unit_around(base.stretch.first, "week"), base.basis)
    number = numbers_of("nth")[said["nth"]]
    first = base.stretch.first + timedelta(days=7 * (number - 1))
    if number < 0:
        first = base.stretch.last - timedelta(days=6)
    return dated(Stretch(first, first + timedelta(days=6), "week"), base.basis)


def weekend(said: Said) -> Meaning:
    """Return the weekend that has begun, or the next if the verb points ahead."""
    around = unit_around(said.today, "weekend")
    back = around.first > said.today and said.anchor.tense != "ahead"
    return dated(shift(around, "week", -1) if back else around, "relative")


def unit(said: Said) -> Meaning:
    """Return last week, this year, the next decade; "the past week" ends with the present day."""
    grain: Grain = said["span"]  # type: ignore[assignment]
    which = said.which or 0
    if which < 0 and (said["which"] in _UP_TO_NOW or grain in ("decade", "century")):
        first = shift_day(said.today, grain, -1)
        whole = unit_around(first, grain)
        span = between(first, said.today, "month" if grain == "year" else grain)
        return dated(span, "relative", whole.value)
    whole = shift(unit_around(said.today, grain), grain, which)
    if grain == "week" and which == -1 and said.today.weekday() == _SUNDAY:
        return dated(replace(whole, last=said.today - timedelta(days=1)), "relative", whole.value)
    return dated(whole, "relative")


def present_unit(said: Said) -> Meaning:
    """Return the unit that the publication day falls into, of which the words name a part."""
    grain: Grain = said["span"]  # type: ignore[assignment]
    return dated(unit_around(said.today, grain), "relative")


def year_end(said: Said) -> Meaning:
    """Return the last months of the present year."""
    whole = unit_around(said.today, "year")
    return dated(part_of(whole, "late"), "relative", whole.value)


def told_unit(said: Said) -> Meaning:
    """Return the same day, the following week: counted from the date before it in the text."""
    grain: Grain = said.parts.get("span", "day")  # type: ignore[assignment]
    if said.told.grain != "day" and grain in DAYS_LONG:
        raise UndatedError(f"counts from {said.told.value}, which is no day")
    away = {"following": 1, "next": 1, "after": 1, "previous": -1, "before": -1}
    count = away.get(said.parts.get("side", "same"), 0)
    return dated(shift(unit_around(said.told.first, grain), grain, count), "relative")


def ago(said: Said) -> Meaning:
    """Return so many units before the publication date."""
    return _moved(one_day(said.today), said, -1)


def counted(said: Said) -> Meaning:
    """Return so many units before or after the date before it in the text."""
    return _moved(said.told, said, -1 if said["side"] in ("earlier", "before") else 1)


def _moved(base: Stretch, said: Said, sign: int) -> Meaning:
    count = _count(said)
    if count is None:
        return _few(base, _grain(said), sign)
    grain, number = count
    told = said.anchor.told
    if (grain, number) == ("year", 1) and told and told.grain == "quarter":
        return dated(shift(told, "year", sign), "relative")
    moved = shift(base, grain, sign * number)
    if base.grain == "day" and (grain != "week" or number > 1):
        moved = unit_around(moved.first, "year" if grain in ("decade", "century") else grain)
    rough = "rough" in said or grain in ("decade", "century") or _finer(grain, base.grain)
    return dated(replace(moved, approximate=moved.approximate or rough), "relative")


def _finer(grain: Grain, other: Grain) -> bool:
    return grain in DAYS_LONG and other not in DAYS_LONG


def _few(base: Stretch, grain: Grain, sign: int) -> Meaning:
    """Return "a few months ago", which tells about when, and not how many."""
    first, last = sorted(shift_day(base.first, grain, sign * number) for number in _FEW)
    value = "PAST_REF" if sign < 0 else "FUTURE_REF"
    return dated(between(first, last, grain), "relative", value)


def _count(said: Said) -> tuple[Grain, int] | None:
    """Return the unit and how many, halves in the next smaller unit; hours count as no days."""
    letter, number = words_of("unit")[said["unit"]], number_of(said["n"])
    if number is None:
        return None
    if letter.startswith("T"):
        return "day", round(number / 24) if letter == "TH" else 0
    if letter == "W2":
        letter, number = "W", 2 * number
    if number != int(number):
        smaller = {"Y": ("M", 12), "M": ("W", 4), "W": ("D", 7), "E": ("Y", 10), "C": ("Y", 100)}
        letter, times = smaller.get(letter, ("D", 1))
        number *= times
    return _GRAINS[letter], round(number)


def number_of(word: str) -> float | None:
    """Return what a number in digits or words stands for; None where it is not given."""
    known = numbers_of("number")
    if word in known:
        return known[word] or None
    if word.startswith("half"):
        return 0.5
    if " to " in word:
        return None
    return sum(_piece(piece) for piece in word.split())


def _piece(piece: str) -> float:
    if piece.isalpha():
        return numbers_of("number").get(piece, 0)
    above, _, below = piece.partition("/")
    return float(above) / float(below or 1)


def stretch(said: Said) -> Meaning:
    """Return the past two years, the next three weeks: up to, or from, the publication date."""
    value = _length(words_of("unit")[said["unit"]], number_of(said["n"]))
    grain, number = _count(said) or (_grain(said), _UNTOLD_NUMBER)
    if words_of("unit")[said["unit"]] == "TH":
        number = max(1, number)
    first, last = sorted((said.today, shift_day(said.today, grain, number * (said.which or -1))))
    return Meaning("DURATION", between(first, last, grain), value, "relative")


def _grain(said: Said) -> Grain:
    return _GRAINS.get(words_of("unit")[said["unit"]], "day")


def recent(said: Said) -> Meaning:
    """Return three units and the present one; "recently" is the last month and this."""
    if "unit" not in said:
        first = shift_day(said.today, "month", -1).replace(day=1)
        return dated(Stretch(first, said.today, "month", True), "relative", "PAST_REF")
    grain = _grain(said)
    back = _RECENT_DAYS if grain == "day" else _UNTOLD_NUMBER
    first = shift_day(said.today, grain, -back)
    return dated(between(first, said.today, grain), "relative", "PAST_REF")


def present(said: Said) -> Meaning:
    """Return now, currently: a time without ends."""
    return undated("DATE", "PRESENT_REF", f"{said['open']!r} names no date")


def past(said: Said) -> Meaning:
    """Return the past: a time without ends."""
    return undated("DATE", "PAST_REF", f"{said['open']!r} names no date")


def future(said: Said) -> Meaning:
    """Return some time to come."""
    return undated("DATE", "FUTURE_REF", f"{said['open']!r} names no date")


def duration(said: Said) -> Meaning:
    """Return a length of time."""
    length = _length(words_of("unit")[said["unit"]], number_of(said["n"]))
    return undated("DURATION", length, "a length of time, no date")


def _length(letter: str, number: float | None) -> str:
    """Return TimeML's value for a length of time: P2Y, PT3H, PXM."""
    if letter == "W2":
        letter, number = "W", number and 2 * number
    count = "X" if number is None else f"{number:g}"
    return f"PT{count}{letter[1]}" if letter.startswith("T") else f"P{count}{letter}"


def repeated(said: Said) -> Meaning:
    """Return every day, weekly: what happens again and again."""
    letter = words_of("unit").get(said.parts.get("unit", "")) or words_of("often").get(
        said.parts.get("often", "")
    )
    return undated("SET", _length(letter, 1) if letter else None, "happens again and again")
