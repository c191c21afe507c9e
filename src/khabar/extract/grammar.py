"""Who stands where in a parsed sentence: logical subjects, objects, and what hangs on what."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.tree import Token, Tree

_VERB = ("VB", "VBD", "VBG", "VBN", "VBP", "VBZ")
LOCATIVE = frozenset("in at near outside inside".split())
"""The prepositions that most often say where something happened."""
SALVOS = frozenset(
    """volley volleys barrage barrages salvo salvos hail series dozens hundreds scores number
    couple""".split()
)
"""Nouns that only count the weapons after them: "a volley of rockets"."""
_RELATIVE = frozenset(("who", "which", "that", "whom"))
# Their object, not their subject, does what the infinitive says: "ordered troops to fire".
_OBJECT_CONTROL = frozenset(
    form
    for base in ("order", "urge", "ask", "tell", "force", "allow", "enable", "send", "want", "help",
                 "permit", "instruct", "invite", "encourage", "direct", "compel", "see", "let")
    for form in (base, base + "s", base + "ed", base.rstrip("e") + "ed", base.rstrip("e") + "ing")
) | {"told", "sent", "saw", "seen", "permitted", "compelled", "let"}  # fmt: skip
_NOBODY = frozenset("no neither nobody nothing none".split())
_FOR_DOING = frozenset("of for with from into".split())
_USING = frozenset("use uses used using take takes took taken taking spend spends spent".split())
# Without an object these forms are passive even where a headline drops "was": "3 gunmen killed".
_DONE_TO_SUBJECT = frozenset(
    """killed wounded injured arrested detained abducted kidnapped jailed executed assassinated
    beheaded slain captured deported displaced convicted sentenced freed released""".split()
)


def is_verb(token: Token) -> bool:
    """Tell whether the tagger takes the token for a verb."""
    return token.tag_ in _VERB


def children(token: Token, *deps: str) -> list[Token]:
    """Return the token's children of the given relations, in order."""
    return [child for child in token.children if child.dep_ in deps]


def _follows(subject: Token, verb: Token) -> bool:
    """ "That killed about 180 people": the parser may take the object for a passive subject."""
    return subject.dep_ == "nsubjpass" and subject.i > verb.i and not children(verb, "auxpass")


def conjuncts(token: Token) -> list[Token]:
    """Return the token and all that is coordinated with it, in order."""
    found = [token]
    for child in children(token, "conj"):
        found.extend(conjuncts(child))
    return found


def is_passive(verb: Token) -> bool:
    """Tell whether the verb's grammatical subject is the one acted upon."""
    if any(c.dep_ in ("auxpass", "agent") for c in verb.children):
        return True
    if any(c.i < verb.i for c in children(verb, "nsubjpass", "csubjpass")):
        return True
    if children(verb, "dobj", "nsubjpass"):
        return False
    if verb.dep_ == "conj" and is_verb(verb.head) and not children(verb, "aux"):
        return is_passive(verb.head)
    if verb.lower_ in _DONE_TO_SUBJECT and not children(verb, "aux"):
        return True
    reduced = verb.dep_ in ("acl", "advcl", "relcl", "amod")
    return reduced and verb.tag_ == "VBN" and not children(verb, "aux", "nsubj")


def antecedent(token: Token) -> Token:
    """Return what a relative pronoun stands for; any other token stands for itself."""
    if token.lower_ not in _RELATIVE or token.tag_ not in ("WDT", "WP", "IN", "DT"):
        return token
    clause = token.head
    while clause.dep_ in ("xcomp", "ccomp", "conj", "aux", "pobj", "prep", "advcl") and (
        clause.head.i != clause.i
    ):
        clause = clause.head
    if clause.dep_ == "relcl":
        return clause.head
    before = token.nbor(-1) if token.i else token
    return before if token.tag_ == "WDT" and before.tag_.startswith("NN") else token


def grammatical_subjects(verb: Token, depth: int = 0) -> list[Token]:
    """Return the subject of a verb, found also where English leaves it out."""
    own = [s for s in children(verb, "nsubj", "nsubjpass", "csubj") if not _follows(s, verb)]
    own = [s for s in own if s.lower_ not in ("it", "there") or s.dep_ == "nsubjpass"] or own
    # "Killed in the attack were two guards".
    own = own or [s for aux in children(verb, "auxpass") for s in children(aux, "attr", "nsubj")]
    if own:
        return [antecedent(s) for s in own]
    head = verb.head
    if depth > 6 or head.i == verb.i:
        return []
    if verb.dep_ == "xcomp" and head.lower_ in _OBJECT_CONTROL:
        held = children(head, "dobj", "dative", "nsubjpass")
        if held:
            return held[:1]
    if verb.dep_ == "xcomp" and head.dep_ == "acomp":
        return grammatical_subjects(head.head, depth + 1)
    if verb.dep_ in ("acl", "relcl") and not is_verb(head):
        return [head]
    if verb.dep_ == "pcomp" and is_verb(head.head):
        blamed = _blamed(verb)
        return blamed or grammatical_subjects(head.head, depth + 1)
    if verb.dep_ in ("conj", "xcomp", "advcl", "dep") and is_verb(head):
        return grammatical_subjects(head, depth + 1)
    return []


