"""Finds the words that make time expressions, by the rules of dates_rules.toml.

A run of neighbouring words that all belong to the vocabulary is written in a plain form (lower
case, one blank between words) and the rules are tried on that. Every rule matches a bounded number
of words, so the time taken grows with the length of the text.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files

MOST_WORDS = 14  # no rule needs more
_TOKEN = re.compile(
    r"\d{4}-\d{2}-\d{2}(?!\w)|\d{1,2}[/.]\d{1,2}[/.]\d{2,4}(?!\w)|\d+/\d+(?!\w)"
    r"|\d+(?:[.,]\d+)*(?:[a-z]{1,2}(?!\w))?|['’]\d0s(?!\w)|['’]s(?!\w)|[^\W\d_]+"
)
_GAP = re.compile(r"(?P<comma>,)?(?:[ \t\xa0]*\n?[ \t\xa0]*|[-–])")
_NAMED = re.compile(r"\{(\w+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_WORD = re.compile(r"(?<!\\)'?\b[a-z]+")
_NUMBER = r"\d{1,3}(?:\.5)?(?: \d/\d)?|\d/\d|half an?|\d{1,2} to \d{1,2}"


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time. `guard` names a check of the words around it."""

    name: str
    pattern: re.Pattern[str]
    means: str
    guard: str
    examples: tuple[tuple[str, str, str, str], ...]


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a rule takes for a time expression, and what each part of the rule holds."""

    start: int
    end: int
    rule: Rule
    parts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class _Token:
    start: int
    end: int
    word: str


def _read(name: str) -> dict[str, dict[str, object]]:
    return tomllib.loads(files("khabar.link").joinpath(name).read_text("utf-8"))


@cache
def words_of(name: str) -> dict[str, str]:
    """Return a list of dates_words.toml: each word with what it stands for."""
    return {word: str(value) for word, value in _read("dates_words.toml")[name].items()}


@cache
def numbers_of(name: str) -> dict[str, int]:
    """Return a list of dates_words.toml whose words stand for numbers."""
    return {word: int(value) for word, value in words_of(name).items()}


def _one_of(name: str, entries: Mapping[str, object]) -> str:
    if isinstance(listed := entries.get("words"), list):
        entries = dict.fromkeys(listed)
    longest_first = sorted(entries, key=lambda entry: (-len(entry), entry))
    return rf"(?P<{name}>{'|'.join(map(re.escape, longest_first))})".replace(r"\ ", " ")


@cache
def _slots() -> dict[str, str]:
    """Return the regular expression behind each name that a pattern may use in braces."""
    lists = _read("dates_words.toml")
    slots = {name: _one_of(name, entries) for name, entries in lists.items() if name != "glue"}
    tens = "|".join(lists["tens"])
    numbers = _one_of("n", lists["number"]).removesuffix(")")
    slots["n"] = (
        rf"{numbers}|(?:{tens}) (?:one|two|three|four|five|six|seven|eight|nine)|{_NUMBER})"
    )
    slots["dom"] = r"(?P<dom>[0-3]?\d)(?:st|nd|rd|th)?"
    slots["year"] = rf"(?P<year>1[0-9]\d\d|20\d\d|{_spelled_year()})"
    return slots


def _spelled_year() -> str:
    """Return the pattern of "nineteen ninety six", "two thousand and one"."""
    ones = "|".join(word for word, value in numbers_of("number").items() if 0 < value < 10)
    tens = "|".join(numbers_of("tens"))
    teens = "|".join(word for word, value in numbers_of("number").items() if 10 <= value < 20)
    return rf"nineteen (?:(?:{tens})(?: (?:{ones}))?|{teens})|two thousand(?: (?:and )?(?:{ones}))?"


def _compiled(pattern: str) -> re.Pattern[str]:
    slots = _slots()
    opened = _NAMED.sub(lambda found: slots.get(found[1], found[0]), pattern)
    seen: Counter[str] = Counter()

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return f"(?P<{group[1]}__{seen[group[1]]}>"

    return re.compile(_GROUP.sub(numbered, rf"(?:{slots['part']} )?(?:{opened})(?= |$)"))


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules of dates_rules.toml, in the file's order."""
    return tuple(_rule(entry) for entry in _read("dates_rules.toml")["rule"])  # type: ignore[arg-type]


