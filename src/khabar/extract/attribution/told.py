"""What one reporting clause says, before sources and quotations are joined over sentences."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Stance


@dataclass(frozen=True, slots=True)
class Told:
    """One reporting clause, in token numbers of its sentence.

    `speaker` is the head of the source's words. `states`: the source says that it is so, unlike
    "wants to" and "did not say when". `quotes`: the cue can carry a direct quotation. `aside`: it
    stands in a clause beside the main one ("since the army announced ...").
    """

    parsed: Parsed
    speaker: Token | None
    cue: frozenset[int]
    content: frozenset[int]
    stance: Stance
    because: str
    quotes: bool = False
    states: bool = True
    aside: bool = False
    hearer: Token | None = None
