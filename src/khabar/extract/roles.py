"""Who does it to whom: the tokens that fill a trigger's roles."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.extract.aims import aimed, is_somebody
from khabar.extract.frames import Frame
from khabar.extract.grammar import (
    after_preposition,
    children,
    climb,
    conjuncts,
    grammatical_subjects,
    is_figure_again,
    is_verb,
    objects,
    subjects,
)
from khabar.extract.kinds import is_means, kind_of, weapon_mode
from khabar.extract.nouns import nouns
from khabar.extract.numbers import number_words
from khabar.extract.owners import (
    is_headline_label,
    is_reciprocal,
    owners_of,
    said_to_be,
    told_to_be,
    undergoes,
    with_intent,
    with_named_before,
    without_descriptions,
)
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.extract.triggers import Trigger, light_verb, whole

_OF_A_STATE = frozenset("country state kingdom republic capital nation region province".split())
_NO_PARTY = frozenset(
    """there this that which what these those such least all none nobody nothing something anything
    one way end part result time number first second third fourth fifth latest""".split()
)
# "Claimed it on its channel": where somebody speaks is not what he acts on.
_SPOKEN_ON = frozenset(
    """channel channels account accounts website websites app radio television telegram twitter
    facebook whatsapp""".split()
)
_AGENTS = ("ers", "ists", "ants", "ans", "men", "women", "man", "woman", "ist", "ian", "eers")
# "The Varian war" is where it is fought; "Varian raids" are flown by the state.
_HAPPENS_THERE = frozenset(
    """war wars conflict violence unrest uprising revolution coup insurgency rebellion blast blasts
    explosion explosions bombing crisis riots protests protest clashes fighting massacre genocide
    killings truce ceasefire""".split()
)
# Their words name somebody who is a party too: "dismissed the government", "deploy troops".
_WITH_OBJECT = ("MOBILIZE", "COERCE", "ASSAULT")
# "The Selmark bomb" went off in Selmark; "Selmark drones" are Selmark's.
_FLOWN = ("aerial", "drone", "heavy-weapons")
# "Drones operated by the army": who used them.
_USED = frozenset("operated flown fired launched piloted controlled deployed".split())
_WEAPONRY = frozenset("air drone missile rocket artillery mortar naval predator".split())
_SUMS = frozenset("million millions billion billions thousands hundreds".split())
_WHO_CARRIES = frozenset(
    """carried conducted launched staged perpetrated led committed claimed mounted planned
    orchestrated""".split()
)


def actors(parsed: Parsed, trigger: Trigger, frame: Frame) -> list[Token]:
    """Return the tokens of those who do it, by the frame's roles."""
    found = list(_filled(parsed, trigger, frame, (frame.actor, frame.noun_actor)))
    if trigger.pos == "noun":
        found.extend(_carriers(trigger.token))
        found.extend(_killers(trigger.token, frame))
        found = found or _meeting(trigger.token, frame)
    elif frame.type == "MOBILIZE":
        found = found or [t for t in trigger.others if t.lower_ in nouns().people]
    meant = [one for t in found for one in _whoever(parsed, t)]
    named = _parties(parsed, trigger, meant, frame)
    return [t for t in named if not is_means(t) and (_may_act(parsed, t, frame))]


def _whoever(parsed: Parsed, token: Token) -> list[Token]:
    """ "The council's plan", "its planes", "Varian drones": whose plan or weapons they are."""
    if not is_means(token):
        manned = owners_of(parsed, token) if token.lower_ in nouns().manned else []
        return manned or with_intent(parsed, token) or [token]
    users = [t for c in children(token, "acl") if c.lower_ in _USED for t in subjects(c)]
    if users:
        return users
    flown = weapon_mode(token) in _FLOWN
    return (owners_of(parsed, token) if flown else children(token, "poss")) or [token]


def targets(parsed: Parsed, trigger: Trigger, frame: Frame) -> list[Token]:
    """Return the tokens of those to whom it is done, by the frame's roles."""
    found = list(_filled(parsed, trigger, frame, (frame.target, frame.noun_target)))
    if trigger.pos == "noun":
        killers = _killers(trigger.token, frame)
        found = [t for t in found if t not in killers]
        found.extend(_struck(trigger.token))
        found.extend(_sufferers(trigger.token))
    found.extend(t for one in trigger.tokens for t in told_to_be(one))
    if any(is_reciprocal(t) for t in found):
        return actors(parsed, trigger, frame)
    hit = _parties(parsed, trigger, aimed(parsed, trigger, frame, found), frame)
    if frame.type != "ASSAULT":
        return hit
    return [t for t in hit if not is_means(t)] or _shot_at(parsed, trigger, frame)


def _shot_at(parsed: Parsed, trigger: Trigger, frame: Frame) -> list[Token]:
    """ "Launched drones at the port city": whom, where the object is only the weapon."""
    tokens = trigger.tokens if trigger.pos == "verb" else ()
    at = [t for one in tokens for t in after_preposition(one, "at")]
    return _parties(parsed, trigger, [t for t in at if is_somebody(parsed, t)], frame)


