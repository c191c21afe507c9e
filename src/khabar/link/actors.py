"""Whom a phrase names: an entry of the registry, several that fit, or nobody it knows."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from khabar.link.lexicon import World
from khabar.link.party_words import party_words
from khabar.link.senses import CountryFinder, choose_sense
from khabar.model import Article

_COUNTED = re.compile(
    r"(?:(?:at least|about|around|some|more than|over|nearly)\s+)?(?:\d[\d,.]*|two|three|four|five"
    r"|six|seven|eight|nine|ten|several|(?:dozens|hundreds|scores|thousands) of)\s+",
    re.I,
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]")
_RELATIVE = re.compile(r"\s+(?:who|which|that|whose|where)\s", re.I)
_INSIDE = re.compile(r"\s+(?:in|at|near|from|across|based in|on|inside|outside|around)\s")
_ONE_NAME = re.compile(r"(?:[Aa]l-)?[A-Z][\w'’-]+")


@dataclass(frozen=True, slots=True)
class Named:
    """Whom words name: an entry's id and name, or the description that stands for them.

    `candidates` are the ids that fit about equally well when there is no single one.
    """

    name: str
    id: str | None
    because: str
    candidates: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What an article says that helps to tell who is meant: countries, and names in full."""

    article: Article
    countries: Counter[str]
    named: tuple[str, ...]


class ActorLinker:
    """Links phrases to the registry. Keeps the surroundings of the last article it saw."""

    def __init__(self, world: World) -> None:
        self.world = world
        self._countries = CountryFinder(world.registry)
        self._last: Surroundings | None = None

    def surroundings(self, article: Article) -> Surroundings:
        """Return which countries an article names how often, and which actors it names."""
        if self._last is None or self._last.article is not article:
            whole = f"{article.title or ''}\n{article.text}"
            ids = (id for m in self.world.actors(whole) for id in m.ids)
            named = tuple(dict.fromkeys(ids))
            self._last = Surroundings(article, self._countries.count(whole), named)
        return self._last

    def resolve(
        self, words: str, article: Article, day: str | None = None, sentence: str = ""
    ) -> Named:
        """Return whom the words name in this article on this day, and the rule that decided."""
        around = self.surroundings(article)
        near = self._countries.count(sentence)
        for reading, rule in readings(words):
            ids = self.ids_of(reading, words)
            if ids:
                return self._settled(reading, ids, rule, day, near, around)
        short = self._short_form(words, around)
        return short or Named(description(words), None, "a description, no entry")

    def ids_of(self, name: str, words: str) -> tuple[str, ...]:
        """Return who bears a name, unless the words before it name another country.

        "Chile's Defense Department" is not the one of the United States.
        """
        before = words.partition(name)[0]
        named = self._countries.count(before)
        ids = self.world.names.ids_of(name)
        return tuple(id for id in ids if not named or self._may_be_of(id, named))

    def _may_be_of(self, id: str, named: Counter[str]) -> bool:
        actor = self.world.actors_by_id.get(id)
        country = actor.country if actor else None
        return country is None or country in named or country not in self.world.registry.states

    def _settled(
        self, name: str, ids: tuple[str, ...], rule: str, day: str | None,
        near: Counter[str], around: Surroundings,
    ) -> Named:  # fmt: skip
        why = ""
        senses = self.world.senses_of(name)
        if senses:
            ids, why = choose_sense(senses, day, near, around.countries)
        if len(ids) > 1:
            named = tuple(id for id in ids if id in around.named)
            ids = named if len(named) == 1 and not senses else ids
        because = f"{rule}; {why}" if why else rule
        if len(ids) == 1:
            return Named(self.world.name_of(ids[0]), ids[0], because)
        return Named(description(name), None, because or "several actors bear the name", ids)

    def _short_form(self, words: str, around: Surroundings) -> Named | None:
        """Return the body or person that the article names in full and the words in short."""
        short = description(words)
        ending = party_words().short_for.get(short.lower())
        if ending is not None:
            full = [id for id in around.named if id.endswith(f"_{ending}")]
            if len(full) == 1:
                rule = f"short for the {ending.replace('_', ' ')} that the article names"
                return Named(self.world.name_of(full[0]), full[0], rule)
        person = _person(short)
        if person is None:
            return None
        whole = _full_name(person, around.article.text) if _ONE_NAME.fullmatch(person) else person
        ids = self.world.names.ids_of(whole)
        id = ids[0] if len(ids) == 1 else None
        name = self.world.name_of(id) if id else whole
        return Named(name, id, "a person's name without titles")


