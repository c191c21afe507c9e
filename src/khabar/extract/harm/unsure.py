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
    lives = not trigger.unsure or _lives(parsed, trigger)
    return not lives and tells_death(parsed.article.text)


def _lives(parsed: Parsed, trigger: Trigger) -> bool:
    """Tell "shot in the leg", "taken to hospital in stable condition", "11 others shot"."""
    at = trigger.token.i
    if any(t.lower_ in ("other", "others") for t in parsed.doc[max(at - 3, 0) : at]):
        return tells_death(parsed.doc[:at].text)
    for token in parsed.doc[at + 1 :]:
        if token.lower_ in harm_words().living:
            return True
        if token.lower_ in harm_words().deaths:
            return False
    return False


@lru_cache(maxsize=64)
def tells_death(text: str) -> bool:
    """Tell whether a text has any word for death."""
    return not harm_words().deaths.isdisjoint(_WORD.findall(text.lower()))
