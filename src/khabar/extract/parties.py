"""Parties: the tokens of actors and targets turned into names with their words."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from khabar.extract.coreference import Memory
from khabar.extract.grammar import children, conjuncts, is_verb
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token
from khabar.model import Party, Span

_COUNTS = frozenset(
    """number dozens hundreds thousands scores some many one two three several couple handful
    majority part most all few none half""".split()
)
_PARTITIVE = _COUNTS | {"members", "groups"}
_PRONOUNS = frozenset(
    """he she they it him her them who whom which that we us i you its their his my our
    your itself themselves himself herself others both each other one ones""".split()
)
_FORCES = frozenset(
    """forces troops soldiers fighters militants gunmen army navy military warplanes jets drones
    militia commandos marines members units""".split()
)
_GROUPS = frozenset("group groups organisation organization outfit movement network".split())
# Worth naming only where nobody else is.
_ANYBODY = frozenset("people others persons victims dead wounded casualties".split())
_MODIFYING = ("NN", "NNS", "NNP", "NNPS", "JJ", "JJS", "HYPH", "VBN", "VBG", "CD", "RB", "AFX")
_PROPER = ("NNP", "NNPS")


def parties(parsed: Parsed, tokens: Iterable[Token], memory: Memory) -> tuple[Party, ...]:
    """Return one party for each token that names somebody, without repeats."""
    found: dict[str, Party] = {}
    for token in tokens:
        for party in _parties(parsed, token, memory):
            found.setdefault(party.name.casefold(), party)
    telling = {name: party for name, party in found.items() if name not in _ANYBODY}
    named = list((telling or found).values())
    return tuple(p for p in named if not any(_is_inside(p, other) for other in named))


def without_themselves(targets: Iterable[Party], actors: Iterable[Party]) -> tuple[Party, ...]:
    """ "They hit it": who acts is not meant by "it", which would be "themselves"."""
    doers = {party.name for party in actors}
    return tuple(
        t for t in targets if t.name not in doers or t.words.words.lower() not in _PRONOUNS
    )


def _is_inside(party: Party, other: Party) -> bool:
    """ "The people and government of Varia": the government is part of the first phrase."""
    one, whole = party.words, other.words
    return whole.start < one.start and one.end <= whole.end


def _parties(parsed: Parsed, token: Token, memory: Memory) -> Iterator[Party]:
    token = _counted(token)
    shared = list(_shared_of(parsed, token))
    if shared:
        yield from shared
        return
    token = _proper_apposition(parsed, token)
    if token.tag_ == "CD" or token.lower_ in _COUNTS:
        return
    sides = memory.sides(token)
    if sides:
        yield from (Party(side.words, parsed.span(token, token), meant=side) for side in sides)
        return
    group = _named_group(parsed, token)
    if group is not None:
        yield Party(group.words, group)
        return
    meant = memory.meaning(parsed, token)
    if _is_pronoun(token):
        if meant is not None:
            yield Party(meant.words, parsed.span(token, token), meant=meant)
        return
    meant = meant or _whose_forces(parsed, token, memory)
    shared_noun = _shared_noun(token)
    if shared_noun is not None:
        yield Party(f"{token.text} {shared_noun}", parsed.span(token, token))
        return
    first, last = _bounds(parsed, token)
    if token.dep_ in ("compound", "amod", "nmod"):
        first = last = token
    words = parsed.span(first, last)
    state = _state_of(parsed, token) if first is last else None
    yield Party(meant.words if meant else words.words, words, id=state, meant=meant)


def _whose_forces(parsed: Parsed, token: Token, memory: Memory) -> Span | None:
    """ "Its fighters": those of whom the pronoun means; a person's own are not that person."""
    owners = [c for c in children(token, "poss") if c.lower_ in ("its", "their")]
    if token.lower_ == "members" and children(token, "compound"):
        return None  # "its crew members" are a ship's
    return memory.meaning(parsed, owners[0]) if owners and token.lower_ in _FORCES else None


def _state_of(parsed: Parsed, token: Token) -> str | None:
    """Return the id of the state, or its people, that an adjective names: "Varian raids"."""
    mention = parsed.mention_of(token)
    if mention is None or mention.kind != "actor" or len(mention.ids) != 1:
        return None
    longer = mention.end - mention.start > len(token.text)
    modifies = token.dep_ in ("amod", "compound", "nmod")
    return mention.ids[0] if modifies and (longer or mention.sort in ("state", "people")) else None


def _shared_noun(token: Token) -> str | None:
    """ "Varian and Selmark troops" names Varian troops too, where the second name is one word."""
    if token.tag_ != "JJ" or token.i + 2 >= len(token.doc) or token.nbor().lower_ != "and":
        return None
    *other, noun = token.nbor(2).text.split()
    return noun if other and noun in _FORCES else None


def _is_pronoun(token: Token) -> bool:
    """ "The US" is no pronoun."""
    return token.lower_ in _PRONOUNS and not (token.text.isupper() and len(token.text) > 1)