def _may_act(parsed: Parsed, token: Token, frame: Frame) -> bool:
    if is_headline_label(token):
        return False
    if frame.type == "ASSAULT" and _is_mere_place(parsed, token):
        return False
    return _can_act(parsed, token) or frame.kind != "event"


def _is_mere_place(parsed: Parsed, token: Token) -> bool:
    """A town or a mosque kills nobody, though a capital may speak for its government."""
    kinds = {m.kind for m in parsed.mentions_over(token)}
    site = token.lower_ in nouns().places and token.lower_ not in _OF_A_STATE
    return "actor" not in kinds and ("place" in kinds or site)


def _meeting(noun: Token, frame: Frame) -> list[Token]:
    """ "Spoke of it during talks with the envoy": the clause's subject is at the talks."""
    noun, met_with = whole(noun), after_preposition(noun, "with")
    beside = noun.dep_ == "pobj" and noun.head.lower_ in ("in", "during", "at", "after", "before")
    met = (frame.type == "CONSULT" or frame.mutual) and met_with
    during = frame.type == "PROTEST" and noun.head.lower_ == "during"
    return _clause_subject(noun) if beside and (met or during) else []


def _killers(noun: Token, frame: Frame) -> list[Token]:
    """ "The army's killing of civilians": beside "of" the owner is who does it."""
    told = "possessive" in frame.noun_target and after_preposition(noun, "of")
    return [t for one in children(noun, "poss") for t in conjuncts(one)] if told else []


def _sufferers(noun: Token) -> list[Token]:
    """ "Survived an attack": whom it was aimed at."""
    verb = light_verb(noun)
    return subjects(verb) if verb is not None and undergoes(verb) else []


def _can_act(parsed: Parsed, token: Token) -> bool:
    """Tell people, bodies and names from things: a campaign hurts nobody by itself."""
    if kind_of(parsed, token) != "things" or token.tag_ in ("NNP", "NNPS"):
        return True
    if token.tag_ == "PRP$":
        return token.head.lower_ in nouns().manned
    return token.lower_ in nouns().bodies or token.lower_.endswith(_AGENTS)


def _filled(
    parsed: Parsed, trigger: Trigger, frame: Frame, wanted: tuple[Iterable[str], Iterable[str]]
) -> Iterator[Token]:
    """Yield the tokens in the wanted roles: those of a verb, those of a noun."""
    roles = wanted[1] if trigger.pos == "noun" else wanted[0]
    for role in roles:
        inside = _in_role(parsed, trigger, frame, role)
        found = [t for t in inside if not (_is_date(parsed, t) or _is_money(t))]
        yield from found
        # "Shot them at home": the place is no target where the object tells it.
        if found and trigger.pos != "noun":
            return


def _is_date(parsed: Parsed, token: Token) -> bool:
    mention = parsed.mention_of(token)
    return mention is not None and mention.kind == "time"


def _is_money(token: Token) -> bool:
    """ "Gave millions of euros to the province": the money is no party."""
    inner = after_preposition(token, "of") if token.lower_ in _SUMS else [token]
    return any(t.lower_ in number_words().money for t in inner)


def _in_role(parsed: Parsed, trigger: Trigger, frame: Frame, role: str) -> list[Token]:
    token = trigger.token
    if role == "subject":
        return subjects(token)
    if role == "object":
        return [one for t in objects(token) for one in _of_pattern(trigger, frame, t)]
    if role in _BY_PLACE:
        return _BY_PLACE[role](token)
    if role == "modifier_target":
        return [c for c in children(token, "compound") if kind_of(parsed, c) == "persons"]
    if role == "possessive":
        return [t for one in children(token, "poss") for t in conjuncts(one)]
    if role == "modifier":
        return _named_modifiers(parsed, token, frame)
    places = list(dict.fromkeys((token, *trigger.others, whole(token), *children(token, "acl"))))
    carrier = light_verb(token) if trigger.pos == "noun" else None
    if carrier is not None and role in ("on", "against", "with", "between", "to"):
        places.append(carrier)
    below = [c for at in places for c in children(at, "prep", "agent") if c.lower_ == role]
    free = [t for c in below for v in children(c, "pcomp") for t in _free_relative(v)]
    found = [t for at in places for t in after_preposition(at, role)] + free
    return [t for t in found if role != "on" or t.lower_ not in _SPOKEN_ON]


def _free_relative(verb: Token) -> list[Token]:
    """ "Against what it said was a planner": the planner."""
    what = [t for t in verb.subtree if t.lower_ == "what"]
    return said_to_be(what[0]) if what else []


def _of_pattern(trigger: Trigger, frame: Frame, thing: Token) -> list[Token]:
    """ "Claimed the lives of 13 soldiers": whose the object that belongs to the words is."""
    if thing not in trigger.others or _is_party(thing, frame):
        return [thing]
    return after_preposition(thing, "of") if trigger.pattern.endswith(" of") else []


