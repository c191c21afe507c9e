"""How a sentence presents an event: as a fact, alleged, planned, negated ..., and by which words.

From the event's word upwards through the parse: each word that governs it may change the reading.
Attribution alone changes nothing: what police said is asserted, with the police as its source.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from khabar.extract.factuality.cues import Cue, FactualityWords, factuality_words
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Factuality

_STEPS = 12
_CLAUSE = frozenset(("ccomp", "xcomp", "pcomp", "acl", "advcl", "csubj", "csubjpass"))
# Of two readings that both fall short of a fact, the wider wins in these pairs, else the narrower.
_WIDER = frozenset((("planned", "hypothetical"), ("hypothetical", "unverified")))
_PARTIES = frozenset(("nsubj", "nsubjpass", "dobj", "attr"))
_PREDICATES = frozenset(("acomp", "attr", "oprd"))
_WH = frozenset(("WRB", "WP", "WP$", "WDT"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


@dataclass(frozen=True, slots=True)
class Reading:
    """The label so far and the cue that gave it."""

    label: Factuality
    because: str


def factuality_of(parsed: Parsed, token: Token) -> tuple[Factuality, str]:
    """Return how the sentence presents the event of a verb or noun, and the cue that decided."""
    reading = Reading("asserted", "nothing in the sentence makes it less than a fact")
    reading = _mood(token, _beside(token, reading))
    for _ in range(_STEPS):
        step = _above(token)
        if step is None:
            break
        reading, token, ends = _governed(step, reading)
        if ends:
            break
    if reading.label == "asserted" and parsed.doc[-1].text == "?":
        return "hypothetical", "the sentence asks"
    return reading.label, reading.because


def _mood(token: Token, reading: Reading) -> Reading:
    """Read a command ("Attack them") and a wish ("that he leave") as not yet true."""
    if token.tag_ != "VB" or any(c.dep_ in ("aux", "auxpass") for c in token.children):
        return reading
    subject = any(c.dep_ in ("nsubj", "nsubjpass") for c in token.children)
    command = token.dep_ in ("ROOT", "ccomp") and not subject and token.left_edge == token
    wish = any(c.dep_ == "mark" and c.lower_ == "that" for c in token.children)
    return _combined(reading, "hypothetical", "a command") if command or wish else reading


@dataclass(frozen=True, slots=True)
class Step:
    """From an event's word to the word above it, and the way in which that governs it."""

    event: Token
    above: Token
    way: str


def _above(token: Token) -> Step | None:
    head, dep = token.head, token.dep_
    if head == token:
        return None
    if dep == "conj":
        return Step(token, head, "beside")
    if dep in ("pobj", "pcomp") and (head.tag_ in ("IN", "TO") or head.dep_ == "prep"):
        return Step(token, head.head, _preposition(head))
    if dep in ("dobj", "nsubjpass"):
        return Step(token, head, "object")
    if dep in _PREDICATES:
        return Step(token, head, "predicate")
    if dep == "nsubj":
        return Step(token, head, "subject")
    if dep in ("compound", "poss", "nmod", "appos"):
        named = dep == "compound" and head.tag_.startswith("NN")
        return Step(token, head, "object" if named else "apart")
    if dep == "acl" and token.tag_ == "VBG" and head.dep_ == "pobj":
        # "worried about rebels attacking": the parser hangs the verb from its subject.
        return Step(token, head.head.head, _preposition(head.head))
    if dep in _CLAUSE:
        return Step(token, head, _clause_way(token))
    if dep in ("relcl", "parataxis"):
        return Step(token, head, "to" if _is_infinitive(token) else "apart")
    return None


def _preposition(word: Token) -> str:
    """Return the preposition, told apart from the "to" of infinitives and joined to "rather"."""
    before = word.nbor(-1).lower_ if word.i else ""
    if word.lower_ == "than" or (word.lower_ == "of" and before == "instead"):
        return f"{before} {word.lower_}"
    return "towards" if word.lower_ == "to" else word.lower_


def _is_infinitive(token: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in token.children)


def _clause_way(token: Token) -> str:
    if _is_infinitive(token):
        return "purpose" if token.dep_ == "advcl" else "to"
    marks = [c.lower_ for c in token.children if c.dep_ == "mark"]
    if "whether" in marks or (token.dep_ == "ccomp" and "if" in marks):
        return "whether"
    if token.dep_ in ("advcl", "acl"):
        return "adjunct" if token.dep_ == "advcl" else _acl_way(marks)
    if token.tag_ == "VBG" and not any(c.dep_ in ("aux", "nsubj") for c in token.children):
        return "ing"
    return "that"


