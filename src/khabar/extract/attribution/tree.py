"""Reading a parsed sentence: subjects, ranges of words, what belongs to a reporting verb."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.extract.tree import Token, Tree

SUBJECTS = frozenset(("nsubj", "nsubjpass", "csubj"))
_FINITE = frozenset(("VBD", "VBZ", "VBP"))
_NOUNS = frozenset(("NNP", "NNPS", "NN", "NNS", "XX", "PRP"))
WHO = frozenset(("WP", "WDT", "WP$"))
_GOES_ON = frozenset(("said", "says", "added", "adds", "told", "tells", "noted", "warned", "urged"))
_HELPERS = frozenset(("aux", "auxpass", "neg", "prt"))
_CLAUSES = frozenset(("ccomp", "advcl", "xcomp", "conj", "parataxis", "relcl", "dep", "acl"))
_CLIMBS = frozenset(("xcomp", "advcl", "pcomp", "prep", "dep"))

Words = set[int]


def reach(token: Token) -> range:
    """Return the numbers of the tokens from the first to the last that hang on this one."""
    return range(token.left_edge.i, token.right_edge.i + 1)


def child(token: Token, *deps: str) -> Token | None:
    """Return the first child with one of these relations."""
    return next((c for c in token.children if c.dep_ in deps), None)


def is_verb(token: Token) -> bool:
    """Tell whether the token is tagged as a verb."""
    return token.tag_.startswith("VB")


def is_passive(verb: Token) -> bool:
    """Tell whether the verb is passive: "was said", or a bare participle after a noun."""
    if child(verb, "auxpass", "nsubjpass") is not None:
        return True
    if verb.dep_ == "conj" and verb.tag_ == "VBN" and child(verb, "aux", "nsubj") is None:
        return is_verb(verb.head) and is_passive(verb.head)
    return verb.dep_ == "acl" and verb.tag_ in ("VBN", "VBD")


def agent(verb: Token) -> Token | None:
    """Return by whom: the noun of the passive verb's "by"."""
    for by in verb.children:
        if by.dep_ == "agent" or (by.dep_ == "prep" and by.lower_ == "by"):
            return child(by, "pobj")
    return None


def own_subject(verb: Token) -> Token | None:
    """Return the verb's own subject, the nearest if there are several."""
    near = [c for c in verb.children if c.dep_ in SUBJECTS and not is_stray(c)]
    found = min(near, key=lambda c: abs(c.i - verb.i), default=None)
    return _unlabelled(verb) if found is None else _after_aside(found, verb)


def _after_aside(found: Token, verb: Token) -> Token:
    """ "Killed four, among them a boy, governor Lind said": the name is the verb's subject.

    A comma would part it from its verb if it were the boy's.
    """
    named = child(found, "appos")
    if named is None or not found.i < named.i < verb.i:
        return found
    if not (named.tag_.startswith("NNP") or child(named, "appos") is not None):
        return found
    opened = named.left_edge.i > 0 and named.left_edge.nbor(-1).text == ","
    closed = any(t.text in (",", "–", "-", ")") for t in verb.doc[named.right_edge.i : verb.i])
    return named if opened and not closed else found


def is_stray(token: Token) -> bool:
    """Tell whether it is a letter that a wrong decoding left behind; parsers call it a noun."""
    return len(token) == 1 and not token.is_ascii and token.is_alpha


def antecedent(token: Token) -> Token | None:
    """Return the noun before the "who" or "which" that the token is."""
    verb = token.head
    return verb.head if token.tag_ in WHO and verb.dep_ == "relcl" else None


def _unlabelled(verb: Token) -> Token | None:
    """Return the noun right before a finite verb for which the parser has no name."""
    if verb.tag_ not in _FINITE or child(verb, "auxpass") is not None:
        return None
    loose = [c for c in verb.lefts if c.dep_ in ("dep", "npadvmod") and c.tag_ in _NOUNS]
    return loose[-1] if loose else None


def subject(verb: Token, depth: int = 0) -> Token | None:
    """Return who does what the verb says, also where another verb carries the subject."""
    found = own_subject(verb)
    if found is not None or depth > 4:
        return found
    head = verb.head
    if verb.dep_ == "conj" and is_verb(head):
        return subject(verb_before(verb) or _finite_partner(verb), depth + 1)
    if verb.dep_ == "acl":
        return head
    if verb.dep_ == "xcomp":
        return child(head, "dobj") or subject(head, depth + 1)
    if verb.dep_ == "pcomp" and head.lower_ == "as":
        return _quoted_person(head.head)
    return _carried(verb, depth)


def verb_before(verb: Token) -> Token | None:
    """Return the verb of saying that this one goes on from, over the words reported.

    "Officials said the bridge was shut and added": the officials added.
    """
    if verb.lower_ not in _GOES_ON or verb.tag_ not in _FINITE or child(verb, *SUBJECTS):
        return None
    above = verb.head
    while above.dep_ in ("conj", "ccomp") and above.head.i != above.i:
        inside = above.dep_ == "ccomp"
        above = above.head
        if inside and above.tag_ == verb.tag_ and above.i < verb.i:
            return above
    return None