def _is_party(word: Token, frame: Frame) -> bool:
    """ "Dismissed the government", "took the town": a word of the pattern is a party too."""
    known = nouns()
    people = word.lower_ in known.people
    if frame.type == "ASSAULT":
        struck = word.lower_ in known.places or (people and word.tag_ == "NNS")
        return struck and word.dep_ in ("dobj", "nsubjpass")
    return people or word.lower_ in known.bodies


def _modified(token: Token) -> list[Token]:
    """ "Groups based in the delta", "the rival clan": what an adjective or participle describes."""
    if token.dep_ in ("amod", "acl", "compound", "nmod", "relcl"):
        return [token.head]
    if token.dep_ == "acomp":
        return grammatical_subjects(token.head)
    return grammatical_subjects(token) if is_verb(token) else []


def _clause_subject(token: Token) -> list[Token]:
    """Return the subject of the nearest clause around the token."""
    for above in climb(token):
        if above.i != token.i and is_verb(above):
            return grammatical_subjects(above)
    return []


def _owner(token: Token) -> list[Token]:
    """ "The kingdom, an ally of X": whom a noun that describes somebody describes."""
    if token.dep_ == "appos":
        return [token.head]
    if token.dep_ in ("attr", "oprd"):
        return grammatical_subjects(token.head)
    if token.dep_ == "pobj" and token.head.lower_ == "as":
        return _clause_subject(token)
    if token.dep_ == "pobj" and token.head.lower_ == "with" and not is_verb(token.head.head):
        return [token.head.head]
    return []


def _itself(token: Token) -> list[Token]:
    return [] if _owner(token) else [token]


def _content_subject(token: Token) -> list[Token]:
    """ "Demanded that the rebels leave": who is to do what is said."""
    found = [s for c in children(token, "ccomp") for s in children(c, "nsubj", "nsubjpass")]
    return [t for one in found for t in conjuncts(one)]


_BY_PLACE = {
    "content_subject": _content_subject,
    "modified": _modified,
    "clause_subject": _clause_subject,
    "owner": _owner,
    "itself": _itself,
}


def _named_modifiers(parsed: Parsed, noun: Token, frame: Frame) -> list[Token]:
    """ "Taliban raids", "the US-Taliban deal": names before a noun."""
    found = []
    for child in children(noun, "compound", "amod", "nmod"):
        found.extend(_named_modifiers(parsed, child, frame))
        if parsed.is_actor(child) and not _is_scene(parsed, child, noun, frame):
            found.append(child)
    return found


def _is_scene(parsed: Parsed, token: Token, noun: Token, frame: Frame) -> bool:
    """ "The Pakistan blast" happened there; "the US air strike" was flown by them."""
    if token.tag_ == "JJ":
        return noun.lower_ in _HAPPENS_THERE
    if not frame.named_for_place or any(c.lower_ in _WEAPONRY for c in noun.children):
        return False
    named = any(m.kind == "place" for m in parsed.mentions_over(token))
    return named and token.tag_ in ("NNP", "NNPS")


def _struck(noun: Token) -> list[Token]:
    """ "The mosque bombing": a place or people before the noun are its target."""
    known = nouns()
    for child in children(noun, "compound"):
        if child.lower_ in known.places | known.vehicles:
            return [child]
    return []


def _carriers(noun: Token) -> Iterator[Token]:
    """Yield who carries out a noun's act: of the light verb, or of "an attack led by ..."."""
    verb = light_verb(noun)
    if verb is not None and noun.dep_ not in ("nsubj",) and not undergoes(verb):
        yield from subjects(verb)
    for clause in children(noun, "acl", "relcl"):
        for inner in (clause, *children(clause, "xcomp")):
            if inner.lower_ in _WHO_CARRIES and inner.tag_ in ("VBN", "VBD"):
                yield from subjects(inner)


def _parties(parsed: Parsed, trigger: Trigger, found: Iterable[Token], frame: Frame) -> list[Token]:
    kept: dict[int, Token] = {}
    found = without_descriptions(with_named_before(found))
    itself = [trigger.token] if "itself" in trigger.frames[0].noun_actor else []
    # "The hostages were freed": there it is whom the clause is about.
    whole_type = frame.type in _WITH_OBJECT
    itself += [
        t for t in trigger.others if (whole_type or t.dep_ == "nsubjpass") and _is_party(t, frame)
    ]
    for token in found:
        mention = parsed.mention_of(token)
        named = mention is not None and mention.kind != "time"
        if (token in trigger.tokens and token not in itself) or _is_date(parsed, token):
            continue
        if _is_money(token) or is_figure_again(token):
            continue
        if is_verb(token) and not named:
            continue
        if token.lower_ in _NO_PARTY or token.tag_ in ("IN", "EX", "RB", "$"):
            continue
        kept.setdefault(token.i, token)
    return list(kept.values())
