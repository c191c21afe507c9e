"""What an event or claim can be found by, as tokens of one full-text index.

`country=afg` stands for a value of a field, a bare word for a word of the text. Figures are there
as steps that they reach (`killed=ge_5`) and points as cells of a grid, so that one look-up leaves
little to compare; the exact comparison follows on the columns.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterable, Iterator
from typing import Final

STEPS: Final = tuple(d * 10**p for p in range(7) for d in (1, 2, 5))
EVERY: Final = "all=yes"
LONG_DAYS: Final = 31  # an event that may have lasted longer than this is marked as long
CELL: Final = 0.5  # degrees, as in PRIO-GRID
TILE: Final = 10.0
LONGEST_WORD: Final = 64
MOST_WORDS: Final = 16_000  # PostgreSQL numbers no word beyond 16,383
_WORD = re.compile(r"[^\W_]+")
_ACCENTS = re.compile("[\u0300-\u036f\u064b-\u0655\u0670\u0640]+")


def fold(text: str) -> str:
    """Return the text in plain small letters, without accents and Arabic vowel signs."""
    if text.isascii():
        return text.lower()
    return _ACCENTS.sub("", unicodedata.normalize("NFKD", text)).casefold()


def words_of(text: str) -> list[str]:
    """Return the words of a text, as they are indexed and looked for."""
    return [word[:LONGEST_WORD] for word in _WORD.findall(fold(text))]


def token(field: str, value: str) -> str:
    """Return what stands in the index for a value of a field."""
    return f"{field}={'_'.join(words_of(value))[:LONGEST_WORD]}"


def step_tokens(field: str, figure: int | None) -> Iterator[str]:
    """Yield a token for each step that the figure reaches."""
    if figure is not None:
        yield f"{field}=ge_0"
        yield from (f"{field}=ge_{step}" for step in STEPS if figure >= step)


def step_below(field: str, figure: int) -> str:
    """Return the token that every figure of at least this much has."""
    return f"{field}=ge_{max((s for s in STEPS if s <= figure), default=0)}"


def point_tokens(latitude: float, longitude: float) -> Iterator[str]:
    """Yield the tokens of the small and of the large cell that a point lies in."""
    yield _cell("cell", CELL, latitude, longitude)
    yield _cell("tile", TILE, latitude, longitude)


def cells_in(west: float, south: float, east: float, north: float) -> list[str]:
    """Return the tokens of cells that cover a rectangle, large ones where it is large.

    A rectangle may reach over the date line: longitudes beyond 180 wrap around.
    """
    for name, size in (("cell", CELL), ("tile", TILE)):
        rows = range(math.floor(south / size), math.floor(north / size) + 1)
        columns = range(math.floor(west / size), math.floor(east / size) + 1)
        if len(rows) * len(columns) <= 200:
            return sorted({_named(name, size, r, c) for r in rows for c in columns})
    return [EVERY]


def _cell(name: str, size: float, latitude: float, longitude: float) -> str:
    return _named(name, size, math.floor(latitude / size), math.floor(longitude / size))


def _named(name: str, size: float, row: int, column: int) -> str:
    around = round(360 / size)
    half = around // 2
    return f"{name}={row + round(90 / size)}_{(column + half) % around}"


def text_tokens(texts: Iterable[str | None]) -> list[str]:
    """Return the words of the texts in their order, each text once."""
    words = (word for text in dict.fromkeys(texts) if text for word in words_of(text))
    return [word for word, _ in zip(words, range(MOST_WORDS), strict=False)]
