"""Which readings of a sentence tell of one happening.

In one clause a killing and the bombing that brought it about are one act; the bombing in "the
mastermind of the bombing was killed" is another.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from khabar.extract.grammar import children, grammatical_subjects, is_verb
from khabar.extract.kinds import is_means
from khabar.extract.readings import Reading
from khabar.extract.tree import Token

_JOINING = frozenset("in during by amid from after following over around".split())
_SAME_TIME = frozenset("when after".split())
_LEADING_TO = frozenset("after when in".split())
_ARGUMENT = frozenset("nsubj nsubjpass dobj".split())
_LONGEST_CLIMB = 8
_NOMINAL = frozenset("pobj prep compound nmod appos dobj npadvmod attr nsubjpass conj".split())
# Verb forms that open no clause of their own: "were", "including", "armed".
_NO_CLAUSE = frozenset("aux auxpass acl prep".split())
# What may stand before the act's own noun or verb: "after masked gunmen attacked".
_BEFORE_ACT = ("DT", "JJ", "JJS", "NN", "NNS", "NNP", "NNPS", "CD", "HYPH", "POS", "PRP$", "RB")


def joined(readings: Sequence[Reading]) -> list[list[Reading]]:
    """Group the readings that tell of one happening."""
    group_of = {id(r): [r] for r in readings}
    owner = {token.i: r for r in readings for token in r.tokens}
    for inner in readings:
        for outer in _same_happening(inner, owner):
            if group_of[id(inner)] is not group_of[id(outer)]:
                both = [*group_of[id(outer)], *group_of[id(inner)]]
                for reading in both:
                    group_of[id(reading)] = both
    groups = {id(group): group for group in group_of.values()}
    ordered = [sorted(g, key=lambda r: r.trigger.token.i) for g in groups.values()]
    return sorted(ordered, key=lambda g: g[0].trigger.token.i)


def _same_happening(inner: Reading, owner: dict[int, Reading]) -> Iterator[Reading]:
    """Yield the readings that tell of what this one tells of."""
    told_of = _subject_act(inner, owner)
    if told_of is not None and _may_be_one(inner, told_of):
        yield told_of
    outer, path = _governor(inner, owner)
    if outer is not None and _one_happening(inner, outer, path):
        yield outer
    yield from _results_before(inner, owner)


def _subject_act(inner: Reading, owner: dict[int, Reading]) -> Reading | None:
    """ "The blast that hit the bus": the verb's subject is itself an act."""
    for subject in grammatical_subjects(inner.top) if is_verb(inner.top) else []:
        outer = owner.get(subject.i) or _last_act_in(inner, subject, owner)
        if outer is not None and outer is not inner and outer.trigger.pos == "noun":
            return outer
    return None


def _last_act_in(inner: Reading, subject: Token, owner: dict[int, Reading]) -> Reading | None:
    """ "The planner of the bombing that killed 13": the clause tells of the bombing."""
    relative = any(c.lower_ in ("that", "which") for c in children(inner.top, "nsubj"))
    inside = [t for t in subject.subtree if subject.i < t.i < inner.top.i and t.i in owner]
    return owner[inside[-1].i] if relative and inside else None


def _results_before(attack: Reading, owner: dict[int, Reading]) -> Iterator[Reading]:
    """ "Three were killed and others hurt after gunmen attacked": read off the order of words.

    The parser often hangs "after" and "in" on the wrong word of such a sentence.
    """
    if attack.frame.part == "result" or attack.frame.names_actor:
        return
    doc, at = attack.top.doc, min(t.i for t in attack.tokens) - 1
    while at > 0 and at not in owner and _may_stand_before(doc[at]):
        at -= 1
    if doc[at].lower_ not in _LEADING_TO:
        return
    for token in reversed(doc[:at]):
        result = owner.get(token.i)
        if result is not None and result.frame.part == "result" and _may_be_one(attack, result):
            yield result
        elif result is not None or (is_verb(token) and token.dep_ not in _NO_CLAUSE):
            return


def _may_stand_before(token: Token) -> bool:
    return token.tag_ in _BEFORE_ACT or token.dep_ in ("aux", "auxpass")


def _governor(reading: Reading, owner: dict[int, Reading]) -> tuple[Reading | None, list[Token]]:
    """Climb to the reading that governs this one; return it and the tokens passed."""
    path = [reading.top]
    token = reading.top
    for _ in range(_LONGEST_CLIMB):
        if token.head.i == token.i:
            return None, path
        token = token.head
        other = owner.get(token.i)
        if other is not None and other is not reading:
            return other, path
        path.append(token)
    return None, path


