"""Attributions of two links at once: "the agency quoted an official as saying"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import Words, agent, child, is_passive, reach, subject
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

_QUOTING = frozenset(("quote", "quotes", "quoted", "quoting", "cite", "cites", "cited", "citing"))
BECAUSE = "quoted as saying"


def by_quoting(parsed: Parsed) -> Iterator[Told]:
    """Yield who quotes and who is quoted, outer link first; nobody where no one is named."""
    for verb in parsed.doc:
        if verb.lower_ in _QUOTING:
            saying = _saying(verb)
            if saying is not None:
                yield from _two_links(parsed, verb, saying)


def _saying(verb: Token) -> Token | None:
    for one in verb.rights:
        if one.lower_ == "as":
            return child(one, "pcomp", "advcl", "xcomp")
        if one.lower_ in ("saying", "telling") and one.tag_ == "VBG":
            return one
    return None


def _two_links(parsed: Parsed, verb: Token, saying: Token) -> Iterator[Told]:
    passive = is_passive(verb)
    quoted = child(verb, "nsubjpass") if passive else child(verb, "dobj")
    carrier = (agent(verb) or agent(saying)) if passive else subject(verb)
    if quoted is None:
        return
    content = _content(verb, saying, quoted, carrier)
    if carrier is not None:
        around = frozenset(content | set(reach(quoted)) | {saying.i})
        yield Told(parsed, carrier, frozenset((verb.i,)), around, "quotes", BECAUSE)
    words = frozenset((saying.i,))
    yield Told(parsed, quoted, words, frozenset(content), "says", BECAUSE, quotes=True)


def _content(verb: Token, saying: Token, quoted: Token, carrier: Token | None) -> Words:
    """Return the clause after "saying", else what stands before all of it."""
    clause = child(saying, "ccomp")
    if clause is not None and clause.i > saying.i:
        return set(reach(clause))
    parts = [verb, quoted] + ([carrier] if carrier is not None else [])
    first = min(part.left_edge.i if part is not verb else part.i for part in parts)
    return set(range(verb.first_of_sentence, first))
