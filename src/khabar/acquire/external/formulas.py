"""Which cells a spreadsheet would run as a formula."""

from __future__ import annotations

import re
import unicodedata

# Blanks and invisible marks before the sign hide no formula, nor does a sign in full width.
_BLANK = r"[\s\u200b\u2060\ufeff]*"
_SIGN = re.compile(rf"\r|{_BLANK}[=@+\-＝＠＋－﹦﹫﹢﹣]")
_ALWAYS = re.compile(rf"\r|{_BLANK}[=@]")
# What reckons: a number or the name of a cell, and more behind it than a sentence has.
_SUM = re.compile(rf"{_BLANK}[+-][\s+-]*[\d.,]*\d[.%]?\s*[-+*/^&=<>|!]")
_NAMED = re.compile(rf"{_BLANK}[+-][\s+-]*\$?[a-zA-Z]{{1,3}}\$?\d+\s*(?:[-+*/^&=<>|!:]|\Z)")
_CALL = re.compile(r"\w\(")


def is_formula(cell: str) -> bool:
    """Tell whether a spreadsheet would run the cell; a number or a sentence with a dash is none."""
    if not _SIGN.match(cell):
        return False
    words = unicodedata.normalize("NFKC", cell)
    if _ALWAYS.match(words) or _SUM.match(words) or _NAMED.match(words):
        return True
    program, _, rest = words.partition("|")  # cmd|' /C calc'!A0 starts a program
    return bool(_CALL.search(words)) or bool(program and "!" in rest)
