"""People shot or taken to hospital, who may be dead or alive: injured only if that is plain."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words
from khabar.extract.parse import Parsed

_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def may_be_dead(parsed: Parsed, trigger: Trigger) -> bool:
    """Tell whether a word leaves open, in its sentence and article, if those it befell died."""
    if not (trigger.kind == "wound" or (trigger.verb is not None and trigger.verb.unsure)):
        return False
    return not _lives(parsed, trigger) and tells_death(parsed.article.text)


def _lives(parsed: Parsed, trigger: Trigger) -> bool:
    """Tell "shot in the leg", "taken to hospital in stable condition", "11 others shot"."""
    at = trigger.token.i
    if any(t.lower_ in ("other", "others") for t in parsed.doc[max(at - 3, 0) : at]):
        return tells_death(parsed.doc[:at].text)
    for token in parsed.doc[at + 1 :]:
        if token.lower_ in harm_words().living:
            return True
        if token.lower_ in _deaths():
            return False
    return False


@lru_cache(maxsize=64)
def tells_death(text: str) -> bool:
    """Tell whether a text has any word for death."""
    return not _deaths().isdisjoint(_WORD.findall(text.lower()))


@lru_cache(maxsize=1)
def _deaths() -> frozenset[str]:
    words = harm_words()
    kinds = (words.verbs, words.states, words.nouns)
    named = {w for kind in kinds for w, one in kind.items() if _outcome(one) == "killed"}
    return frozenset(named | words.deadly | words.tolls | words.fatally)


def _outcome(entry: object) -> str:
    return entry if isinstance(entry, str) else str(getattr(entry, "outcome"))  # noqa: B009
