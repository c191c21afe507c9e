"""Which words of a sentence hold what a reporting verb reports."""

from __future__ import annotations

from khabar.extract.attribution.cues import Cue, reporting
from khabar.extract.attribution.tree import (
    WHO,
    Words,
    after_but,
    child,
    deed_before,
    frame_of,
    own_subject,
    reach,
    subject,
    tail,
)
from khabar.extract.parse import is_word
from khabar.extract.tree import Token

WISH = "verb of wish, request or promise"
AFTER = "reporting verb before what is said"
QUOTE_MARKS = frozenset(('"', "“", "”", "''", "``"))
# How many tokens the thing may have that is called something between quotation marks.
LONGEST_LABELLED = 8
_AGAINST = frozenset(("while", "whereas", "though", "although", "but"))
_FINITE_TAGS = frozenset(("MD", "VBD", "VBZ", "VBP"))
_BEFORE = frozenset(("ccomp", "parataxis", "dep"))


def content_before(verb: Token) -> Words:
    """Return what stands before the reporting clause, and what comes after it past a comma."""
    if _quotation_follows(verb):
        return set()
    ahead = next((c for c in verb.lefts if c.dep_ in _BEFORE and is_clause(c)), None)
    if ahead is not None:
        said = set(range(verb.left_edge.i, verb.i)) - frame_of(verb)
        beyond = after_but(verb) | _beyond_semicolons(verb)
        return (said | _tails(verb)) - beyond if said - beyond else set()
    if verb.dep_ == "parataxis" and _bracketed(verb):
        return set(reach(verb.head)) - frame_of(verb) - after_but(verb)
    return _as_somebody_says(verb) or _inverted(verb)


def _beyond_semicolons(verb: Token) -> Words:
    """Return the words that a semicolon parts from the verb."""
    return {t.i for t in verb.doc if verb.doc.parts(t, verb)}


def _quotation_follows(verb: Token) -> bool:
    """Tell whether a comma or colon and a quotation mark come right after the verb."""
    after = [t.text for t in verb.doc[verb.i + 1 : verb.i + 3]]
    return len(after) == 2 and after[0] in (",", ":") and after[1] in QUOTE_MARKS


def _as_somebody_says(verb: Token) -> Words:
    """Return the main clause of "as the army said, the bridge is open"."""
    mark = child(verb, "mark", "advmod")
    alone = child(verb, "ccomp", "xcomp", "dobj") is None
    if verb.dep_ != "advcl" or mark is None or mark.lower_ != "as" or not alone:
        return set()
    return set(reach(verb.head)) - set(reach(verb))


def _inverted(verb: Token) -> Words:
    """Return what stands before "says an official" where it is no clause."""
    who = own_subject(verb)
    if (
        who is None
        or who.i < verb.i
        or child(verb, "ccomp") is not None
        or verb.left_edge.i == verb.i
    ):
        return set()
    return set(range(verb.left_edge.i, verb.i))


def is_clause(token: Token) -> bool:
    """Tell whether the token heads more than a single word."""
    return token.left_edge.i != token.right_edge.i


def _bracketed(verb: Token) -> bool:
    return verb.head.i < verb.i


def _tails(verb: Token) -> Words:
    said: Words = set()
    for one in tail(verb):
        if one.lower_ in reporting().verbs and (one.tag_ == "VBG" or is_set_against(one)):
            continue
        if not any(one.i > s.i and s.i > verb.i for s in verb.children if s.dep_ == "nsubj"):
            said.update(reach(one))
    return said


def is_set_against(verb: Token) -> bool:
    """ "The army said, while the rebels said ...": somebody else says something else."""
    mark = child(verb, "mark", "advmod")
    # "As the rebels denied a part in it", but not "as the rebels say".
    meanwhile = mark is not None and mark.lower_ == "as" and child(verb, "dobj", "ccomp")
    return own_subject(verb) is not None and (bool(meanwhile) or _is_one_of(mark, _AGAINST))


def _is_one_of(token: Token | None, words: frozenset[str]) -> bool:
    return token is not None and token.lower_ in words


