"""The written form of a filter: `country:AFG,PAK killed>=5 from:2021-08 -mode:firearms "car bomb"`.

A space is "and", a comma "or", a leading minus "not". Errors name the place, what was expected,
what was found, and what to write instead.
"""

from __future__ import annotations

import calendar
import difflib
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Final, NoReturn, cast

from khabar.errors import FilterError
from khabar.query import (
    CHOICES,
    COUNTS,
    FIELDS,
    Box,
    Condition,
    CountField,
    Days,
    Field,
    Filter,
    Near,
    Number,
    OneOf,
    Words,
)

LONGEST: Final = 4_000  # characters; longer than anyone types, short enough to stay quick
MOST_VALUES: Final = 200
_DATES: Final = ("from", "to", "on")
_KEYS: Final = (*FIELDS, *COUNTS, *_DATES, "near", "box")
_QUOTED = r'"(?:[^"\\]|\\.)*"'
_TERM = re.compile(
    rf"(?P<minus>-?)(?:(?P<key>[A-Za-z_][A-Za-z0-9_]*)(?P<sign>>=|<=|>|<|=|:))?"
    rf"(?P<value>(?:{_QUOTED}|[^\s\"])*)"
)
_ARGUMENT = re.compile(r"(-?)(?:([A-Za-z_]+)(:|=))?(.*)", re.DOTALL)
_SIGNED = re.compile(r"\s-?[A-Za-z_]+(:|=|<|>)")
_ITEM = re.compile(rf"({_QUOTED}|[^,\"]+)(,|$)")
_ISO = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")
_WORD = re.compile(r"\w", re.UNICODE)
_PLAIN = re.compile(r"[^\s\",\\:<>=]+")


def parse_filter(text: str) -> Filter:
    """Return the filter that the text describes. Raises FilterError, with the place."""
    if len(text) > LONGEST:
        raise FilterError(text, LONGEST, f"at most {LONGEST:,} characters", "more", "Ask for less.")
    conditions: list[Condition] = []
    at = 0
    while at < len(text):
        if text[at].isspace():
            at += 1
            continue
        found = _TERM.match(text, at)
        if found is None or found.end() == at or text[found.end() : found.end() + 1] == '"':
            start = text.find('"', at)
            raise FilterError(text, max(start, at), "a closing quote", "none", 'Write "two words".')
        conditions.append(_Term(text, found).condition())
        at = found.end()
    return Filter(tuple(conditions))


