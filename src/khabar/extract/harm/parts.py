"""Figures inside a total: "including nine children", "at least 80 of them soldiers"."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

from khabar.extract.harm.forms import OF_THEM
from khabar.extract.harm.mentions import (
    NOUN_PHRASE,
    Counted,
    HarmMention,
    made,
    mention_of,
)
from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words
from khabar.extract.numbers import Quantity
from khabar.extract.tree import Token, Tree
from khabar.model import Outcome

_LINKING = frozenset(("were", "was", "are", "being", "identified", "as", "the"))


def included(
    counted: Counted,
    trigger: Trigger,
    above: Token,
    listed: Callable[[Counted, Trigger, Token], Iterator[Token]],
) -> Iterator[HarmMention]:
    """Yield the parts in "63 people, including nine children"; `listed` opens coordination."""
    for prep in above.rights:
        if prep.lower_ != "including":
            continue
        for head in (p for p in prep.children if p.dep_ in ("pobj", "dobj")):
            found = (mention_of(counted, trigger, one) for one in listed(counted, trigger, head))
            yield from (replace(m, part=True) for m in found if m is not None and m.group)


def of_them(
    counted: Counted, quantities: Sequence[Quantity], told: Sequence[HarmMention]
) -> Iterator[HarmMention]:
    """Yield the parts in "at least 80 of them soldiers" and "Seven of the dead were police"."""
    doc = counted.parsed.doc
    for quantity in quantities:
        among = doc[max(quantity.first - 2, 0) : quantity.first].text.lower() == "among them"
        outcome, after = _outcome_of_them(counted, told, quantity, among)
        group = _noun_after(doc, after) if outcome else None
        if outcome is not None and group is not None:
            trigger = Trigger(doc[_governor(counted, told, outcome, after - 1)], outcome, "state")
            yield replace(made(counted, trigger, doc[quantity.core], quantity, group), part=True)


def _outcome_of_them(
    counted: Counted, told: Sequence[HarmMention], quantity: Quantity, among: bool
) -> tuple[Outcome | None, int]:
    """Return what happened to those whom "of them", "of the dead" or "among them" takes up."""
    doc, states, at = counted.parsed.doc, harm_words().states, quantity.last + 1
    here = counted.parsed.sentence.start + doc[quantity.first].idx
    before = [m.outcome for m in told if m.start < here]
    if among:
        return (before[-1] if before else None), at
    if at + 1 >= len(doc) or doc[at].lower_ != "of":
        return None, at
    at += 1
    if doc[at].lower_ in OF_THEM:
        return (before[-1] if before else None), at + 1
    while at < len(doc) and (doc[at].lower_ == "the" or at in counted.quantities):
        at += 1
    named = at < len(doc) and doc[at].lower_ in states
    return (states[doc[at].lower_], at + 1) if named else (None, at)


def _governor(counted: Counted, told: Sequence[HarmMention], outcome: Outcome, at: int) -> int:
    same = [m.trigger for m in told if m.outcome == outcome]
    triggers = [i for i, one in counted.triggers.items() if one.outcome == outcome]
    return (same or triggers or [at])[0]


def _noun_after(doc: Tree, at: int) -> Token | None:
    """Return the noun that ends the phrase beginning at a word, past "were"."""
    while at < len(doc) and doc[at].lower_ in _LINKING:
        at += 1
    last = None
    for token in doc[at : at + 6]:
        if token.tag_ not in NOUN_PHRASE:
            break
        last = token if token.tag_.startswith("NN") else last
    return last
