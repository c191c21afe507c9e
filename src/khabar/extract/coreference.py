"""Whom "they", "the group", "both sides" and "Karimi" mean, where the words make it plain."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from khabar.extract.grammar import children, climb, is_verb
from khabar.extract.named import Known, known_at, phrase_start
from khabar.extract.nouns import nouns
from khabar.extract.opposed import opposed, sides_meant
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Span

_GROUP_NOUNS = frozenset(
    """group militants militant insurgents fighters rebels movement organisation organization
    regime militia outfit extremists jihadists terrorists faction rulers network gunmen attackers
    separatists""".split()
)
# Said of a group without telling it from another.
_ANY_GROUP = frozenset(
    """militant islamist jihadist insurgent rebel terrorist terror armed extremist radical hardline
    ruling""".split()
)
_PERSON = frozenset("he him she her his".split())
_PLURAL = frozenset("they them their".split())
_IT = frozenset("it its".split())
_OWN = "PRP$"
# Further back than this many sentences a pronoun or "the group" could mean anybody.
_LOOKING_BACK = 3


@dataclass(slots=True)
class Memory:
    """Who was named so far in one article, sentence by sentence, and who stood against whom."""

    sentences: list[list[Known]] = field(default_factory=list)
    pairs: list[tuple[Known, Known]] = field(default_factory=list)
    surnames: dict[str, Known] = field(default_factory=dict)

    def remember(self, parsed: Parsed) -> None:
        """Add whom a sentence names, and whom its pronouns stand for."""
        named = [known for _, known in self._known(parsed)]
        for token in parsed.doc:
            if token.tag_ == "PRP" and token.dep_ in ("nsubj", "nsubjpass"):
                meant = self._of_pronoun(parsed, token)
                named.extend([replace(meant, subject=True)] if meant else [])
        self.sentences.append(named)
        for known in named:
            names = known.words.words.split()
            if known.sort == "person" and len(names) > 1:
                self.surnames.setdefault(names[-1], known)
        self.pairs.extend(opposed(parsed))

    def meaning(self, parsed: Parsed, token: Token) -> Span | None:
        """Return the earlier words that a pronoun or short form stands for."""
        if token.tag_ in ("PRP", _OWN):
            known = self._of_pronoun(parsed, token)
            return known.words if known else None
        if token.lower_ in _GROUP_NOUNS and _points_back(token):
            return _words(self._latest("group"))
        if token.tag_ == "NNP" and token.dep_ != "compound" and parsed.mention_of(token) is None:
            return _words(self._full_name(token))
        return None

    def sides(self, token: Token) -> tuple[Span, ...]:
        """Return the two that "both sides" stands for; nothing for other words."""
        if not self.pairs or not sides_meant(token):
            return ()
        return tuple(known.words for known in self.pairs[-1])

    def _of_pronoun(self, parsed: Parsed, token: Token) -> Known | None:
        speaker = _who_says(token)
        if speaker is not None:
            known = known_at(parsed, speaker) or self._full_name(speaker)
            return known or Known(parsed.span(phrase_start(speaker), speaker), "people", True)
        sorts = _sorts(token)
        inside = [k for t, k in self._known(parsed) if k.sort in sorts and _may_mean(token, t)]
        main = [k for k in inside if k.subject]
        if main or (inside and token.lower_ in _PERSON):
            return (main or inside)[-1]
        return self._latest(*sorts) or (inside[-1] if inside else None)

    def _known(self, parsed: Parsed) -> Iterator[tuple[Token, Known]]:
        for token in parsed.doc:
            known = known_at(parsed, token)
            if known is None and token.tag_ == "NNP" and parsed.mention_of(token) is None:
                known = self._full_name(token)
            if known is not None:
                yield token, known

    def _latest(self, *sorts: str) -> Known | None:
        """Return who was named last: a subject, else the first named of the last sentence."""
        recent = self.sentences[-_LOOKING_BACK:]
        fitting = [[k for k in named if k.sort in sorts] for named in reversed(recent)]
        for named in fitting:
            subjects = [k for k in named if k.subject]
            if named:
                return subjects[-1] if subjects else named[0]
        return None

    def _full_name(self, token: Token) -> Known | None:
        return self.surnames.get(token.text)


def _words(known: Known | None) -> Span | None:
    return known.words if known else None


def _sorts(pronoun: Token) -> tuple[str, ...]:
    if pronoun.lower_ in _PERSON:
        return ("person",)
    if pronoun.lower_ in _PLURAL:
        return ("people", "group")
    return ("state", "group", "body") if pronoun.lower_ in _IT else ()


def _may_mean(pronoun: Token, name: Token) -> bool:
    """Tell whether a name stands before the pronoun and is no other party to the same verb."""
    if name.i >= pronoun.i:
        return False
    if pronoun.tag_ == _OWN or name.dep_ == "poss":
        return True
    return _clause(name) != _clause(pronoun)


def _clause(token: Token) -> int:
    above = (t.i for t in climb(token) if is_verb(t) and t.i != token.i)
    return next(above, -1)


def _who_says(pronoun: Token) -> Token | None:
    """ "The embassy said it would help", "that its guards fired": most often they themselves."""
    first = pronoun.head if pronoun.tag_ == _OWN else pronoun
    verb, says = first.head, first.head.head
    if first.dep_ not in ("nsubj", "nsubjpass") or verb.dep_ != "ccomp":
        return None
    if says.tag_ == "VBG" and says.dep_ == "advcl":
        says = says.head
    for subject in children(says, "nsubj"):
        if subject.tag_.startswith("NN") and subject.i < pronoun.i:
            return subject if _agrees(pronoun, subject) else None
    return None


def _agrees(pronoun: Token, subject: Token) -> bool:
    if pronoun.lower_ in _PLURAL:
        return subject.tag_ in ("NNS", "NNPS")
    if pronoun.lower_ in _IT:
        person = subject.lower_ in nouns().people and subject.lower_ not in nouns().bodies
        return subject.tag_ not in ("NNS", "NNPS") and not person
    return pronoun.lower_ in _PERSON and subject.tag_ in ("NN", "NNP")


def _points_back(token: Token) -> bool:
    """ "The group" and "the armed group" point back; "the Kurdish group" and "a group" do not."""
    modifiers = children(token, "amod", "compound", "prep", "acl", "nummod")
    telling = any(m.lower_ not in _ANY_GROUP for m in modifiers)
    determiner = any(c.lower_ in ("the", "these", "those") for c in token.children)
    return determiner and not telling
