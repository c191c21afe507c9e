"""When and where: the time and place expressions tied to an act, not any in the sentence."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from spacy.tokens import Token

from khabar.extract.acts import Act
from khabar.extract.grammar import children, climb, is_verb
from khabar.extract.parse import Parsed
from khabar.extract.roles import kind_of
from khabar.model import Mention, Span, Unlinked

_AT = frozenset(
    """in at near outside inside around across throughout within on along off from of between
    over above below beside behind beyond under into to towards against through""".split()
)
# Prepositions that move away from an act's place, or tell where somebody comes from.
_NOT_AT = frozenset("from to towards against between into".split())
# Acts of words: where somebody speaks is seldom told, and what they speak of lies elsewhere.
_VERBAL = frozenset("ACCUSE REQUEST SUPPORT THREATEN AGREE REJECT CONCEDE".split())
# Two names with fewer words between them are one phrase: "Afghanistan's northern Balkh province".
_ONE_PHRASE = 4
_NO_DATES = (("reference",), ("duration",), ("set",))
_YEAR = re.compile(
    r"\b\d{4}\b|\b(?:January|February|March|April|May|June|July|August|"
    r"September|October|November|December)\b"
)
_KEPT = frozenset("near outside around off along beyond between".split())


def time_of(act: Act, others: Sequence[Act]) -> Unlinked | None:
    """Return the words that date the act, None where the sentence does not."""
    times = [(m, t) for m in _of_kind(act, "time") if (t := _token(act.parsed, m)) is not None]
    rivals = _rivals(act, others)
    tied = [
        (m, t)
        for m, t in times
        if _tied(act, t, rivals) and not (_dated(m) and _nearer(act, others, t))
    ]
    tied += [(m, t) for m, t in times if _dated(m) and any(_lent(act, o, t) for o in others)]
    if not tied and len(times) == 1 and _is_free(act, times[0][1], others):
        tied = times
    if not tied:
        return None
    core = act.parsed.sentence.start + act.core.idx
    best = min((m for m, _ in tied), key=lambda m: (abs(m.start - core), m.start))
    return Unlinked(_span(act.parsed, best.start, best.end), "not linked yet")


def place_of(act: Act, others: Sequence[Act]) -> Unlinked | None:
    """Return the phrase that places the act, None where the sentence does not."""
    parsed = act.parsed
    spots = [(m, t) for m in _spots(act) if (t := _token(parsed, m)) is not None]
    rivals = _rivals(act, others)
    tied = [(m, t) for m, t in spots if _places(act, t, rivals) and not _nearer(act, others, t)]
    if act.frame.type in _VERBAL:
        tied = [(m, t) for m, t in tied if t.head.head in act.tokens]
    elif not tied and len({m.words for m, _ in spots}) == 1 and _is_free(act, spots[0][1], others):
        tied = spots[:1]
    if not tied and act.frame.type == "ASSAULT" and _one_scene(act, others, spots):
        tied = spots[:1]
    if not tied:
        return None
    mention, token = min(tied, key=lambda one: _rank(act, *one))
    return Unlinked(_phrase(act, mention, token), "not linked yet")


def _one_scene(act: Act, others: Sequence[Act], spots: Sequence[tuple[Mention, Token]]) -> bool:
    """Tell whether a sentence with one attack names one place: "Governor of X killed in blast"."""
    attacks = [o for o in others if o.frame.type == "ASSAULT"]
    if len(attacks) > 1 or not spots or act.frame.kind != "event":
        return False
    first, last = spots[0][0], spots[-1][0]
    between = act.parsed.article.text[first.end : last.start]
    return len(spots) == 1 or (len(spots) == 2 and len(between.split()) < _ONE_PHRASE)


def _of_kind(act: Act, kind: str) -> list[Mention]:
    return [m for m in act.parsed.mentions if m.kind == kind and m.ids not in _NO_DATES]


def _spots(act: Act) -> list[Mention]:
    """Return the places named for themselves, not inside "US troops" or "US-led"."""
    text, actors = act.parsed.article.text, _of_kind(act, "actor")
    return [
        m
        for m in _of_kind(act, "place")
        if text[m.end : m.end + 1] != "-"
        and not any(a.start <= m.start and m.end <= a.end and a.words != m.words for a in actors)
    ]


def _rivals(act: Act, others: Iterable[Act]) -> set[int]:
    return {t.i for other in others if other is not act for t in other.tokens}


def _is_free(act: Act, token: Token, others: Iterable[Act]) -> bool:
    """Tell whether the token hangs on no other act, on no actor and on no reporting verb."""
    rivals, parties = _rivals(act, others), {t.i for t in act.actors}
    for above in climb(token):
        if above.i in rivals or (above.i in parties and above.i != token.i):
            return False
        if is_verb(above):
            return not children(above, "ccomp", "parataxis")
    return True


def _dated(mention: Mention) -> bool:
    """Tell whether the words name a month or year, as background does; news has weekdays."""
    return _YEAR.search(mention.words) is not None


def _nearer(act: Act, others: Iterable[Act], token: Token) -> bool:
    """ "Killed the planner of the bombing in August 2021": the year is the bombing's."""
    return any(other is not act and _lent(other, act, token) for other in others)


