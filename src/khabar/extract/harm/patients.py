"""Who was harmed, given the word that says so: by the parse, else by the neighbouring words."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.harm.leaving import left_by, phrase_start
from khabar.extract.harm.triggers import Trigger, acts_as_verb
from khabar.extract.harm.words import HarmVerb
from khabar.extract.numbers import begins_count
from khabar.extract.tree import Token, Tree

_SUBJECTS = frozenset(("nsubj", "nsubjpass"))
_OBJECTS = frozenset(("dobj", "dative"))
_NAMING = frozenset(("NN", "NNS", "NNP", "NNPS", "CD", "PRP", "WP", "DT", "JJ", "JJR"))
_INSIDE_PHRASE = frozenset(("RB", "RBR", "RBS", "HYPH", "JJS", "IN", "VBN", "PRP$", "POS"))
_COUNTABLE = frozenset(("NN", "NNS", "NNP", "NNPS", "CD"))
_COUNTING = frozenset(("nummod", "amod", "quantmod", "det"))
_BEING = frozenset(("was", "were", "is", "are", "be", "been"))
_STANDING = frozenset(("dobj", "nsubj", "nsubjpass", "attr", "pobj", "ROOT"))
_CLIMBING = frozenset(("conj", "xcomp", "oprd", "acomp", "advcl", "dep"))
_PASSED_OVER = frozenset(
    "was were is are be been being have has had also reportedly reported confirmed feared believed "
    "left all still now critically seriously badly severely instantly".split()
)


def patients(one: Trigger, doc: Tree) -> Iterator[Token]:
    """Yield the head words for those harmed; a number counts as a head where no noun follows."""
    before = one.token.i - 1
    if _is_shot_into(one.token):
        return
    if one.kind in ("verb", "state") and before >= 0 and _is_bare_count(doc[before], one.token):
        yield doc[before]
        return
    if one.kind in ("verb", "state") and (left := list(_left_so(one.token))):
        yield from left
        return
    if one.kind in ("verb", "state") and (among := list(told_among(one.token))):
        held = one.token.head
        yield from among + ([held] if one.token.dep_ == "acl" and _has_number(held) else [])
        return
    if one.kind == "verb" and acts_as_verb(one.token):
        yield from _noun_after(doc, one.token.i + 1)
        return
    found = list(_by_parse(one))
    yield from found or _by_neighbours(one, doc)


def _is_shot_into(token: Token) -> bool:
    """ "Soldiers shot into the crowd", "over their heads": whether anybody was hit is not told."""
    after = token.doc[token.i + 1].lower_ if token.i + 1 < len(token.doc) else ""
    passive = any(c.dep_ == "auxpass" for c in token.children)
    return token.lower_ == "shot" and after in ("into", "over", "towards") and not passive


def _left_so(token: Token) -> Iterator[Token]:
    """Yield the people of "left 12 people in the town dead"."""
    verb = left_by(token)
    if verb is not None:
        yield from _noun_after(token.doc, phrase_start(verb, token), token.i)


def told_among(token: Token) -> Iterator[Token]:
    """Yield whom "among the dead", "among those killed", "the dead include" are said of."""
    held = token.head if token.dep_ == "acl" else token
    if held.dep_ == "pobj" and held.head.lower_ in ("among", "amongst"):
        verb = held.head.head
        said_of = [c for c in verb.children if c.dep_ == "attr"] or list(_subjects_above(verb))
        yield from (c for c in said_of if verb.lower_ in _BEING)
    elif held.dep_ == "nsubj" and held.head.lower_ in ("include", "included", "includes"):
        yield from (c for c in held.head.children if c.dep_ == "dobj")


def _has_number(held: Token) -> bool:
    """Tell "among three people killed" from "among those killed"."""
    return any(c.dep_ == "nummod" for c in held.children)


def _is_bare_count(token: Token, after: Token) -> bool:
    """Tell "36" in "and 36 wounded": the number stands right before the participle."""
    number = token.tag_ == "CD" or token.lower_ in ("dozens", "scores", "hundreds", "several")
    follow = after.doc[after.i + 1].tag_ if after.i + 1 < len(after.doc) else ""
    modifies_later = token.head.i > after.i and follow.startswith(("NN", "JJ"))
    return number and after.tag_ != "VBG" and not modifies_later


def _by_parse(one: Trigger) -> Iterator[Token]:
    if one.kind == "verb" and one.verb is not None:
        yield from _of_verb(one.token, one.verb)
    elif one.kind == "state":
        yield from _of_state(one.token)
    elif one.kind == "wound":
        yield from _bearers(one.token)
    elif one.kind in ("noun", "counted noun"):
        yield from _prepositional(one.token, "of")
        yield from (c for c in one.token.children if c.dep_ == "poss")


def _of_verb(token: Token, verb: HarmVerb) -> Iterator[Token]:
    if verb.patient == "of":
        lives = [c for c in token.children if c.lower_ in verb.needs]
        whose = [p for life in lives for p in _prepositional(life, "of")]
        yield from whose or (life for life in lives if _is_counted(life))
        if any(c.lower_ == "own" for life in lives for c in life.children):
            yield from _subjects(token)
        return
    if verb.patient == "subject":
        yield from _subjects(token)
    elif direct := [c for c in token.children if c.dep_ in _OBJECTS and not _completes(c, verb)]:
        yield from (c for c in direct if _one_list(direct[0], c))
    elif taken := list(_object_taken_for_subject(token)):
        yield from taken
    elif token.tag_ not in ("VBG", "VBZ"):
        yield from _undergoers(token)
    yield from _companions(token)


def _is_counted(token: Token) -> bool:
    """Tell "claimed 40 lives", "claimed dozens of lives"."""
    return any(c.dep_ == "nummod" for c in token.children)


def _completes(token: Token, verb: HarmVerb) -> bool:
    return token.lower_ in verb.needs and not verb.named


def _object_taken_for_subject(token: Token) -> Iterator[Token]:
    """Yield "180 people" in "who planned the blast that killed 180 people has been killed"."""
    active = any(c.dep_ == "nsubj" and c.i < token.i for c in token.children)
    if active and not any(c.dep_ == "auxpass" for c in token.children):
        following = _noun_after(token.doc, token.i + 1)
        yield from (t for t in following if t.dep_ in _SUBJECTS and t.head.i > token.i)


def _undergoers(token: Token) -> Iterator[Token]:
    """Yield whom a passive verb or a bare participle speaks of."""
    passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in token.children)
    later = [c for v in token.conjuncts for c in v.children if c.dep_ in _OBJECTS and c.i > token.i]
    if later and not passive and token.dep_ != "acl":
        yield later[0]
    elif passive or token.tag_ not in ("VB", "VBP"):
        yield from _subjects(token)


def _subjects(token: Token) -> Iterator[Token]:
    own = _own_subjects(token)
    if own:
        yield from (_antecedent(t, token) for t in own)
    elif token.dep_ == "acl" or (token.dep_ == "relcl" and token.tag_ == "VBN"):
        yield token.head
    elif token.dep_ in _CLIMBING and token.head != token:
        yield from _subjects_above(token.head)


def _subjects_above(head: Token) -> Iterator[Token]:
    for _ in range(3):
        own = _own_subjects(head)
        if own:
            yield from (_antecedent(t, head) for t in own)
            return
        if head.dep_ == "acl":
            yield head.head
            return
        if head.dep_ not in ("conj", "xcomp") or head.head == head:
            return
        head = head.head


def _own_subjects(verb: Token) -> list[Token]:
    """Return a verb's subjects, one for "the head of the cell, John Doe, was killed"."""
    own = [c for c in verb.children if c.dep_ in _SUBJECTS]
    own = [c for c in own if _one_list(c, own[-1])]
    return [t for n, t in enumerate(own) if n == 0 or t.left_edge.nbor(-1).text != ","]