def content_after(verb: Token, cue: Cue) -> tuple[Words, str]:
    """Return what the words after the verb report, with the rule that found it."""
    for holds, find in (
        ("seeming", _seeming),
        ("clause", _clause),
        ("person_to", _person_to),
        ("infinitive", _infinitive),
        ("label", _label),
        ("object", _object),
    ):
        if holds in cue.takes:
            found = find(verb, cue)
            if found:
                return found, WISH if _is_wish(holds, cue) else AFTER
    if cue.things:
        return set(), AFTER
    return _about(verb, cue) or _rest(verb, cue), AFTER


def _rest(verb: Token, cue: Cue) -> Words:
    """Return all that follows a verb of speech, where the parser lost its clause."""
    if not {"clause", "quote"} <= cue.takes or verb.tag_ not in ("VBD", "VBZ", "VBP", "VBG"):
        return set()
    apart = {i for c in verb.rights if c.dep_ in ("parataxis", "conj") for i in reach(c)}
    after = [t for t in verb.doc[verb.i + 1 : verb.right_edge.i + 1] if t.i not in apart]
    finite = any(t.tag_ in _FINITE_TAGS and t.dep_ != "relcl" for t in after)
    return {t.i for t in after} if finite and is_word(after[0]) else set()


def _is_wish(holds: str, cue: Cue) -> bool:
    """Tell whether the words are wanted or promised rather than said to be so."""
    if holds == "object":
        return cue.stance == "says" and bool({"person_to", "infinitive"} & cue.takes)
    return holds in ("person_to", "infinitive", "seeming")


def _seeming(verb: Token, _cue: Cue) -> Words:
    """Return who seems, with how: "the truce seemed to hold"."""
    how, who = child(verb, "xcomp", "acomp", "oprd", "attr"), subject(verb)
    if how is None or who is None or how.i < verb.i:
        return set()
    about: Words = set() if who.lower_ in ("it", "there") else set(reach(who))
    return about | set(reach(how))


def _clause(verb: Token, cue: Cue) -> Words:
    said = _clause_of_object(verb) or _that_clause(verb)
    if said:
        return said
    for one in verb.rights:
        if one.dep_ == "ccomp" and not (has_to(one) and "person_to" not in cue.takes):
            said.update(reach(one))
    return said


def _clause_of_object(verb: Token) -> Words:
    """Return a clause whose subject was taken for the verb's object.

    "Warned the ban would fail"; "told a friend he had paid".
    """
    thing = child(verb, "dobj", "dative")
    if thing is None or thing.i < verb.i:
        return set()
    after = thing.right_edge.i + 1
    if after < len(verb.doc) and verb.doc[after].tag_ in _FINITE_TAGS:
        finite = verb.doc[after]
        whole = finite.head if finite.dep_ in ("aux", "auxpass") else finite
        if whole.dep_ in ("ccomp", "conj", "ROOT", "advcl", "dep"):
            return set(range(thing.left_edge.i, max(whole.right_edge.i, after) + 1))
    told = child(thing, "relcl")
    if told is not None and told.left_edge.tag_ in ("PRP", "DT", "NNP") and not _has_who(told):
        return set(reach(told)) if verb.lower_ in ("told", "tell", "tells", "telling") else set()
    return set()


def _that_clause(verb: Token) -> Words:
    """Return the clause that "that" right after the verb opens, whatever hangs on it."""
    after = verb.i + 1
    while after < len(verb.doc) and (verb.doc[after].is_punct or verb.doc[after].tag_ == "RB"):
        after += 1
    if after >= len(verb.doc) or verb.doc[after].lower_ != "that" or verb.doc[after].tag_ != "IN":
        return set()
    head = verb.doc[after].head
    ends = [c.right_edge.i for c in verb.rights if c.dep_ == "ccomp" and c.i > after]
    return set(range(after, max(head.right_edge.i, *ends, after) + 1)) if head.i > verb.i else set()


def _has_who(verb: Token) -> bool:
    return any(c.tag_ in WHO for c in verb.subtree)


def has_to(verb: Token) -> bool:
    """Tell whether the verb is an infinitive with "to"."""
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _person_to(verb: Token, _cue: Cue) -> Words:
    done, whom = child(verb, "xcomp"), child(verb, "dobj")
    if done is None or whom is None or done.i < verb.i:
        return set()
    return set(range(whom.left_edge.i, done.right_edge.i + 1))


