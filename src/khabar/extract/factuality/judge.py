"""How a sentence presents an event: as a fact, alleged, planned, negated ..., and by which words.

From the event's word upwards through the parse: each word that governs it may change the reading.
Attribution alone changes nothing: what police said is asserted, with the police as its source.
"""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.factuality.beside import in_mood, read_beside
from khabar.extract.factuality.cues import Cue, factuality_words
from khabar.extract.factuality.reading import Reading, combined
from khabar.extract.factuality.step import PREDICATES, Step, is_infinitive, step_above
from khabar.extract.grammar import is_none
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Factuality

_STEPS = 12
_WH = frozenset(("WRB", "WP", "WP$", "WDT"))
_BY_DOING = frozenset(("by", "in", "through"))
_DEFINITE = frozenset(("the", "this", "that", "these", "those"))


def factuality_of(parsed: Parsed, token: Token) -> tuple[Factuality, str]:
    """Return how the sentence presents the event of a verb or noun, and the cue that decided."""
    reading = Reading("asserted", "nothing in the sentence makes it less than a fact")
    reading = in_mood(token, read_beside(token, reading))
    for _ in range(_STEPS):
        step = step_above(token)
        if step is None or parsed.doc.parts(step.event, step.above):
            break
        reading, token, ends = _governed(step, reading)
        if ends:
            break
    if reading.label == "asserted" and parsed.doc[-1].text == "?":
        return "hypothetical", "the sentence asks"
    return reading.label, reading.because


