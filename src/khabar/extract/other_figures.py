"""Other sources' figures for what was told before: "The rebels put the number at 40"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.extract.attribution.find import Attribution, chain_of
from khabar.extract.grammar import after_preposition, children
from khabar.extract.numbers import Quantity, find_quantities
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Claim, Harm, Outcome, Span

_PUTS = frozenset("put puts putting gave give gives placed raised revised".split())
_FIGURES = frozenset("toll number figure total count tally".split())


def other_figures(
    parsed: Parsed, before: Sequence[Claim], found: Sequence[Claim], said: Sequence[Attribution]
) -> Iterator[Claim]:
    """Yield what was told last once more, with the figure that another one gives for it.

    `found` are the claims of the sentence itself; a figure that one of them has is no other.
    """
    for noun, quantity in _figures(parsed):
        words = parsed.span(noun, parsed.doc[quantity.last])
        told = [c for c in (*before, *found) if c.words.end <= words.start and _is_harmful(c)]
        if not told or any(_lies_in(harm, words) for claim in found for harm in claim.harm):
            continue
        outcome: Outcome = "killed" if noun.lower_ == "toll" else told[-1].harm[0].outcome
        harm = Harm(outcome, quantity.low, quantity.high, None, quantity.approximate, words)
        chain = chain_of(said, parsed.article, words.start, words.end)
        because = (*told[-1].because, "carried over: another figure for it")
        yield replace(told[-1], harm=(harm,), attribution=chain, words=words, because=because)


def _figures(parsed: Parsed) -> Iterator[tuple[Token, Quantity]]:
    """Yield the noun and the quantity of each "put the figure at 40"."""
    quantities = {q.core: q for q in find_quantities(parsed.doc)}
    for verb in parsed.doc:
        nouns = children(verb, "dobj") if verb.lower_ in _PUTS else []
        for noun in (n for n in nouns if n.lower_ in _FIGURES and n.i > verb.i):
            if after_preposition(noun, "of"):
                continue
            after = (t.i for p in verb.rights if p.lower_ in ("at", "as", "to") for t in p.subtree)
            at = next((i for i in after if i in quantities), None)
            if at is not None and at > noun.i:
                yield noun, quantities[at]


def _is_harmful(claim: Claim) -> bool:
    return claim.kind == "event" and bool(claim.harm)


def _lies_in(harm: Harm, words: Span) -> bool:
    return harm.words.start < words.end and words.start < harm.words.end
