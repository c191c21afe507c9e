"""The chain of sources behind a claim: from the outlet inwards to the first speaker."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from khabar.extract.attribution.record import Attribution
from khabar.model import Article, Source, Span

UNSPECIFIED = "unspecified"
# How much of the claim's words, or of the words reported, must be shared.
ENOUGH = 0.5
NEARLY_ALL = 0.8
# The claim is the act itself: its words hold the cue and its source.
_OWN_ACT = frozenset(("claims_responsibility", "denies"))


def chain_of(
    attributions: Sequence[Attribution],
    article: Article,
    start: int,
    end: int,
    own: Sequence[Span] = (),
) -> tuple[Source, ...]:
    """Return who says what stands at [start, end), the outlet first, the first speaker last.

    An outlet that nobody knows is `unspecified`, and so is the source of "is believed". `own` are
    the words that tell of the act itself, where they are known.
    """
    outlet = Source(article.outlet or UNSPECIFIED, "reports")
    over = [one for one in attributions if _bears_on(one, start, end, own)]
    over.sort(key=lambda one: (-one.size(), one.cue.start))
    return (outlet, *_without_repeats(outlet, over))


def _bears_on(one: Attribution, start: int, end: int, own: Sequence[Span]) -> bool:
    if not one.states:
        return False
    if own and all(one.covered(words.start, words.end) for words in own):
        return True
    shared = one.covered(start, end)
    holds_cue = start <= one.cue.start and one.cue.end <= end
    if one.aside:
        itself = holds_cue and one.stance == "denies"
        return itself or shared >= NEARLY_ALL * (end - start)
    if shared >= ENOUGH * (end - start):
        return True
    if not holds_cue or one.stance in _OWN_ACT:
        return holds_cue
    # "Condemned the coup and suspended the country" condemns no suspension.
    reported = not own or any(_speaks_of(one, words) for words in own)
    return reported and shared >= ENOUGH * one.size()


def _speaks_of(one: Attribution, words: Span) -> bool:
    in_cue = one.cue.start <= words.start and words.end <= one.cue.end
    return in_cue or one.covered(words.start, words.end) > 0


def _without_repeats(outlet: Source, over: Iterable[Attribution]) -> list[Source]:
    """Leave out "I" and nobody inside somebody's words, and the same source twice in a row."""
    chain: list[Source] = []
    for one in over:
        name = one.name or UNSPECIFIED
        last = chain[-1] if chain else outlet
        if (chain and (one.first_person or one.name is None)) or same_name(last.name, name):
            continue
        chain.append(Source(name, one.stance, one.meant or one.source, one.cue.words))
    return chain


def same_name(one: str, other: str) -> bool:
    """Tell whether two names are equal, or one is the other with more words around it."""
    a, b = _words(one), _words(other)
    return bool(a and b) and (a <= b or b <= a)


def _words(name: str) -> frozenset[str]:
    return frozenset(re.findall(r"\w+", name.lower())) - {"the", "news", "agency"}
