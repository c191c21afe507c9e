"""The rules of dates/rules.toml: how words make a time expression."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.link.dates.words import slots, words_of

_FILE = "dates/rules.toml"
_SLOT = re.compile(r"\{([a-z]+)\}")
_GROUP = re.compile(r"\(\?P<(\w+)>")
_WORD = re.compile(r"(?<!\\)'?\b[a-z]+")


class RuleError(ValueError):
    """A rule cannot be used."""

    def __init__(self, rule: object, expected: str, found: object) -> None:
        super().__init__(f"{_FILE}, rule {rule!r}: expected {expected}, found {found!r}")


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence, the words that the rule finds in it, and the days they mean."""

    published: str
    text: str
    words: str
    means: str


@dataclass(frozen=True, slots=True)
class Rule:
    """One way to say a time. `guard` names a check of the words around it, if any."""

    name: str
    pattern: re.Pattern[str]
    means: str
    guard: str
    examples: tuple[Example, ...]


@cache
def rules() -> tuple[Rule, ...]:
    """Return the rules that khabar knows."""
    return read_rules(files("khabar.link").joinpath(_FILE).read_text("utf-8"))


def read_rules(text: str) -> tuple[Rule, ...]:
    """Return the rules of a TOML text, in its order; RuleError names one that cannot be used."""
    return tuple(_rule(entry) for entry in tomllib.loads(text)["rule"])


def _rule(entry: Mapping[str, object]) -> Rule:
    name = entry.get("name")
    for key in ("name", "pattern", "means"):
        if not isinstance(entry.get(key), str):
            raise RuleError(name, f"a text as {key!r}", entry.get(key))
    examples = entry.get("examples")
    if not isinstance(examples, list) or not examples or any(len(e) != 4 for e in examples):
        raise RuleError(name, "examples of four texts each", examples)
    return Rule(
        name=str(name),
        pattern=_compiled(str(name), str(entry["pattern"])),
        means=str(entry["means"]),
        guard=str(entry.get("guard", "")),
        examples=tuple(Example(*example) for example in examples),
    )


def _compiled(name: str, pattern: str) -> re.Pattern[str]:
    """Return the pattern with its lists filled in and the groups of one name numbered."""
    unknown = set(_SLOT.findall(pattern)) - set(slots())
    if unknown:
        raise RuleError(name, f"one of {', '.join(sorted(slots()))} in braces", sorted(unknown))
    seen: Counter[str] = Counter()

    def numbered(group: re.Match[str]) -> str:
        seen[group[1]] += 1
        return f"(?P<{group[1]}__{seen[group[1]]}>"

    filled = _SLOT.sub(lambda slot: slots()[slot[1]], pattern)
    try:
        return re.compile(_GROUP.sub(numbered, rf"(?:{slots()['part']} )?(?:{filled})(?= |$)"))
    except re.error as problem:
        raise RuleError(name, "a regular expression", str(problem)) from problem


def parts_of(found: re.Match[str]) -> dict[str, str]:
    """Return what each named part of a rule's pattern holds, where it took part in the match."""
    return {
        group.partition("__")[0]: words
        for group, words in found.groupdict().items()
        if words is not None
    }


@cache
def vocabulary() -> dict[str, bool]:
    """Return the words that rules use; True for those that alone may name a time."""
    glue = words_of("glue")
    used = {
        word for rule in rules() for word in _WORD.findall(_GROUP.sub("(", rule.pattern.pattern))
    }
    return {word: word not in glue for word in used} | dict.fromkeys(glue, False)
