"""The words around an actor's name: titles, determiners, members. Read from `party_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError

FILE = "party_words.toml"
_LISTS = (
    "determiners", "qualifiers", "members", "one_member", "spokespeople", "belonging", "titles",
    "roles", "name_particles", "sides",
)  # fmt: skip
# "Iran-backed", "London-based": said of a name, no part of it.
_TIES = "based|backed|led|aligned|allied|run|linked|controlled|supported|recognised|recognized"
_TWO = "both|two|warring|rival|opposing"
_LINKED = rf"(?:New )?[\w.]+-(?:{_TIES})"


@dataclass(frozen=True, slots=True)
class PartyWords:
    """Patterns for what stands before and behind a name, and what short forms stand for."""

    determiner: re.Pattern[str]
    qualifier: re.Pattern[str]
    member: re.Pattern[str]
    one_member: re.Pattern[str]
    spokesperson: re.Pattern[str]
    belonging: re.Pattern[str]
    title: re.Pattern[str]
    person: re.Pattern[str]
    sides: re.Pattern[str]
    short_for: Mapping[str, str]


@cache
def party_words() -> PartyWords:
    """Return the words, loaded once. Raises KnowledgeError where the file lacks a list."""
    lists = tomllib.loads((files("khabar.link") / FILE).read_text(encoding="utf-8"))
    for name in (*_LISTS, "short_for"):
        if name not in lists:
            raise KnowledgeError(FILE, name, "a list of words", "none")
    either = {name: _either(lists[name]) for name in _LISTS}
    some, particles = either["belonging"], either["name_particles"]
    one_name = r"[A-Z][\w'’.\-]*"
    name = rf"(?:(?:{particles})[- ])*{one_name}(?:[ -](?:(?:{particles})[ -])*{one_name})*"
    roles = f"{either['roles']}|{either['titles']}"
    return PartyWords(
        determiner=re.compile(rf"(?:{either['determiners']})\s+", re.I),
        qualifier=re.compile(rf"(?:{either['qualifiers']}|{_LINKED})\s+", re.I),
        member=re.compile(rf"\s+(?:{either['members']})$", re.I),
        one_member=re.compile(rf"\s+(?:{either['one_member']})$", re.I),
        spokesperson=re.compile(rf"\s+(?:{either['spokespeople']})$", re.I),
        belonging=re.compile(rf"(?:[\w-]+\s+)?(?:{some})\s+(?:of|from|for|with|by)\s+(.+)$", re.I),
        title=re.compile(rf"(?:{either['titles']})\s+(?=\S)"),
        person=re.compile(rf"(?:^|.*\s)(?i:{roles})\s+({name})$", re.S),
        sides=re.compile(rf"(?:the )?(?:(?:{_TWO}) )?(?:{either['sides']})", re.I),
        short_for={noun: body for body, nouns in lists["short_for"].items() for noun in nouns},
    )


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
