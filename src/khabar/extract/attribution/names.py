"""The bare name in a source's words: "Health Minister Omar Haddad, a nurse" is Omar Haddad."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.extract.attribution.cues import reporting
from khabar.extract.attribution.tree import WHO, child, reach
from khabar.extract.tree import Token

_LEFT_OUT = frozenset(("relcl", "acl", "appos", "punct", "cc", "advcl", "npadvmod", "dep", "ccomp"))
_BASED = frozenset("based affiliated backed run linked owned controlled led aligned".split())


def noun_words(head: Token, holds_content: bool = False) -> list[int]:
    """Return the words of the noun phrase, with its appositions, without clauses that follow.

    A noun that holds what is said ("reports of shelling") stops at itself.
    """
    if holds_content:
        return list(range(head.left_edge.i, head.i + 1))
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


def bare_name(head: Token, words: Sequence[int] | None) -> tuple[str, Token]:
    """Return the name without article, title and apposition, and its head."""
    person = child(head, "appos")
    if person is not None and person.tag_ == "NNP" and not head.tag_.startswith("NNP"):
        head = person
    body = _body_spoken_for(head)
    if body is not None:
        head = body
    tokens = _without_title(
        _without_edges(_before_clause([head.doc[i] for i in words or _core(head)]))
    )
    if len(tokens) > 1 and tokens[-1].lower_ in reporting().speakers_for:
        tokens = _without_edges(tokens[:-1])
    return _joined(tokens), head if head in tokens else tokens[-1]


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


def _before_clause(tokens: Sequence[Token]) -> list[Token]:
    """Return the words before ", which" and before a bracket."""
    for number, token in enumerate(tokens):
        if number and (token.tag_ in WHO or token.text == "("):
            return list(tokens[:number])
    return list(tokens)


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
