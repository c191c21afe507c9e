"""Claims that lean on others: "Among them was ...", "They include ...", "A said B shelters C"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from khabar.extract.attribution.find import Attribution, chain_of
from khabar.extract.coreference import Memory
from khabar.extract.dating import NO_DATES
from khabar.extract.grammar import children, climb, grammatical_subjects, is_verb
from khabar.extract.parse import Parsed
from khabar.extract.parties import parties
from khabar.extract.spots import governor
from khabar.extract.tree import Token
from khabar.model import Claim, Harm, Party, Source, Span

_THEM = frozenset("them those these".split())
_THEY = frozenset("they these those".split())
_INCLUDE = frozenset("include includes included".split())
_SAYS = frozenset("said says say told alleged claimed charged stated".split())
_BLAMEWORTHY = ("links", "shelters", "backs")
_MEANS = ("suicide-attack", "drone", "aerial", "heavy-weapons", "explosives", "firearms")
_HARMED = ("killed", "injured", "detained", "abducted")


def on_the_scene(parsed: Parsed, claim: Claim, scene: Claim | None) -> Claim:
    """Return an attack told again with the place, day and means of the telling before.

    A fact that the sentence itself tells stays, and one that it may tell is left open.
    """
    told_again = claim.kind == "event" and claim.event_type == "ASSAULT" and _is_told(claim)
    if scene is None or not told_again or _other_hands(claim, scene):
        return claim
    kinds = {m.kind for m in parsed.mentions if m.ids not in NO_DATES}
    where = claim.where or (None if "place" in kinds else scene.where)
    when = claim.when or (None if "time" in kinds or where is not scene.where else scene.when)
    same = claim.harm and scene.mode in _MEANS and not kinds & {"place", "time"}
    mode = claim.mode or (scene.mode if same else None)
    if (when, where, mode) == (claim.when, claim.where, claim.mode):
        return claim
    because = (*claim.because, "carried over: place, day and means of the telling before")
    return replace(claim, when=when, where=where, mode=mode, because=because)


def sets_scene(parsed: Parsed, claim: Claim) -> bool:
    """Tell whether the claim places an attack more closely than in a country."""
    if claim.kind != "event" or claim.event_type != "ASSAULT" or claim.where is None:
        return False
    states = {m.words for m in parsed.mentions if m.kind == "actor"}
    phrase = range(claim.where.words.start, claim.where.words.end)
    spots = (m for m in parsed.mentions if m.kind == "place" and m.start in phrase)
    return any(m.words not in states for m in spots)


def _other_hands(claim: Claim, scene: Claim) -> bool:
    """Tell whether the claim names an actor that the scene does not."""
    known = {party.name for party in scene.actors}
    return bool(claim.actors) and not any(party.name in known for party in claim.actors)


def _is_told(claim: Claim) -> bool:
    return bool(claim.harm or claim.mode) and claim.factuality in ("asserted", "alleged")


def among_them(
    parsed: Parsed, before: Sequence[Claim], said: Sequence[Attribution], memory: Memory
) -> Iterator[Claim]:
    """Yield what befell "them" in the sentence before, for whom this one names among them."""
    harmed = [c for c in before if c.kind == "event" and c.harm]
    named = _named_among(parsed)
    if not harmed or named is None or harmed[-1].harm[0].outcome not in _HARMED:
        return
    words, last = _sentence(parsed), harmed[-1]
    harm = Harm(last.harm[0].outcome, 1, 1, None, False, parsed.span(named, named))
    yield replace(
        last,
        targets=parties(parsed, [named], memory),
        when=None,
        where=None,
        harm=(harm,),
        attribution=chain_of(said, parsed.article, words.start, words.start + len("Among")),
        words=words,
        because=(*last.because, "carried over: among them"),
    )


def they_include(
    parsed: Parsed, before: Sequence[Claim], said: Sequence[Attribution], memory: Memory
) -> Iterator[Claim]:
    """Yield the relations of the sentence before for each of those whom this one lists."""
    listed = _listed(parsed, memory)
    words = _sentence(parsed)
    chain = chain_of(said, parsed.article, words.start, words.start + len("They"))
    for claim in before if listed else ():
        actors = _replaced(claim.actors, listed)
        targets = _replaced(claim.targets, listed)
        if claim.kind == "relation" and (actors, targets) != (claim.actors, claim.targets):
            because = (*claim.because, "carried over: they include")
            sources = (*chain, *(s for s in claim.attribution[1:] if s.name not in _names(chain)))
            yield replace(
                claim, actors=actors, targets=targets, words=words,
                attribution=sources, because=because,
            )  # fmt: skip


def accusations(parsed: Parsed, found: Sequence[Claim], memory: Memory) -> Iterator[Claim]:
    """Yield the accusation that lies in saying of somebody that they shelter or back others."""
    inside = range(parsed.sentence.start, parsed.sentence.end)
    for claim in found:
        if claim.kind != "relation" or claim.relation not in _BLAMEWORTHY:
            continue
        if not _is_stated(parsed, claim):
            continue
        speakers = _speakers(parsed, claim)
        accusers = parties(parsed, speakers, memory)
        plural = len(speakers) == 1 and speakers[0].lower_ in _THEY
        of_self = {p.name for p in accusers} & {p.name for p in claim.actors}
        if accusers and len(speakers) == 1 and not (plural or of_self or _is_of_person(claim)):
            spans = [claim.words, *(p.words for p in accusers if p.words.start in inside)]
            yield replace(
                claim,
                kind="event",
                event_type="ACCUSE",
                mode="allege",
                relation=None,
                actors=accusers,
                targets=claim.actors,
                factuality="asserted",
                words=parsed.words(min(s.start for s in spans), max(s.end for s in spans)),
                because=(*claim.because, "said of another: an accusation"),
            )


def _is_stated(parsed: Parsed, claim: Claim) -> bool:
    """Tell whether a clause says so: "fighters belonging to the cell" only tells which ones."""
    top = governor(parsed, claim.words)
    return top is not None and is_verb(top)


def _is_of_person(claim: Claim) -> bool:
    """ "He is a member of the cell": saying who somebody is accuses nobody."""
    return any(p.words.words.lower() in ("he", "she") for p in claim.actors)


def _named_among(parsed: Parsed) -> Token | None:
    """Return the head of the one named in "Among them was the head of the cell"."""
    for token in parsed.doc[:2]:
        them = children(token, "pobj")
        if token.lower_ == "among" and them and them[0].lower_ in _THEM and is_verb(token.head):
            named = children(token.head, "nsubj", "attr")
            return named[0] if named else None
    return None


def _listed(parsed: Parsed, memory: Memory) -> tuple[Party, ...]:
    """Return the parties of a list that "they include" opens."""
    for token in parsed.doc[:4]:
        subjects = grammatical_subjects(token) if token.lower_ in _INCLUDE else []
        if subjects and subjects[0].lower_ in _THEY:
            heads = [t for t in parsed.doc if _in_list(parsed, t, token)]
            return parties(parsed, heads, memory)
    return ()


def _in_list(parsed: Parsed, token: Token, verb: Token) -> bool:
    return token.i > verb.i and parsed.is_actor(token)


def _replaced(named: tuple[Party, ...], listed: tuple[Party, ...]) -> tuple[Party, ...]:
    """Put the list in the place of "some extremist groups"."""
    if len(named) == 1 and named[0].name.islower() and named[0].name.endswith("s"):
        return listed
    return named


def _speakers(parsed: Parsed, claim: Claim) -> list[Token]:
    """Return the subject of the saying that the claim is the content of."""
    at = [t for t in parsed.doc if parsed.at(t) == claim.words.start]
    for above in climb(at[0]) if at else ():
        if above.lower_ in _SAYS and is_verb(above):
            return children(above, "nsubj")
    return []


def _names(chain: Sequence[Source]) -> set[str]:
    return {source.name for source in chain}


def _sentence(parsed: Parsed) -> Span:
    return parsed.words(parsed.sentence.start, parsed.sentence.end)
