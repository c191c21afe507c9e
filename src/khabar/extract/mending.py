"""Constructions that the parser often gets wrong, hung as they are meant before rules read them.

"Men believed to be smugglers killed ten": the parser takes "believed" for the verb of the clause.
A name of several words is one word here, which the parser at times takes for a number or a mark.
"""

from __future__ import annotations

from collections.abc import Sequence

from khabar.extract.denied_charges import denied_charge
from khabar.extract.hanging import Moves, Word, above, hang

_THOUGHT = frozenset(
    """believed thought suspected presumed alleged said reported known understood assumed feared
    rumoured rumored""".split()
)
_TO_BE = (("to", "be"), ("to", "have", "been"))
_FINITE = ("VBD", "VBN", "VBP", "VBZ")
_OF_A_NAME = frozenset("DT JJ JJR JJS NN NNS NNP NNPS CD IN POS HYPH PRP$ VBG".split())
_TAKE_A_DEED = frozenset(
    """deny denies denied denying admit admits admitted began begin begins start starts started
    stop stops stopped avoid avoided continue continued keep kept""".split()
)
_CLAIMS = frozenset(
    """accusation allegation allegations announcement assertion charge claim claims report reports
    statement suggestion""".split()
)
_SUBJECT = ("nsubj", "nsubjpass", "expl")
_SPOKE = frozenset("said reported announced added".split())
_ACCUSED = frozenset("accused suspected convicted acquitted cleared".split())


def mend(words: Sequence[Word], heads: list[int]) -> None:
    """Hang words where they are meant; `heads` are the numbers of those that they hang on."""
    for at, word in enumerate(words):
        if word.tag_.startswith("NN") and word.dep_ == "nummod":
            word.dep_ = "compound"
        elif at and word.tag_ == "RB" and _is_name_after_verb(words, heads, at):
            word.tag_, word.dep_ = "NNP", "dobj"
        elif word.tag_ == "VBD" and word.dep_ == "amod":
            hang(words, heads, _verb_before_count(words, heads, at))
        elif word.tag_.startswith("NN") and word.dep_ == "punct":
            hang(words, heads, _name_after_title(words, heads, at) or _subject(words, heads, at))
        elif word.dep_ == "csubj" and word.tag_ == "VBG":
            hang(words, heads, _who_holds(words, heads, at))
        elif word.lower_ == ",":
            hang(words, heads, denied_charge(words, heads, at))
        elif word.tag_ == "WDT" and word.dep_ == "dobj":
            if moves := _what_is_claimed(words, heads, at):
                word.tag_ = "IN"
                hang(words, heads, moves)
        elif word.tag_ == "VBD" and word.lower_ in _SPOKE:
            hang(words, heads, _lost_speaker(words, heads, at))
        elif word.lower_ == "to" and word.dep_ == "aux" and words[heads[at]].tag_ == "NNP":
            hang(words, heads, {at: (heads[heads[at]], "prep"), heads[at]: (at, "pobj")})
        elif word.lower_ in ("hostage", "captive", "prisoner") and word.dep_ == "dobj":
            hang(words, heads, _whom_taken(words, heads, at))
        elif word.lower_ == "of":
            hang(words, heads, _accused_by_of(words, heads, at))
        elif at and word.tag_ == "VBG" and words[at - 1].lower_ in _TAKE_A_DEED:
            hang(words, heads, _deed(words, heads, at))
        elif at and (end := _end_of_to_be(words, at)):
            hang(words, heads, _thought_to_be(words, heads, at, end))


def _is_name_after_verb(words: Sequence[Word], heads: Sequence[int], at: int) -> bool:
    """ "Had taken Belsk by Monday": a capital there is a name's, which is taken for an adverb."""
    verb, word = words[at - 1], words[at]
    named = word.text[:1].isupper() and not verb.text[:1].isupper()
    if not named or heads[at] != at - 1 or verb.tag_ not in (*_FINITE, "VB", "VBG"):
        return False
    beside = {words[n].dep_ for n in range(len(words)) if heads[n] == at - 1 and n != at}
    return beside.isdisjoint(("dobj", "auxpass", "ccomp"))


def _name_after_title(words: Sequence[Word], heads: Sequence[int], at: int) -> Moves:
    """ "The opposition leader Anna Lind": the name takes the place of the noun before it."""
    noun = at - 1
    if not at or not words[noun].tag_.startswith("NN") or heads[noun] == noun:
        return {}
    beside = {n: (at, words[n].dep_) for n in range(noun) if heads[n] == noun}
    return {at: (heads[noun], words[noun].dep_), noun: (at, "compound"), **beside}


def _what_is_claimed(words: Sequence[Word], heads: Sequence[int], that: int) -> Moves:
    """ "A claim by the rebels that they hold the town": what they claim, not which rebels."""
    verb = heads[that]
    own = {words[n].dep_ for n in range(that + 1, len(words)) if heads[n] == verb}
    if words[that].lower_ != "that" or words[verb].dep_ != "relcl" or not {"nsubj", "dobj"} <= own:
        return {}
    claimed = next((n for n in above(heads, verb)[:3] if words[n].lower_ in _CLAIMS), None)
    return {} if claimed is None else {that: (verb, "mark"), verb: (claimed, "acl")}


def _whom_taken(words: Sequence[Word], heads: Sequence[int], hostage: int) -> Moves:
    """ "Took its 25 crew members hostage": the members are taken, no "members hostage"."""
    whom, verb = hostage - 1, heads[hostage]
    if whom <= verb or words[whom].dep_ != "compound" or heads[whom] != hostage:
        return {}
    beside = {n: (whom, words[n].dep_) for n in range(verb, whom) if heads[n] == hostage}
    return {whom: (verb, "dobj"), hostage: (verb, "oprd"), **beside}