def _governed(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Return the reading after one step up, the word reached, and whether to stop there."""
    if step.way == "beside":
        finite = step.event.tag_ in ("VBD", "VBZ", "VBP") and step.above.tag_ == "VB"
        return _listed(step, reading), step.above, finite
    if step.way in ("that", "whether") and _asks_who(step.event):
        return reading, step.above, True
    if step.way == "to" and any(c.lower_ == "yet" for c in step.above.children):
        return combined(reading, "negated", "yet to"), step.above, False
    found = _cue(step)
    if found is not None:
        cue, word = found
        settled = cue.settles and word.tag_.startswith("VB")
        return _by_cue(cue, word, _by_speaker(step, reading)), step.above, settled
    return _without_cue(step, _by_speaker(step, reading))


def _by_speaker(step: Step, reading: Reading) -> Reading:
    """Read what "unconfirmed reports" say as the reports are read."""
    labels = factuality_words().beside
    reports = [c for c in step.above.children if c.dep_ == "nsubj" and step.way == "that"]
    reports += [step.above] if step.above.lower_ in ("report", "reports") else []
    told = (t.lower_ for c in reports for t in c.lefts if t.dep_ == "amod")
    unsure = next((word for word in told if labels.get(word) == "unverified"), None)
    return combined(reading, "unverified", unsure) if unsure else reading


def _listed(step: Step, reading: Reading) -> Reading:
    """Carry "not" and "may" over to a second verb that has no subject or auxiliary of its own."""
    own = any(
        c.dep_ in ("nsubj", "nsubjpass", "aux", "auxpass", "neg") for c in step.event.children
    )
    joining = {c.lower_ for c in step.above.children if c.dep_ == "cc"}
    either = bool(joining & {"or", "nor"})
    if "nor" in joining and any(c.dep_ == "aux" for c in step.event.children):
        return combined(reading, "negated", "nor")
    same = step.event.tag_ == step.above.tag_ or step.event.tag_ == "VB" or either
    return reading if own or not same else read_beside(step.above, reading)


def _asks_who(event: Token) -> bool:
    first = event.left_edge
    asked = any(c.tag_ in _WH and c.dep_ != "mark" and c.i < event.i for c in event.children)
    return asked or (first.tag_ == "WRB" and first.dep_ != "mark" and first.i < event.i)


def _cue(step: Step) -> tuple[Cue, Token] | None:
    """Return the cue above an event and its word: "clear" in "it was not clear whether"."""
    said_of = (c for c in step.above.children if c.dep_ in PREDICATES)
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
        return read_beside(word, reading)
    if _is_negated(word):
        return combined(reading, cue.negated, word.lower_)
    found = combined(reading, cue.says, word.lower_)
    return _under_modal(word, found) if cue.says == "negated" else found


def _is_negated(token: Token) -> bool:
    """Tell whether the word itself is denied: "did not", "no fears", "is not clear"."""
    words = factuality_words()
    holder = token.head if token.dep_ in ("acomp", "attr", "oprd") else token
    near = (*token.children, *(holder.children if holder != token else ()))
    if any(c.dep_ in ("nsubj", "nsubjpass") and is_none(c) for c in near):
        return True
    if any(c.lower_ in words.failing and c.dep_ == "amod" for c in near):
        return True
    return any(words.beside.get(c.lower_) == "negated" and c.dep_ != "conj" for c in near)


def _without_cue(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    words, way, above = factuality_words(), step.way, step.above
    if way in words.openings:
        return _under_modal(above, combined(reading, words.openings[way], way)), above, False
    if way == "purpose":
        return combined(reading, "hypothetical", "to"), above, True
    if way == "to" and _is_singled_out(above):
        return reading, above, True
    if way == "to":
        label: Factuality = "negated" if _is_negated(above) else "hypothetical"
        return combined(reading, label, above.lower_), above, False
    if way == "whether":
        return combined(reading, "hypothetical", "whether"), above, False
    if way in ("that", "ing"):
        return reading, above, False
    if way == "adjunct":
        return _of_adjunct(step, reading)
    if way == "object" and above.tag_.startswith("NN"):
        return reading, above, True
    if way == "predicate":
        return read_beside(above, reading), above, False
    if way in ("object", "subject"):
        return _of_party(step, reading)
    if step.event.dep_ == "pcomp" and way in _BY_DOING and above.tag_.startswith("VB"):
        return read_beside(above, reading), above, False
    if step.event.dep_ == "acl" and is_none(above):
        return combined(reading, "negated", "no"), above, False
    if _is_any(step.event) and _is_negated(above):
        return combined(reading, "negated", "any"), above, True
    return reading, above, True


def _under_modal(verb: Token, reading: Reading) -> Reading:
    """Read "cannot leave without fighting" as open, and "left without fighting" as told."""
    modals = factuality_words().modals
    found = next((c for c in verb.children if c.dep_ == "aux" and c.lower_ in modals), None)
    return combined(reading, "hypothetical", found.lower_) if found else reading


def _is_singled_out(noun: Token) -> bool:
    """Tell "the first soldier to be killed", who was."""
    ranks = ("first", "last", "only", "latest", "second", "third")
    if noun.lower_ in ranks:
        return True
    return noun.tag_.startswith("NN") and any(
        t.lower_ in ranks or t.tag_ in ("JJS", "RBS") for c in noun.lefts for t in c.subtree
    )


def _is_any(event: Token) -> bool:
    return any(c.dep_ == "det" and c.lower_ == "any" for c in event.children)


def _of_adjunct(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Let "killing five" share the fate of its main clause; "after ..." stands alone."""
    marked = any(c.dep_ in ("mark", "advmod") and c.i < step.event.i for c in step.event.children)
    apart = step.event.left_edge.i > 0 and step.event.left_edge.nbor(-1).text == ","
    loose = apart and is_infinitive(step.above)
    if marked or loose or step.event.tag_ != "VBG":
        return reading, step.above, True
    return read_beside(step.above, reading), step.above, False


def _of_party(step: Step, reading: Reading) -> tuple[Reading, Token, bool]:
    """Let what is said of "launch" be said of the attack; "the attack" of other verbs is given."""
    above = step.above
    words = factuality_words()
    if step.way == "object" and above.lower_ in words.presupposing:
        return reading, above, True
    carried = above.lower_ in words.carrying
    if not carried and (_is_definite(step.event) or step.way == "subject"):
        return reading, above, True
    return read_beside(above, reading), above, False


def _is_definite(event: Token) -> bool:
    """Tell "the attack" and "their attack", which are spoken of as known."""
    return any(
        (c.dep_ == "det" and c.lower_ in _DEFINITE) or c.dep_ == "poss" for c in event.children
    )
