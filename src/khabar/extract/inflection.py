"""The inflected forms of English verbs and nouns, so that data files list base forms only."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib import resources

_SIBILANT = re.compile(r"(s|x|z|ch|sh)$")
_CONSONANT_Y = re.compile(r"[^aeiou]y$")
# One vowel before one consonant, in a word of one syllable: "stab", "plot".
_DOUBLES = re.compile(r"^[^aeiou]*[aeiou][bdgklmnprtv]$")

# "Cancelled" and "travelled" beside "canceled" and "traveled".
_DOUBLES_L = re.compile(r"[aeiou][^aeiou]+[aeo]l$")


@cache
def irregular() -> dict[str, dict[str, list[str]]]:
    """Return the irregular forms: {"verbs": {base: forms}, "nouns": {base: forms}}."""
    text = resources.files(__package__).joinpath("irregular.toml").read_text("utf-8")
    return tomllib.loads(text)


def verb_forms(base: str) -> frozenset[str]:
    """Return the base, third person, past, participle and -ing form of a verb."""
    regular = {base, _with_s(base), _with_ing(base)}
    known = irregular()["verbs"].get(base)
    british = {base + "led", base + "ling"} if _DOUBLES_L.search(base) else set()
    return frozenset(regular | british | set(known if known is not None else [_with_ed(base)]))


def noun_forms(base: str) -> frozenset[str]:
    """Return the singular and plural of a noun, or of the last word of a compound."""
    known = irregular()["nouns"].get(base)
    return frozenset({base, *(known if known is not None else [_with_s(base)])})


def _with_s(base: str) -> str:
    if _CONSONANT_Y.search(base):
        return base[:-1] + "ies"
    return base + ("es" if _SIBILANT.search(base) else "s")


def _with_ed(base: str) -> str:
    if base.endswith("e"):
        return base + "d"
    if _CONSONANT_Y.search(base):
        return base[:-1] + "ied"
    return _doubled(base) + "ed"


def _with_ing(base: str) -> str:
    if base.endswith("ie"):
        return base[:-2] + "ying"
    if base.endswith("e") and not base.endswith(("ee", "oe", "ye")):
        return base[:-1] + "ing"
    return _doubled(base) + "ing"


def _doubled(base: str) -> str:
    doubles = _DOUBLES.search(base) or base in irregular()["doubling"]["verbs"]
    return base + base[-1] if doubles else base
