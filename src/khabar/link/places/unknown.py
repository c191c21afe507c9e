"""Names of places that the gazetteer lacks: what the words around them say is a place."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache

from khabar.link.gazetteer.fold import fold_place
from khabar.link.places.names import Seen, word_list, words
from khabar.link.places.tokens import Token, opens_sentence

LONGEST_RUN = 4
# A town of fewer people inside a longer name is not what the name means: "Bula" in "Bula Marer".
SMALL_TOWN = 200_000
_SPACES = (" ", "\u00a0", "-", "–", "'", "’", " '", " ‘", "‘")


def with_unknown(text: str, tokens: list[Token], seen: Sequence[Seen]) -> list[Seen]:
    """Return the names found, and beside them capitals where the words expect a place.

    Such a name has no places. It takes the place of a known name that is only a part of it.
    """
    found = list(_unknown(text, tokens, seen))
    taken = {at for one in found for at in range(one.first, one.last)}
    kept = [one for one in seen if not taken & set(range(one.first, one.last))]
    return sorted((*kept, *found), key=lambda one: one.start)


def _unknown(text: str, tokens: list[Token], seen: Sequence[Seen]) -> Iterator[Seen]:
    owner = {at: one for one in seen for at in range(one.first, one.last)}
    at = 0
    while at < len(tokens):
        last = _run_end(tokens, at)
        if last is None:
            at += 1
            continue
        if _expected(tokens, at, last) and not _covered(owner, at, last):
            start, end = tokens[at].start, tokens[last - 1].end
            written = text[start:end]
            yield Seen(at, last, start, end, written, fold_place(written), "unknown", ())
        at = last


def _run_end(tokens: list[Token], at: int) -> int | None:
    """Return where a run of capitals ends that may be a name; None if none begins here."""
    if not _names(tokens, at) or (at and opens_sentence(tokens, at)):
        return None
    if at and tokens[at - 1].is_capital and tokens[at].gap in _SPACES:
        return None
    last = at + 1
    while last < len(tokens) and last - at < LONGEST_RUN and tokens[last].gap in _SPACES:
        hyphened = tokens[last].gap in ("-", "–", "'", "’") and tokens[last].word != "s"
        if not hyphened and not _names(tokens, last):
            break
        last += 1
    return last


def _names(tokens: list[Token], at: int) -> bool:
    word = tokens[at].word
    if word in words("before_names") and at + 1 < len(tokens):
        return tokens[at + 1].gap in ("-", "‑") and tokens[at + 1].is_capital
    if not tokens[at].is_capital or word.isupper():
        return False
    return word.lower() not in _never_a_name()


@cache
def _never_a_name() -> frozenset[str]:
    return words("never") | words("openers") | words("titles") | word_list("stop_names")


def _expected(tokens: list[Token], at: int, last: int) -> bool:
    """Tell whether the words around say that a place stands here."""
    nouns = words("sure_nouns")
    named_after = last < len(tokens) and tokens[last].gap == " " and tokens[last].word in nouns
    if named_after and tokens[at - 1].word.lower() in words("at_place"):
        return True
    if at == 0 or tokens[at].gap not in (" ", " ‘", " '"):
        return False
    back = at - 1
    while back and tokens[back].word.lower() in ("the", *words("directions")):
        back -= 1
    before = tokens[back].word.lower()
    if before == "of" and back and tokens[back - 1].word.lower() in nouns | words("directions"):
        return True
    return before in words("sure_prepositions") and _stands_alone(tokens, last)


def _stands_alone(tokens: list[Token], last: int) -> bool:
    """Tell a place from an owner or a part of a longer name."""
    if last >= len(tokens):
        return True
    after = tokens[last]
    owner = after.gap in ("'", "’") and after.word == "s"
    return not owner and not (after.gap == " " and after.is_capital)


def _covered(owner: dict[int, Seen], at: int, last: int) -> bool:
    """Tell whether known names make up the run, or one that outweighs the rest of it."""
    inside = {id(one): one for n in range(at, last) if (one := owner.get(n)) is not None}
    if len(inside) == 1 and (only := next(iter(inside.values()))).last - only.first < last - at:
        small = all(p.kind == "town" and p.population < SMALL_TOWN for p in only.places)
        return not small or only.kind != "name"
    return bool(inside)
