"""How words hang on each other, and hanging them anew without a circle."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

Moves = dict[int, tuple[int, str]]
"""What each word that is hung anew hangs on, by number, and how."""


class Word(Protocol):
    """What mending asks of a word and what it changes: how it hangs on another."""

    lower_: str
    tag_: str
    dep_: str

    @property
    def text(self) -> str:
        """The word as written."""
        ...


def hang(words: Sequence[Word], heads: list[int], moves: Moves) -> None:
    """Hang words anew, unless one would then hang on itself."""
    moved = list(heads)
    for at, (head, _) in moves.items():
        moved[at] = head
    if all(_reaches_top(moved, at) for at in moves):
        heads[:] = moved
        for at, (_, dep) in moves.items():
            words[at].dep_ = dep


def above(heads: Sequence[int], at: int) -> list[int]:
    """Return the words above one, the nearest first."""
    found = []
    while heads[at] != at:
        at = heads[at]
        found.append(at)
    return found


def _reaches_top(heads: Sequence[int], at: int) -> bool:
    for _ in heads:
        if heads[at] == at:
            return True
        at = heads[at]
    return False
