"""Charges denied in the same breath: "the rebels killed ten, a charge their leader denies".

The parser hangs the charge, who denies it and the denial in many ways. They are hung as the second
half of the sentence, "and their leader denies the charge", so that no denier speaks for the first.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.extract.hanging import Moves, Word, above

_CHARGES = frozenset(
    "accusation allegation assertion charge claim report suggestion version account".split()
)
_DENIES = frozenset(("denies", "denied", "rejects", "rejected", "dismisses", "dismissed",
                     "disputes", "disputed", "refutes", "refuted"))  # fmt: skip
_HAS = frozenset(("has", "have", "had"))
_BETWEEN = frozenset("DT JJ NN NNS NNP NNPS PRP PRP$ POS IN WDT RB HYPH CD".split())
_WHO = ("NN", "NNS", "NNP", "NNPS", "PRP")


def denied_charge(words: Sequence[Word], heads: Sequence[int], comma: int) -> Moves:
    """Return how to hang a denied charge after this comma; nothing where there is none."""
    charge = _charge_after(words, comma)
    if charge is None:
        return {}
    denial = _denial_after(words, charge)
    if denial is None:
        return {}
    main = _main_verb(words, heads, comma, denial)
    if main is None:
        return {}
    sides = _sides(words, charge, denial)
    before = {at: (charge, words[at].dep_) for at in range(comma + 1, charge)}
    return _hung(words, heads, main, charge, denial, {**before, **sides}) if sides else {}


def _charge_after(words: Sequence[Word], comma: int) -> int | None:
    """Return the charge of ", a charge" or ", a repeated charge"."""
    article = comma + 1
    if article >= len(words) or words[article].lower_ not in ("a", "an"):
        return None
    for at in range(article + 1, min(article + 3, len(words))):
        if words[at].lower_ in _CHARGES:
            return at
        if not words[at].tag_.startswith("JJ"):
            return None
    return None


def _denial_after(words: Sequence[Word], charge: int) -> int | None:
    """Return the verb of "a charge (which) the army (has) denied", "a charge denied by"."""
    for at in range(charge + 1, len(words)):
        if words[at].lower_ in _DENIES:
            return at if (at == charge + 1) == _is_by(words, at) else None
        if words[at].tag_ not in _BETWEEN and words[at].lower_ not in _HAS:
            return None
    return None


def _is_by(words: Sequence[Word], denial: int) -> bool:
    return denial + 1 < len(words) and words[denial + 1].lower_ == "by"


def _main_verb(words: Sequence[Word], heads: Sequence[int], comma: int, denial: int) -> int | None:
    """Return the topmost word before the comma."""
    tops = [at for at in range(comma) if heads[at] in (at, denial)]
    return next((at for at in tops if words[at].tag_.startswith("V")), None)


def _sides(words: Sequence[Word], charge: int, denial: int) -> Moves:
    if denial == charge + 1:
        return {charge: (denial, "nsubjpass")}
    who = next((at for at in range(denial - 1, charge, -1) if words[at].tag_ in _WHO), None)
    if who is None:
        return {}
    between = range(who + 1, denial)
    auxiliaries = {at: (denial, "advmod" if words[at].tag_ == "RB" else "aux") for at in between}
    return {who: (denial, "nsubj"), charge: (denial, "dobj"), **auxiliaries}


def _hung(
    words: Sequence[Word], heads: Sequence[int], main: int, charge: int, denial: int, sides: Moves
) -> Moves:
    """Make the denial the second half of a sentence whose first half ends before the charge."""
    first = {at: (main, words[at].dep_) for at in range(charge - 1) if heads[at] == denial}
    top = {main: (main, "ROOT")} if main in first or denial in above(heads, main) else {}
    marks = (at for at in range(charge + 1, denial) if words[at].lower_ in ("which", "that"))
    return {
        **first,
        **dict.fromkeys(marks, (denial, "mark")),
        **sides,
        **top,
        denial: (main, "conj"),
    }