def _antecedent(token: Token, verb: Token) -> Token:
    return verb.head if token.tag_ in ("WP", "WDT") and verb.dep_ == "relcl" else token


def _of_state(token: Token) -> Iterator[Token]:
    head = token.head
    counted = any(c.dep_ in _COUNTING for c in token.children) and token.dep_ != "amod"
    if counted:
        yield token
    elif token.dep_ in ("amod", "acl", "relcl") and head.tag_[:2] in ("NN", "CD", "PR"):
        yield head
    elif own := [c for c in token.children if c.dep_ in _SUBJECTS]:
        yield from own
    elif token.dep_ in _STANDING:
        yield from () if token.tag_.startswith("VB") else (token,)
    else:
        objects = [c for c in head.children if c.dep_ in _OBJECTS]
        yield from objects or _subjects_above(head)


def _bearers(wound: Token) -> Iterator[Token]:
    """Yield who has the wound in "found a man with a gunshot wound"."""
    prep, holder = wound.head, wound.head.head
    if prep.lower_ != "with":
        return
    if holder.tag_.startswith(("NN", "CD")) or holder.lower_ == "old":
        both = wound.tag_ == "NNS" and holder.dep_ == "conj"
        yield from (holder.head, holder) if both else (holder,)
    elif holder.tag_.startswith("VB"):
        objects = [c for c in holder.children if c.dep_ in _OBJECTS]
        yield from objects or [c for c in _own_subjects(holder) if c.dep_ == "nsubjpass"]