def _acl_way(marks: list[str]) -> str:
    return "that" if "that" in marks else "apart"


def _beside(token: Token, reading: Reading) -> Reading:
    """Apply the words that hang from the event itself: "not", "may", "alleged", "if"."""
    words = factuality_words()
    for child in token.children:
        label = _of_child(child, words)
        if label is not None:
            reading = _combined(reading, label, child.lower_)
    nobody = next((c for c in token.children if c.dep_ in _PARTIES and _is_none(c)), None)
    return _combined(reading, "negated", nobody.text.lower()) if nobody else reading


def _is_none(party: Token) -> bool:
    """Tell "nobody", "no group", "none of them"."""
    nothing = ("no", "neither", "nobody", "nothing", "none")
    before = (c for c in party.lefts if c.dep_ in ("det", "preconj"))
    return any(t.lower_ in nothing for t in (party, *before))


def _of_child(child: Token, words: FactualityWords) -> Factuality | None:
    word = child.lower_
    if child.dep_ == "aux" and word in words.modals:
        modal = words.modals["will" if _is_future_in_past(child) else word]
        perfect = any(c.dep_ == "aux" and c.lower_ == "have" for c in child.head.children)
        return modal.perfect if perfect else modal.says
    if child.dep_ == "mark" and child.head.dep_ != "ccomp":
        return words.openings.get(word)
    if child.dep_ == "advmod" and any(words.beside.get(c.lower_) == "negated" for c in child.lefts):
        return "negated"
    if child.dep_ in ("neg", "advmod", "amod", "det", "preconj") and not _adds(child):
        return words.beside.get(word)
    return None


def _is_future_in_past(modal: Token) -> bool:
    """Tell "said it would attack", which announces, from "would attack if"."""
    clause = modal.head
    told = clause.dep_ == "ccomp" and clause.head.tag_ in ("VBD", "VBN")
    return modal.lower_ == "would" and told and not any(c.dep_ == "advcl" for c in clause.children)


def _adds(negation: Token) -> bool:
    """Tell "not only", which denies nothing."""
    following = negation.nbor(1).lower_ if negation.i + 1 < len(negation.doc) else ""
    return negation.dep_ == "neg" and following in ("only", "just", "merely", "simply")


def _combined(reading: Reading, label: Factuality, because: str) -> Reading:
    """Put a wider reading over a narrower one."""
    inner = reading.label
    if label == "asserted":
        return reading
    if inner == "asserted":
        return Reading(label, because)
    if label in ("negated", "denied"):
        return Reading("negated" if inner == "hedged" else label, because)
    if inner == "negated" and label == "alleged":
        return Reading("denied", because)
    if inner in ("negated", "denied") and label in ("hypothetical", "planned", "hedged"):
        return Reading("hypothetical" if label == "planned" else label, because)
    if (inner, label) in _WIDER:
        return Reading(label, because)
    return reading


