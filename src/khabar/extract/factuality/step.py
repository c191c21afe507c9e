"""The way from an event's word to the word that governs it in the parse."""

from __future__ import annotations

from dataclasses import dataclass

from khabar.extract.tree import Token

PREDICATES = frozenset(("acomp", "attr", "oprd"))
_CLAUSE = frozenset(("ccomp", "xcomp", "pcomp", "acl", "advcl", "csubj", "csubjpass"))


@dataclass(frozen=True, slots=True)
class Step:
    """From an event's word to the word above it, and the way in which that governs it."""

    event: Token
    above: Token
    way: str


def step_above(token: Token) -> Step | None:
    """Return the step to the word above; None at the top, or where nothing governs."""
    head, dep = token.head, token.dep_
    if head == token:
        return None
    if dep == "conj":
        return Step(token, head, "beside")
    if dep in ("pobj", "pcomp") and (head.tag_ in ("IN", "TO") or head.dep_ == "prep"):
        return Step(token, head.head, _preposition(head))
    if dep in ("dobj", "nsubjpass"):
        return Step(token, head, "object")
    if dep in PREDICATES:
        return Step(token, head, "predicate")
    if dep == "nsubj":
        return Step(token, head, "subject")
    if dep in ("compound", "poss", "nmod", "appos"):
        named = dep == "compound" and head.tag_.startswith("NN")
        return Step(token, head, "object" if named else "apart")
    if dep == "acl" and token.tag_ == "VBG" and head.dep_ == "pobj":
        # "worried about rebels attacking": the parser hangs the verb from its subject.
        return Step(token, head.head.head, _preposition(head.head))
    if dep in _CLAUSE:
        return Step(token, head, _clause_way(token))
    if dep in ("relcl", "parataxis"):
        return Step(token, head, "to" if is_infinitive(token) else "apart")
    return None


def _preposition(word: Token) -> str:
    """Return the preposition, told apart from the "to" of infinitives and joined to "rather"."""
    before = word.nbor(-1).lower_ if word.i else ""
    if word.lower_ == "than" or (word.lower_ == "of" and before == "instead"):
        return f"{before} {word.lower_}"
    return "towards" if word.lower_ == "to" else word.lower_


def is_infinitive(token: Token) -> bool:
    """Tell a verb with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _clause_way(token: Token) -> str:
    if is_infinitive(token):
        return "purpose" if token.dep_ == "advcl" else "to"
    marks = [c.lower_ for c in token.children if c.dep_ == "mark"]
    if "whether" in marks or (token.dep_ == "ccomp" and "if" in marks):
        return "whether"
    if token.dep_ in ("advcl", "acl"):
        return "adjunct" if token.dep_ == "advcl" else _acl_way(marks)
    if token.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in token.children):
        return "ing"
    return "that"


def _acl_way(marks: list[str]) -> str:
    return "that" if "that" in marks else "apart"
