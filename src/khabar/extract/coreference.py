"""Whom "they", "the group" and "Karimi" mean, where earlier words make it plain."""

from __future__ import annotations

from dataclasses import dataclass, field

from spacy.tokens import Token

from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.model import Span

_GROUP_NOUNS = frozenset(
    """group militants militant insurgents fighters rebels movement organisation organization
    regime militia outfit extremists jihadists terrorists faction rulers network gunmen attackers
    separatists army military government coalition""".split()
)
# Names with these words are a state's: "the group" is none of them.
_OF_STATE = frozenset(
    """army military forces force police government ministry troops soldiers president minister
    officials official authorities navy guards court council nations union service services
    """.split()
)
_PERSON = frozenset("he him she her".split())
_PLURAL = frozenset("they them".split())


@dataclass(frozen=True, slots=True)
class Known:
    """Somebody named before: the words, and what sort of name it is."""

    words: Span
    sort: str
    subject: bool


@dataclass(slots=True)
class Memory:
    """The names met so far in one article, the latest last."""

    names: list[Known] = field(default_factory=list)

    def remember(self, parsed: Parsed) -> None:
        """Add the names of a sentence."""
        for token in parsed.doc:
            known = _named(parsed, token)
            if known is not None:
                self.names.append(known)

    def meaning(self, parsed: Parsed, token: Token) -> Span | None:
        """Return the earlier words that a pronoun or short form stands for."""
        speaker = _who_says(token) if token.tag_ == "PRP" else None
        if speaker is not None:
            return parsed.span(_phrase_start(speaker), speaker)
        if token.lower_ in _PERSON:
            return self._latest("person")
        if token.lower_ in _PLURAL:
            return self._latest("group", "people")
        if token.lower_ == "it":
            return self._latest("group", "state")
        if token.lower_ in _GROUP_NOUNS and _is_bare_definite(token):
            return self._latest("group")
        if token.tag_ == "NNP" and token.dep_ != "compound":
            return self._full_name(parsed, token)
        return None

    def _latest(self, *sorts: str) -> Span | None:
        fitting = [k for k in self.names[-12:] if k.sort in sorts]
        subjects = [k for k in fitting if k.subject]
        return (subjects or fitting)[-1].words if fitting else None

    def _full_name(self, parsed: Parsed, token: Token) -> Span | None:
        if parsed.mention_of(token) is not None:
            return None
        for known in self.names:
            parts = known.words.words.split()
            if known.sort == "person" and len(parts) > 1 and parts[-1] == token.text:
                return known.words
        return None


def _who_says(pronoun: Token) -> Token | None:
    """ "The embassy said it would help": in what somebody says, "it" is most often they."""
    verb = pronoun.head
    if pronoun.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return None
    for subject in verb.head.children:
        if subject.dep_ == "nsubj" and subject.tag_.startswith("NN") and subject.i < pronoun.i:
            return subject if _agrees(pronoun, subject) else None
    return None


def _agrees(pronoun: Token, subject: Token) -> bool:
    if pronoun.lower_ in ("they", "them"):
        return subject.tag_ in ("NNS", "NNPS")
    if pronoun.lower_ == "it":
        return subject.tag_ not in ("NNS", "NNPS") and subject.lower_ not in nouns().people
    return pronoun.lower_ in ("he", "she") and subject.tag_ in ("NN", "NNP")


def _named(parsed: Parsed, token: Token) -> Known | None:
    subject = token.dep_ in ("nsubj", "nsubjpass")
    mention = parsed.mention_of(token)
    if mention is not None and mention.kind == "actor":
        place = any(m.kind == "place" and m.start == mention.start for m in parsed.mentions)
        span = Span(parsed.article.id, mention.start, mention.end, mention.words)
        if token.tag_ == "JJ":
            return None
        official = place or not _OF_STATE.isdisjoint(mention.words.lower().split())
        return Known(span, "state" if official else "group", subject)
    if mention is None and subject and token.tag_ == "NNS" and token.lower_ in nouns().people:
        return Known(parsed.span(_phrase_start(token), token), "people", subject)
    if mention is None and token.tag_ == "NNP" and token.dep_ not in ("compound", "nmod"):
        return _person(parsed, token, subject)
    return None


def _phrase_start(token: Token) -> Token:
    first = token
    while (
        first.i
        and (before := first.nbor(-1)).head.i == token.i
        and before.dep_
        in (
            "amod",
            "compound",
        )
    ):
        first = before
    return first


def _person(parsed: Parsed, token: Token, subject: bool) -> Known | None:
    first = token
    while first.i and (before := first.nbor(-1)).tag_ == "NNP" and before.dep_ == "compound":
        first = before
    words = parsed.span(first, token)
    if first.i == token.i:
        return None
    return Known(words, "person", subject)


def _is_bare_definite(token: Token) -> bool:
    """ "The group" points back; "the Kurdish group" and "a group" do not."""
    modifiers = [
        c for c in token.children if c.dep_ in ("amod", "compound", "prep", "acl", "nummod")
    ]
    determiner = any(c.lower_ in ("the", "these", "those") for c in token.children)
    return determiner and not modifiers
