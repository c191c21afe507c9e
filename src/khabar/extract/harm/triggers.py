"""Words of a sentence that say that people were harmed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from khabar.extract.harm.leaving import left_by
from khabar.extract.harm.words import HarmVerb, harm_words
from khabar.extract.numbers import begins_count
from khabar.extract.tree import Token, Tree
from khabar.model import Outcome

TriggerKind = Literal["verb", "state", "noun", "counted noun", "toll", "deadly", "wound"]

_CLAUSE_HEADS = frozenset(("ROOT", "acl", "ccomp", "conj", "relcl", "advcl"))


@dataclass(frozen=True, slots=True)
class Trigger:
    """A token that says harm, the outcome, and what kind of word it is.

    `unsure`: those whom it is said of may also be dead.
    """

    token: Token
    outcome: Outcome
    kind: TriggerKind
    verb: HarmVerb | None = None
    unsure: bool = False


def find_triggers(doc: Tree) -> dict[int, Trigger]:
    """Return the harm words of a sentence by token index."""
    every = ((token.i, _trigger(token)) for token in doc)
    found = {i: one for i, one in every if one is not None}
    return {i: one for i, one in found.items() if not _says_it_again(one, found)}


def _trigger(token: Token) -> Trigger | None:
    words, word = harm_words(), token.lower_
    if word not in words.telling:
        return None
    if word in words.tolls:
        return Trigger(token, "killed", "toll")
    if word in words.deadly:
        return Trigger(token, "killed", "deadly") if _describes_happening(token) else None
    if _is_share(token):
        return Trigger(token, "killed", "state")
    verb = _harm_verb(token)
    if verb is not None and not _is_state(token):
        return Trigger(token, verb.outcome, "verb", verb, verb.unsure)
    if word in words.states and (left_by(token) or not token.tag_.startswith("RB")):
        return Trigger(token, words.states[word], "state")
    if word in words.wounds and any(c.lower_ in words.wound_kinds for c in token.lefts):
        return Trigger(token, "injured", "wound", None, True) if token.dep_ == "pobj" else None
    noun = words.nouns.get(word)
    if noun is not None and (token.tag_.startswith("NN") or _is_named_deed(token)):
        kind: TriggerKind = "counted noun" if noun.counts else "noun"
        return Trigger(token, noun.outcome, kind, None, noun.unsure)
    return None


def _harm_verb(token: Token) -> HarmVerb | None:
    words = harm_words()
    if not _is_verb(token) or _is_named_deed(token) or _is_only_wished(token):
        return None
    phrases = words.phrases.get(token.lower_, ())
    phrase = next((verb for verb in phrases if _has_word(token, verb)), None)
    alone = words.verbs.get(token.lower_)
    return phrase or (None if alone is not None and alone.unsure and _is_aimed(token) else alone)


def _is_named_deed(token: Token) -> bool:
    """Tell "the wounding of 12 people"."""
    return token.tag_ == "VBG" and any(
        c.dep_ == "prep" and c.lower_ == "of" and c.i == token.i + 1 for c in token.children
    )


def _is_only_wished(token: Token) -> bool:
    """Tell "seeking to flee" from "forced to flee"."""
    to = token.tag_ == "VB" and any(c.tag_ == "TO" for c in token.children)
    return to and token.head.lower_ in harm_words().wishing


def _is_aimed(token: Token) -> bool:
    """Tell "shot at the crowd", which may have missed, from "were shot at a market"."""
    passive = any(c.dep_ == "auxpass" for c in token.children)
    return not passive and any(c.lower_ == "at" and c.i == token.i + 1 for c in token.children)


def _is_verb(token: Token) -> bool:
    """Tell a verb, also one in a headline that the tagger took for a noun: "and wounds 3"."""
    if token.tag_.startswith("VB"):
        return True
    nominal = token.tag_ == "JJ" or token.tag_.startswith("NN")
    if not nominal or token.lower_ in harm_words().nouns:
        return False
    return token.dep_ in _CLAUSE_HEADS or acts_as_verb(token)


def acts_as_verb(token: Token) -> bool:
    """Tell whether a word tagged as a noun stands right before people it can harm."""
    if not token.tag_.startswith("NN") or token.i + 1 == len(token.doc):
        return False
    following = token.nbor(1)
    listed = token.i > 0 and token.nbor(-1).lower_ == "and"
    counts = following.tag_ in ("CD", "DT", "PRP$", "PRP") or begins_count(following)
    return counts or (listed and following.lower_ in harm_words().one)


def _is_state(token: Token) -> bool:
    """Tell "the wounded", "36 wounded", "a slain officer" from "wounded 36 people"."""
    if token.lower_ not in harm_words().states:
        return False
    described = token.tag_ in ("JJ", "NN", "NNS") or token.dep_ in ("amod", "pobj")
    counts_itself = any(c.dep_ in ("nummod", "det") and c.i < token.i for c in token.children)
    return described or counts_itself


# "Fled toward the village": whither is not whence.
_WHITHER = frozenset("to toward towards into".split())


def _has_word(token: Token, verb: HarmVerb) -> bool:
    below = (*token.children, *(g for c in token.children for g in c.children))
    if verb.by:
        led = (t for t in below if t.dep_ == "prep" and t.lower_ in verb.by and t.i > token.i)
        return any(t.lower_ in verb.needs for prep in led for t in prep.subtree)
    said = (t for t in below if t.head.i == token.i or not _has_subject(t.head))
    if verb.outcome == "displaced":
        said = (t for t in said if t.head.lower_ not in _WHITHER)
    return any(t.lower_ in verb.needs and not _is_share(t) for t in said)


def _has_subject(token: Token) -> bool:
    """Tell the clause of "four farmers shot, one of whom was dead": it speaks of some of them."""
    return any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)


def _is_share(token: Token) -> bool:
    """Tell "one fatally" in "four were shot, one fatally"."""
    counted = token.i > 0 and token.nbor(-1).tag_ == "CD"
    return counted and token.lower_ in harm_words().fatally


def _describes_happening(token: Token) -> bool:
    head, happenings = token.head, harm_words().happenings
    named = head.head if head.dep_ == "compound" else head
    return any(t.lower_ in happenings for t in (head, named, *named.conjuncts))


def _says_it_again(one: Trigger, found: Mapping[int, Trigger]) -> bool:
    """Tell "dead" in "shot dead", where the verb has said it."""
    if one.kind == "verb":
        return one.token.i > 0 and _is_named_by(one.token, found.get(one.token.i - 1))
    heads = (one.token.head, one.token.head.head)
    return any(_is_named_by(one.token, found.get(t.i)) for t in heads if t.i != one.token.i)


def _is_named_by(token: Token, other: Trigger | None) -> bool:
    return other is not None and other.verb is not None and token.lower_ in other.verb.needs
