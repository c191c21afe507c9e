"""What is left behind: "left 12 people in the town dead and another 30 wounded"."""

from __future__ import annotations

from khabar.extract.harm.words import harm_words
from khabar.extract.tree import Token

_LEAVING = frozenset(("left", "leave", "leaves", "leaving"))
_FINITE = frozenset(("VBD", "VBZ", "VBP", "MD"))
# Longest stretch from "left" to the last word for what became of those left.
_REACH = 30


def left_by(token: Token) -> Token | None:
    """Return the verb of "left 12 people dead" for "dead", None for any other "dead"."""
    if token.lower_ not in harm_words().states:
        return None
    for earlier in reversed(token.doc[max(token.i - _REACH, 0) : token.i]):
        if earlier.lower_ in _LEAVING and earlier.tag_.startswith("VB"):
            return earlier if _holds_people(earlier, token) else None
        if earlier.text in ";:" or (earlier.tag_ in _FINITE and not _is_result(earlier)):
            return None
    return None


def phrase_start(verb: Token, token: Token) -> int:
    """Return where the words for those left so begin: after the verb or the result before."""
    before = [t.i for t in token.doc[verb.i + 1 : token.i] if _is_result(t)]
    start = (before[-1] if before else verb.i) + 1
    while start < token.i and (token.doc[start].tag_ == "CC" or token.doc[start].text == ","):
        start += 1
    return start


def names_leaving(verb: Token) -> bool:
    """Tell whether the verb itself says harm: "left ... dead", unlike "left ... homeless"."""
    told = harm_words().left_so
    return any(t.lower_ in told for t in verb.doc[verb.i + 1 : verb.i + _REACH])


def _is_result(token: Token) -> bool:
    return token.lower_ in harm_words().states


def _holds_people(verb: Token, token: Token) -> bool:
    """Tell "left 12 dead" from "left. The dead": somebody stands between, and no full stop."""
    between = token.doc[verb.i + 1 : token.i]
    named = any(t.tag_[:2] in ("NN", "CD", "PR") or t.tag_ == "DT" for t in between)
    follows = verb.nbor(1).tag_ if verb.i + 1 < len(verb.doc) else ""
    return named and follows not in ("IN", "TO", ",", ".")