def _named_group(parsed: Parsed, token: Token) -> Span | None:
    """ "The rival Brotherhood (RB) terror group": a name inside says who the group is."""
    if token.lower_ not in _GROUPS:
        return None
    inside = {t.i for t in token.subtree if t.i < token.i and t.dep_ not in ("poss", "amod")}
    for mention in parsed.mentions:
        at = [t for t in parsed.doc if parsed.at(t) == mention.start]
        if mention.kind == "actor" and at and at[0].i in inside and at[0].tag_[:2] == "NN":
            return parsed.words(mention.start, mention.end)
    return None


def _counted(token: Token) -> Token:
    """ "Dozens of soldiers", "members of the clan": the people, not their count."""
    if token.lower_ in _PARTITIVE or token.tag_ == "CD":
        for of in children(token, "prep"):
            inner = children(of, "pobj")
            if of.lower_ == "of" and inner and inner[0].tag_ != "PRP":
                return inner[0]
        if token.tag_ == "CD":
            return next(iter(children(token, "appos")), token)
    return token


def _shared_of(parsed: Parsed, token: Token) -> Iterator[Party]:
    """ "The foreign ministers of China, Russia and Iran" are three parties."""
    if not token.text.endswith("s"):
        return
    for of in children(token, "prep"):
        inner = [t for one in children(of, "pobj") for t in conjuncts(one)]
        # The parser hangs the last of a long list on the ministers themselves.
        inner += [t for t in children(token, "conj") if t.tag_ in _PROPER]
        if of.lower_ == "of" and len(inner) > 1 and all(t.tag_ in _PROPER for t in inner):
            first, _ = _bounds(parsed, token, with_of=False)
            office = _singular(parsed.span(first, token).words)
            for one in inner:
                yield Party(f"{office} of {one.text}", parsed.span(one, one))


def _singular(words: str) -> str:
    return words[:-1] if words.endswith("s") and not words.endswith("ss") else words


def _proper_apposition(parsed: Parsed, token: Token) -> Token:
    """ "The group's leader, Abu Omar": the name says more than the description."""
    known = nouns()
    if token.lower_ not in known.people and token.lower_ not in known.titles:
        return token
    named = (t for t in children(token, "appos") if t.tag_ in _PROPER and _may_be_person(parsed, t))
    return next(named, token)


def _may_be_person(parsed: Parsed, token: Token) -> bool:
    """The parser hangs "Northern Front" on "a governor known for fighting Northern Front"."""
    mention = parsed.mention_of(token)
    return mention is None or mention.sort in (None, "person")


def _bounds(parsed: Parsed, token: Token, *, with_of: bool = True) -> tuple[Token, Token]:
    """Return the first and last token of a name: modifiers, head, and its "of" phrase."""
    first = last = token
    inside = set(token.subtree)
    while first.i and (before := first.nbor(-1)) in inside and _belongs(parsed, before, token):
        first = before
    while first.i < token.i and (
        first.tag_ in ("HYPH", "POS", "RB", ":") or _is_title(first, token) or _is_of_age(first)
    ):
        first = parsed.doc[first.i + 1]
    if with_of and (token.tag_ not in _PROPER or token.lower_ in nouns().people):
        for of in children(token, "prep"):
            inner = children(of, "pobj")
            plain = inner and inner[0].lower_ not in _PRONOUNS and not _is_doing(inner[0])
            group = of.lower_ == "from" and plain and _is_group(parsed, inner[0])
            if plain and (group or of.lower_ in ("of", "at", "behind")):
                last = inner[0]
                break
    return first, last


def _is_group(parsed: Parsed, token: Token) -> bool:
    """ "Fighters from Northern Front" are its; "fighters from Varia" may be anybody's."""
    at = parsed.at(token)
    place = any(m.kind == "place" and m.start == at for m in parsed.mentions)
    return parsed.is_actor(token) and not place


def _is_doing(token: Token) -> bool:
    """ "Accused its neighbour of arming rebels" names the neighbour alone."""
    return is_verb(token) or token.lower_.endswith("ing")


def _is_of_age(word: Token) -> bool:
    """ "Year-old" in "a 72-year-old woman"."""
    before = word.nbor(-1).text if word.i else ""
    return before == "-" and word.lower_ in ("year", "month", "week", "day", "old")


def _is_title(word: Token, name: Token) -> bool:
    """ "Col." in "Col. John Smith"; in "the foreign minister" it is all that names him."""
    if not name.text[0].isupper() or name.lower_.removesuffix("s") in nouns().titles:
        return False
    return word.lower_.rstrip(".") in nouns().titles


def _belongs(parsed: Parsed, before: Token, head: Token) -> bool:
    if (
        before.dep_ in ("nummod", "quantmod", "predet", "det", "cc", "preconj")
        or before.text in ",("
    ):
        return False
    if before.dep_ == "poss" or before.tag_ == "POS":
        owner = before.head if before.tag_ == "POS" else before
        return _is_named(parsed, owner)
    return before.tag_ in _MODIFYING and not (before.tag_ == "CD" and before.head.i == head.i)


def _is_named(parsed: Parsed, token: Token) -> bool:
    return token.dep_ == "poss" and parsed.is_actor(token)
