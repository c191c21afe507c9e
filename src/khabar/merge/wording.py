"""The words of a text that can tie it to another, and what they say of one or of several acts."""

from __future__ import annotations

import re
import tomllib
import unicodedata
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError

FILE = "words.toml"
_WORD = re.compile(r"[^\W_][\w'’-]*")


@dataclass(frozen=True, slots=True)
class Wording:
    """The lists of `words.toml`, folded."""

    common: frozenset[str]
    vague: frozenset[str]
    several: re.Pattern[str]


@cache
def wording() -> Wording:
    """Return the word lists. Raises KnowledgeError where one is missing."""
    text = files("khabar.merge").joinpath(FILE).read_text(encoding="utf-8")
    return read_wording(tomllib.loads(text))


def read_wording(entries: dict[str, object]) -> Wording:
    """Return the word lists that a file holds, checked."""
    lists = {name: entries.get(name) for name in ("common", "vague", "several")}
    several = lists["several"]
    for name in ("common", "vague"):
        if not isinstance(lists[name], str):
            raise KnowledgeError(FILE, name, "words in one string", repr(lists[name]))
    if not isinstance(several, dict) or {"acts", "phrases"} - several.keys():
        raise KnowledgeError(FILE, "several", "acts and phrases", repr(several))
    common, vague = (frozenset(map(folded, str(lists[n]).split())) for n in ("common", "vague"))
    cues = [*str(several["acts"]).split(), *several["phrases"]]
    choices = "|".join(re.escape(cue) for cue in sorted(cues, key=len, reverse=True))
    return Wording(common, vague, re.compile(rf"(?<!\w)(?:{choices})(?!\w)", re.IGNORECASE))


@cache
def folded(word: str) -> str:
    """Return a word without case, accents, possessive and plural."""
    plain = unicodedata.normalize("NFKD", word.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c)).replace("’", "'")
    plain = plain.removesuffix("'s").strip("'-")
    return plain[:-1] if len(plain) > 3 and plain.endswith("s") and plain[-2] != "s" else plain


def words_of(text: str) -> list[str]:
    """Return the words of a text as written, in order."""
    return _WORD.findall(text)


@cache
def telling(word: str) -> str:
    """Return a word as written, folded, or nothing if it tells too little to tie two texts."""
    plain = folded(word)
    return plain if len(plain) > 2 and plain not in wording().common else ""


def telling_words(text: str) -> list[str]:
    """Return the words of a text, folded, in order, without those that tell too little."""
    return [word for word in map(telling, words_of(text)) if word]


def tells_of_several(text: str) -> bool:
    """Say whether the words speak of more than one act: "attacks", "in recent months"."""
    return wording().several.search(text) is not None
