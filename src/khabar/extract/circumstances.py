"""When and where: the time and place expressions tied to an act, not any in the sentence."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from khabar.extract.acts import Act
from khabar.extract.dating import time_of
from khabar.extract.grammar import LOCATIVE, climb, is_verb
from khabar.extract.kinds import kind_of
from khabar.extract.looking_back import is_of_today
from khabar.extract.place_phrase import phrase_of
from khabar.extract.spots import Spot, spots_of
from khabar.extract.ties import (
    VERBAL,
    is_free,
    is_meanwhile,
    is_nearer,
    is_tied,
    rivals_of,
    tells_of_person,
)
from khabar.extract.tree import Token
from khabar.model import Unlinked

__all__ = ["place_of", "time_of"]

_AT = frozenset(
    """in at near outside inside around across throughout within on along off from of between
    over above below beside behind beyond under into to towards against through""".split()
)
# Prepositions that move away from an act's place, or tell where somebody comes from.
_NOT_AT = frozenset("from to towards against between into for with about".split())
_BROUGHT_ABOUT = frozenset("by in during amid".split())
# What is done where those are who do it.
_DONE_AT_HOME = frozenset(("ASSAULT", "COERCE", "PROTEST"))
_SUBJECTS = ("nsubj", "nsubjpass", "csubj")
# Two names with fewer words between them are one phrase: "Afghanistan's northern Balkh province".
_ONE_PHRASE = 4
_SAID = frozenset("said says say told tells added reported announced confirmed stated".split())


def place_of(act: Act, others: Sequence[Act]) -> Unlinked | None:
    """Return the phrase that places the act, None where the sentence does not."""
    spots = [spot for spot in spots_of(act.parsed) if not is_of_today(act, spot.token)]
    tied = _tied_spots(act, others, spots)
    if not tied and act.frame.type not in VERBAL:
        tied = _untied_spots(act, others, spots)
    if not tied and act.frame.type == "ASSAULT":
        tied = _spots_beside(act, others, spots)
    tied = tied or _spots_of_cause(act, others, spots) or _spots_of_doers(act, spots)
    if not tied:
        return None
    best = min(tied, key=lambda s: _rank(act, s))
    return Unlinked(phrase_of(act, best, spots), "not linked yet")


def _tied_spots(act: Act, others: Sequence[Act], spots: Sequence[Spot]) -> list[Spot]:
    rivals = rivals_of(act, others)
    tied = [s for s in spots if _places(act, s, rivals) and not is_nearer(act, others, s.token)]
    if act.frame.type in VERBAL:
        tied = [s for s in tied if s.token.head.head in act.tokens and s.sort != "described"]
    return tied


def _untied_spots(act: Act, others: Sequence[Act], spots: Sequence[Spot]) -> list[Spot]:
    """Return the only spot of the sentence where the parser ties it to nothing else."""
    possible = [s for s in spots if _may_hold(act, s, others)]
    words = {(s.end - s.start, s.token.lower_) for s in possible}
    if len(words) == 1 and is_free(act, possible[0].token, others):
        return possible[:1]
    if act.frame.type == "ASSAULT" and _one_scene(act, others, possible):
        return possible[:1]
    return []


def _spots_beside(act: Act, others: Sequence[Act], spots: Sequence[Spot]) -> list[Spot]:
    """Return the spots of another act of the sentence that tells of the same scene."""
    if act.frame.kind != "event":
        return []
    for other in others:
        if other is not act and (is_meanwhile(act, other) or _same_scene(act, other, others)):
            tied = [s for s in _tied_spots(other, others, spots) if s.sort != "state"]
            if tied:
                return tied
    return []


def _spots_of_cause(act: Act, others: Sequence[Act], spots: Sequence[Spot]) -> list[Spot]:
    """ "Displaced by fighting in the delta", "freed during a raid there": where that was."""
    by = {c.i for t in act.tokens for c in t.children if c.lower_ in _BROUGHT_ABOUT}
    causes = (o for o in others if any(t.head.i in by for t in o.tokens))
    return [s for cause in causes for s in _tied_spots(cause, others, spots)]


def _spots_of_doers(act: Act, spots: Sequence[Spot]) -> list[Spot]:
    """ "Police in Belsk shot at the crowd": where those who do it are, in a town or province."""
    if act.frame.type not in _DONE_AT_HOME or len(spots) != 1 or spots[0].sort != "named":
        return []
    within = spots[0].token.head
    return list(spots) if within.lower_ == "in" and within.head in act.actors else []


def _same_scene(act: Act, other: Act, others: Sequence[Act]) -> bool:
    """Tell whether two attacks of a sentence are told as one: none says who is meant in the other,
    and the other has no date of its own."""
    alike = other.frame.type == "ASSAULT" and other.frame.kind == "event"
    apart = tells_of_person(act, other) or tells_of_person(other, act)
    return alike and not apart and time_of(other, others) is None


def _may_hold(act: Act, spot: Spot, others: Sequence[Act]) -> bool:
    """Tell whether an act may happen there: not at a subject's, nor whence somebody comes."""
    token = spot.token
    if token.dep_ in _SUBJECTS or (token.dep_ == "poss" and token.head.dep_ in _SUBJECTS):
        return False
    of_person = token.dep_ in ("compound", "nmod") and kind_of(act.parsed, token.head) == "persons"
    if of_person and spot.sort == "state":
        return False  # "a Varian Islands pilot" may be anywhere
    if _is_party(act, spot):
        return False
    if _describes(act, token, others) or _is_office(act, token):
        return False
    words = {p.lower_ for p in _prepositions(act, token)}
    return not words or not words <= _not_at(spot)