def _lent(act: Act, owner: Act, token: Token) -> bool:
    """Tell whether what the parser ties to one act follows another's noun."""
    if act is owner or not act.core.tag_.startswith("NN"):
        return False
    between = act.parsed.doc[act.core.i : token.i]
    plain = not any(is_verb(t) or t.text in ",;" for t in between)
    return owner.core.i < act.core.i < token.i and plain and _tied(owner, token, set())


def _rank(act: Act, mention: Mention, token: Token) -> tuple[int, int]:
    under = any(t.i in {a.i for a in act.tokens} for t in climb(token))
    return (0 if under else 1, mention.start)


def _token(parsed: Parsed, mention: Mention) -> Token | None:
    """Return the token that governs the mention's others, the last one if none does."""
    start, end = mention.start - parsed.sentence.start, mention.end - parsed.sentence.start
    inside = [t for t in parsed.doc if start <= t.idx < end]
    numbers = {t.i for t in inside}
    heads = [t for t in inside if t.head.i not in numbers]
    return next(iter(heads or inside), None)


def _span(parsed: Parsed, start: int, end: int) -> Span:
    return Span(parsed.article.id, start, end, parsed.article.text[start:end])


def _tied(act: Act, token: Token | None, rivals: set[int]) -> bool:
    """Tell whether the act is the nearest that the token hangs on, or that hangs beside it."""
    if token is None:
        return False
    mine = {t.i for t in act.tokens}
    for above in climb(token):
        if above.i in mine:
            return True
        if above.i in rivals:
            return False
        if is_verb(above) and above.i != token.i:
            return _governs(above, act, rivals)
    return False


def _governs(verb: Token, act: Act, rivals: set[int]) -> bool:
    """A verb that is no act and reports nothing lends its date to the act below it."""
    if children(verb, "ccomp", "parataxis"):
        return False
    for above in climb(act.core):
        if above.i == verb.i:
            return True
        if above.i in rivals or (
            above.dep_ in ("ccomp", "relcl", "advcl") and above.i != act.core.i
        ):
            return False
    return False


def _places(act: Act, token: Token, rivals: set[int]) -> bool:
    if token.tag_ in ("JJ", "JJS") or token.dep_ in ("nsubj", "nsubjpass"):
        return False
    if not _tied(act, token, rivals):
        return False
    parties = {t.i for t in act.actors}
    if any(above.i in parties for above in climb(token)):
        return False
    if token.dep_ in ("compound", "nmod", "appos", "conj", "poss", "dobj"):
        return True
    words = {p.lower_ for p in _prepositions(act, token)}
    return bool(words & _AT) and not words <= _NOT_AT


def _prepositions(act: Act, token: Token) -> Iterator[Token]:
    mine = {t.i for t in act.tokens}
    for above in climb(token):
        if above.i in mine:
            return
        if above.dep_ in ("prep", "agent"):
            yield above


def _phrase(act: Act, mention: Mention, token: Token) -> Span:
    """Return the whole prepositional phrase around a place: "a market in the city of Herat"."""
    parsed = act.parsed
    top = token
    mine = {t.i for t in act.tokens}
    for above in climb(token):
        if above.i in mine or is_verb(above):
            break
        named = above.i != token.i and above.dep_ not in ("prep", "agent")
        if named and kind_of(parsed, above) != "places":
            break
        top = above
    first, last = _edges(parsed, top, token)
    end = max(mention.end, parsed.sentence.start + last.idx + len(last.text))
    start = min(mention.start, parsed.sentence.start + first.idx)
    return _span(parsed, start, end)


def _edges(parsed: Parsed, top: Token, token: Token) -> tuple[Token, Token]:
    inside = sorted(top.subtree, key=lambda t: t.i)
    first = inside[0]
    if first.dep_ == "prep" and first.lower_ not in _KEPT and len(inside) > 1:
        first = inside[1]
    if first.tag_ == "DT" and first.i < token.i:
        first = parsed.doc[first.i + 1]
    places = [m for m in parsed.mentions if m.kind == "place"]
    spots = [t for m in places if (t := _token(parsed, m)) is not None and t in inside]
    last = max((t for t in spots if _unbroken(parsed, token, t)), key=lambda t: t.i, default=token)
    return (first if first.i <= token.i else token), last


def _unbroken(parsed: Parsed, one: Token, other: Token) -> bool:
    between = parsed.doc[one.i : other.i]
    return not any(is_verb(t) or t.text in (";", ":") for t in between)