class _Term:
    """One term of the text, with where its parts stand."""

    def __init__(self, text: str, found: re.Match[str]) -> None:
        self.text = text
        self.key = (found["key"] or "").lower()
        self.sign = found["sign"] or ""
        self.value = found["value"]
        self.negated = bool(found["minus"])
        self.start = found.start()
        self.at = found.start("value")

    def condition(self) -> Condition:
        if not self.key:
            return self._words()
        if self.key not in _KEYS:
            close = difflib.get_close_matches(self.key, _KEYS, 1)
            advice = f"Did you mean {close[0]}?" if close else f"There is: {', '.join(_KEYS)}."
            self.fail("a field", self.key, advice, self.start + self.negated)
        if not self.value:
            self.fail(f"a value after {self.key}{self.sign}", "none", self._example())
        if self.key in COUNTS:
            return self._number()
        if self.sign not in (":", "="):
            self.fail(f"a colon after {self.key}", self.sign, self._example(), self.at - 1)
        if self.key in FIELDS:
            return self._one_of()
        if self.negated:
            self.fail(f"{self.key} without a minus", "-", "Say what to keep.", self.start)
        return self._where() if self.key in ("near", "box") else self._days()

    def _words(self) -> Condition:
        words = _unquoted(self.value)
        if self.negated and self.value.startswith("-"):
            self.fail(
                "a word or a field",
                self.text[self.start :].split()[0],
                "Options are listed by --help.",
                self.start,
            )
        if not _WORD.search(words):
            self.fail("a word", self.value or "nothing", "Write a word or field:value.")
        return Words(" ".join(words.split()), self.negated)

    def _one_of(self) -> Condition:
        items = self.items()
        if len(items) > MOST_VALUES:
            self.fail(f"at most {MOST_VALUES} values", str(len(items)), "Ask in parts.")
        values = tuple(self._choice(at, item) for at, item in items)
        return OneOf(cast("Field", self.key), values, self.negated)

    def _choice(self, at: int, item: str) -> str:
        known = CHOICES.get(self.key)
        if known is None:
            return item
        for word in known:
            if word.lower() == item.lower():
                return word
        listed = ", ".join(known)
        self.fail(f"one of {listed}", item, f"Write for example {self.key}:{known[0]}.", at)

    def _number(self) -> Condition:
        low, high = self.value, self.value
        if self.sign in (":", "=") and ".." in self.value:
            low, _, high = self.value.partition("..")
        bounds = [self._count(low) if low else None, self._count(high) if high else None]
        if self.sign in (">", ">="):
            bounds = [_plus(bounds[0], self.sign == ">"), None]
        elif self.sign in ("<", "<="):
            bounds = [None, _plus(bounds[1], self.sign == "<", -1)]
        if bounds == [None, None]:
            self.fail("a figure", self.value, self._example())
        if None not in bounds and cast("int", bounds[0]) > cast("int", bounds[1]):
            self.fail("the lower figure first", self.value, self._example())
        return Number(cast("CountField", self.key), bounds[0], bounds[1], self.negated)

    def _count(self, figure: str) -> int:
        if not re.fullmatch(r"[0-9]{1,15}", figure):
            self.fail(f"a whole number after {self.key}{self.sign}", figure, self._example())
        return int(figure)

    def _days(self) -> Condition:
        first, last = self.value, self.value
        if self.key == "on" and ".." in self.value:
            first, _, last = self.value.partition("..")
        first, last = (_checked(self, day) for day in (first, last))
        if first[: len(last)] > last[: len(first)]:
            self.fail("the earlier day first", self.value, self._example())
        return Days(first if self.key != "to" else None, last if self.key != "from" else None)

    def _where(self) -> Condition:
        parts = [item for _, item in self.items()]
        if self.key == "box":
            return self._box(parts)
        km = parts[-1].lower().removesuffix("km").strip()
        if len(parts) == 2 and any(map(str.isalpha, parts[0])):
            return Near(self._far(km), place=parts[0])
        if len(parts) != 3:
            self.fail("latitude,longitude,km or place,km", self.value, self._example())
        latitude, longitude = self._degrees(parts[0], 90), self._degrees(parts[1], 180)
        return Near(self._far(km), latitude, longitude)

    def _far(self, km: str) -> float:
        if km.startswith("-"):
            self.fail("a distance of 0 km or more", km, self._example())
        return self._degrees(km, 20_038)

    def _box(self, parts: Sequence[str]) -> Condition:
        if len(parts) != 4:
            self.fail("west,south,east,north", self.value, self._example())
        bounds = zip(parts, (180, 90, 180, 90), strict=True)
        west, south, east, north = (self._degrees(*part) for part in bounds)
        if south > north:
            self.fail("south before north", self.value, self._example())
        return Box(west, south, east, north)

    def _degrees(self, figure: str, most: float) -> float:
        if not re.fullmatch(r"-?[0-9]{1,6}(\.[0-9]{1,20})?", figure) or abs(float(figure)) > most:
            self.fail(f"a number up to {most}", figure or "none", self._example())
        return float(figure)

    def items(self) -> list[tuple[int, str]]:
        """Return the values between the commas, each with its place in the text."""
        items, at = [], 0
        while at < len(self.value):
            found = _ITEM.match(self.value, at)
            if found is None or not (item := _unquoted(found[1]).strip()):
                rest = self.value[at:]
                self.fail("a value between the commas", rest, self._example(), self.at + at)
            items.append((self.at + at, item))
            at = found.end()
        if self.value.endswith(","):
            self.fail("a value after the comma", "none", self._example())
        return items

    def _example(self) -> str:
        written = _EXAMPLES.get(self.key) or f"{self.key}:{CHOICES.get(self.key, ('name',))[0]}"
        if self.key in COUNTS:
            written = f"{self.key}>=5 or {self.key}:5..10"
        return f"Write for example {written}."

    def fail(self, expected: str, found: str, advice: str, at: int | None = None) -> NoReturn:
        """Raise the error that says where, what was expected, what was found, what to do."""
        raise FilterError(self.text, self.at if at is None else at, expected, found, advice)


_EXAMPLES: Final[Mapping[str, str]] = {
    "actor": 'actor:"Islamic State Khorasan"',
    "country": "country:AFG,PAK",
    "from": "from:2021-08",
    "to": "to:2022",
    "on": "on:2021-08-15 or on:2021..2022",
    "near": "near:34.53,69.17,25km or near:Kabul,25km",
    "box": "box:60.5,29.3,75,38.5",
}