def _is_party(act: Act, spot: Spot) -> bool:
    """ "Accused Varia of shelling": who does it or is spoken of is not where it is done."""
    spoken_of = act.targets if act.frame.type in VERBAL else ()
    there = spot.token.dep_ == "pobj" and spot.token.head.lower_ in LOCATIVE
    return spot.sort == "state" and not there and spot.token in (*act.actors, *spoken_of)


def _not_at(spot: Spot) -> frozenset[str]:
    """Outside a state is anywhere else, outside a town is near it."""
    return _NOT_AT | {"outside"} if spot.sort == "state" else _NOT_AT


def _describes(act: Act, token: Token, others: Sequence[Act]) -> bool:
    """Tell whether the words only say who somebody is: "a man born in Homs", "the mayor of Homs
    said", "groups in Mali"."""
    doers = {t.i for other in others if other is not act for t in other.actors}
    spine = {t.i for t in climb(act.core)}
    for above in climb(token):
        if above.i in spine:
            return False
        if above.i in doers and above.i != token.i:
            return True
        if is_verb(above) and above.dep_ in ("acl", "relcl"):
            return not any(t.i == above.head.i for t in act.targets)
        if above.i != token.i and above.dep_ == "nsubj" and above.head.lower_ in _SAID:
            return True
    return False


def _one_scene(act: Act, others: Sequence[Act], spots: Sequence[Spot]) -> bool:
    """Tell whether a sentence with one attack names one place: "Governor of X killed in blast"."""
    attacks = [o for o in others if o.frame.type == "ASSAULT"]
    if len(attacks) > 1 or not spots or act.frame.kind != "event":
        return False
    first, last = spots[0], spots[-1]
    between = act.parsed.article.text[first.end : last.start]
    return len(spots) == 1 or (len(spots) == 2 and len(between.split()) < _ONE_PHRASE)


def _rank(act: Act, spot: Spot) -> tuple[int, int, int]:
    """Spots under the act come first; of these names, then descriptions, then whole states."""
    mine = act.numbers
    under = any(t.i in mine for t in climb(spot.token))
    order = ("named", "site", "described", "state").index(spot.sort)
    return (0 if under else 1, order, spot.start)


def _places(act: Act, spot: Spot, rivals: set[int]) -> bool:
    token = spot.token
    if (token.tag_ in ("JJ", "JJS") and spot.sort == "state") or token.dep_ in _SUBJECTS:
        return False
    if not is_tied(act, token, rivals) and not _at_target(act, token, rivals):
        return False
    if _is_party(act, spot):
        return False
    # "Rebels in Mali attacked": where they are from; "clashed with rebels in Mali" is there.
    doers = {t.i for t in act.actors if t.dep_ != "pobj" or t.head.lower_ != "with"}
    if any(above.i in doers for above in climb(token)) or _is_office(act, token):
        return False
    words = {p.lower_ for p in _prepositions(act, token)}
    if token.dep_ == "npadvmod":
        return token.i > 0 and token.nbor(-1).lower_ in _AT - _NOT_AT
    if token.dep_ in ("compound", "nmod", "amod", "appos", "conj", "poss", "dobj"):
        return not words or not words <= _not_at(spot)
    return bool(words & _AT) and not words <= _not_at(spot)


def _at_target(act: Act, token: Token, rivals: set[int]) -> bool:
    """ "A hotel catering to foreigners in Kabul was attacked": the place of what was hit."""
    hit = {t.i for t in act.targets}
    for above in climb(token):
        if above.i in rivals:
            return False
        if above.i in hit:
            near = token.head.lower_ in LOCATIVE or token.head.head.lower_ in LOCATIVE
            return near or kind_of(act.parsed, above) == "places"
    return False


def _is_office(act: Act, token: Token) -> bool:
    """ "A warrant for Soro, the head of the assembly in Togo": where somebody holds office."""
    mine = act.numbers
    for above in climb(token):
        if above.i in mine:
            return False
        if above.dep_ == "appos" and above.i != token.i:
            return kind_of(act.parsed, above) == "persons"
    return False


def _prepositions(act: Act, token: Token) -> Iterator[Token]:
    mine = act.numbers
    for above in climb(token):
        if above.i in mine:
            return
        if above.dep_ in ("prep", "agent"):
            yield above
