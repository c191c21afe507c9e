"""Attributions by verbs: "said", "denied", "was blamed", "wants"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution.contents import (
    WISH,
    content_after,
    content_before,
    has_to,
    is_set_against,
    passive_content,
)
from khabar.extract.attribution.cues import Cue, reporting
from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import (
    Words,
    agent,
    child,
    cue_words,
    is_passive,
    is_verb,
    own_subject,
    reach,
    subject,
    verb_before,
)
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

_NOT_SPEAKERS = frozenset(("it", "this", "that", "which", "there", "what", "these", "those"))
_SAID_TO = frozenset(("said", "believed", "thought", "reported", "feared"))
_THEMSELVES = frozenset(("it", "they", "he", "she", "we"))
_MODALS = frozenset(("may", "might", "could", "can", "should", "must", "would"))


def by_verbs(parsed: Parsed) -> Iterator[Told]:
    """Yield what each reporting verb of the sentence attributes."""
    cues = reporting().verbs
    for token in parsed.doc:
        if token.lower_ in cues and is_verb(token) and not _is_modifier(token):
            cue = _chosen(token, cues[token.lower_])
            told = None if cue is None else _told(parsed, token, cue)
            if told is not None:
                yield told


def _is_modifier(token: Token) -> bool:
    if token.dep_ == "compound":
        return child(token, "nsubj") is None
    if token.dep_ in ("acl", "advcl") and (has_to(token) or _is_point_of_view(token)):
        return True
    return token.dep_ in ("amod", "aux")


def _is_point_of_view(token: Token) -> bool:
    """ "Smoke as seen from the bridge": where from, and nobody's view of it."""
    mark = child(token, "mark", "advmod")
    return token.lower_ == "seen" and mark is not None and mark.lower_ == "as"


def _chosen(verb: Token, cues: tuple[Cue, ...]) -> Cue | None:
    """Return the cue whose particle stands by the verb, else the one without a particle."""
    near = {t.lower_ for t in verb.doc[verb.i + 1 : verb.i + 4]}
    return next((cue for cue in cues if cue.particle is None or cue.particle in near), None)


def _told(parsed: Parsed, verb: Token, cue: Cue) -> Told | None:
    passive = is_passive(verb) or _said_to(verb, cue) or _asked(verb)
    speaker = agent(verb) if passive else subject(verb)
    if not passive and not _can_speak(speaker, cue):
        return None
    content, because = _content(verb, cue, passive)
    content -= _said_beside(verb)
    if verb.dep_ == "relcl" and verb.head.i in content and _is_who(speaker):
        return None
    if cue.takes == {"seeming"}:
        speaker = None
    quotes = "quote" in cue.takes and not passive
    if not content and not (quotes and speaker is not None):
        return None
    return Told(
        parsed,
        speaker,
        frozenset(cue_words(verb)),
        frozenset(content),
        "claims_responsibility" if _owns_up(verb, speaker) else cue.stance,
        because,
        quotes,
        states=_states(verb, cue, because),
        aside=_aside(verb) and cue.stance != "alleges",
        hearer=None if passive else child(verb, "dobj", "dative"),
    )


def _owns_up(verb: Token, speaker: Token | None) -> bool:
    """ "The group said it was behind the raid", "that it was responsible"."""
    being = child(verb, "ccomp")
    who = child(being, "nsubj") if being is not None and being.lower_ in ("was", "were") else None
    if being is None or who is None or speaker is None or who.lower_ not in _THEMSELVES:
        return False
    return any(c.lower_ in ("responsible", "behind") for c in being.rights)


def _is_who(speaker: Token | None) -> bool:
    """ "A journalist who reported on gangs was shot": who speaks of the past says nothing of it."""
    return speaker is not None and speaker.lower_ == "who"


def _said_beside(verb: Token) -> Words:
    """Return what another one says after a comma: "..., adding that", "..., while Varia said"."""
    found: Words = set()
    for token in verb.subtree:
        first = token.left_edge.i
        apart = first > verb.i and verb.doc[first - 1].text == ","
        if apart and token.lower_ in reporting().verbs and _is_by_another(token):
            found.update(reach(token))
        elif token.dep_ == "conj" and token.i > verb.i and _goes_on_from(token, verb):
            found.update(range(token.left_edge.i, token.right_edge.i + 1))
    return found


def _is_by_another(verb: Token) -> bool:
    """Tell whether a clause is said beside another: "adding that", "while she said", "who said"."""
    if verb.dep_ == "relcl":
        return own_subject(verb) is not None
    return verb.dep_ == "advcl" and (verb.tag_ == "VBG" or is_set_against(verb))


def _goes_on_from(token: Token, verb: Token) -> bool:
    before = verb_before(token)
    return before is not None and before.i == verb.i


def _states(verb: Token, cue: Cue, because: str) -> bool:
    """Tell whether the source says that it is so, rather than wants, asks or does not say it."""
    if child(verb, "neg") is not None and cue.stance != "denies":
        return False
    if _is_not_said_yet(verb):
        return False
    return because != WISH or cue.stance == "claims"


def _is_not_said_yet(verb: Token) -> bool:
    """Tell whether it is no more than possible or meant: "could deny", "tried to determine"."""
    helpers = {c.lower_ for c in verb.lefts if c.dep_ == "aux"}
    if "to" in helpers:
        return verb.dep_ == "xcomp" and verb.head.lower_ not in reporting().going_on
    return bool(helpers & _MODALS)


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
        wish = "person_to" in cue.takes and cue.stance == "says"
        return passive_content(verb, cue), WISH if wish else "passive reporting verb"
    before = content_before(verb) if "clause" in cue.takes or "quote" in cue.takes else set()
    if before:
        return before, "reporting verb after what is said"
    return content_after(verb, cue)


def _said_to(verb: Token, cue: Cue) -> bool:
    """Tell whether a headline leaves out "is": "Rebels said to hold port"."""
    done = child(verb, "xcomp")
    return verb.lower_ in _SAID_TO and done is not None and has_to(done) and bool(cue.takes)


def _asked(verb: Token) -> bool:
    """Tell whether it is the "Asked" of "Asked whether he knew, the mayor ..."."""
    alone = child(verb, "nsubj", "nsubjpass", "aux") is None
    return verb.lower_ == "asked" and verb.dep_ == "advcl" and alone
