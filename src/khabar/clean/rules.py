"""The rules of `furniture.toml`: which words on a page are not the article."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from re import Pattern
from typing import Any, Literal, get_args

from khabar.errors import KnowledgeError
from khabar.model import BlockKind

FILE = "clean/furniture.toml"
Where = Literal["line", "label", "under", "end", "inside", "ends", "box"]
USUAL_MOST = 25
LONGEST_LINE = 600
"""Characters of a line that whole-line rules look at; no rule describes a longer one."""

_KEYS = {"because", "kind", "where", "pattern", "examples", "others"}
_WORD = re.compile(r"\{([a-z]+)\}")


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of furniture: what its words look like and where they stand."""

    because: str
    kind: BlockKind
    where: Where
    pattern: Pattern[str]
    most: int
    examples: tuple[str, ...]
    others: tuple[str, ...]

    def fits(self, line: str) -> re.Match[str] | None:
        """Return the match if the rule describes the whole line."""
        return self.pattern.fullmatch(line) if line.count(" ") < self.most else None


@dataclass(frozen=True, slots=True)
class Rules:
    """The rules by where they look, and the lists of words they share."""

    lines: tuple[Rule, ...]
    ends: tuple[Rule, ...]
    inside: tuple[Rule, ...]
    words: dict[str, tuple[str, ...]]

    def line(self, words: str) -> tuple[Rule, re.Match[str]] | None:
        """Return the first rule that describes a whole line."""
        if len(words) > LONGEST_LINE:
            return None
        spaces = words.count(" ")
        for rule in self.lines:
            if spaces < rule.most and (found := rule.pattern.fullmatch(words)):
                return rule, found
        return None


@cache
def furniture_rules() -> Rules:
    """Return the rules that come with khabar."""
    return parse_rules(files("khabar.clean").joinpath("furniture.toml").read_text("utf-8"))


def parse_rules(toml: str) -> Rules:
    """Return the rules of a TOML text; one that cannot work is a `KnowledgeError`."""
    try:
        read = tomllib.loads(toml)
    except tomllib.TOMLDecodeError as error:
        raise KnowledgeError(FILE, "all", "TOML", str(error)) from error
    words = {name: tuple(listed) for name, listed in read.get("words", {}).items()}
    rules = [
        _rule(number, entry, words) for number, entry in enumerate(read.get("rule", ()), start=1)
    ]
    return Rules(
        lines=tuple(rule for rule in rules if rule.where not in ("end", "inside")),
        ends=tuple(rule for rule in rules if rule.where == "end"),
        inside=tuple(rule for rule in rules if rule.where == "inside"),
        words=words,
    )


def _rule(number: int, entry: dict[str, Any], words: dict[str, tuple[str, ...]]) -> Rule:
    name = f"{number} ({entry.get('because', 'without because')})"
    _check_keys(name, entry)
    return Rule(
        because=entry["because"],
        kind=entry["kind"],
        where=entry["where"],
        pattern=_compile(name, entry, words),
        most=entry.get("most", USUAL_MOST),
        examples=tuple(entry["examples"]),
        others=tuple(entry["others"]),
    )


def _check_keys(name: str, entry: dict[str, Any]) -> None:
    if _KEYS - set(entry) or set(entry) - _KEYS - {"most"}:
        expected = f"the keys {', '.join(sorted(_KEYS))} and perhaps most"
        raise KnowledgeError(FILE, name, expected, ", ".join(sorted(entry)))
    for key, known in (("where", get_args(Where)), ("kind", get_args(BlockKind))):
        if entry[key] not in known:
            raise KnowledgeError(FILE, name, f"{key} to be one of {', '.join(known)}", entry[key])


def _compile(name: str, entry: dict[str, Any], words: dict[str, tuple[str, ...]]) -> Pattern[str]:
    def listed(found: re.Match[str]) -> str:
        if found[1] not in words:
            raise KnowledgeError(FILE, name, "a list of [words]", f"{{{found[1]}}}")
        longest_first = sorted(words[found[1]], key=len, reverse=True)
        return f"(?:{'|'.join(map(re.escape, longest_first))})"

    pattern = _WORD.sub(listed, entry["pattern"])
    if entry["where"] == "end":
        pattern = f"(?:{pattern})$"
    try:
        return re.compile(pattern, re.IGNORECASE)
    except re.error as error:
        raise KnowledgeError(FILE, name, "a regular expression", str(error)) from error