def _may_be_one(inner: Reading, outer: Reading) -> bool:
    if inner.frame.type != outer.frame.type or inner.frame.type not in ("ASSAULT", "COERCE"):
        return False
    if inner.frame.type == "COERCE":
        return inner.frame.mode == outer.frame.mode
    named = inner.frame.names_actor or outer.frame.names_actor
    return bool(named) or not _differ(inner.actors, outer.actors)


def _one_happening(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    if not _may_be_one(inner, outer):
        return False
    if outer.frame.names_actor or inner.frame.names_actor:
        deep = path[0].dep_ == "relcl" or all(t.dep_ in ("pobj", "prep") for t in path)
        return len(path) <= (5 if deep else 2)
    return inner.frame.type == "COERCE" or _linked(inner, outer, path)


def _linked(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    dep = path[0].dep_
    if len(path) == 2 and dep in ("pobj", "pcomp"):
        return path[1].lower_ in _JOINING and not _came_before(inner, outer, path[1])
    if len(path) > 1:
        return (
            _hangs_too_low(inner, outer, path)
            or _is_of_the_weapon(path)
            or _called_an_attack(path)
            or (_is_of_the_hurt(path) and _both_results(inner, outer))
        )
    if dep in _ARGUMENT or dep in ("relcl", "acl", "appos", "xcomp", "compound", "amod"):
        return True
    if dep == "advcl" and inner.top.tag_ == "VBG" and not children(inner.top, "nsubj", "mark"):
        return True
    if dep == "conj" and inner.trigger.pos == outer.trigger.pos == "noun":
        return not (inner.targets or inner.actors)
    if "result" not in (inner.frame.part, outer.frame.part):
        return False
    if dep == "conj":
        return not children(inner.top, "nsubj", "nsubjpass") or _both_results(inner, outer)
    return dep in ("advcl", "dep", "ccomp") and _told_together(inner)


def _came_before(inner: Reading, outer: Reading, prep: Token) -> bool:
    """ "Took the town after clashes with the army": the army did not take it."""
    fought = inner.frame.mutual and bool(inner.targets) and prep.lower_ in ("after", "following")
    return fought and outer.frame.part != "result"


def _hangs_too_low(inner: Reading, outer: Reading, path: list[Token]) -> bool:
    """ "The attack at the airport, which killed 13": the parser hangs the clause on the airport."""
    clause = path[0].dep_ in ("relcl", "acl") and inner.frame.part == "result"
    between = all(t.dep_ in ("pobj", "prep", "compound", "nmod", "appos") for t in path[1:])
    return clause and between and outer.trigger.pos == "noun"


def _is_of_the_weapon(path: list[Token]) -> bool:
    """ "A bomb planted in a bus killed four": what was done with that which killed them."""
    clause = len(path) == 2 and path[0].dep_ in ("acl", "relcl")
    return clause and path[1].dep_ == "nsubj" and is_means(path[1])


def _is_of_the_hurt(path: list[Token]) -> bool:
    """ "Wounding two guards, one of whom later died": of those who were hurt."""
    hurt = len(path) == 2 and path[0].dep_ == "relcl" and path[1].dep_ in ("dobj", "nsubjpass")
    return hurt and any(t.lower_ in ("who", "whom") for t in path[0].subtree)


def _called_an_attack(path: list[Token]) -> bool:
    """ "Killed ten people in the old town, an attack blamed on the clan" names it afterwards."""
    noun = path[0]
    first = noun.left_edge
    named = noun.dep_ == "appos" and first.lower_ in ("a", "an") and first.i > 0
    return named and first.nbor(-1).text == "," and all(t.dep_ in _NOMINAL for t in path)


def _told_together(inner: Reading) -> bool:
    marks = {c.lower_ for c in children(inner.top, "mark", "advmod") if c.tag_ in ("IN", "WRB")}
    if marks == {"as"}:
        # "Ten died as a bomb went off", but "a leader was killed as clans fought".
        return any(map(is_means, grammatical_subjects(inner.top)))
    return marks <= _SAME_TIME


def _both_results(inner: Reading, outer: Reading) -> bool:
    return inner.frame.part == outer.frame.part == "result"


def _differ(ours: Iterable[Token], theirs: Iterable[Token]) -> bool:
    """Tell whether both name actors and none is the same word."""
    one, other = {t.lower_ for t in ours}, {t.lower_ for t in theirs}
    return bool(one and other) and not one & other
