"""Who is behind a plan, a claim or a decision, and who "the dead" turn out to be."""

from __future__ import annotations

from spacy.tokens import Token

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

# Somebody's to do: "a plot to attack", "the council's decision to ban".
_INTENTS = frozenset(
    """decision plan plans plot plots attempt attempts bid effort efforts move moves order orders
    threat threats campaign drive vow pledge refusal mission scheme conspiracy intention intent
    decree edict mandate policy policies""".split()
)
# Somebody's words or deeds: to criticise the claim is to criticise who made it.
_DEEDS = frozenset(
    """claim claims decision decisions remark remarks comment comments statement statements move
    moves action actions policy policies ban handling stance attack attacks behaviour behavior
    conduct decree edict edicts allegation allegations accusation accusations role failure
    crackdown treatment position admission plan plans order report use abuse abuses""".split()
)
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


def behind_deed(parsed: Parsed, noun: Token) -> list[Token]:
    """Return who is meant where words are aimed at somebody's claim, decision or conduct."""
    return owners_of(parsed, noun) if noun.lower_ in _DEEDS else []


def told_to_be(token: Token) -> list[Token]:
    """ "Seven of the dead were officers", "tourists were among the wounded": who they were."""
    prep = token.head
    if token.lower_ not in _TOLL or token.dep_ != "pobj":
        return []
    if prep.lower_ == "among" and prep.head.lower_ in _BE:
        found = grammatical_subjects(prep.head) + children(prep.head, "attr")
        return [_people_counted(t) for t in found]
    if prep.lower_ == "of" and prep.head.dep_ == "nsubj" and prep.head.head.lower_ in _BE:
        return [t for a in children(prep.head.head, "attr") for t in conjuncts(a)]
    return []


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


def undergoes(verb: Token) -> bool:
    """ "Survived an attack": the verb's subject is the target."""
    return verb.lower_ in _UNDERGOING


_UNDERGOING = frozenset(
    """survive survived survives surviving face faced faces facing suffer suffered suffers suffering
    endure endured endures escape escaped escapes repel repelled repels repulsed""".split()
)


def _is_actor(parsed: Parsed, token: Token) -> bool:
    mention = parsed.mention_of(token)
    known = mention is not None and mention.kind == "actor"
    return known or token.lower_ in nouns().bodies