def _infinitive(verb: Token, cue: Cue) -> Words:
    done = child(verb, "xcomp")
    if done is None or done.i < verb.i or not has_to(done):
        return set()
    whom = [i for i in _about(verb, cue) if i < done.left_edge.i]
    return set(range(min([*whom, done.left_edge.i]), done.right_edge.i + 1))


def _label(verb: Token, cue: Cue) -> Words:
    """Return thing and label: "called the deal a trap", "described it as a trap"."""
    parts = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "acomp")]
    parts += [c for c in verb.rights if parts and _begins_with(c, cue.about)]
    quoted = _quoted_label(verb)
    if quoted:
        return quoted
    if len(parts) < 2 and not any(p.dep_ == "ccomp" for p in parts):
        return set()
    return {i for part in parts for i in reach(part)}


def _quoted_label(verb: Token) -> Words:
    """Return a thing and its label between quotation marks: 'called the deal "a trap"'."""
    thing = child(verb, "dobj", "ccomp", "oprd")
    if thing is None or thing.i < verb.i:
        return set()
    marks = [t.i for t in verb.doc[verb.i + 1 :] if t.text in QUOTE_MARKS]
    if len(marks) < 2 or marks[0] - verb.i > LONGEST_LABELLED:
        return set()
    inside = verb.doc[marks[0] : marks[1]]
    return set(range(verb.i + 1, max(t.right_edge.i for t in inside if t.i != verb.i) + 1))


def _begins_with(token: Token, words: frozenset[str]) -> bool:
    return token.dep_ in ("prep", "advcl") and token.left_edge.lower_ in words


def _object(verb: Token, cue: Cue) -> Words:
    thing = child(verb, "dobj") or _gerund(verb)
    if verb.dep_ == "compound":
        return set(reach(verb.head)) - set(reach(verb))
    if verb.dep_ == "relcl" and (thing is None or thing.tag_ in WHO):
        return deed_before(verb) | _with_prepositions(verb, cue)
    # "A charge the army denies" stands before its verb, hung as the second half of a sentence.
    if thing is None or (thing.i < verb.i and verb.dep_ != "conj"):
        return set()
    if cue.things and thing.lower_ not in cue.things:
        return set()
    about = _whole_prepositions(verb) if cue.things else _with_prepositions(verb, cue)
    return set(reach(thing)) | about


def _whole_prepositions(verb: Token) -> Words:
    """ "Put the toll of the bombing in the town at nine": all is of the figure given."""
    return {i for c in verb.rights if c.dep_ == "prep" for i in reach(c)}


def _gerund(verb: Token) -> Token | None:
    """Return the -ing form that the verb takes: "suggested closing the road"."""
    done = child(verb, "xcomp")
    return done if done is not None and done.tag_ == "VBG" else None


def _with_prepositions(verb: Token, cue: Cue) -> Words:
    found = (c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.about)
    return {i for one in found for i in reach(one)}


def _about(verb: Token, cue: Cue) -> Words:
    """Return the objects of the verb's prepositions: "warned of floods"."""
    found: Words = set()
    for one in verb.rights:
        if one.dep_ == "prep" and one.lower_ in cue.about:
            held = child(one, "pobj", "pcomp")
            if held is not None:
                found.update(reach(held))
    return found


def passive_content(verb: Token, cue: Cue) -> Words:
    """Return the thing spoken of with what is said of it: "X was blamed for Y"."""
    if cue.things and not _is_one_of(child(verb, "nsubjpass"), cue.things):
        return set()
    after = {i for c in verb.rights if c.dep_ in ("ccomp", "xcomp") for i in reach(c)}
    if cue.stance != "says" or "label" in cue.takes or verb.lower_ == "asked":
        after |= _with_prepositions(verb, cue)
    if not after and ("object" not in cue.takes or cue.stance == "says"):
        return set()
    if verb.dep_ == "acl":
        return after | deed_before(verb)
    about = child(verb, "nsubjpass", "nsubj")
    if about is None and verb.dep_ == "conj":
        about = subject(verb)
    if about is None or about.lower_ in ("it", "there"):
        return after
    if about.tag_ in WHO and verb.dep_ == "relcl":
        return after | deed_before(verb)
    return after | set(reach(about))
