"""Quantities in a sentence: "at least two dozen", "10 to 12", "several", as low and high."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import cache
from importlib import resources

from khabar.errors import KnowledgeError
from khabar.extract.tree import Token, Tree

FILE = "numbers.toml"

# Figures above this are typing errors or inflated: more people than live on earth.
MOST = 9_000_000_000

_DIGITS = re.compile(r"\d{1,3}(?:[,٬]\d{3})+|\d+(?:[.٫]\d+)?")
_TO = frozenset(("to", "-", "–", "—", "and", "or"))


@dataclass(frozen=True, slots=True)
class Quantity:
    """A count and the tokens that state it, `first` to `last`; `core` is the number itself.

    `low` or `high` None: the words leave that side open. `vague` keeps a word such as "several".
    """

    first: int
    last: int
    core: int
    low: int | None
    high: int | None
    approximate: bool = False
    vague: str | None = None


@dataclass(frozen=True, slots=True)
class NumberWords:
    """The number words of `numbers.toml`, lower case; phrases as tuples of words.

    `opening` are the first words of the phrases that stand before a number.
    """

    exact: Mapping[str, int]
    scale: Mapping[str, int]
    vague: Mapping[str, int]
    before: Mapping[tuple[str, ...], str]
    opening: frozenset[str]
    after: Mapping[tuple[str, ...], str]
    not_people: frozenset[str]
    money: frozenset[str]


@cache
def number_words() -> NumberWords:
    """Return the number words. Raises KnowledgeError if the file is wrong."""
    text = resources.files(__package__).joinpath(FILE).read_text("utf-8")
    return read_number_words(text)


def read_number_words(text: str) -> NumberWords:
    """Read number words from TOML text. Raises KnowledgeError that names the wrong entry."""
    table = tomllib.loads(text)
    for name in ("exact", "scale", "vague"):
        for word, value in table[name].items():
            if not isinstance(value, int) or value < 0 or word != word.lower():
                expected = "a lower-case word and a whole number of 0 or more"
                raise KnowledgeError(FILE, f"[{name}]", expected, f"{word} = {value!r}")
    before, money = _phrases(table["bound"]), table["money"]["nouns"].split()
    return NumberWords(
        exact=table["exact"],
        scale=table["scale"],
        vague=table["vague"],
        before=before,
        opening=frozenset(words[0] for words in before),
        after=_phrases(table["after"]),
        not_people=frozenset([*table["not_people"]["nouns"].split(), *money]),
        money=frozenset(money),
    )


def _phrases(entries: list[dict[str, object]]) -> dict[tuple[str, ...], str]:
    found: dict[tuple[str, ...], str] = {}
    for entry in entries:
        words, kind = entry["words"], str(entry["kind"])
        if kind not in _BOUNDS or not isinstance(words, list):
            raise KnowledgeError(
                FILE, kind, "a list of words and one of " + ", ".join(_BOUNDS), kind
            )
        found.update((tuple(str(phrase).split()), kind) for phrase in words)
    return found


def _at_least(one: Quantity) -> Quantity:
    return replace(one, high=None)


def _more_than(one: Quantity) -> Quantity:
    if one.vague is not None:
        return replace(one, high=None)
    return replace(one, low=None if one.low is None else one.low + 1, high=None)


def _about(one: Quantity) -> Quantity:
    return replace(one, approximate=one.vague is None or one.approximate)


def _up_to(one: Quantity) -> Quantity:
    return replace(one, low=None, high=one.high if one.high is not None else one.low)


def _fewer_than(one: Quantity) -> Quantity:
    top = one.high if one.high is not None else one.low
    return replace(one, low=None, high=None if top is None else max(top - 1, 0))


def _exactly(one: Quantity) -> Quantity:
    return one


_BOUNDS = {
    "at least": _at_least,
    "more than": _more_than,
    "about": _about,
    "up to": _up_to,
    "fewer than": _fewer_than,
    "exactly": _exactly,
}


def find_quantities(doc: Tree) -> list[Quantity]:
    """Return the quantities of a sentence in order, without overlaps."""
    words = [token.lower_ for token in doc]
    found: list[Quantity] = []
    at = 0
    while at < len(words):
        core = None if (phrase := _phrase(words, at)) > 1 else _core(words, at)
        if core is None:
            at += max(phrase, 1)
            continue
        whole = _bounded(words, _range(words, core), found[-1].last + 1 if found else 0)
        found.append(whole)
        at = whole.last + 1
    return found


def begins_count(token: Token) -> bool:
    """Tell whether a count can begin at a token: "dozens", "at least", "seven"."""
    words = [t.lower_ for t in token.doc[token.i : token.i + 4]]
    return words[0] in number_words().vague or _phrase(words, 0) > 1


def _phrase(words: list[str], at: int) -> int:
    """Return the length of the bounding phrase at a word, no part of which is a count."""
    known = number_words()
    if words[at] not in known.opening:
        return 0
    lengths = (n for n in (4, 3, 2, 1) if tuple(words[at : at + n]) in known.before)
    return next(lengths, 0)


def _core(words: list[str], at: int) -> Quantity | None:
    """Read the number that begins at a word, without its bounds."""
    known = number_words()
    word = words[at]
    if word == "some" and at + 1 < len(words) and _core(words, at + 1) is not None:
        return None
    if word == "no" and at + 1 < len(words) and words[at + 1] in ("one", "longer", "more", "other"):
        return Quantity(at, at + 1, at, 0, 0) if words[at + 1] == "one" else None
    if word in ("a", "an") and at + 1 < len(words):
        return _one_of(words, at)
    if word in known.vague:
        return _vague(words, at)
    value, last = _value(words, at)
    if value is None or value > MOST or _measures(words, last):
        return None
    return Quantity(at, last, at, value, value)


def _measures(words: list[str], last: int) -> bool:
    """Tell an age or size, "19-year-old", "19 year old", "500-pound", which counts nobody."""
    after = words[last + 1 : last + 4]
    if "".join(after).startswith("y/o"):
        return True
    if after[:1] == ["-"]:
        return bool(number_words().not_people & set(after[1:2]))
    return after[:1] == ["year"] and after[1:2] in (["old"], ["-"])


def _one_of(words: list[str], at: int) -> Quantity | None:
    """Read "a dozen", "a couple", "a few": anything else after "a" is no number."""
    known, following = number_words(), words[at + 1]
    if following in known.vague and following not in ("some", "many", "several"):
        return replace(_vague(words, at + 1), first=at)
    if following in ("number", "group") and words[at + 2 : at + 3] == ["of"]:
        return Quantity(at, at + 2, at + 1, 2, None, vague=following)
    if following in known.scale and len(following) > 2 and following != "score":
        value, last = _scaled(words, 1, at + 1)
        return Quantity(at, last, at + 1, value, value)
    return None


def _vague(words: list[str], at: int) -> Quantity:
    """Read "several", "dozens", and products such as "hundreds of thousands", "several dozen"."""
    known = number_words()
    low, last = known.vague[words[at]], at
    if at + 2 < len(words) and words[at + 1] == "of" and words[at + 2] in known.vague:
        low, last = known.vague[words[at]] * _unit(words[at + 2]), at + 2
    elif at + 1 < len(words) and words[at + 1] in known.scale:
        low, last = low * known.scale[words[at + 1]], at + 1
    return Quantity(at, last, at, low, None, vague=" ".join(words[at : last + 1]))


def _unit(plural: str) -> int:
    known = number_words()
    return known.scale.get(plural.removesuffix("s"), known.vague[plural])


def _value(words: list[str], at: int) -> tuple[int | None, int]:
    """Read digits or number words, with the index of their last word."""
    digits = _digits(words[at])
    if digits is not None:
        value, last = _scaled_digits(words, digits, at)
        return value, last
    return _spelled(words, at)


def _digits(word: str) -> float | None:
    if not word[:1].isdecimal():
        return None
    plain = "".join(_plain_digit(char) for char in word.rstrip("+"))
    if not _DIGITS.fullmatch(plain) or len(plain) > 20:
        return None
    return float(plain.replace(",", "").replace("٬", "").replace("٫", "."))


def _plain_digit(char: str) -> str:
    return str(unicodedata.digit(char)) if char.isdigit() and char.isdecimal() else char


def _scaled_digits(words: list[str], value: float, at: int) -> tuple[int | None, int]:
    scale = number_words().scale
    if at + 1 < len(words) and words[at + 1] in scale:
        return round(value * scale[words[at + 1]]), at + 1
    return (int(value), at) if value == int(value) else (None, at)


def _spelled(words: list[str], at: int) -> tuple[int | None, int]:
    """Read "forty-two", "two hundred and six", "three dozen"."""
    known = number_words()
    exact = known.exact.get(words[at])
    if exact is None:
        return None, at
    last = at
    if exact >= 20 and at + 1 < len(words):
        step = 2 if words[at + 1] in ("-", "‑") else 1
        units = known.exact.get(words[at + step]) if at + step < len(words) else None
        if units is not None and 0 < units < 10:
            exact, last = exact + units, at + step
    return _scaled(words, exact, last + 1) if _scales(words, last + 1) else (exact, last)


def _scales(words: list[str], at: int) -> bool:
    return at < len(words) and words[at] in number_words().scale and len(words[at]) > 2


def _scaled(words: list[str], value: int, at: int) -> tuple[int, int]:
    """Multiply by the scale word at `at`; add a smaller number that follows it."""
    scale = number_words().scale[words[at]]
    value, last = value * scale, at
    rest = at + 2 if at + 1 < len(words) and words[at + 1] == "and" else at + 1
    if scale >= 100 and rest < len(words) and words[rest] in number_words().exact:
        more, end = _spelled(words, rest)
        if more is not None and 0 < more < scale:
            return value + more, end
    return value, last


def _range(words: list[str], one: Quantity) -> Quantity:
    """Widen "10 to 12", "10-12" and "between 10 and 12"."""
    middle = one.last + 1
    if one.vague or middle + 1 >= len(words) or words[middle] not in _TO:
        return one
    between = one.first > 0 and words[one.first - 1] == "between"
    if words[middle] == "and" and not between:
        return one
    other = _core(words, middle + 1)
    if other is None or other.vague or one.low is None or other.high is None:
        return one
    if other.high <= one.low:
        return one
    return replace(one, first=one.first - between, last=other.last, high=other.high)


def _bounded(words: list[str], one: Quantity, floor: int) -> Quantity:
    """Apply the phrases before and after the number; those before reach back to `floor` at most."""
    known = number_words()
    if words[one.core].endswith("+"):
        one = _at_least(one)
    for length in (3, 2, 1):
        kind = known.after.get(tuple(words[one.last + 1 : one.last + 1 + length]))
        if kind is not None:
            one = replace(_BOUNDS[kind](one), last=one.last + length)
            break
    for kind, first in _bounds_before(words, one.first, floor):
        one = replace(_BOUNDS[kind](one), first=first)
    return one


def _bounds_before(words: list[str], first: int, floor: int) -> Iterator[tuple[str, int]]:
    known = number_words()
    for _ in range(3):
        for length in (4, 3, 2, 1):
            start = first - length
            kind = known.before.get(tuple(words[start:first])) if start >= floor else None
            if kind is not None:
                break
        else:
            return
        first = start
        yield kind, first
