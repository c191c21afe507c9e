"""The figure and the group of one word for people harmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace

from khabar.extract.grammar import after_preposition
from khabar.extract.harm.forms import OF_THEM, counted_by_form, is_thing
from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words
from khabar.extract.numbers import Quantity
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Outcome

NOUN_PHRASE = frozenset("JJ JJR JJS RBS NN NNS NNP NNPS CD HYPH POS VBG VBN AFX".split())


@dataclass(frozen=True, slots=True)
class HarmMention:
    """One figure of people harmed in a sentence.

    `trigger` is the token that says the harm, `head` the one that names or counts the harmed.
    `group` is who, as written, None for people at large. `part`: the figure lies inside a total
    told beside it or elsewhere. `vague` keeps the quantity's word where it is no number; it is
    "one" or "plural" where only the noun's form counts, "deadly" where only the harm is told.
    `known`: "the fighters", as already spoken of. Offsets are the article's.
    """

    outcome: Outcome
    low: int | None
    high: int | None
    approximate: bool
    group: str | None
    start: int
    end: int
    trigger: int
    head: int
    part: bool = False
    vague: str | None = None
    known: bool = False


@dataclass(frozen=True, slots=True)
class Counted:
    """A sentence with its quantities and harm words, both by the tokens they cover."""

    parsed: Parsed
    quantities: Mapping[int, Quantity]
    triggers: Mapping[int, Trigger]


def mention_of(counted: Counted, trigger: Trigger, head: Token) -> HarmMention | None:
    """Read the figure and the group of one patient; None where no people are counted."""
    if trigger.outcome == "injured" and _is_dead(counted, head):
        return None
    quantity = quantity_of(counted, head)
    group = group_head(head, quantity)
    if quantity is None:
        quantity = counted_by_form(counted.parsed, trigger, head)
    elif group is not None and is_thing(group):
        return None
    mention = counted.parsed.mention_of(head)
    if quantity is None or (mention is not None and mention.kind == "time"):
        return None
    if trigger.kind == "state" and trigger.outcome == "displaced" and quantity.vague == "plural":
        # "A camp for displaced people" tells of nobody who had to flee now.
        return None
    if quantity.vague == "plural" and trigger.verb is not None and trigger.verb.by:
        # "Troops were driven to the hospital": perhaps to guard it.
        return None
    if any(c.dep_ == "neg" for c in trigger.token.children):
        if not any(c.lower_ in ("any", "a", "an", "single") for c in head.children):
            return None
        quantity = replace(quantity, low=0, high=0, vague=None)
    found = made(counted, trigger, head, quantity, group)
    return replace(found, part=_is_one_of_known(trigger, head, found))


def _is_dead(counted: Counted, head: Token) -> bool:
    """Tell "the bodies", which are taken to hospital as the injured are."""
    other = counted.triggers.get(head.i)
    return other is not None and other.outcome == "killed"


def _is_one_of_known(trigger: Trigger, head: Token, found: HarmMention) -> bool:
    """Tell "one of the fighters killed", said of people whose total is told elsewhere."""
    told = found.known and found.group is not None
    return told and trigger.token.dep_ == "acl" and head.head.lower_ == "of"


def made(
    counted: Counted, trigger: Trigger, head: Token, quantity: Quantity, group: Token | None
) -> HarmMention:
    """Return the mention of a quantity of a group, which may be None."""
    doc, offset = counted.parsed.doc, counted.parsed.sentence.start
    first, last, words = min(quantity.first, head.i), max(quantity.last, head.i), None
    if group is not None:
        start, end = _group_span(counted, group, quantity)
        first, last = min(first, start), max(last, end)
        general = start == end and doc[start].lower_ in harm_words().anyone
        words = None if general or group.tag_ in ("PRP", "WP", "DT") else doc[start : end + 1].text
    return HarmMention(
        outcome=trigger.outcome,
        low=quantity.low,
        high=quantity.high,
        approximate=quantity.approximate,
        group=words,
        start=offset + doc[first].idx,
        end=offset + doc[last].idx + len(doc[last].text),
        trigger=trigger.token.i,
        head=head.i,
        vague=quantity.vague,
        known=_is_known(group or head),
    )


def _is_known(head: Token) -> bool:
    return head.tag_ == "PRP" or any(
        c.dep_ == "det" and c.lower_ in ("the", "this", "these", "those", "both")
        for c in head.lefts
    )


def quantity_of(counted: Counted, head: Token) -> Quantity | None:
    """Return the count that belongs to a noun: itself, a modifier, or a word just before."""
    found = counted.quantities
    if head.i in found:
        return found[head.i]
    if head.lower_ in harm_words().several and (members := _members(counted, head)):
        return members
    modifiers = {c.i for c in head.lefts if c.dep_ not in ("relcl", "prep", "appos")}
    doc, unbroken = counted.parsed.doc, True
    for at in range(head.i - 1, max(head.i - 8, -1), -1):
        unbroken = unbroken and doc[at].tag_ in NOUN_PHRASE
        if at in found:
            return found[at] if unbroken or at in modifiers else None
        parted = at in counted.triggers and doc[at].dep_ not in ("amod", "compound")
        if parted or (doc[at].tag_ == "CC" and not unbroken):
            return None
        if doc[at].lower_ == "of" and head.head.i == at:
            return None if head.i in counted.triggers else found.get(doc[at].head.i)
    return None


def _members(counted: Counted, group: Token) -> Quantity | None:
    """ "A family of five", "a crew of 12": how many they are."""
    numbers = (counted.quantities.get(t.i) for t in after_preposition(group, "of"))
    return next((number for number in numbers if number is not None), None)


def has_count(counted: Counted, token: Token) -> bool:
    """Tell whether a noun has a number or an article of its own."""
    articles = ("a", "an", "the", "another")
    return quantity_of(counted, token) is not None or any(
        c.dep_ == "det" and c.lower_ in articles for c in token.children
    )


def group_head(head: Token, quantity: Quantity | None) -> Token | None:
    """Return the noun that says who: of "dozens of police", "police"; of a bare number, None."""
    if quantity is None or not quantity.first <= head.i <= quantity.last:
        return head
    preps = (c for c in head.children if c.dep_ == "prep" and c.lower_ == "of")
    objects = (p for prep in preps for p in prep.children if p.dep_ == "pobj")
    return next((p for p in objects if p.lower_ not in OF_THEM), None)


def _group_span(counted: Counted, head: Token, quantity: Quantity) -> tuple[int, int]:
    """Return the first and last token of the words for a group, without its count."""
    doc, start = counted.parsed.doc, head.i
    floor = quantity.last if quantity.last < head.i else -1
    while (
        start - 1 > floor and doc[start - 1].tag_ in NOUN_PHRASE and doc[start - 1].dep_ != "prep"
    ):
        start -= 1
    while start < head.i and (start in counted.triggers or doc[start].tag_ == "HYPH"):
        start += 1
    return start, max(_of_phrase_end(head), _shared_end(counted, head))


def _of_phrase_end(head: Token) -> int:
    """Take in "of the Taliban" in "members of the Taliban"."""
    preps = (c for c in head.children if c.dep_ == "prep" and c.lower_ == "of")
    objects = (p.i for prep in preps if prep.i == head.i + 1 for p in prep.children)
    return max((i for i in objects if i - head.i < 8), default=head.i)


def _shared_end(counted: Counted, head: Token) -> int:
    """Take "soldiers and militiamen" as one group where the second has no count of its own."""
    for other in head.conjuncts if head.tag_ in ("NNS", "NNPS", "CD") else ():
        bare = other.tag_ == "NNS" and not has_count(counted, other)
        harmed_too = counted.triggers.keys() & {other.i, other.i + 1}
        if bare and head.i < other.i < head.i + 6 and not harmed_too:
            return other.i
    return head.i