def _plus(bound: int | None, strictly: bool, step: int = 1) -> int | None:
    return bound + step if bound is not None and strictly else bound


def _checked(term: _Term, day: str) -> str:
    found = _ISO.fullmatch(day)
    year, month, of_month = found.groups() if found else ("", None, None)
    fits = found is not None and int(year) > 0 and (month is None or 1 <= int(month) <= 12)
    if fits and of_month is not None:
        fits = 1 <= int(of_month) <= calendar.monthrange(int(year), int(month or 1))[1]
    if not fits:
        advice = f"Write for example {_EXAMPLES[term.key]}."
        term.fail("a year, month or day such as 2021-08-15", day or "none", advice)
    return day


def _unquoted(value: str) -> str:
    return re.sub(_QUOTED, lambda q: re.sub(r"\\(.)", r"\1", q[0][1:-1]), value)


Asked = str | int | float | bool | date | Sequence[str | int | float | None]
Given = Asked | None


def matching(**conditions: Given) -> Filter:
    """Return a filter from conditions by the names of their fields.

    `matching(country=["AFG", "PAK"], killed=(5, None), from_="2021-08", near=("Kabul", 25))`.
    A figure is exact, a pair its bounds; None asks for nothing. `words` looks in the text.
    """
    given = ((name.rstrip("_"), value) for name, value in conditions.items() if value is not None)
    return parse_filter(" ".join(_from_given(name, value) for name, value in given))


def _from_given(name: str, given: Asked) -> str:
    if isinstance(given, bool):
        given = "yes" if given else "no"
    if isinstance(given, date):
        given = given.isoformat()[:10]
    values = [given] if isinstance(given, str | int | float) else list(given)
    if name == "words":
        return _quoted(str(given))
    if name in COUNTS and len(values) == 2:
        low, high = values
        return f"{name}:{'' if low is None else low}..{'' if high is None else high}"
    shown = [f"{v:.12f}" if isinstance(v, float) else str(v) for v in values]
    return f"{name}:{_listed(shown)}" if name not in COUNTS else f"{name}:{','.join(shown)}"


def from_arguments(arguments: Sequence[str]) -> str:
    """Return a filter's text from words of a command line, whose quotes the shell has taken away.

    An argument with white space that is one term, such as `actor:Islamic State`, gets them back.
    """
    return " ".join(_requoted(argument) for argument in arguments)


def _requoted(argument: str) -> str:
    found = _ARGUMENT.fullmatch(argument)
    minus, key, sign, value = (part or "" for part in (found.groups() if found else ()))
    one_term = any(map(str.isspace, value)) and '"' not in value and not _SIGNED.search(value)
    if not one_term or (not key and not _WORD.search(value)) or (not key and not minus):
        return argument
    return f"{minus}{key}{sign}{_listed(part.strip() for part in value.split(','))}"


def written(filter: Filter) -> str:
    """Return the filter in its written form, which `parse_filter` reads back."""
    return " ".join(_written(condition) for condition in filter.conditions)


def _written(condition: Condition) -> str:
    minus = "-" if getattr(condition, "negated", False) else ""
    match condition:
        case OneOf(field, values):
            return f"{minus}{field}:{_listed(values)}"
        case Number(field, low, high):
            return f"{minus}{field}{_bounds(low, high)}"
        case Days(first, last):
            return _between(first, last)
        case Near(km, latitude, longitude, place):
            where = _quoted(place) if place else f"{_plain(latitude)},{_plain(longitude)}"
            return f"near:{where},{_plain(km)}km"
        case Box(west, south, east, north):
            return f"box:{','.join(map(_plain, (west, south, east, north)))}"
        case Words(words):
            return f"{minus}{_quoted(words)}"


def _bounds(low: int | None, high: int | None) -> str:
    if high is None:
        return f">={low}"
    if low is None:
        return f"<={high}"
    return f":{low}" if low == high else f":{low}..{high}"


def _between(first: str | None, last: str | None) -> str:
    if first is None or last is None:
        return f"from:{first}" if last is None else f"to:{last}"
    return f"on:{first}" if first == last else f"on:{first}..{last}"


def _plain(number: float | None) -> str:
    return f"{number or 0:.12f}".rstrip("0").rstrip(".")


def _listed(values: Iterable[str]) -> str:
    return ",".join(map(_quoted, values))


def _quoted(value: str) -> str:
    if _PLAIN.fullmatch(value) and not value.startswith("-"):
        return value
    return '"' + value.replace("\\", "\\\\").replace('"', '\\"') + '"'
