"""Ties: which act of a sentence a time or place hangs on."""

from __future__ import annotations

from collections.abc import Iterable, Set

from khabar.extract.acts import Act
from khabar.extract.grammar import children, climb, is_verb
from khabar.extract.tree import Token

# Acts of words: where somebody speaks is seldom told, and what they speak of lies elsewhere.
VERBAL = frozenset("ACCUSE REQUEST SUPPORT THREATEN AGREE REJECT CONCEDE".split())


def rivals_of(act: Act, others: Iterable[Act]) -> set[int]:
    """Return the numbers of the tokens that mean other acts."""
    return {t.i for other in others if other is not act for t in other.tokens}


def is_tied(act: Act, token: Token, rivals: set[int]) -> bool:
    """Tell whether the act is the nearest that the token hangs on, or that hangs beside it."""
    mine = act.numbers
    for above in climb(token):
        if above.i in mine:
            return True
        if above.i in rivals:
            return False
        if is_verb(above) and above.i != token.i and not _leads_up(above, mine):
            return _governs(above, act, rivals)
    return False


def _leads_up(verb: Token, mine: Set[int]) -> bool:
    """ "Banned from working on Sunday", "strikes said to be carried out on Homs": look further."""
    if verb.dep_ in ("acl", "relcl"):
        return verb.head.i in mine
    return verb.dep_ in ("pcomp", "xcomp")


def is_free(act: Act, token: Token, others: Iterable[Act]) -> bool:
    """Tell whether the token hangs on no other act, on no actor and on no reporting verb."""
    rivals, parties = rivals_of(act, others), {t.i for t in act.actors}
    for above in climb(token):
        if above.i in rivals or (above.i in parties and above.i != token.i):
            return False
        if is_verb(above):
            return not children(above, "ccomp", "parataxis")
    return True


def is_nearer(act: Act, others: Iterable[Act], token: Token) -> bool:
    """ "Killed the planner of the bombing in August 2021": the year is the bombing's."""
    return any(other is not act and is_lent(other, act, token) for other in others)


def is_lent(act: Act, owner: Act, token: Token) -> bool:
    """Tell whether what the parser ties to one act follows another's noun."""
    if act is owner or not act.core.tag_.startswith("NN"):
        return False
    between = act.parsed.doc[act.core.i : token.i]
    plain = not any(is_verb(t) or t.text in ",;" for t in between)
    return owner.core.i < act.core.i < token.i and plain and is_tied(owner, token, set())


def tells_of_person(act: Act, other: Act) -> bool:
    """ "Killed the planner of the bombing": the other act only says who is meant by a party."""
    parties, mine = {t.i for t in (*act.actors, *act.targets)}, act.numbers
    for above in climb(other.core):
        if above.i in mine or above.i in parties:
            return above.i in parties
    return False


def is_meanwhile(act: Act, other: Act) -> bool:
    """ "Shot while drinking tea south of the river": the other is where the act is."""
    mine = act.numbers
    for verb in (t for t in other.tokens if t.dep_ == "advcl" and t.head.i in mine):
        return any(c.lower_ in ("as", "while", "when") for c in children(verb, "mark", "advmod"))
    return False


def _governs(verb: Token, act: Act, rivals: set[int]) -> bool:
    """A verb that is no act and reports nothing lends its date to the act below it."""
    if children(verb, "ccomp", "parataxis"):
        return False
    for above in climb(act.core):
        if above.i == verb.i:
            return True
        if above.i in rivals or (
            above.dep_ in ("ccomp", "relcl", "advcl") and above.i != act.core.i
        ):
            return False
    return False