def _governed(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Return the reading after one step up, the word reached, and whether to stop there."""
    if step.way == "beside":
        finite = step.event.tag_ in ("VBD", "VBZ", "VBP") and step.above.tag_ == "VB"
        return _listed(step, reading), step.above, finite
    if step.way in ("that", "whether") and _asks_who(step.event):
        return reading, step.above, True
    if step.way == "to" and any(c.lower_ == "yet" for c in step.above.children):
        return _combined(reading, "negated", "yet to"), step.above, False
    found = _cue(step)
    if found is not None:
        cue, word = found
        settled = cue.settles and word.tag_.startswith("VB")
        return _by_cue(cue, word, reading), step.above, settled
    return _without_cue(step, reading)


def _listed(step: Step, reading: Reading) -> Reading:
    """Carry "not" and "may" over to a second verb that has no subject or auxiliary of its own."""
    own = any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg") for c in step.event.children
    )
    either = any(c.dep_ == "cc" and c.lower_ in ("or", "nor") for c in step.above.children)
    same = step.event.tag_ == step.above.tag_ or step.event.tag_ == "VB" or either
    return reading if own or not same else _beside(step.above, reading)


def _asks_who(event: Token) -> bool:
    return any(c.tag_ in _WH and c.dep_ != "mark" and c.i < event.i for c in event.children)


def _cue(step: Step) -> tuple[Cue, Token] | None:
    """Return the cue above an event and its word: "clear" in "it was not clear whether"."""
    said_of = (c for c in step.above.children if c.dep_ in _PREDICATES)
    for word in (step.above, *said_of):
        found = (cue for cue in _cues_of(word, step.way) if _fits(cue, step, word))
        if (cue := next(found, None)) is not None:
            return cue, word
    return None


def _cues_of(word: Token, way: str) -> Iterator[Cue]:
    words, key = factuality_words(), (word.lower_, way)
    if not word.tag_.startswith("VB"):
        yield from words.nouns.get(key, ())
    if not word.tag_.startswith("NN"):
        kinds = (words.verbs, words.adjectives)
        for kind in kinds if word.tag_.startswith("VB") else reversed(kinds):
            yield from kind.get(key, ())


def _fits(cue: Cue, step: Step, word: Token) -> bool:
    if cue.needs and not any(c.lower_ in cue.needs for c in step.above.children):
        return False
    if cue.name.startswith("believed"):
        passive = any(c.dep_ in ("auxpass", "nsubjpass") for c in step.above.children)
        return passive or step.above.tag_ == "VBN" or step.above.lower_ == "said"
    return step.way != "subject" or not any(c.dep_ == "xcomp" for c in word.children)


def _by_cue(cue: Cue, word: Token, reading: Reading) -> Reading:
    if cue.over and reading.label not in cue.over:
        return reading
    if cue.says == "negated" and reading.label == "negated":
        return Reading("asserted", word.lower_)
    if cue.carries:
        return _beside(word, reading)
    label = cue.negated if _is_negated(word) else cue.says
    return _combined(reading, label, word.lower_)


def _is_negated(token: Token) -> bool:
    """Tell whether the word itself is denied: "did not", "no fears", "is not clear"."""
    words = factuality_words()
    holder = token.head if token.dep_ in ("acomp", "attr", "oprd") else token
    near = (*token.children, *(holder.children if holder != token else ()))
    if any(c.lower_ in words.failing and c.dep_ == "amod" for c in near):
        return True
    return any(words.beside.get(c.lower_) == "negated" and c.dep_ != "conj" for c in near)


def _without_cue(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    words, way, above = factuality_words(), step.way, step.above
    if way in words.openings:
        return _combined(reading, words.openings[way], way), above, False
    if way == "purpose":
        return _combined(reading, "hypothetical", "to"), above, True
    if way == "to" and _is_singled_out(above):
        return reading, above, True
    if way == "to":
        label: Factuality = "negated" if _is_negated(above) else "hypothetical"
        return _combined(reading, label, above.lower_), above, False
    if way == "whether":
        return _combined(reading, "hypothetical", "whether"), above, False
    if way in ("that", "ing"):
        return reading, above, False
    if way == "adjunct":
        return _of_adjunct(step, reading)
    if way == "object" and above.tag_.startswith("NN"):
        return reading, above, True
    if way == "predicate":
        return _beside(above, reading), above, False
    if way in ("object", "subject"):
        return _of_party(step, reading)
    if _is_any(step.event) and _is_negated(above):
        return _combined(reading, "negated", "any"), above, True
    return reading, above, True


def _is_singled_out(noun: Token) -> bool:
    """Tell "the first soldier to be killed", who was."""
    ranks = ("first", "last", "only", "latest", "second", "third")
    return noun.tag_.startswith("NN") and any(
        t.lower_ in ranks or t.tag_ in ("JJS", "RBS") for c in noun.lefts for t in c.subtree
    )


def _is_any(event: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "any" for c in event.children)


def _of_adjunct(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Let "killing five" share the fate of its main clause; "after ..." stands alone."""
    marked = any(c.dep_ in ("mark", "advmod") and c.i < step.event.i for c in step.event.children)
    apart = step.event.left_edge.i > 0 and step.event.left_edge.nbor(-1).text == ","
    loose = apart and _is_infinitive(step.above)
    if marked or loose or step.event.tag_ != "VBG":
        return reading, step.above, True
    return _beside(step.above, reading), step.above, False


def _of_party(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Let what is said of "launch" be said of the attack; "the attack" of other verbs is given."""
    above = step.above
    words = factuality_words()
    if step.way == "object" and above.lower_ in words.presupposing:
        return reading, above, True
    carried = above.lower_ in words.carrying
    definite = any(
        (c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in step.event.children
    )
    if not carried and (definite or step.way == "subject"):
        return reading, above, True
    return _beside(above, reading), above, False
