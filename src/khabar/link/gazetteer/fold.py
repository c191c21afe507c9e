"""One spelling for all spellings of a place's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache

_LETTERS = {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_LETTERS |= {"ð": "d", "ə": "a", "ħ": "h", "ʻ": "", "ʿ": "", "ʼ": "", "ʾ": ""}
_OWN_LETTER = re.compile("[" + "".join(_LETTERS) + "]")
_ACCENT = re.compile("[\u0300-\u036f]+")
_MARK = re.compile("['’‘`´.,]+")
_GAP = re.compile("[ \u00a0\t_‐‑–−-]+")
# "Saint" and "St." and so on are one word.
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
_SAME_WORD = re.compile(r"(?<![^ ])(?:saint|sainte|mount|fort|and)(?![^ ])")
_BYTE_MARKS = b"'`.,"
_BYTE_GAPS = bytes.maketrans(b"\t_-", b"   ")
_DESIGNATIONS = frozenset(
    """province governorate oblast region state district krai kray republic prefecture department
    sheng shi county parish municipality division territory canton""".split()
)
_DESIGNATION = re.compile(rf"(?i)^(.{{3,}}?) (?:{'|'.join(sorted(_DESIGNATIONS))})$")
_LAST_WORDS = tuple(f" {word}" for word in sorted(_DESIGNATIONS))
_KEPT = re.compile(r"(?i) (?:county|parish)$")
_REPUBLIC = re.compile(r"(?i)^(?:republic of|wilaya de|the) (.{3,})$")


@lru_cache(maxsize=50_000)
def fold_place(name: str) -> str:
    """Return a name in plain small letters, without accents, marks or hyphens."""
    name = name.lower()
    if not name.isascii():
        name = _ACCENT.sub("", unicodedata.normalize("NFKD", name))
        name = _OWN_LETTER.sub(lambda letter: _LETTERS[letter[0]], name)
    name = _GAP.sub(" ", _MARK.sub("", name.replace("\n", " "))).strip()
    return _SAME_WORD.sub(lambda word: _SAME[word[0]], name)


def fold_places(names: str) -> list[str]:
    """Return many names folded, given a line each: as `fold_place`, in one go, for speed.

    Letters beyond ASCII are few and folded apart; the rest is done on bytes.
    """
    lines = names.lower().split("\n")
    odd = [number for number, line in enumerate(lines) if not line.isascii()]
    for number, line in zip(odd, _plain([lines[n] for n in odd]), strict=True):
        lines[number] = line
    folded = "\n".join(lines).encode().translate(_BYTE_GAPS, _BYTE_MARKS)
    folded = b" " + folded.replace(b"\n", b" \n ") + b" "
    while b"  " in folded:
        folded = folded.replace(b"  ", b" ")
    for word, same in _SAME.items():
        while (written := f" {word} ".encode()) in folded:
            folded = folded.replace(written, f" {same} ".encode())
    return folded[1:-1].replace(b" \n ", b"\n").decode().split("\n")


def _plain(lines: Iterable[str]) -> list[str]:
    """Return lines of small letters without accents, and with plain marks and gaps."""
    joined = _ACCENT.sub("", unicodedata.normalize("NFKD", "\n".join(lines)))
    joined = _OWN_LETTER.sub(lambda letter: _LETTERS[letter[0]], joined)
    return _GAP.sub(" ", _MARK.sub("", joined)).split("\n")


def without_accents(name: str) -> str:
    """Return a name in plain letters, capitals kept: "Nangarhar" for "Nangarhār"."""
    plain = _ACCENT.sub("", unicodedata.normalize("NFKD", name))
    return _OWN_LETTER.sub(lambda letter: _LETTERS[letter[0]], plain).strip("'’‘`")


def stem_of(name: str) -> str | None:
    """Return "Herat" for "Herat Province"; None for a name without such a word."""
    found = _DESIGNATION.match(name) or _REPUBLIC.match(name)
    return found[1] if found else None


def without_designation(name: str) -> str:
    """Return "Injil" for "Injil District", but "Henry County" as it is."""
    return name if _KEPT.search(name) else stem_of(name) or name


def folded_stems(folded: Iterable[str]) -> Iterable[tuple[int, str]]:
    """Yield "herat" for the folded name "herat province", with the name's number."""
    for number, name in enumerate(folded):
        if name.endswith(_LAST_WORDS):
            stem = name.rpartition(" ")[0]
            if len(stem) > 2:
                yield number, stem