def _rule(entry: Mapping[str, object]) -> Rule:
    try:
        return Rule(
            name=str(entry["name"]),
            pattern=_compiled(str(entry["pattern"])),
            means=str(entry["means"]),
            guard=str(entry.get("guard", "")),
            examples=tuple(tuple(example) for example in entry["examples"]),  # type: ignore[attr-defined]
        )
    except (KeyError, re.error) as problem:
        raise ValueError(
            f"dates_rules.toml, rule {entry.get('name')!r}: expected name, pattern, means and "
            f"examples that can be read, found {problem!r}"
        ) from problem


@cache
def _vocabulary() -> dict[str, bool]:
    """Return the words that rules use; True for those that alone may name a time."""
    glue = frozenset(_read("dates_words.toml")["glue"]["words"])  # type: ignore[arg-type]
    known: dict[str, bool] = {}
    for rule in rules():
        for word in _WORD.findall(_GROUP.sub("(", rule.pattern.pattern)):
            known[word] = word not in glue
    return known | dict.fromkeys(glue, False)


@cache
def _capitalised() -> frozenset[str]:
    lists = _read("dates_words.toml")
    return frozenset({**lists["month"], **lists["weekday"], **lists["shortday"]})


def _known(token: str) -> bool | None:
    """Return whether a word may name a time by itself; None if no rule uses it."""
    if token[0].isdigit():
        return len(token) >= 4
    word = token.lower().replace("’", "'")
    if word in _capitalised() and token[0].islower():
        return None
    return True if word[0] == "'" and word[1].isdigit() else _vocabulary().get(word)


def _runs(text: str) -> Iterator[list[_Token]]:
    """Yield runs of neighbouring words that belong to the vocabulary, if one names a time."""
    run: list[_Token] = []
    names_time = False
    for found in _TOKEN.finditer(text):
        known = _known(found[0])
        if known is None:
            if names_time:
                yield run
            run, names_time = [], False
            continue
        comma = _joined(text, run[-1], found.start()) if run else ""
        if comma is None:
            if names_time:
                yield run
            run, names_time = [], False
        elif comma:
            run.append(_Token(run[-1].end, run[-1].end, ","))
        run.append(_Token(found.start(), found.end(), found[0].lower().replace("’", "'")))
        names_time = names_time or known
    if names_time:
        yield run


def _joined(text: str, before: _Token, start: int) -> str | None:
    """Return "," or "" if the text between two words may stand inside an expression, else None."""
    end = before.end
    if end < len(text) and text[end] == "." and before.word in _abbreviated():
        end += 1
    if start - end > 40:
        return None
    gap = _GAP.fullmatch(text, end, start)
    return (gap["comma"] or "") if gap else None


@cache
def _abbreviated() -> frozenset[str]:
    lists = _read("dates_words.toml")
    return frozenset(word for word in {**lists["month"], **lists["shortday"]} if len(word) <= 5) - {
        "march",
        "april",
        "may",
        "june",
        "july",
    }


@lru_cache(maxsize=65536)
def _best(plain: str, position: int) -> tuple[int, int] | None:
    """Return the rule that matches most from a position on, and where its match ends."""
    best: tuple[int, int] | None = None
    for number, rule in enumerate(rules()):
        found = rule.pattern.match(plain, position)
        if found and found.end() > (best[1] if best else position):
            best = number, found.end()
    return best


def find_phrases(text: str) -> Iterator[Phrase]:
    """Yield the time expressions of a text in order, without overlaps."""
    for run in _runs(text):
        at = 0
        while at < len(run):
            window = run[at : at + MOST_WORDS]
            plain = " ".join(token.word for token in window)
            best = _best(plain, 0)
            if best is None:
                at += 1
                continue
            length = plain.count(" ", 0, best[1]) + 1
            yield _phrase(plain, window[:length], best[0])
            at += length


def _phrase(plain: str, tokens: list[_Token], number: int) -> Phrase:
    rule = rules()[number]
    found = rule.pattern.match(plain)
    assert found is not None  # noqa: S101 -- _best found it
    parts = {
        name.partition("__")[0]: part
        for name, part in found.groupdict().items()
        if part is not None
    }
    return Phrase(tokens[0].start, tokens[-1].end, rule, parts)
