"""Attributions without a reporting verb: "according to", "reportedly", "fears that"."""

from __future__ import annotations

from collections.abc import Iterator

from khabar.extract.attribution.cues import Cue, reporting
from khabar.extract.attribution.told import Told
from khabar.extract.attribution.tree import (
    Words,
    agent,
    child,
    deed_before,
    is_verb,
    reach,
    subject,
)
from khabar.extract.inflection import verb_forms
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token

_CLAUSAL = frozenset(
    ("ROOT", "ccomp", "conj", "advcl", "relcl", "parataxis", "acl", "xcomp", "pcomp")
)


def by_phrases(parsed: Parsed) -> Iterator[Told]:
    """Yield what phrases, nouns, adjectives and adverbs attribute."""
    known = reporting()
    starts = {words[0] for words in known.phrases}
    for token in parsed.doc:
        word = token.lower_
        if word in starts:
            yield from _phrase(parsed, token)
        elif word in known.nouns and token.tag_ in ("NN", "NNS"):
            yield from _noun(parsed, token, known.nouns[word])
        elif word in known.adjectives and token.dep_ in ("acomp", "ccomp", "conj", "xcomp"):
            yield from _adjective(parsed, token, known.adjectives[word])
        elif word in known.adverbs and token.dep_ == "advmod":
            yield from _adverb(parsed, token, known.adverbs[word])
        elif word in known.owning and is_verb(token):
            yield from _responsibility(parsed, token)


def _phrase(parsed: Parsed, first: Token) -> Iterator[Told]:
    for words, cue in reporting().phrases.items():
        last = first.i + len(words) - 1
        if tuple(t.lower_ for t in parsed.doc[first.i : last + 1]) != words:
            continue
        speaker = child(parsed.doc[last], "pobj") or child(first, "pobj")
        if speaker is not None:
            cue_range = frozenset(range(first.i, last + 1))
            content = _clause_around(first) - cue_range - set(reach(speaker))
            yield Told(parsed, speaker, cue_range, frozenset(content), cue.stance, "phrase")


def _clause_around(token: Token) -> Words:
    """Return the whole clause that a phrase or adverb bears on."""
    above = token.head
    while above.dep_ not in _CLAUSAL and above.head.i != above.i:
        above = above.head
    if token.left_edge.i <= 1 or token.right_edge.i >= len(token.doc) - 3:
        above = _widest(above)
    return set(reach(above)) - set(reach(token))


def _widest(clause: Token) -> Token:
    """Climb from a clause inside the sentence's main statement to that statement."""
    while (
        clause.dep_ in ("relcl", "acl", "advcl", "conj", "xcomp", "pcomp")
        and clause.head.i != clause.i
    ):
        clause = clause.head
    return clause


def _adverb(parsed: Parsed, adverb: Token, cue: Cue) -> Iterator[Told]:
    head = adverb.head
    content = set(reach(head)) - {adverb.i}
    yield Told(parsed, None, frozenset((adverb.i,)), frozenset(content), cue.stance, "adverb")


def _noun(parsed: Parsed, noun: Token, cue: Cue) -> Iterator[Told]:
    content = _complement(noun, cue)
    if content:
        speaker = _owner(noun) or agent(noun) or _giver(noun)
        if speaker is None and not _has_clause(noun) and cue.stance != "reports":
            return
        if speaker is None and cue.stance == "reports":
            speaker = noun
        words = frozenset((noun.i,))
        because = "noun with its content"
        states = speaker is not None
        yield Told(parsed, speaker, words, frozenset(content), cue.stance, because, states=states)


def _has_clause(noun: Token) -> bool:
    return any(c.dep_ in ("acl", "ccomp") and _finite(c) for c in noun.rights)


def _complement(noun: Token, cue: Cue) -> Words:
    """Return what the noun holds: "that" with a clause, or "of" with a thing."""
    clause = next((c for c in noun.rights if c.dep_ in ("acl", "ccomp") and _finite(c)), None)
    if clause is not None:
        return set(reach(clause))
    held: Words = set()
    for one in noun.rights:
        if one.dep_ == "prep" and one.lower_ in cue.about:
            thing = child(one, "pobj", "pcomp")
            if thing is not None and thing.lower_ not in reporting().owned:
                held |= set(reach(thing))
    return held


def _finite(verb: Token) -> bool:
    return is_verb(verb) and child(verb, "nsubj", "nsubjpass", "expl") is not None


def _owner(noun: Token) -> Token | None:
    """Return whose it is; of "his", the subject of the sentence."""
    owner = child(noun, "poss")
    if owner is not None and owner.tag_ == "PRP$" and is_verb(noun.head):
        return subject(noun.head) or owner
    return owner


def _giver(noun: Token) -> Token | None:
    """Return who makes the statement: "the envoy repeated a warning that"."""
    if noun.dep_ == "dobj" and noun.head.lower_ in reporting().giving:
        verb = noun.head
        if verb.dep_ == "advcl":
            return None
        return subject(verb) if child(verb, "auxpass") is None else agent(verb)
    return None


def _adjective(parsed: Parsed, adjective: Token, cue: Cue) -> Iterator[Told]:
    verb = adjective.head
    speaker = child(adjective, "nsubj") or (subject(verb) if is_verb(verb) else None)
    clauses = [
        c
        for c in (*adjective.rights, *verb.rights)
        if c.dep_ in ("ccomp", "xcomp") and c.i > adjective.i
    ]
    content = set(reach(clauses[0])) if clauses else _complement(adjective, cue)
    if (
        content
        and speaker is not None
        and speaker.lower_ not in ("it", "this", "that", "there", "which")
    ):
        words = frozenset((adjective.i, verb.i)) if is_verb(verb) else frozenset((adjective.i,))
        said = frozenset(content - words)
        states = child(verb, "neg") is None and (not clauses or clauses[0].dep_ == "ccomp")
        yield Told(parsed, speaker, words, said, cue.stance, "adjective", states=states)


def _responsibility(parsed: Parsed, verb: Token) -> Iterator[Told]:
    """Yield "claimed responsibility for", "claimed the attack", "an attack claimed by"."""
    known = reporting()
    what = child(verb, "dobj")
    if what is not None and what.lower_ in known.owned:
        content = {
            i for c in (*what.rights, *verb.rights) if c.lower_ in ("for", "of") for i in reach(c)
        }
        yield from _owned(parsed, verb, subject(verb) or _before(verb), content | set(reach(what)))
    elif what is not None and what.lower_ in known.deeds and verb.lower_ in verb_forms("claim"):
        yield from _owned(parsed, verb, subject(verb), set(reach(what)))
    elif verb.i + 1 < len(parsed.doc) and verb.nbor().lower_ in known.owned and verb.i:
        content = set(range(verb.i + 1, reach(verb.nbor()).stop))
        yield from _owned(parsed, verb, verb.nbor(-1), content)
    elif verb.dep_ in ("acl", "relcl") and agent(verb) is not None:
        yield from _owned(parsed, verb, agent(verb), deed_before(verb))


def _before(verb: Token) -> Token | None:
    """Return the noun or short name right before a verb that the parser gave no subject."""
    token = verb.nbor(-1) if verb.i else None
    return token if token is not None and (token.is_upper or token.tag_.startswith("NN")) else None


def _owned(parsed: Parsed, verb: Token, speaker: Token | None, content: Words) -> Iterator[Told]:
    if speaker is not None and content:
        words = frozenset((verb.i,))
        because = "claim of responsibility"
        yield Told(
            parsed, speaker, words, frozenset(content - words), "claims_responsibility", because
        )