def _prepositional(token: Token, word: str) -> Iterator[Token]:
    preps = (c for c in token.children if c.dep_ == "prep" and c.lower_ == word)
    return (p for prep in preps for p in prep.children if p.dep_ == "pobj")


def _companions(token: Token) -> Iterator[Token]:
    """Yield those in "killed along with two others"."""
    for prep in token.subtree:
        together = prep.i > token.i and token.doc[prep.i - 1].lower_ in ("along", "together")
        if prep.dep_ == "prep" and prep.lower_ == "with" and together:
            yield from (p for p in prep.children if p.dep_ == "pobj")


def _by_neighbours(one: Trigger, doc: Tree) -> Iterator[Token]:
    """Yield the noun or number right before a participle, or right after an active verb."""
    if one.kind == "verb" and one.token.tag_ in ("VBG", "VB", "VBZ", "VBP"):
        yield from _noun_after(doc, one.token.i + 1)
    elif one.kind in ("verb", "state"):
        yield from _noun_before(doc, one.token.i - 1)
    elif one.kind == "counted noun":
        yield one.token


def _noun_before(doc: Tree, at: int) -> Iterator[Token]:
    while at >= 0 and doc[at].lower_ in _PASSED_OVER:
        at -= 1
    if at >= 0 and doc[at].tag_ in _NAMING:
        yield doc[at]


def _noun_after(doc: Tree, at: int, end: int | None = None) -> Iterator[Token]:
    last = None
    for token in doc[at : min(at + 8, end or len(doc))]:
        ends = token.tag_ == "IN" and last is not None
        if ends or token.tag_ not in _NAMING | _INSIDE_PHRASE:
            break
        last = token if token.tag_ in _COUNTABLE else last
    if last is not None:
        yield last


def coordinated(head: Token) -> Iterator[Token]:
    """Yield the words listed beside a head, after it: by the parse, or by "and" and a count."""
    listed = [other for other in head.conjuncts if other.i > head.i and _one_list(head, other)]
    listed += [c for c in head.children if _is_more(head, c)]
    yield from listed
    last = listed[-1] if listed else head
    if last.i + 2 < len(head.doc) and head.doc[last.i + 1].lower_ == "and" and head.dep_ == "dobj":
        first = head.doc[last.i + 2]
        if first.tag_ == "CD" or begins_count(first):
            yield from (t for t in _noun_after(head.doc, first.i) if t.dep_ not in _SUBJECTS)
    yield from _others_beside(last)


def _is_more(head: Token, beside: Token) -> bool:
    """Tell "girl, 2 women", a headline's list: one person is not several."""
    several = beside.dep_ == "appos" and beside.tag_ == "NNS"
    return several and head.tag_ == "NN" and any(c.dep_ == "nummod" for c in beside.children)


def _one_list(head: Token, other: Token) -> bool:
    """Tell a list from what a colon, semicolon or dash sets apart: "Two hurt; 3 others sought"."""
    return not any(t.tag_ == ":" and t.text != "-" for t in head.doc[head.i : other.i]) and (
        " - " not in head.doc.text[head.idx : other.idx]
    )


def _others_beside(head: Token) -> Iterator[Token]:
    """Yield "two others" in "killed the governor, two others"."""
    after = head.doc[head.i + 1 : head.i + 4]
    if [t.text for t in after[:1]] == [","] and len(after) == 3 and after[2].lower_ == "others":
        yield from (t for t in after[2:] if after[1].tag_ == "CD")
