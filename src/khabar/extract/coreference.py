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


def _named(parsed: Parsed, token: Token) -> Known | None:
    subject = token.dep_ in ("nsubj", "nsubjpass")
    mention = parsed.mention_of(token)
    if mention is not None and mention.kind == "actor":
        place = any(m.kind == "place" and m.start == mention.start for m in parsed.mentions)
        span = Span(parsed.article.id, mention.start, mention.end, mention.words)
        adjective = token.tag_ == "JJ"
        return None if adjective else Known(span, "state" if place else "group", subject)
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