def description(words: str) -> str:
    """Return words as the description of somebody: without article, on one line."""
    flat = " ".join(words.split()).strip(" ,.;:\"'“”‘’")
    flat = re.sub(r"['’]s?$", "", flat) if re.search(r"['’]s$", flat) else flat
    determiner = party_words().determiner.match(flat)
    rest = flat[determiner.end() :] if determiner else flat
    return _RELATIVE.split(rest, maxsplit=1)[0] or flat


def readings(words: str) -> Iterator[tuple[str, str]]:
    """Yield what the words may name, from all of them to the core of the phrase, with the rule."""
    whole = description(words)
    yield whole, "named"
    bare = " ".join(_BRACKETS.sub(" ", whole).split())
    yield bare, "named, with a short form in brackets"
    core = _COUNTED.sub("", bare, count=1)
    yield core, "named, with a number"
    yield from _peeled(core)
    for part in (p.strip() for p in core.split(",")):
        if part and part != core:
            yield from _peeled(part)
    within = _INSIDE.split(core, maxsplit=1)[0]
    if within != core:
        yield from _peeled(within)


def _peeled(core: str) -> Iterator[tuple[str, str]]:
    """Yield a phrase without the words around a name that do not change whom it names."""
    known = party_words()
    yield core, "named in an apposition"
    found = known.belonging.match(core)
    if found:
        yield from _peeled(description(found[1]))
    for pattern, cut, rule in (
        (known.spokesperson, _before, "who speaks for it"),
        (known.member, _before, "named with what its members are called"),
        (known.qualifier, _behind, "named with a qualifier"),
        (known.title, _behind, "named with a title"),
    ):
        shorter = _repeated(pattern, cut, core)
        if shorter != core:
            yield shorter, rule
            core = shorter
    owner, apostrophe, owned = core.replace("’s ", "'s ").partition("'s ")
    if apostrophe and owned:
        yield owned, f"named as {owner}'s"
    person = _person(core)
    if person is not None:
        yield person, "a person's name behind a role"


def _before(text: str, found: re.Match[str]) -> str:
    return text[: found.start()]


def _behind(text: str, found: re.Match[str]) -> str:
    return text[found.end() :]


def _repeated(pattern: re.Pattern[str], cut: Callable[[str, re.Match[str]], str], text: str) -> str:
    """Cut what a pattern finds at the edge of the text, as long as something is left."""
    look = pattern.search if cut is _before else pattern.match
    while (found := look(text)) and cut(text, found).strip():
        text = re.sub(r"['’]s?$", "", cut(text, found).strip())
    return text


def _person(words: str) -> str | None:
    """Return the personal name that words end in, or are: "police chief Ahmad Khan"."""
    known = party_words()
    first = words.split(",")[0].strip()
    found = known.person.fullmatch(first)
    if found:
        return found[1]
    bare = _repeated(known.title, _behind, first)
    is_name = bare != first or _ONE_NAME.fullmatch(bare) is not None
    return bare if is_name and bare[:1].isupper() else None


def _full_name(surname: str, text: str) -> str:
    """Return the first full name in a text that ends in a surname, else the surname."""
    particles = "(?:(?:al|el|bin|ul|de|van)[- ])?"
    before = rf"(?:[A-Z][\w'’.-]+ ){{1,3}}{particles}"
    pattern = re.compile(rf"{before}{re.escape(surname)}\b")
    for found in pattern.finditer(text):
        full = _repeated(party_words().title, _behind, found[0])
        person = party_words().person.fullmatch(full)
        full = person[1] if person else full
        if full != surname and len(full.split()) > 1:
            return full
    return surname
