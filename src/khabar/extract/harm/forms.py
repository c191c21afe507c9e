"""How many people a noun without a number means, by its form: one, or at least two."""

from __future__ import annotations

from khabar.extract.grammar import after_preposition, is_figure_again
from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words
from khabar.extract.kinds import is_called_thing
from khabar.extract.numbers import Quantity, number_words
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

OF_THEM = frozenset(("them", "whom", "those", "these", "which"))
_NEXT = frozenset("second third fourth fifth sixth seventh eighth ninth tenth".split())
_PERSON_ENDINGS = ("man", "woman", "ist", "ian", "ant", "er", "or", "person")
_ONE = frozenset(("he", "she", "him", "her", "himself", "herself"))
_PERSONAL_NAMES = (None, "person", "office")
_SINGULAR = frozenset(("was", "is", "has"))
_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_PLURAL = frozenset(("were", "are", "have"))


def counted_by_form(parsed: Parsed, trigger: Trigger, head: Token) -> Quantity | None:
    """Return the count of a patient without a number; None where it is no person."""
    words, word = harm_words(), head.lower_
    mention = parsed.mention_of(head)
    placed = mention is not None and mention.kind == "place"
    if placed or is_thing(head) or head == trigger.token:
        return None
    alone = word in _ONE or _is_one_more(head) or _is_aged(head)
    person = head.tag_ in ("NN", "NNP", "JJ") and _is_person(parsed, trigger, head)
    if alone or person or _is_one_named(head):
        return Quantity(head.i, head.i, head.i, 1, 1, vague="one")
    plural = head.tag_ in ("NNS", "NNPS") and word not in OF_THEM
    if plural or word in words.several:
        return Quantity(head.i, head.i, head.i, 2, None, vague="plural")
    return None


def _is_one_more(head: Token) -> bool:
    """Tell "another" and "a third was wounded", but not "a third of them"."""
    if head.lower_ == "another":
        return head.dep_ != "det"
    before = head.nbor(-1).lower_ if head.i else ""
    return head.lower_ in _NEXT and before == "a" and not after_preposition(head, "of")


def _is_one_named(head: Token) -> bool:
    """Tell one person whose name ends as a plural does: "Spears was shot", "Mary Spears, 27,"."""
    if head.tag_ != "NNPS":
        return False
    after = head.doc[head.i + 1 : head.i + 4]
    aged = len(after) == 3 and after[0].text == after[2].text == "," and after[1].tag_ == "CD"
    said = head.dep_ in _SUBJECTS and any(c.lower_ in _SINGULAR for c in head.head.children)
    return aged or said or any(c.lower_.endswith("year-old") or _is_aged(c) for c in head.children)


def is_thing(noun: Token) -> bool:
    """Tell what cannot be harmed as people are: "the truce", "five tanks"."""
    if noun.lower_ in harm_words().things or noun.lower_ in number_words().not_people:
        return True
    return is_called_thing(noun) or is_figure_again(noun)


def _is_aged(head: Token) -> bool:
    """Tell "a 19-year-old"."""
    return head.lower_ == "old" and head.doc[max(head.i - 3, 0) : head.i].text.endswith("year-")


def _is_person(parsed: Parsed, trigger: Trigger, head: Token) -> bool:
    word = head.lower_.split()[-1]
    if word in harm_words().one or word.endswith(_PERSON_ENDINGS):
        return True
    mention = parsed.mention_of(head)
    someone = mention is None or (mention.kind == "actor" and mention.sort in _PERSONAL_NAMES)
    return head.tag_ == "NNP" and someone and _is_name(trigger, head)


def _is_name(trigger: Trigger, head: Token) -> bool:
    """Tell a person's name: of two words, described, or one that a verb of harm fits alone."""
    described = any(c.dep_ in ("compound", "appos", "nmod") for c in head.children)
    verb = trigger.token
    plural = head.lower_.endswith("s") or any(c.lower_ in _PLURAL for c in verb.children)
    whose = head.dep_ in ("nsubjpass", "poss") and trigger.kind in ("verb", "noun")
    fits = whose and not plural and verb.lower_ not in harm_words().of_places
    return described or " " in head.text or fits
