"""Who is behind a plan, a claim or a decision, and who "the dead" turn out to be."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import pairwise

from khabar.extract.grammar import (
    after_preposition,
    children,
    climb,
    conjuncts,
    grammatical_subjects,
    is_verb,
    subjects,
)
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

# Somebody's to do: "a plot to attack", "the council's decision to ban".
_INTENTS = frozenset(
    """decision plan plans plot plots attempt attempts bid effort efforts move moves order orders
    threat threats campaign drive vow pledge refusal mission scheme conspiracy intention intent
    decree edict mandate policy policies declaration resolution letter petition""".split()
)
_PROPER = ("NNP", "NNPS")
_TOLL = frozenset("dead wounded injured killed victims casualties fatalities missing".split())
_BE = frozenset("was were is are be been include included includes".split())
_SOME = frozenset("some many most several".split())


def with_intent(parsed: Parsed, noun: Token) -> list[Token]:
    """Return who is to do it for "a plot to attack": its owner, else who the clause is about."""
    if noun.lower_ not in _INTENTS:
        return []
    owners = owners_of(parsed, noun)
    if owners:
        return owners
    for above in climb(noun):
        if above.i != noun.i and is_verb(above):
            return [t for t in subjects(above) if t.i != noun.i]
    return []


def owners_of(parsed: Parsed, noun: Token) -> list[Token]:
    """Return whose the noun is: "the council's", "by the council", "the council decision"."""
    found = children(noun, "poss") or after_preposition(noun, "by")
    named = [c for c in children(noun, "compound", "amod", "nmod") if _is_actor(parsed, c)]
    return [t for one in (found or named) for t in conjuncts(one)]


def told_to_be(token: Token) -> list[Token]:
    """ "Seven of the dead were officers", "tourists were among the wounded": who they were."""
    if token.lower_ not in _TOLL:
        return []
    if token.dep_ == "acl" and token.head.tag_ == "CD":
        token = token.head
    prep = token.head
    if token.dep_ != "pobj":
        return []
    if prep.lower_ == "among" and prep.head.lower_ in _BE:
        found = grammatical_subjects(prep.head) + children(prep.head, "attr")
        return [_people_counted(t) for t in found]
    if prep.lower_ == "of" and prep.head.dep_ == "nsubj" and prep.head.head.lower_ in _BE:
        return [t for a in children(prep.head.head, "attr") for t in conjuncts(a)]
    return []


def with_named_before(found: Iterable[Token]) -> Iterator[Token]:
    """ "Minister Lind and Minister Berg": the parser may hang the first on the second."""
    for token in found:
        for title in children(token, "nmod"):
            first = [t for t in children(title, "appos") if children(t, "cc")]
            yield from first if title.i < token.i else []
        yield token


def without_descriptions(found: Iterable[Token]) -> list[Token]:
    """ "A restaurant, the Oasis, was hit": of two subjects side by side, the name is kept."""
    tokens = list(found)
    described = {t.i for t, name in pairwise(tokens) if _describes(t, name)}
    return [t for t in tokens if t.i not in described]


def _describes(token: Token, name: Token) -> bool:
    same = token.dep_ == name.dep_ and token.dep_ in ("nsubj", "nsubjpass", "dobj")
    named = name.tag_ in _PROPER and token.tag_ not in _PROPER
    if not same or not named or token.head is not name.head:
        return False
    between = token.doc[token.i + 1 : name.i]
    comma = any(t.text == "," for t in between)
    return comma and not any(t.dep_ == "cc" and t.head is token for t in between)


def _people_counted(token: Token) -> Token:
    """ "Some of its citizens": the citizens."""
    inner = after_preposition(token, "of")
    return inner[0] if inner and (token.tag_ == "CD" or token.lower_ in _SOME) else token


def said_to_be(what: Token) -> list[Token]:
    """ "Against what it called a planner", "what it said was a planner": the planner."""
    clause = what.head
    outer = clause if clause.dep_ == "pcomp" else clause.head
    inside = [t for t in outer.subtree if t.dep_ in ("attr", "oprd") and t.i > what.i]
    return inside[:1]


def is_headline_label(token: Token) -> bool:
    """ "Varia: Blast hits temple" is set in Varia; the label does nothing."""
    rest = token.doc[token.i + 1 :]
    return token.i == 0 and len(rest) > 0 and rest[0].text == ":"


def is_reciprocal(token: Token) -> bool:
    """ "Each other", "one another": who does it is who it is done to."""
    return (
        token.lower_ in ("other", "another")
        and token.i > 0
        and (token.nbor(-1).lower_ in ("each", "one"))
    )


def undergoes(verb: Token) -> bool:
    """ "Survived an attack": the verb's subject is the target."""
    return verb.lower_ in nouns().undergoing


def _is_actor(parsed: Parsed, token: Token) -> bool:
    return parsed.is_actor(token) or token.lower_ in nouns().bodies
