"""One spelling for all spellings of a place's name."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable

_LETTERS = {"ı": "i", "ł": "l", "đ": "d", "ø": "o", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th"}
_LETTERS |= {"ð": "d", "ə": "a", "ħ": "h", "ʻ": "", "ʿ": "", "ʼ": "", "ʾ": ""}
_OWN_LETTER = re.compile("[" + "".join(_LETTERS) + "]")
_ACCENT = re.compile("[\u0300-\u036f]+")
_MARK = re.compile("['’‘`´.,]+")
_GAP = re.compile("[ \u00a0\t_‐‑–−-]+")
# "Saint" and "St." and so on are one word.
_SAME = {"saint": "st", "sainte": "ste", "mount": "mt", "fort": "ft", "and": "&"}
_SAME_WORD = re.compile(r"\b(?:saint|sainte|mount|fort|and)\b")
_DESIGNATIONS = frozenset(
    """province governorate oblast region state district krai kray republic prefecture department
    sheng shi county parish municipality division territory canton""".split()
)
_DESIGNATION = re.compile(rf"(?i)^(.{{3,}}?) (?:{'|'.join(sorted(_DESIGNATIONS))})$")
_KEPT = re.compile(r"(?i) (?:county|parish)$")
_REPUBLIC = re.compile(r"(?i)^(?:republic of|wilaya de|the) (.{3,})$")


def fold_place(name: str) -> str:
    """Return a name in plain small letters, without accents, marks or hyphens."""
    name = name.lower()
    if not name.isascii():
        name = _ACCENT.sub("", unicodedata.normalize("NFKD", name))
        name = _OWN_LETTER.sub(lambda letter: _LETTERS[letter[0]], name)
    name = _GAP.sub(" ", _MARK.sub("", name.replace("\n", " "))).strip()
    return _SAME_WORD.sub(lambda word: _SAME[word[0]], name)


def fold_places(names: Iterable[str]) -> list[str]:
    """Return many names folded: as `fold_place`, in one go, for speed."""
    joined = _ACCENT.sub("", unicodedata.normalize("NFKD", "\n".join(names).lower()))
    joined = _OWN_LETTER.sub(lambda letter: _LETTERS[letter[0]], joined)
    joined = _GAP.sub(" ", _MARK.sub("", joined))
    return _SAME_WORD.sub(lambda word: _SAME[word[0]], joined).split("\n")


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


def folded_stem(folded: str) -> str | None:
    """Return "herat" for the folded name "herat province"; None without such a word."""
    head, _, last = folded.rpartition(" ")
    return head if last in _DESIGNATIONS and len(head) > 2 else None