def _finite_partner(verb: Token) -> Token:
    """Return the verb that it is joined to; of "ordered it closed and announced", "ordered"."""
    above = verb.head
    while verb.tag_ in _FINITE and not _is_finite(above) and is_verb(above.head):
        if above.head.i == above.i:
            break
        above = above.head
    return above


def _is_finite(verb: Token) -> bool:
    """Tell whether the verb or its first auxiliary shows a tense: "has gone", not "to go"."""
    helpers = [c for c in verb.lefts if c.dep_ in ("aux", "auxpass")]
    return (helpers[0] if helpers else verb).tag_ in (*_FINITE, "MD")


def _carried(verb: Token, depth: int) -> Token | None:
    """Return the subject of the nearest verb above: "the army withdrew, saying ..."."""
    above = verb
    while above.dep_ in _CLIMBS and above.head.i != above.i:
        above = above.head
        if is_verb(above):
            return subject(above, depth + 1)
    return None


def _quoted_person(verb: Token) -> Token | None:
    """Return who is quoted: "the paper quoted X as saying", "X was quoted as saying"."""
    if is_passive(verb):
        return child(verb, "nsubjpass") or subject(verb, 3)
    return child(verb, "dobj")


def subject_above(pronoun: Token) -> Token | None:
    """Return the noun that is subject of a clause above and stands before the pronoun."""
    above = pronoun.head
    while above.head.i != above.i:
        above = above.head
        who = own_subject(above) if is_verb(above) else None
        if who is not None and who.i < pronoun.i and who.tag_ in _NOUNS and who.tag_ != "PRP":
            return who
    return None


def cue_words(verb: Token) -> Words:
    """Return the verb with its auxiliaries, negation and particle."""
    return {verb.i} | {c.i for c in verb.children if c.dep_ in _HELPERS and abs(c.i - verb.i) < 6}


def deed_before(verb: Token) -> Words:
    """Return the deed to which a relative clause belongs: "an attack that police blamed on them".

    With it goes the clause of which it is the subject or the occasion ("died in an attack ...").
    """
    noun = verb.head
    found = set(range(noun.left_edge.i, verb.left_edge.i))
    occasion = noun.dep_ == "pobj" and noun.head.lower_ == "in"
    above = noun.head.head if occasion else noun.head
    if is_verb(above) and (occasion or noun.dep_ in SUBJECTS):
        found |= set(reach(above)) - set(reach(verb))
    return found


def frame_of(verb: Token) -> Words:
    """Return the words of the clause that reports, without what is reported.

    Subject, verb, addressee, and modifiers: "the mayor told reporters on Friday".
    """
    found = cue_words(verb)
    for one in verb.children:
        if one.dep_ in _CLAUSES or (one.dep_ == "punct"):
            continue
        if one.i < verb.i and not _after_last_clause(one, verb):
            continue
        if one.i > verb.i and _after_comma(one) and one.dep_ not in SUBJECTS:
            continue
        found.update(reach(one))
    return found


def _after_last_clause(token: Token, verb: Token) -> bool:
    """Tell whether no clause of the verb stands between the token and the verb."""
    return not any(
        token.i < c.i < verb.i for c in verb.children if c.dep_ in ("ccomp", "parataxis")
    )


def _after_comma(token: Token) -> bool:
    first = token.left_edge.i
    return first > 0 and token.doc[first - 1].text in (",", "—", "–", "-", ";")


def tail(verb: Token) -> Iterator[Token]:
    """Yield what goes on after a reporting clause in the middle: ", he said, killing ten"."""
    for one in verb.rights:
        if one.dep_ in ("advcl", "ccomp", "prep", "xcomp") and _after_comma(one):
            yield one


def end_of_clause(doc: Tree, verb: int) -> int:
    """Return where the next comma or dash stands after a verb, else the end of the sentence."""
    end = verb + 1
    while end < len(doc) and doc[end].text not in (",", "—", "–"):
        end += 1
    return end


def after_but(verb: Token) -> Words:
    """Return what ", but ..." adds after a reporting clause: the source no longer speaks."""
    doc = verb.doc
    end = end_of_clause(doc, verb.i)
    opens = end + 1 < len(doc) and doc[end + 1].lower_ == "but"
    return set(range(end, len(doc))) if opens else set()


def runs(words: Iterable[int]) -> list[tuple[int, int]]:
    """Return the numbers as unbroken runs (first, last), in order."""
    found: list[tuple[int, int]] = []
    for number in sorted(set(words)):
        if found and number == found[-1][1] + 1:
            found[-1] = (found[-1][0], number)
        else:
            found.append((number, number))
    return found
