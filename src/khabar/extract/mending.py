"""Constructions that the parser often gets wrong, hung as they are meant before rules read them.

"Men believed to be smugglers killed ten": the parser takes "believed" for the verb of the clause.
A name of several words is one word here, which the parser at times takes for a number or a mark.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

_THOUGHT = frozenset(
    """believed thought suspected presumed alleged said reported known understood assumed feared
    rumoured rumored""".split()
)
_TO_BE = (("to", "be"), ("to", "have", "been"))
_FINITE = ("VBD", "VBN", "VBP", "VBZ")
_OF_A_NAME = frozenset("DT JJ JJR JJS NN NNS NNP NNPS CD IN POS HYPH PRP$ VBG".split())


class Word(Protocol):
    """What mending asks of a word and what it changes: how it hangs on another."""

    lower_: str
    tag_: str
    dep_: str


def mend(words: Sequence[Word], heads: list[int]) -> None:
    """Hang words where they are meant; `heads` are the numbers of those that they hang on."""
    for at, word in enumerate(words):
        if word.tag_.startswith("NN") and word.dep_ == "nummod":
            word.dep_ = "compound"
        elif word.tag_.startswith("NN") and word.dep_ == "punct" and at:
            _name_after_title(words, heads, at)
    for thought in range(1, len(words) - 3):
        end = _end_of_to_be(words, thought)
        verb = _verb_after(words, end) if end else None
        if verb is not None and thought in _above(heads, verb):
            _hang(words, heads, thought, end - 1, verb)
        elif verb is not None and heads[verb - 1] == verb:
            heads[verb - 1], words[verb - 1].dep_ = end - 1, "attr"


def _name_after_title(words: Sequence[Word], heads: list[int], at: int) -> None:
    """ "The opposition leader Anna Lind": the name takes the place of the noun before it."""
    noun = at - 1
    if not words[noun].tag_.startswith("NN") or heads[noun] in (noun, at) or heads[at] == noun:
        return
    heads[at], words[at].dep_ = heads[noun], words[noun].dep_
    heads[noun], words[noun].dep_ = at, "compound"
    for below in range(at):
        if heads[below] == noun:
            heads[below] = at


def _end_of_to_be(words: Sequence[Word], thought: int) -> int:
    """Return where "to be" ends after "men believed", 0 where no such words stand."""
    if words[thought].lower_ not in _THOUGHT or not words[thought - 1].tag_.startswith("NN"):
        return 0
    after = tuple(word.lower_ for word in words[thought + 1 : thought + 4])
    return next((thought + 1 + len(one) for one in _TO_BE if after[: len(one)] == one), 0)


def _verb_after(words: Sequence[Word], start: int) -> int | None:
    """Return the verb that follows who they are believed to be, None where the clause ends."""
    for at in range(start + 1, len(words)):
        tag = words[at].tag_
        by = at + 1 < len(words) and words[at + 1].lower_ == "by"
        if tag in _FINITE and not by and words[at - 1].tag_.startswith("NN"):
            return at
        if tag not in _OF_A_NAME and not by:
            return None
    return None


def _above(heads: Sequence[int], at: int) -> list[int]:
    found = []
    while heads[at] != at:
        at = heads[at]
        found.append(at)
    return found


def _hang(words: Sequence[Word], heads: list[int], thought: int, be: int, verb: int) -> None:
    """Make the later verb that of the clause, and what is thought a clause about its subject."""
    named = (n for n, head in enumerate(heads[:thought]) if head == thought)
    who = next((n for n in named if words[n].dep_ in ("nsubj", "nsubjpass")), thought - 1)
    what = verb - 1
    while be < heads[what] < verb and heads[what] != what:
        what = heads[what]
    top = heads[thought] == thought
    moved = {
        verb: (verb if top else heads[thought], words[thought].dep_),
        who: (verb, "nsubj"),
        thought: (who, "acl"),
        be: (thought, "xcomp"),
        what: (be, "attr"),
    }
    for at in range(verb + 1, len(words)):
        if heads[at] in (thought, be):
            heads[at] = verb
    for at, (head, dep) in moved.items():
        heads[at], words[at].dep_ = head, dep
    for at in range(thought + 1, be):
        heads[at], words[at].dep_ = be, "aux"
