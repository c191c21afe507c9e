"""Whom a source's words name: the bare name, and whom "he", "the official", "Haddad" mean."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from spacy.tokens import Token

from khabar.extract.attribution_cues import reporting
from khabar.extract.attribution_tree import child, reach
from khabar.extract.parse import Parsed
from khabar.model import Span

_LEFT_OUT = frozenset(("relcl", "acl", "appos", "punct", "cc", "advcl", "npadvmod", "dep", "ccomp"))
_HE = frozenset(("he", "she", "him", "her"))
_IT = frozenset(("it", "they", "them"))
_NOBODY = frozenset(("no", "nobody", "none", "neither", "nor"))
_I = frozenset(("i", "we", "me", "us", "my", "our"))
_BASED = frozenset("based affiliated backed run linked owned controlled led aligned".split())
# How many sentences back "he" and "the official" may look for whom they mean.
REACH_BACK = 4


@dataclass(frozen=True, slots=True)
class Speaker:
    """A source as the text has it: its words, the bare name, the head noun, and its kind."""

    words: Span
    name: str
    head: str
    tag: str
    definite: bool
    is_nobody: bool = False

    @property
    def is_name(self) -> bool:
        """Tell whether it is a proper name."""
        return self.tag.startswith("NNP")

    @property
    def is_pronoun(self) -> bool:
        """Tell whether it is "he", "they", "it" ..."""
        return self.tag in ("PRP", "PRP$")


def speaker_of(parsed: Parsed, head: Token) -> Speaker:
    """Return the source that a noun heads."""
    words = _noun_words(head)
    bare, main = _bare(head)
    return Speaker(
        parsed.span(parsed.doc[words[0]], parsed.doc[words[-1]]),
        bare,
        main.lower_,
        main.tag_,
        definite=_is_definite(head),
        is_nobody=head.lower_ in _NOBODY or any(c.lower_ in _NOBODY for c in head.lefts),
    )


def _noun_words(head: Token) -> list[int]:
    """Return the words of the noun phrase, with its appositions, without relative clauses."""
    words = set(reach(head))
    for one in head.rights:
        if one.dep_ in ("relcl", "acl", "advcl", "ccomp") or (one.dep_ == "prep" and _comma(one)):
            words -= set(range(one.left_edge.i, head.right_edge.i + 1))
            break
    ordered = sorted(words | {head.i})
    while (
        len(ordered) > 1 and not head.doc[ordered[-1]].text[-1:].isalnum() and ordered[-1] > head.i
    ):
        ordered.pop()
    return ordered


def _comma(token: Token) -> bool:
    return token.left_edge.i > 0 and token.doc[token.left_edge.i - 1].text == ","


def _is_definite(head: Token) -> bool:
    return any(c.lower_ in ("the", "this", "that", "his", "her", "its") for c in head.lefts)


def _bare(head: Token) -> tuple[str, Token]:
    """Return the name without article, title and apposition, and its head."""
    person = child(head, "appos")
    if person is not None and person.tag_ == "NNP" and not head.tag_.startswith("NNP"):
        head = person
    body = _body_spoken_for(head)
    if body is not None:
        head = body
    tokens = _without_title(_without_edges([head.doc[i] for i in _core(head)]))
    if len(tokens) > 1 and tokens[-1].lower_ in reporting().speakers_for:
        tokens = _without_edges(tokens[:-1])
    return _joined(tokens), head


def _core(head: Token) -> list[int]:
    """Return the noun phrase without what follows a comma and without clauses."""
    words = set(reach(head))
    for one in head.children:
        if one.dep_ in _LEFT_OUT and not _joins(one):
            if one.i > head.i:
                words -= set(range(one.left_edge.i, head.right_edge.i + 1))
            else:
                words -= set(reach(one))
    return sorted(words | {head.i})


def _joins(token: Token) -> bool:
    """Tell whether it is the "and" or comma of a list of names."""
    return token.dep_ in ("cc", "punct") and child(token.head, "conj") is not None


def _body_spoken_for(head: Token) -> Token | None:
    """Return the ministry of "a spokesman for the ministry", "a ministry spokesman"."""
    if head.lower_ not in reporting().speakers_for:
        return None
    for one in head.rights:
        if one.lower_ in ("for", "of"):
            return child(one, "pobj")
    return None


def _without_edges(tokens: Sequence[Token]) -> list[Token]:
    kept = list(tokens)
    while len(kept) > 1 and kept[0].tag_ in ("DT", "PDT", "WDT", "RB"):
        kept.pop(0)
    if len(kept) > 3 and kept[1].text == "-" and kept[2].lower_ in _BASED:
        kept = kept[3:]
    while len(kept) > 1 and (kept[-1].is_punct or kept[-1].tag_ == "POS"):
        kept.pop()
    return kept


def _without_title(tokens: Sequence[Token]) -> list[Token]:
    """Return what follows the last title where a name does: "Health Minister Omar Haddad"."""
    titles = reporting().titles
    for number in range(len(tokens) - 2, -1, -1):
        after = tokens[number + 1 :]
        named = all(t.tag_ in ("NNP", "NNPS") and t.text[0].isupper() for t in after)
        if (tokens[number].lower_ in titles or tokens[number].text == ".") and named:
            return list(after)
    mark = next((i for i, t in enumerate(tokens) if t.tag_ == "POS"), None)
    if (
        mark is not None
        and len(tokens) - mark > 2
        and all(t.tag_ == "NNP" for t in tokens[mark + 1 :])
    ):
        return list(tokens[mark + 1 :])
    return list(tokens)


def _joined(tokens: Sequence[Token]) -> str:
    words = "".join(token.text_with_ws for token in tokens)
    return re.sub(r"\s+", " ", words).strip(" ,’'\"")


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
        if one.is_pronoun:
            continue
        if word in _HE | _IT:
            return one
    return None


def _by_part_of_name(speaker: Speaker, said_before: Iterable[Speaker]) -> Speaker | None:
    """Return the first full name that ends with this surname."""
    for one in said_before:
        if one.is_name and one.name != speaker.name and one.name.endswith(" " + speaker.name):
            return one
    return None


def is_first_person(speaker: Speaker) -> bool:
    """Tell whether the source is "I" or "we": whoever is being quoted."""
    return speaker.head in _I
