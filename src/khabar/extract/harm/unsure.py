"""People shot or taken to hospital, who may be dead or alive: injured only if that is plain."""

from __future__ import annotations

import re
from functools import lru_cache

from khabar.extract.harm.triggers import Trigger
from khabar.extract.harm.words import harm_words
from khabar.extract.parse import Parsed

# "Shot in the upper body", "body cameras": no dead body.
_LIVE_BODY = re.compile(r"\b(?:upper|lower|in the) body\b|\bbody[ -](?:cam|armou?r)\w*")
_WORD = re.compile(r"[a-z]+(?:-[a-z]+)*")


def may_be_dead(parsed: Parsed, trigger: Trigger) -> bool:
    """Tell whether a word leaves open, in its sentence and article, if those it befell died."""
    lives = not trigger.unsure or _lives(parsed, trigger)
    return not lives and tells_death(parsed.article.text)


def _lives(parsed: Parsed, trigger: Trigger) -> bool:
    """Tell "shot in the leg", "taken to hospital in stable condition", "11 others shot"."""
    at = trigger.token.i
    if _are_others(parsed, at) and not tells_death(parsed.doc[at:].text):
        return True
    for token in parsed.doc[at + 1 :]:
        if token.lower_ in harm_words().living:
            return True
        if token.lower_ in harm_words().deaths:
            return False
    return False


def _are_others(parsed: Parsed, at: int) -> bool:
    """Tell "11 others shot" where somebody's death is told before."""
    others = any(t.lower_ in ("other", "others") for t in parsed.doc[max(at - 3, 0) : at])
    return others and tells_death(parsed.article.text[: parsed.at(parsed.doc[at])])


@lru_cache(maxsize=64)
def tells_death(text: str) -> bool:
    """Tell whether a text has any word for death."""
    return not harm_words().deaths.isdisjoint(_WORD.findall(_LIVE_BODY.sub("", text.lower())))
