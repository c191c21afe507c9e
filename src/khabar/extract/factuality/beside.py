"""What the words that hang from an event make of it: "not", "may", "alleged", "if", a command."""

from __future__ import annotations

from khabar.extract.factuality.cues import FactualityWords, factuality_words
from khabar.extract.factuality.reading import Reading, combined
from khabar.extract.grammar import is_none
from khabar.extract.tree import Token
from khabar.model import Factuality

_PARTIES = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))


def in_mood(token: Token, reading: Reading) -> Reading:
    """Read a command ("Attack them") and a wish ("that he leave") as not yet true."""
    helpers = [c for c in token.children if c.dep_ in ("aux", "auxpass")]
    if [c.tag_ for c in (token, *helpers) if c.tag_ != "VBN"] != ["VB"]:
        return reading
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    command = token.dep_ in ("ROOT", "ccomp") and not subject and token.left_edge == token
    wish = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    return combined(reading, "hypothetical", "a command") if command or wish else reading


def read_beside(token: Token, reading: Reading) -> Reading:
    """Apply the words that hang from the event itself: "not", "may", "alleged", "if"."""
    words = factuality_words()
    nobody = next((c for c in token.children if c.dep_ in _PARTIES and is_none(c)), None)
    if nobody is not None:
        reading = combined(reading, "negated", nobody.lower_)
    for child in sorted(token.children, key=lambda c: _is_outer(c, words)):
        label = _of_child(child, words)
        if label is not None:
            reading = combined(reading, label, child.lower_)
    return reading


def _is_outer(child: Token, words: FactualityWords) -> bool:
    """Tell words that "not" stays inside of: "must not attack", "if they do not attack"."""
    obliging = child.lower_ in words.modals and words.modals[child.lower_].obliges
    perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in child.head.children)
    return child.dep_ == "mark" or (child.dep_ == "aux" and obliging and not perfect)


def _of_child(child: Token, words: FactualityWords) -> Factuality | None:
    word = child.lower_
    if child.dep_ == "aux" and word in words.modals:
        modal = words.modals["will" if _is_future_in_past(child) else word]
        perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in child.head.children)
        return modal.perfect if perfect else modal.says
    if child.dep_ in ("mark", "advmod") and word in words.awaiting and _is_awaited(child.head):
        return "hypothetical"
    if child.dep_ == "aux" and word == "had" and _is_inverted(child):
        return "hypothetical"
    if child.dep_ == "mark" and child.head.dep_ != "ccomp":
        return words.openings.get(word)
    if child.dep_ == "advmod" and any(words.beside.get(c.lower_) == "negated" for c in child.lefts):
        return "negated"
    if child.dep_ in ("neg", "advmod", "amod", "det", "preconj") and not _adds(child):
        return words.beside.get(word)
    return None


def _is_awaited(verb: Token) -> bool:
    """Tell "will stay until it ends" from "stayed until it ended"."""
    main = verb.head
    open_ended = any(
        c.dep_ == "neg" or (c.dep_ == "aux" and (c.tag_ in ("MD", "TO"))) for c in main.children
    )
    present = any(t.tag_ in ("VBZ", "VBP") for t in (verb, *verb.children) if t.dep_ != "dobj")
    return verb.dep_ == "advcl" and present and open_ended


def _is_inverted(had: Token) -> bool:
    """Tell "had they attacked, it would have fallen"."""
    subjects = [c for c in had.head.children if c.dep_ in ("nsubj", "nsubjpass")]
    return had.head.dep_ == "advcl" and any(had.i < c.i for c in subjects)


def _is_future_in_past(modal: Token) -> bool:
    """Tell "said it would attack", which announces, from "would attack if"."""
    clause = modal.head
    told = clause.dep_ == "ccomp" and clause.head.tag_ in ("VBD", "VBN")
    marks = {m.lower_ for c in clause.children if c.dep_ == "advcl" for m in c.children}
    return modal.lower_ == "would" and told and not marks & factuality_words().openings.keys()


def _adds(negation: Token) -> bool:
    """Tell "not only", which denies nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return negation.lower_ in ("not", "n't") and following in ("only", "just", "merely", "simply")