def _verb_before_count(words: Sequence[Word], heads: Sequence[int], at: int) -> Moves:
    """ "The kingdom test-fired two missiles": no adjective stands before a number or article."""
    if at + 1 == len(words) or words[at + 1].tag_ not in ("CD", "DT", "PRP$"):
        return {}
    noun, moves = heads[at], {}
    for n in range(len(words)):
        if heads[n] == noun and n < at and words[n].tag_.startswith("NN"):
            moves[n] = (at, "nsubj")
        elif heads[n] == noun and n > noun and words[n].dep_ in ("prep", "punct"):
            moves[n] = (at, words[n].dep_)
    top = at if heads[noun] == noun else heads[noun]
    return {at: (top, words[noun].dep_), noun: (at, "dobj"), **moves}


def _subject(words: Sequence[Word], heads: Sequence[int], at: int) -> Moves:
    """ "The clan went from door to door": a name that a verb follows is its subject."""
    verb = heads[at]
    beside = {words[n].dep_ for n in range(len(words)) if heads[n] == verb}
    follows = verb > at and words[verb].tag_ in _FINITE and beside.isdisjoint(_SUBJECT)
    return {at: (verb, "nsubj")} if follows else {}


def _accused_by_of(words: Sequence[Word], heads: Sequence[int], of: int) -> Moves:
    """ "Accused by the council of burning farms": it is the accusation that is of something."""
    council = heads[of]
    by = heads[council]
    what = next((at for at in range(of + 1, len(words)) if heads[at] == of), None)
    if words[by].lower_ != "by" or words[heads[by]].lower_ not in _ACCUSED or what is None:
        return {}
    return {of: (heads[by], "prep")} if words[what].tag_ in ("VBG", "NN", "NNS") else {}


def _who_holds(words: Sequence[Word], heads: Sequence[int], holding: int) -> Moves:
    """ "Gunmen holding ten men want money": it is the gunmen who want it."""
    named = (at for at in range(holding) if heads[at] == holding and words[at].dep_ == "nsubj")
    who = next((at for at in named if words[at].tag_.startswith("NN")), None)
    return {} if who is None else {who: (heads[holding], "nsubj"), holding: (who, "acl")}


def _lost_speaker(words: Sequence[Word], heads: Sequence[int], said: int) -> Moves:
    """ "Five children, a doctor and villagers said": who speaks is no more of the children."""
    comma = max((at for at in range(said) if words[at].lower_ == ","), default=said)
    subject = any(heads[at] == said and words[at].dep_ in _SUBJECT for at in range(said))
    if subject or comma >= said - 1:
        return {}
    who = said - 1
    while comma < heads[who] < who:
        who = heads[who]
    listed = words[who].dep_ in ("conj", "appos") and heads[who] < comma
    return {who: (said, "nsubj")} if listed and words[who].tag_ in ("NN", "NNS", "NNP") else {}


def _deed(words: Sequence[Word], heads: Sequence[int], deed: int) -> Moves:
    """ "Denied burning farms": the farms are what was burnt, not what was denied."""
    farms, verb = heads[deed], deed - 1
    if words[deed].dep_ != "amod" or words[farms].tag_ != "NNS" or heads[farms] != verb:
        return {}
    return {deed: (verb, "xcomp"), farms: (deed, "dobj")}


def _end_of_to_be(words: Sequence[Word], thought: int) -> int:
    """Return where "to be" ends after "men believed", 0 where no such words stand."""
    if words[thought].lower_ not in _THOUGHT or not words[thought - 1].tag_.startswith("NN"):
        return 0
    after = tuple(word.lower_ for word in words[thought + 1 : thought + 4])
    return next((thought + 1 + len(one) for one in _TO_BE if after[: len(one)] == one), 0)


def _verb_after(words: Sequence[Word], start: int) -> int | None:
    """Return the verb that follows who they are believed to be, None where the clause ends."""
    for at in range(start + 1, len(words)):
        tag = words[at].tag_
        by = at + 1 < len(words) and words[at + 1].lower_ == "by"
        if tag in _FINITE and not by and words[at - 1].tag_.startswith("NN"):
            return at
        if tag not in _OF_A_NAME and not by:
            return None
    return None


def _thought_to_be(words: Sequence[Word], heads: Sequence[int], thought: int, end: int) -> Moves:
    verb, be = _verb_after(words, end), end - 1
    if verb is None:
        return {}
    if thought in above(heads, verb):
        return _clause_about_subject(words, heads, thought, be, verb)
    return {verb - 1: (be, "attr")} if heads[verb - 1] == verb else {}


def _clause_about_subject(
    words: Sequence[Word], heads: Sequence[int], thought: int, be: int, verb: int
) -> Moves:
    """Make the later verb that of the clause, and what is thought a clause about its subject."""
    named = (n for n, head in enumerate(heads[:thought]) if head == thought)
    who = next((n for n in named if words[n].dep_ in ("nsubj", "nsubjpass")), thought - 1)
    what = verb - 1
    while be < heads[what] < verb and heads[what] != what:
        what = heads[what]
    top = heads[thought] == thought
    after = [n for n in range(verb + 1, len(words)) if heads[n] in (thought, be)]
    return {
        **{n: (verb, words[n].dep_) for n in after},
        **dict.fromkeys(range(thought + 1, be), (be, "aux")),
        verb: (verb if top else heads[thought], words[thought].dep_),
        who: (verb, "nsubj"),
        thought: (who, "acl"),
        be: (thought, "xcomp"),
        what: (be, "attr"),
    }
