"""Whom a source's words name: the bare name, and whom "he", "the official", "Haddad" mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from khabar.extract.attribution.cues import reporting
from khabar.extract.attribution.names import bare_name, noun_words
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Span

_HE = frozenset(("he", "she", "him", "her"))
_IT = frozenset(("it", "they", "them"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nor"))
_I = frozenset(("i", "we", "me", "us", "my", "our"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the text has it: its words, the bare name, the head noun, and its kind."""

    words: Span
    name: str
    head: str
    tag: str
    definite: bool
    can_state: bool = True
    is_person: bool = False

    @property
    def is_name(self) -> bool:
        """Tell whether it is a proper name."""
        return self.tag.startswith("NNP")

    @property
    def is_pronoun(self) -> bool:
        """Tell whether it is "he", "they", "it" ..."""
        return self.tag in ("PRP", "PRP$")


def _after_article(parsed: Parsed, head: Token) -> Token:
    """ "The council said": where the parser takes "the" for the speaker, the name after it is."""
    if head.lower_ != "the" or head.i + 1 >= len(parsed.doc):
        return head
    named = head.nbor(1)
    return named if parsed.mention_of(named) is not None else head


def speaker_of(parsed: Parsed, head: Token, holds_content: bool = False) -> Speaker:
    """Return the source that a noun heads; `holds_content` of "reports of shelling"."""
    head = _after_article(parsed, head)
    words = noun_words(head, holds_content)
    bare, main = bare_name(head, words if holds_content else None)
    return Speaker(
        parsed.span(parsed.doc[words[0]], parsed.doc[words[-1]]),
        bare,
        main.lower_,
        main.tag_,
        definite=_is_definite(head),
        can_state=_can_state(head),
        is_person=_is_person(parsed, main),
    )


def _can_state(head: Token) -> bool:
    """Tell whether it is somebody, or a thing that tells: not "no group", not "the blast"."""
    nobody = head.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in head.lefts)
    return not nobody and head.lower_ not in reporting().mute


def _is_person(parsed: Parsed, head: Token) -> bool:
    """Tell whether "he" or "she" may stand for it."""
    if head.lower_ in reporting().titles or head.lower_ in nouns().people:
        return True
    if not head.tag_.startswith("NNP") or any(c.tag_ == "DT" for c in head.lefts):
        return False
    mention = parsed.mention_of(head)
    return mention is None or mention.kind == "actor"


def _is_definite(head: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "his", "her", "its") for c in head.lefts)


def meant_by(speaker: Speaker, said_before: Sequence[Speaker]) -> Speaker | None:
    """Return the earlier source that a pronoun, surname or "the official" means, if plain."""
    if speaker.is_pronoun:
        return _by_pronoun(speaker.head, said_before)
    if speaker.is_name:
        return _by_part_of_name(speaker, said_before)
    if speaker.definite:
        words = _words(speaker) - {"the", "this", "that", "his", "her", "its"}
        return next((s for s in reversed(said_before) if words <= _words(s)), None)
    return None


def _words(speaker: Speaker) -> set[str]:
    return set(re.findall(r"[\w-]+", speaker.words.words.lower()))


def _by_pronoun(word: str, said_before: Sequence[Speaker]) -> Speaker | None:
    for one in reversed(said_before):
        if one.is_pronoun or (word in _HE and not one.is_person):
            continue
        return one if word in _HE | _IT else None
    return None


def _by_part_of_name(speaker: Speaker, said_before: Iterable[Speaker]) -> Speaker | None:
    """Return the first full name that ends with this surname."""
    for one in said_before:
        if one.is_name and one.name != speaker.name and one.name.endswith(" " + speaker.name):
            return one
    return None


def is_first_person(speaker: Speaker) -> bool:
    """Tell whether the source is "I" or "we": whoever is being quoted."""
    return speaker.is_pronoun and speaker.head in _I
