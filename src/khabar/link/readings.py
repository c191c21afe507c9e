"""What a phrase may name: all of it, or its core without the words around a name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.link.party_words import party_words

_COUNTED = re.compile(
    r"(?:(?:at least|about|around|some|more than|over|nearly)\s+)?(?:\d[\d,.]*|two|three|four|five"
    r"|six|seven|eight|nine|ten|several|(?:dozens|hundreds|scores|thousands) of)\s+",
    re.I,
)
_BRACKETS = re.compile(r"\s*[(\[][^)\]]*[)\]]?")
_RELATIVE = re.compile(r"\s+(?:who|which|that|whose|where)\s", re.I)
_INSIDE = re.compile(r"\s+(?:in|at|near|from|across|based in|on|inside|outside|around)\s")
_OWNER = re.compile(r"['’]s?$")
_ONE_NAME = re.compile(r"(?:[Aa]l-)?[A-Z][\w'’-]+")
_LAST_NAMES = re.compile(r"[A-Z][\w'’.-]+ (?:(?:al|bin|de|van)[- ])?[A-Z][\w'’-]+$")
# What a sentence begins with before a name.
_OPENERS = re.compile(
    r"^(?:(?:The|An?|In|On|At|But|And|When|As|After|For|By|From|If|This|That|While|With|Both) )+"
)
_EDGES = " ,.;:\"'“”‘’"

# "Amina Rahmani, a spokeswoman for the council": the name comes first and is enough.
_NAME_FIRST = re.compile(r"([A-Z][\w'’-]+(?: [A-Z][\w'’-]+)+), (?:an?|the|who|chief|head) ")


def description(words: str) -> str:
    """Return words as the description of somebody: without article, on one line."""
    flat = _without_owner(" ".join(words.split()).strip(_EDGES))
    determiner = party_words().determiner.match(flat)
    rest = flat[determiner.end() :] if determiner else flat
    named = _NAME_FIRST.match(rest)
    return named[1] if named else _RELATIVE.split(rest, maxsplit=1)[0] or flat


def readings(words: str, *, singular: bool = True) -> Iterator[tuple[str, str]]:
    """Yield what the words may name, from all of them to the core of the phrase, with the rule.

    With `singular`, one member stands for the group: "a Taliban gunman" acts for the Taliban, but
    a Taliban commander who is killed is not the Taliban.
    """
    flat = " ".join(words.split()).strip(_EDGES)
    yield flat, "named"
    whole = description(words)
    yield whole, "named"
    bare = " ".join(_BRACKETS.sub(" ", whole).split())
    yield bare, "named, with a short form in brackets"
    core = _COUNTED.sub("", bare, count=1)
    yield core, "named, with a number"
    yield from _peeled(core, singular)
    for part in (p.strip() for p in core.split(",")):
        if part and part != core:
            yield from _peeled(part, singular)
    within = _INSIDE.split(core, maxsplit=1)[0]
    if within != core:
        yield from _peeled(within, singular)


def _peeled(core: str, singular: bool) -> Iterator[tuple[str, str]]:
    """Yield a phrase without the words around a name that do not change whom it names."""
    known = party_words()
    yield core, "named in an apposition"
    found = known.belonging.match(core)
    if found:
        yield from _peeled(description(found[1]), singular)
    behind = (known.spokesperson, known.member, *((known.one_member,) if singular else ()))
    for pattern in behind:
        shorter = _cut(pattern, core, at_end=True)
        if shorter != core:
            core = shorter
            yield core, "named with what its members or speakers are called"
    for pattern, rule in ((known.qualifier, "a qualifier"), (known.title, "a title")):
        shorter = _cut(pattern, core, at_end=False)
        if shorter != core:
            core = shorter
            yield core, f"named with {rule}"
    owner, apostrophe, owned = core.replace("’s ", "'s ").partition("'s ")
    if apostrophe and owned:
        yield owned, f"named as {owner}'s"
    person = person_in(core)
    if person is not None:
        yield person, "a person's name behind a role"
    names = _LAST_NAMES.search(core)
    if names is not None and names[0] != core:
        yield names[0], "a person's name at the end"


def _cut(pattern: re.Pattern[str], text: str, *, at_end: bool) -> str:
    """Cut what a pattern finds at one edge of the text, as long as something is left."""
    while found := pattern.search(text) if at_end else pattern.match(text):
        rest = (text[: found.start()] if at_end else text[found.end() :]).strip()
        if not rest:
            break
        text = _without_owner(rest)
    return text


def _without_owner(text: str) -> str:
    return _OWNER.sub("", text) or text


def person_in(words: str) -> str | None:
    """Return the personal name that words end in, or are: "police chief Ahmad Khan"."""
    known = party_words()
    first = words.split(",")[0].strip()
    found = known.person.fullmatch(first)
    if found:
        return found[1]
    bare = _cut(known.title, first, at_end=False)
    is_name = bare != first or is_one_name(bare)
    return bare if is_name and bare[:1].isupper() else None


def is_one_name(words: str) -> bool:
    """Tell whether words are one name: a surname, a given name, a short form."""
    return _ONE_NAME.fullmatch(words) is not None


def full_name(surname: str, text: str) -> str:
    """Return the first full name in a text that ends in a surname, else the surname."""
    particles = "(?:(?:al|el|bin|ul|de|van)[- ])?"
    # A stop ends a sentence, unless the word before it is short: "Gen.", "J."
    before = rf"(?:[A-Z](?:[\w'’-]+|\w{{0,4}}\.) ){{1,3}}{particles}"
    pattern = re.compile(rf"\b{before}{re.escape(surname)}\b")
    for found in pattern.finditer(text):
        full = _cut(party_words().title, _OPENERS.sub("", found[0]), at_end=False)
        person = party_words().person.fullmatch(full)
        full = person[1] if person else full
        if full != surname and len(full.split()) > 1:
            return full
    return surname
