"""Names found in running text: by whole words, whatever the dashes, accents and quotes."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from ahocorasick_rs import AhoCorasick, MatchKind

# A short name in capitals is an abbreviation: "IS" is a group, "is" is not.
LONGEST_ABBREVIATION = 6
# Words that a headline in capitals makes look like abbreviations.
_WORDS_IN_CAPITALS = frozenset(
    "IS WHO IT AID US AM AN AS CAR FACT MAP MEND RAW SITE TIME RAND TAP TAK".split()
)
_PREFIXES = ("pro-", "anti-", "non-", "ex-", "post-", "pre-", "counter-")


def _folding() -> dict[int, str]:
    table = {ord(c): "'" for c in "’‘ʼʻ`´ʿʾ"} | {ord(c): " " for c in "‐‑‒–—−-\u00a0\n\t\u202f"}
    table |= {ord("ı"): "i", ord("ø"): "o", ord("ł"): "l", ord("đ"): "d", ord("ð"): "d"}
    table |= {ord("Ø"): "o", ord("Ł"): "l", ord("Đ"): "d", ord("ي"): "ی", ord("ك"): "ک"}
    latin = (*range(0xC0, 0x250), *range(0x1E00, 0x1F00))
    bases = {code: unicodedata.normalize("NFD", chr(code))[0].lower() for code in latin}
    return {ord(c): c.lower() for c in "ABCDEFGHIJKLMNOPQRSTUVWXYZ"} | bases | table


_FOLDED = _folding()
# Most texts are plain ASCII, which bytes fold five times as fast.
_FOLDED_ASCII = bytes(ord(_FOLDED.get(code, chr(code))) for code in range(128)) + bytes(128)


def fold(text: str) -> str:
    """Return the text in lower case without accents, dashes as spaces; its length stays."""
    if text.isascii():
        return text.encode().translate(_FOLDED_ASCII).decode()
    return text.translate(_FOLDED)


def is_abbreviation(name: str) -> bool:
    """Tell whether a name counts only as it is written: "IS", "U.S.", "RFE/RL", "LeT"."""
    letters = [c for c in name if c.isalpha()]
    capitals = sum(c.isupper() for c in letters)
    if not letters or len(letters) > LONGEST_ABBREVIATION:
        return False
    return capitals == len(letters) or (name.isalpha() and capitals > 1 and len(letters) <= 4)


@dataclass(frozen=True, slots=True)
class Found:
    """A name at a place in a text, and the ids that bear it."""

    start: int
    end: int
    ids: tuple[str, ...]


class NameFinder:
    """Finds known names, the longest at each place. Loads once; finding is linear in the text."""

    def __init__(self, names: Iterable[tuple[str, str]]) -> None:
        self._written: dict[str, dict[str, tuple[str, ...]]] = {}
        for name, id in names:
            spellings = self._written.setdefault(" ".join(fold(name).split()), {})
            known = spellings.get(name, ())
            spellings[name] = known if id in known else (*known, id)
        self._patterns = sorted(self._written)
        self._remembered = lru_cache(maxsize=20_000)(self._ids_of)
        self._search = AhoCorasick(self._patterns, matchkind=MatchKind.Standard)

    def ids_of(self, words: str) -> tuple[str, ...]:
        """Return the ids of whatever bears exactly these words as a name."""
        return self._remembered(words)

    def _ids_of(self, words: str) -> tuple[str, ...]:
        clean = " ".join(words.split())
        spellings = self._written.get(" ".join(fold(clean).split()), {})
        return _merged(ids for name, ids in spellings.items() if _same_case(name, clean))

    def find(self, text: str) -> list[Found]:
        """Return the names in the text, in order, without overlaps, longest first."""
        folded = fold(text)
        hits = self._search.find_matches_as_indexes(folded, overlapping=True)
        whole = [hit for hit in hits if _is_whole(folded, hit[1], hit[2])]
        whole.sort(key=lambda hit: (hit[1], -hit[2]))
        return list(self._chosen(text, whole))

    def _chosen(self, text: str, hits: Iterable[tuple[int, int, int]]) -> Iterator[Found]:
        free = 0
        for pattern, start, end in hits:
            if start < free or _is_part(text, start, end):
                continue
            words = text[start:end]
            spellings = self._written[self._patterns[pattern]]
            ids = _merged(ids for name, ids in spellings.items() if _same_case(name, words))
            if ids and not _is_shouted_word(text, start, end):
                free = end
                yield Found(start, end, ids)


def _merged(groups: Iterable[tuple[str, ...]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(id for group in groups for id in group))


def _is_whole(folded: str, start: int, end: int) -> bool:
    before = start == 0 or not folded[start - 1].isalnum()
    return before and (end == len(folded) or not folded[end].isalnum())


def _is_part(text: str, start: int, end: int) -> bool:
    """Tell whether the name only qualifies: "pro-Taliban", "Iran-backed"."""
    if text[max(0, start - 8) : start].lower().endswith(_PREFIXES):
        return True
    return text[end : end + 1] in ("-", "‑") and text[end + 1 : end + 2].islower()


def _same_case(name: str, words: str) -> bool:
    if is_abbreviation(name):
        return name == words
    pairs = zip(name.replace("-", " ").split(), words.replace("-", " ").split(), strict=False)
    return all(word[0].isupper() or not part[0].isupper() for part, word in pairs)


def _is_shouted_word(text: str, start: int, end: int) -> bool:
    if text[start:end] not in _WORDS_IN_CAPITALS:
        return False
    line = text[text.rfind("\n", 0, start) + 1 :].split("\n", 1)[0]
    letters = [c for c in line if c.isalpha()]
    return sum(c.isupper() for c in letters) > 0.8 * len(letters) > 8
