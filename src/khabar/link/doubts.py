"""Names found that mean somebody else: parts of longer names, other people, other bodies.

"Jordan" in "Ann Jordan Smith" is no state, "The Times" in "The Times Square" no paper. What holds
for single names stands in `registry/ambiguous.tsv`, by role.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files

from khabar.link.names import Found, fold, is_abbreviation
from khabar.link.party_words import party_words
from khabar.link.places.names import word_list
from khabar.link.registry.records import Registry, Sense
from khabar.link.senses import CountryFinder
from khabar.model import Actor, Outlet

_NEXT = re.compile(r" ([A-Z][\w'’]*)")
_BEFORE = re.compile(r"(?<![\w.’'-])([A-Z][\w’']*|[A-Z]\.)([ -])$")
_OF_A_NAME = re.compile(r" of [A-Z]")
_PARTICLE = re.compile(r" (?:[Aa]l?|[Ee]l|bin|[Ee]z)[- ](?=[A-Z])")
_JUNIOR = re.compile(r",? (?:Jr|Sr)\b")
_OPENS = re.compile(r"(?:^|[.!?:“”\"\n]\s*)$")
_DEFINED = re.compile(r"((?:[A-Z][\w'’-]+ (?:(?:of|the|for|and|in|de|du|des|la) ){0,2}){2,8})\($")
# Of the longer words around a name, the share with capitals that makes them a headline.
HEADLINE_SHARE = 0.7
_AROUND = 60


@dataclass(frozen=True, slots=True)
class DoubtWords:
    """Given names that are words too, and what may follow a name without lengthening it."""

    also_words: frozenset[str]
    may_follow: frozenset[str]


@cache
def doubt_words() -> DoubtWords:
    """Return the words of `doubts.toml`, read once."""
    text = (files("khabar.link") / "doubts.toml").read_text(encoding="utf-8")
    return DoubtWords(**{name: frozenset(words) for name, words in tomllib.loads(text).items()})


class Doubts:
    """Tells which of the names found in a text mean the actors that bear them."""

    def __init__(self, registry: Registry, countries: CountryFinder) -> None:
        self.countries = countries
        self._entries: Mapping[str, Actor | Outlet] = {**registry.outlets, **registry.actors}
        self._outlets = registry.outlets.keys()
        self._guarded = {
            fold(name): tuple(sense for sense in senses if sense.is_guarded)
            for name, senses in registry.senses.items()
        }

    def without(self, text: str, found: Sequence[Found]) -> list[Found]:
        """Return the names found in a text less those that mean somebody else there.

        Whoever else a name belongs to once, it belongs to all through, unless the actor is also
        named by a longer name.
        """
        reading = _Reading(text, found)
        others = {
            (fold(reading.words(one)), id)
            for one in found
            for id in one.ids
            if self._is_anothers(reading, one, id)
        }
        others -= {(name, id) for name, id in others if reading.longest(id) > len(name)}
        kept = ((one, self._kept(reading, one, others)) for one in found)
        return [Found(one.start, one.end, ids) for one, ids in kept if ids]

    def _kept(self, reading: _Reading, one: Found, others: set[tuple[str, str]]) -> tuple[str, ...]:
        name = fold(reading.words(one))
        ids = tuple(id for id in one.ids if (name, id) not in others)
        ids = tuple(id for id in ids if not self._is_anothers(reading, one, id))
        guarded = self._guarded.get(name, ())
        out = {sense.id for sense in guarded if not self._may_be(reading, one, sense)}
        ids = tuple(id for id in ids if id not in out)
        return () if ids and self._is_cut(reading, one, ids[0]) else ids

    def _may_be(self, reading: _Reading, one: Found, sense: Sense) -> bool:
        """Tell whether a guarded name can mean its actor here, by the roles that it has."""
        if "whole" in sense.roles and reading.goes_on(one):
            return False
        if reading.longest(sense.id) > one.end - one.start:
            return True
        if sense.roles.isdisjoint(("near", "home")):
            return True
        named = self._named_beside(reading, sense.id)
        return any(named[country] for country in sense.countries) or (
            "home" in sense.roles and not named.total()
        )

    def _named_beside(self, reading: _Reading, id: str) -> Counter[str]:
        """Return how often a text names each country, by its actors too, without one actor."""
        country = self._entries[id].country
        named = self.countries.count(reading.text)
        beside = (one for one in reading.found if len(one.ids) == 1)
        for one in beside:
            other = self._entries[one.ids[0]].country
            if one.ids[0] == id and named[country or ""]:
                named[country or ""] -= 1
            elif other is not None and one.ids[0] != id and not self._is_guarded(reading, one):
                named[other] += 1
        return named

    def _is_guarded(self, reading: _Reading, one: Found) -> bool:
        return bool(self._guarded.get(fold(reading.words(one))))

    def _is_anothers(self, reading: _Reading, one: Found, id: str) -> bool:
        """Tell whether another person or body bears the name: "Kim Jordan", "Rose Times (RT)"."""
        words = reading.words(one)
        entry = self._entries[id]
        if is_abbreviation(words):
            return id not in self._outlets and reading.is_defined_otherwise(one, entry)
        if " " in words.removeprefix("the "):
            return False
        personal = entry.kind == "person" or id in self._outlets or _is_persons(words)
        return personal and reading.has_given_name(one, entry)

    def _is_cut(self, reading: _Reading, one: Found, id: str) -> bool:
        """Tell whether a longer name holds the words: "The Times Square", "Chad Smith"."""
        words = reading.words(one)
        if self._entries[id].kind == "person" and reading.names_on(one):
            return True
        of_a_name = _OF_A_NAME.match(reading.text, one.end) is not None
        if id in self._outlets and words.startswith("The ") and words.count(" ") == 1:
            return of_a_name or reading.goes_on(one)
        if words.endswith("Department") and of_a_name:
            return True
        return fold(words) in word_list("first_names") and reading.goes_on(one)


class _Reading:
    """A text with the names found in it, and what stands around each."""

    def __init__(self, text: str, found: Iterable[Found]) -> None:
        self.text = text
        self.found = tuple(found)

    def words(self, one: Found) -> str:
        return self.text[one.start : one.end]

    @cached_property
    def _starts(self) -> frozenset[int]:
        return frozenset(one.start for one in self.found)

    @cached_property
    def _ends(self) -> frozenset[int]:
        return frozenset(one.end for one in self.found)

    @cached_property
    def _longest(self) -> dict[str, int]:
        lengths: dict[str, int] = {}
        for one in self.found:
            for id in one.ids if len(one.ids) == 1 else ():
                lengths[id] = max(lengths.get(id, 0), one.end - one.start)
        return lengths

    def longest(self, id: str) -> int:
        """Return the length of the longest sure name of an actor in the text."""
        return self._longest.get(id, 0)

    def goes_on(self, one: Found) -> bool:
        """Tell whether the next word belongs to the name, which is then another's."""
        after = _NEXT.match(self.text, one.end)
        if after is None or after[1] in doubt_words().may_follow or after.start(1) in self._starts:
            return False
        title = party_words().title.match(self.text, after.start(1))
        return title is None and not self._is_headline(one)

    def names_on(self, one: Found) -> bool:
        """Tell whether a person's name goes on as another's: "Jr", "Abbas al-Masri"."""
        if _JUNIOR.match(self.text, one.end):
            return True
        particle = _PARTICLE.match(self.text, one.end)
        single = " " not in self.words(one)
        return single and particle is not None and particle.start() + 1 not in self._starts

    def has_given_name(self, one: Found, entry: Actor | Outlet) -> bool:
        """Tell whether somebody else's given name or half a surname stands before a name."""
        begin = max(0, one.start - 25)
        before = _BEFORE.search(self.text[begin : one.start])
        if before is None or begin + before.end(1) in self._ends:
            return False
        word, gap = fold(before[1]), before[2]
        own = fold(" ".join((entry.name, *entry.aliases))).split()
        if word in own or fold(f"{word[0]}.") in own:
            return False
        if gap == "-":
            return entry.kind == "person" and not self.text[one.end :].startswith(("-", " "))
        if word.endswith("."):
            return True
        opens = _OPENS.search(self.text[: begin + before.start(1)]) is not None
        return word in word_list("first_names") and not (opens and word in doubt_words().also_words)

    def is_defined_otherwise(self, one: Found, entry: Actor | Outlet) -> bool:
        """Tell whether an abbreviation stands behind the name of something else, in brackets."""
        if self.text[one.end : one.end + 1] != ")":
            return False
        before = _DEFINED.search(self.text[max(0, one.start - 120) : one.start])
        if before is None:
            return False
        defined = _long_words(before[1])
        initial = self.words(one)[0]
        own = _long_words(" ".join((entry.name, *entry.aliases)))
        starts = any(word.startswith(initial) for word in before[1].split())
        return starts and not any(_alike(word, other) for word in defined for other in own)

    def _is_headline(self, one: Found) -> bool:
        """Tell whether the words around a name all begin with capitals."""
        begin = max(0, one.start - _AROUND, self.text.rfind("\n", 0, one.start))
        line = self.text[begin : one.start] + self.text[one.end : one.end + _AROUND].split("\n")[0]
        long = [word for word in line.split()[1:-1] if len(word) > 3]
        return len(long) > 2 and sum(w[0].isupper() for w in long) > HEADLINE_SHARE * len(long)


def _is_persons(words: str) -> bool:
    """Tell whether a word is one of people's names."""
    folded = fold(words)
    return folded in word_list("first_names") or folded in word_list("surnames")


def _long_words(text: str) -> set[str]:
    return {word for word in fold(text).replace("'", " ").split() if len(word) > 3}


def _alike(word: str, other: str) -> bool:
    """Tell whether two words share their beginning: "Iranian" and "Iran", "Eelam" and "Eelams"."""
    return word[:4] == other[:4]
