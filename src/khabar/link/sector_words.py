"""The words that tell a sector, read from `sector_words.toml`."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from khabar.errors import KnowledgeError
from khabar.link.names import fold
from khabar.link.registry.rows import SECTORS

FILE = "sector_words.toml"
_INSIDE = re.compile(r"\s(?:of|in|to|from|at|for|with|on|near|across|who|that|which|between)\s|, ")


@dataclass(frozen=True, slots=True)
class SectorWords:
    """A pattern of every word that tells a sector, and the sector of each word."""

    pattern: re.Pattern[str]
    sectors: Mapping[str, str]
    container: re.Pattern[str]

    def sector(self, phrase: str) -> tuple[str, str] | None:
        """Return a phrase's sector and the word that tells it; None where no word does.

        The last word of the head decides. A head that only counts ("a group of tourists") leaves
        it to the words behind it, and "former" decides wherever it stands in the head.
        """
        folded = fold(phrase).strip()
        head, *behind = _INSIDE.split(folded)
        told = self._told(head)
        if any(sector == "ELI" for sector, _ in told):
            return next(one for one in told if one[0] == "ELI")
        if not told or (behind and self.container.search(head)):
            rest = [one for part in behind for one in self._told(part)[-1:]]
            told = rest[:1] or told
        return told[-1] if told else None

    def _told(self, text: str) -> list[tuple[str, str]]:
        """Return what the words tell, the known before the unknown: an "army group" is an army."""
        found = [(self.sectors[match[0]], match[0]) for match in self.pattern.finditer(text)]
        return sorted(found, key=lambda one: one[0] != "UNK")


@cache
def sector_words() -> SectorWords:
    """Return the words, loaded once. Raises KnowledgeError for a sector that PLOVER lacks."""
    table = tomllib.loads((files("khabar.link") / FILE).read_text(encoding="utf-8"))
    sectors: dict[str, str] = {}
    for sector, words in table["sector"].items():
        if sector not in SECTORS:
            raise KnowledgeError(FILE, sector, f"a sector of {sorted(SECTORS)}", sector)
        for word in words:
            _add(sectors, fold(word), sector)
    containers = _either(fold(word) for word in table["containers"]["words"])
    return SectorWords(
        re.compile(rf"\b(?:{_either(sectors)})(?!\w)"),
        sectors,
        re.compile(rf"\b(?:{containers})s?$"),
    )


def _add(sectors: dict[str, str], word: str, sector: str) -> None:
    known = sectors.get(word)
    if known not in (None, sector):
        raise KnowledgeError(FILE, word, "a word of one sector", f"{known} and {sector}")
    sectors[word] = sector
    for plural in (f"{word}s", f"{word}es", re.sub(r"y$", "ies", word)):
        sectors.setdefault(plural, sector)


def _either(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
