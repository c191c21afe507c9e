"""Who a token names, as far as later words may point back to it."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Mention, Span

# Names with these words are a state's: "the group" is none of them.
_OF_STATE = frozenset(
    """army military forces force police government ministry troops soldiers president minister
    officials official authorities navy guards court council nations union service services
    """.split()
)
_SORTS = {
    "person": "person", "office": "person", "state": "state", "people": "people",
    "ministry": "body", "military": "body", "government": "body", "intelligence": "body",
    "parliament": "body", "police": "body", "court": "body", "security": "body",
    "officials": "people", "igo": "body", "embassy": "body", "agency": "body",
    "university": "body", "company": "body", "ngo": "body",
}  # fmt: skip
_SUBJECT = ("nsubj", "nsubjpass")


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody named: the words, what sort of name it is, and whether a clause is about them.

    `sort` is "person", "people", "group", "state" or "body", a body being one of a state's.
    """

    words: Span
    sort: str
    subject: bool


def known_at(parsed: Parsed, token: Token) -> Known | None:
    """Return whom the token names, None for adjectives and for words that name nobody."""
    subject = token.dep_ in _SUBJECT
    named = [m for m in parsed.mentions_over(token) if m.kind == "actor"]
    mention = max(named, key=lambda m: m.end - m.start, default=parsed.mention_of(token))
    if mention is not None:
        if mention.kind != "actor" or token.tag_ == "JJ":
            return None
        return Known(parsed.words(mention.start, mention.end), _sort(parsed, mention), subject)
    if token.lower_ in nouns().people and subject and token.tag_ in ("NN", "NNS"):
        sort = "people" if token.tag_ == "NNS" else "person"
        return Known(parsed.span(phrase_start(token), token), sort, subject)
    if token.tag_ == "NNP" and token.dep_ not in ("compound", "nmod"):
        return _person(parsed, token, subject)
    return None


def phrase_start(token: Token) -> Token:
    """Return the first of the words right before a noun that belong to it."""
    first = token
    while first.i and _belongs(before := first.nbor(-1), token):
        first = before
    return first


def _belongs(before: Token, noun: Token) -> bool:
    if before.head.i == noun.i and before.dep_ in ("amod", "compound"):
        return True
    # "Selmark's armed wing", which is nothing without its owner.
    of = before.head if before.dep_ == "case" else before
    return of.head.i == noun.i and of.dep_ == "poss" and of.tag_.startswith("NNP")


def _sort(parsed: Parsed, mention: Mention) -> str:
    if mention.sort is not None:
        return _SORTS.get(mention.sort, "group")
    place = any(m.kind == "place" and m.start == mention.start for m in parsed.mentions)
    official = place or not _OF_STATE.isdisjoint(mention.words.lower().split())
    return "state" if official else "group"


def _person(parsed: Parsed, token: Token, subject: bool) -> Known | None:
    first = token
    while first.i and (before := first.nbor(-1)).tag_ == "NNP" and before.dep_ == "compound":
        first = before
    return None if first.i == token.i else Known(parsed.span(first, token), "person", subject)
