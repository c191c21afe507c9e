"""When and where: the time and place expressions tied to an act, not any in the sentence."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from spacy.tokens import Token

from khabar.extract.acts import Act
from khabar.extract.grammar import children, climb, is_verb
from khabar.extract.parse import Parsed
from khabar.model import Mention, Span, Unlinked

_AT = frozenset(
    """in at near outside inside around across throughout within on along off from of between
    over above below beside behind beyond under into to towards against through""".split()
)
# Prepositions that move away from an act's place, or tell where somebody comes from.
_NOT_AT = frozenset("from to towards against between into".split())
_KEPT = frozenset("near outside around off along beyond between".split())


def time_of(act: Act, others: Iterable[Act]) -> Unlinked | None:
    """Return the words that date the act, None where the sentence does not."""
    times = [m for m in act.parsed.mentions if m.kind == "time"]
    rivals = {t.i for other in others if other is not act for t in other.tokens}
    tied = [m for m in times if _tied(act, _token(act.parsed, m), rivals)]
    if not tied:
        return None
    core = act.parsed.sentence.start + act.core.idx
    best = min(tied, key=lambda m: (abs(m.start - core), m.start))
    return Unlinked(_span(act.parsed, best.start, best.end), "not linked yet")


def place_of(act: Act, others: Iterable[Act]) -> Unlinked | None:
    """Return the phrase that places the act, None where the sentence does not."""
    parsed = act.parsed
    rivals = {t.i for other in others if other is not act for t in other.tokens}
    places = [m for m in parsed.mentions if m.kind == "place"]
    tied = [(m, t) for m in places if (t := _token(parsed, m)) and _places(act, t, rivals)]
    if not tied:
        return None
    mention, token = min(tied, key=lambda one: _rank(act, *one))
    return Unlinked(_phrase(act, mention, token), "not linked yet")


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
    if token.tag_ in ("JJ", "JJS") or token.dep_ in ("poss", "nsubj", "nsubjpass"):
        return False
    if not _tied(act, token, rivals):
        return False
    parties = {t.i for t in act.actors}
    if any(above.i in parties for above in climb(token)):
        return False
    if token.i in {t.i for t in act.targets}:
        return True
    words = {p.lower_ for p in _prepositions(act, token)}
    if token.dep_ in ("compound", "nmod", "appos", "conj"):
        return bool(words & _AT) or token.head.i in {t.i for t in act.tokens}
    return bool(words & _AT) and not (words and words <= _NOT_AT)


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
    mine = {t.i for t in (*act.tokens, *act.targets)}
    for above in climb(token):
        if above.i in mine or is_verb(above):
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
