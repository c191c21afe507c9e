"""Attributions by verbs: "said", "denied", "was blamed", "wants"."""

from __future__ import annotations

from collections.abc import Iterator

from spacy.tokens import Token

from khabar.extract.attribution_cues import Cue, reporting
from khabar.extract.attribution_told import Told
from khabar.extract.attribution_tree import (
    Words,
    agent,
    child,
    cue_words,
    frame_of,
    is_passive,
    is_verb,
    reach,
    subject,
    tail,
)  # fmt: skip
from khabar.extract.parse import Parsed

_NOT_SPEAKERS = frozenset(("it", "this", "that", "which", "there", "what", "these", "those"))
WISH = "verb of wish, request or promise"
AFTER = "reporting verb before what is said"
_SAID_TO = frozenset(("said", "believed", "thought", "reported", "feared"))
_BEFORE = frozenset(("ccomp", "parataxis", "dep"))


def by_verbs(parsed: Parsed) -> Iterator[Told]:
    """Yield what each reporting verb of the sentence attributes."""
    cues = reporting().verbs
    for token in parsed.doc:
        if (
            token.lower_ in cues
            and is_verb(token)
            and token.dep_ not in ("amod", "aux", "compound")
        ):
            cue = _chosen(token, cues[token.lower_])
            told = None if cue is None else _told(parsed, token, cue)
            if told is not None:
                yield told


def _chosen(verb: Token, cues: tuple[Cue, ...]) -> Cue | None:
    """Return the cue whose particle stands by the verb, else the one without a particle."""
    near = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]}
    return next((cue for cue in cues if cue.particle is None or cue.particle in near), None)


def _told(parsed: Parsed, verb: Token, cue: Cue) -> Told | None:
    passive = is_passive(verb) or _said_to(verb, cue)
    speaker = agent(verb) if passive else subject(verb)
    if not passive and not _can_speak(speaker, cue):
        return None
    content, because = _content(verb, cue, passive)
    quotes = "quote" in cue.takes and not passive
    if not content and not (quotes and speaker is not None):
        return None
    return Told(
        parsed,
        speaker,
        frozenset(cue_words(verb)),
        frozenset(content),
        cue.stance,
        because,
        quotes,
        states=_states(verb, cue, because),
        aside=_aside(verb),
        hearer=None if passive else child(verb, "dobj", "dative"),
    )


def _states(verb: Token, cue: Cue, because: str) -> bool:
    """Tell whether the source says that it is so, rather than wants, asks or does not say it."""
    if child(verb, "neg") is not None and cue.stance != "denies":
        return False
    return because != WISH or cue.stance == "claims"


def _aside(verb: Token) -> bool:
    """Tell whether the verb stands in a clause such as "since the army announced ..."."""
    above = verb
    while above.head.i != above.i:
        if above.dep_ == "relcl" or (above.dep_ == "advcl" and child(above, "mark") is not None):
            return True
        above = above.head
    return False


def _can_speak(speaker: Token | None, cue: Cue) -> bool:
    if speaker is None:
        return False
    if speaker.lower_ in ("there", "what", "which"):
        return False
    return not (cue.needs_person and speaker.lower_ in _NOT_SPEAKERS)


def _content(verb: Token, cue: Cue, passive: bool) -> tuple[Words, str]:
    if passive:
        return _passive_content(verb, cue), "passive reporting verb"
    before = _content_before(verb) if "clause" in cue.takes or "quote" in cue.takes else set()
    if before:
        return before, "reporting verb after what is said"
    return _content_after(verb, cue)


def _content_before(verb: Token) -> Words:
    """Return what stands before the reporting clause, and what comes after it past a comma."""
    ahead = next((c for c in verb.lefts if c.dep_ in _BEFORE and is_clause(c)), None)
    if ahead is not None:
        region = range(verb.left_edge.i, verb.i)
        said = set(region) - frame_of(verb)
        return said | _tails(verb)
    if verb.dep_ == "parataxis" and _bracketed(verb):
        return set(reach(verb.head)) - frame_of(verb)
    return set()


def is_clause(token: Token) -> bool:
    """Tell whether the token heads more than a single word."""
    return token.left_edge.i != token.right_edge.i


def _bracketed(verb: Token) -> bool:
    return verb.head.i < verb.i


def _tails(verb: Token) -> Words:
    said: Words = set()
    for one in tail(verb):
        if one.lower_ in reporting().verbs and one.tag_ == "VBG":
            continue
        if not any(one.i > s.i and s.i > verb.i for s in verb.children if s.dep_ == "nsubj"):
            said.update(reach(one))
    return said


def _said_to(verb: Token, cue: Cue) -> bool:
    """Tell whether a headline leaves out "is": "Rebels said to hold port"."""
    done = child(verb, "xcomp")
    return verb.lower_ in _SAID_TO and done is not None and _to(done) and bool(cue.takes)


def _content_after(verb: Token, cue: Cue) -> tuple[Words, str]:
    for holds, find in (
        ("clause", _clause),
        ("person_to", _person_to),
        ("infinitive", _infinitive),
        ("label", _label),
        ("object", _object),
    ):
        if holds in cue.takes:
            found = find(verb, cue)
            if found:
                return found, WISH if holds in ("person_to", "infinitive") else AFTER
    return _about(verb, cue), AFTER


def _clause(verb: Token, cue: Cue) -> Words:
    said: Words = set()
    for one in verb.rights:
        if one.dep_ == "ccomp" and not (_to(one) and "person_to" not in cue.takes):
            said.update(reach(one))
    return said


def _to(verb: Token) -> bool:
    return any(c.dep_ == "aux" and c.lower_ == "to" for c in verb.lefts)


def _person_to(verb: Token, _cue: Cue) -> Words:
    done, whom = child(verb, "xcomp"), child(verb, "dobj")
    if done is None or whom is None or done.i < verb.i:
        return set()
    return set(range(whom.left_edge.i, done.right_edge.i + 1))


def _infinitive(verb: Token, _cue: Cue) -> Words:
    done = child(verb, "xcomp")
    return set(reach(done)) if done is not None and done.i > verb.i and _to(done) else set()


def _label(verb: Token, cue: Cue) -> Words:
    """Return thing and label: "called the deal a trap", "described it as a trap"."""
    parts = [c for c in verb.rights if c.dep_ in ("dobj", "oprd", "ccomp", "xcomp", "acomp")]
    parts += [c for c in verb.rights if c.dep_ == "prep" and c.lower_ in cue.about and parts]
    if len(parts) < 2 and not any(p.dep_ == "ccomp" for p in parts):
        return set()
    return {i for part in parts for i in reach(part)}


def _object(verb: Token, cue: Cue) -> Words:
    thing = child(verb, "dobj")
    if thing is None or thing.i < verb.i or (cue.things and thing.lower_ not in cue.things):
        return set()
    return set(reach(thing)) | _with_prepositions(verb, cue)


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


def _passive_content(verb: Token, cue: Cue) -> Words:
    """Return the thing spoken of with what is said of it: "X was blamed for Y"."""
    after = {i for c in verb.rights if c.dep_ in ("ccomp", "xcomp", "oprd") for i in reach(c)}
    after |= _with_prepositions(verb, cue)
    if not after and "object" not in cue.takes:
        return set()
    if verb.dep_ == "acl":
        return after | set(range(verb.head.left_edge.i, verb.left_edge.i))
    about = child(verb, "nsubjpass", "nsubj")
    if about is None and verb.dep_ == "conj":
        about = subject(verb)
    if about is None or about.lower_ in ("it", "there"):
        return after
    return after | set(reach(about))