def _blamed(verb: Token) -> list[Token]:
    """ "Accused its neighbour of arming rebels": the neighbour is said to have armed them."""
    preposition, above = verb.head, verb.head.head
    if verb.tag_ != "VBG" or preposition.lower_ not in _FOR_DOING or above.lower_ in _USING:
        return []
    return [t for one in children(above, "dobj") for t in conjuncts(one) if t.i < verb.i]


def subjects(verb: Token) -> list[Token]:
    """Return who does what the verb says, whatever its voice."""
    if is_passive(verb):
        agents = children(verb, "agent") or _agents_below(verb)
        found = [obj for agent in agents for obj in children(agent, "pobj", "pcomp")]
        return [t for one in found for t in conjuncts(one)]
    if _follows_from_passive(verb):
        return subjects(verb.head)
    return [t for one in grammatical_subjects(verb) for t in conjuncts(one)]


def _follows_from_passive(verb: Token) -> bool:
    """ "The camp was attacked by raiders, killing ten": the raiders killed, not the camp."""
    loose = verb.dep_ == "advcl" and verb.tag_ == "VBG" and not children(verb, "nsubj", "mark")
    return loose and verb.i > 0 and verb.nbor(-1).text == "," and is_passive(verb.head)


def _agents_below(verb: Token) -> list[Token]:
    """ "Banned from working by the council": the parser hangs "by" on the nearer verb."""
    preps = children(verb, "prep")
    inner = [v for p in preps for v in children(p, "pcomp")] + children(verb, "xcomp")
    below = [p for v in inner for p in children(v, "prep", "agent")]
    return [p for p in (*preps, *below) if p.lower_ == "by"]


def objects(verb: Token) -> list[Token]:
    """Return whom or what the verb is done to, whatever its voice."""
    if is_passive(verb):
        return [t for one in grammatical_subjects(verb) for t in conjuncts(one)]
    found = children(verb, "dobj", "dative")
    found += [s for s in children(verb, "nsubjpass") if _follows(s, verb)]
    found = [f for f in found if f.dep_ != "dative" or f.tag_ != "IN"]
    shared = _shared_object(verb) if not found else []
    return [antecedent(t) for one in (found or shared) for t in conjuncts(one)]


def _shared_object(verb: Token) -> list[Token]:
    """ "Ambushed and killed 21 fighters": the parser hangs the object on one of the two."""
    for other in [*children(verb, "conj"), *([verb.head] if verb.dep_ == "conj" else [])]:
        found = children(other, "dobj")
        if found and is_verb(other) and other.i > verb.i:
            return found
    if verb.dep_ == "relcl" and not children(verb, "dobj"):
        return [t for t in children(verb, "dobj", "pobj") if t.lower_ in _RELATIVE]
    return []


def after_preposition(token: Token, preposition: str) -> list[Token]:
    """Return the objects of a preposition that hangs on the token, conjuncts included."""
    found = (
        p
        for p in token.children
        if p.lower_ == preposition and p.dep_ in ("prep", "agent", "dative")
    )
    return [t for p in found for one in children(p, "pobj") for t in conjuncts(one)]


def is_figure_again(noun: Token) -> bool:
    """ "Killed nine men, a figure that nobody could verify": the number, no tenth man."""
    told = noun.lower_ in ("figure", "toll", "number", "claim", "count")
    return told and noun.left_edge.lower_ == "a" and bool(children(noun, "relcl"))


def is_none(party: Token) -> bool:
    """Tell "nobody", "no group", "none of them"."""
    before = (c for c in party.lefts if c.dep_ in ("det", "preconj"))
    return any(t.lower_ in _NOBODY for t in (party, *before))


def climb(token: Token) -> Iterator[Token]:
    """Yield the token and its heads up to the root."""
    yield token
    while token.head.i != token.i:
        token = token.head
        yield token


def phrase_around(doc: Tree, offset: int) -> tuple[str, str] | None:
    """Return the phrase of the name at an offset: up to its head word, and with all that follows.

    "Port worker Anna Lind, a Selmark citizen" gives "Port worker Anna Lind" and the whole.
    """
    token = next((t for t in doc if t.idx <= offset < t.idx + len(t.text)), None)
    if token is None:
        return None
    while token.dep_ in ("compound", "nmod", "amod", "nummod", "det", "quantmod", "appos"):
        token = token.head
    inside = [t for t in token.subtree if not _in_clause(t, token)]
    start, end = inside[0].idx, inside[-1].idx + len(inside[-1].text)
    return doc.text[start : token.idx + len(token.text)], doc.text[start:end]


def _in_clause(token: Token, head: Token) -> bool:
    """Tell whether the token is part of a clause about the head, or coordinated with it."""
    while token.i != head.i:
        if token.dep_ in ("relcl", "conj", "acl", "cc", "parataxis", "dep"):
            return True
        token = token.head
    return False
