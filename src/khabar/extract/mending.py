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

Moves = dict[int, tuple[int, str]]
"""What each word that is hung anew hangs on, by number, and how."""


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
        elif at and word.tag_.startswith("NN") and word.dep_ == "punct":
            _move(words, heads, _name_after_title(words, heads, at))
        elif at and (end := _end_of_to_be(words, at)):
            _move(words, heads, _thought_to_be(words, heads, at, end))


def _move(words: Sequence[Word], heads: list[int], moves: Moves) -> None:
    """Hang words anew, unless one would then hang on itself."""
    moved = list(heads)
    for at, (head, _) in moves.items():
        moved[at] = head
    if all(_reaches_top(moved, at) for at in moves):
        heads[:] = moved
        for at, (_, dep) in moves.items():
            words[at].dep_ = dep


def _reaches_top(heads: Sequence[int], at: int) -> bool:
    for _ in heads:
        if heads[at] == at:
            return True
        at = heads[at]
    return False


def _name_after_title(words: Sequence[Word], heads: Sequence[int], at: int) -> Moves:
    """ "The opposition leader Anna Lind": the name takes the place of the noun before it."""
    noun = at - 1
    if not words[noun].tag_.startswith("NN") or heads[noun] == noun:
        return {}
    beside = {n: (at, words[n].dep_) for n in range(noun) if heads[n] == noun}
    return {at: (heads[noun], words[noun].dep_), noun: (at, "compound"), **beside}


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


def _thought_to_be(words: Sequence[Word], heads: Sequence[int], thought: int, end: int) -> Moves:
    verb, be = _verb_after(words, end), end - 1
    if verb is None:
        return {}
    if thought in _above(heads, verb):
        return _clause_about_subject(words, heads, thought, be, verb)
    return {verb - 1: (be, "attr")} if heads[verb - 1] == verb else {}


def _clause_about_subject(
    words: Sequence[Word], heads: Sequence[int], thought: int, be: int, verb: int
) -> Moves:
    """Make the later verb that of the clause, and what is thought a clause about its subject."""
    named = (n for n, head in enumerate(heads[:thought]) if head == thought)
    who = next((n for n in named if words[n].dep_ in ("nsubj", "nsubjpass")), thought - 1)
    what = verb - 1
    while be < heads[what] < verb and heads[what] != what:
        what = heads[what]
    top = heads[thought] == thought
    after = [n for n in range(verb + 1, len(words)) if heads[n] in (thought, be)]
    return {
        **{n: (verb, words[n].dep_) for n in after},
        **dict.fromkeys(range(thought + 1, be), (be, "aux")),
        verb: (verb if top else heads[thought], words[thought].dep_),
        who: (verb, "nsubj"),
        thought: (who, "acl"),
        be: (thought, "xcomp"),
        what: (be, "attr"),
    }
