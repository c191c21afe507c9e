"""What one reporting clause says, before sources and quotations are joined over sentences."""

from __future__ import annotations

from dataclasses import dataclass

from spacy.tokens import Token

from khabar.extract.parse import Parsed
from khabar.model import Stance


@dataclass(frozen=True, slots=True)
class Told:
    """One reporting clause, in token numbers of its sentence.

    `speaker` is the head of the source's words. `negated`: "did not say when"; the words are not
    the source's. `quotes`: the cue can carry a direct quotation.
    """

    parsed: Parsed
    speaker: Token | None
    cue: frozenset[int]
    content: frozenset[int]
    stance: Stance
    because: str
    quotes: bool = False
    negated: bool = False
    hearer: Token | None = None
