"""Looking back: "a monument to those killed", "ten years since the bombing".

An act so told has neither the day nor the place of the remembrance.
"""

from __future__ import annotations

from khabar.extract.grammar import children, climb, is_verb
from khabar.extract.inflection import verb_forms
from khabar.extract.readings import Act
from khabar.extract.tree import Token

_REMEMBRANCE = frozenset(
    """anniversary anniversaries memorial memorials monument monuments tribute tributes vigil vigils
    commemoration commemorations remembrance mural statue museum""".split()
)
_WORKS = frozenset("film documentary drama novel memoir book exhibition".split())
_TELL = frozenset("tells told depicts portrays shows follows recounts chronicles describes".split())
_REMEMBER = frozenset(
    form
    for base in "remember commemorate mourn honour honor mark".split()
    for form in verb_forms(base)
)


def looked_back_on(act: Act) -> Token | None:
    """Return the words that lead from a remembrance down to the act, by the topmost of them."""
    below = act.core
    for above in climb(act.core):
        if above is not below and _looks_back(above):
            return below
        below = above
    return None


def _looks_back(word: Token) -> bool:
    if is_verb(word):
        works = (t.lower_ in _WORKS for t in children(word, "nsubj"))
        return word.lower_ in _REMEMBER or (word.lower_ in _TELL and any(works))
    return word.lower_ in _REMEMBRANCE or word.lower_ in _WORKS


def is_of_today(act: Act, token: Token) -> bool:
    """Tell whether the token belongs to the remembrance of an act and not to the act."""
    told = looked_back_on(act)
    return told is not None and all(above is not told for above in climb(token))
