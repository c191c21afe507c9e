"""When: the time expressions tied to an act, not any in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.extract.acts import Act
from khabar.extract.grammar import climb, is_verb
from khabar.extract.looking_back import is_of_today
from khabar.extract.parse import Parsed
from khabar.extract.spots import governor
from khabar.extract.ties import VERBAL, is_free, is_lent, is_nearer, is_tied, rivals_of
from khabar.extract.tree import Token
from khabar.model import Mention, Unlinked

# What time expressions can be that date nothing.
NO_DATES = (("reference",), ("duration",), ("set",))
_YEAR = re.compile(
    r"\b\d{4}\b|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b"
)
_DUE = frozenset("due scheduled slated".split())
_DURING = frozenset("during amid".split())


def time_of(act: Act, others: Sequence[Act]) -> Unlinked | None:
    """Return the words that date the act, None where the sentence does not."""
    found = _own_times(act, others)
    if not found and act.frame.type not in VERBAL:
        found = [m for o in others if _dates(o, act) for m in _own_times(o, others)]
    if not found:
        return None
    core = act.parsed.at(act.core)
    best = min(found, key=lambda m: (abs(m.start - core), m.start))
    return Unlinked(act.parsed.words(best.start, best.end), "not linked yet")


def _own_times(act: Act, others: Sequence[Act]) -> list[Mention]:
    times = [(m, t) for m in _times(act) if (t := governor(act.parsed, m)) is not None]
    times = [(m, t) for m, t in times if not is_of_today(act, t)]
    rivals = rivals_of(act, others)
    nearer = [(m, t) for m, t in times if _dated(m) and is_nearer(act, others, t)]
    tied = [(m, t) for m, t in times if is_tied(act, t, rivals) and (m, t) not in nearer]
    tied += [(m, t) for m, t in times if _dated(m) and any(is_lent(act, o, t) for o in others)]
    if not tied and len(times) == 1 and not nearer and is_free(act, times[0][1], others):
        tied = times
    return [m for m, _ in tied]


def _dates(other: Act, act: Act) -> bool:
    """Tell whether another act's date is this one's: it went on meanwhile, or is named again."""
    if other is act or other.frame.kind != "event":
        return False
    preps = [t.head for t in other.tokens if t.dep_ == "pobj" and t.head.lower_ in _DURING]
    if not act.numbers.isdisjoint(prep.head.i for prep in preps):
        return True
    words = {t.lower_ for t in act.tokens if t.tag_.startswith("NN")}
    again = other.core.lower_ in words and other.frame.type == act.frame.type
    return again and any(c.lower_ == "the" for c in other.core.children)


def _times(act: Act) -> list[Mention]:
    times = [m for m in act.parsed.mentions if m.kind == "time" and m.ids not in NO_DATES]
    return [m for m in times if not _compares(act.parsed, m)]


def _compares(parsed: Parsed, mention: Mention) -> bool:
    """ "The worst violence since the 1990s", "polls due in May": a measure or a plan, no date."""
    token = governor(parsed, mention)
    if token is None:
        return False
    for above in climb(token):
        if is_verb(above) or above.tag_.startswith("NN"):
            since = above is not token and any(c.tag_ in ("JJS", "RBS") for c in above.children)
            if above is not token or above.dep_ == "ROOT":
                return since and any(p.lower_ == "since" for p in _preps_between(token, above))
        if above.lower_ in _DUE:
            return True
    return False


def _preps_between(token: Token, above: Token) -> Iterator[Token]:
    for one in climb(token):
        if one is above:
            return
        if one.dep_ in ("prep", "mark"):
            yield one


def _dated(mention: Mention) -> bool:
    """Tell whether the words name a month or year, as background does; news has weekdays."""
    return _YEAR.search(mention.words) is not None
