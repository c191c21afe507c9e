"""Whether words that could name a place do: what stands around them and in the rest of the text."""

from __future__ import annotations

import math
import re
import tomllib
from collections.abc import Sequence
from functools import cache
from importlib.resources import files

from khabar.link.gazetteer.place import Place
from khabar.link.places.names import Seen, word_list, words
from khabar.link.places.outlets import names_outlet
from khabar.link.places.stated import state_after
from khabar.link.places.tokens import Token, opens_sentence

# "KUFA, Iraq (AP) -", "KUFA, N.D. -": a town, what it lies in, the agency, a dash.
_DATELINE = re.compile(
    r"^\s*(?:, (?:(?:[A-Z][a-z]?\.){1,3}|[^.\n]{1,39}\.?))?\s*(?:\([A-Z][^)\n]{0,30}\)\s*)?[-–—:]"
    r"|^\s*\([A-Z]{2,}"
)
_COMMA = re.compile(r"^\s*,\s*$")
_SPACE = re.compile(r"^[ \u00a0]$")


@cache
def weights() -> dict[str, float]:
    """Return what each piece of evidence counts for, from places/weights.toml."""
    file = files("khabar.link") / "places/weights.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))
    return {str(name): float(weight) for name, weight in table["evidence"].items()}


@cache
def words_for_kinds() -> dict[str, str]:
    """Return the kind of place that a word stands for: "governorate" a province."""
    file = files("khabar.link") / "places/words.toml"
    table = tomllib.loads(file.read_text(encoding="utf-8"))["kinds"]
    return {word: str(kind) for kind, group in table.items() for word in group}


def weigh(text: str, tokens: Sequence[Token], seen: Sequence[Seen]) -> list[Seen]:
    """Return the names that are places, each with its evidence and score."""
    for one in seen:
        one.evidence = {}
    small = {token.word for token in tokens if not token.is_capital}
    for number, one in enumerate(seen):
        _alone(one, small)
        _around(text, tokens, one)
        _chained(text, seen, number)
        if names_outlet(text, one.start):
            one.evidence["outlet"] = 1.0
    _elsewhere(seen)
    for one in seen:
        one.score = sum(weights().get(name, 0.0) * value for name, value in one.evidence.items())
    return [one for one in seen if one.score > 0]


def _alone(one: Seen, small: set[str]) -> None:
    """Note what the name itself says."""
    evidence = one.evidence
    evidence["always"] = 1.0
    evidence[f"kind_{one.kind}"] = 1.0
    if one.places:
        best = max(one.places, key=_size)
        evidence[f"is_{best.kind}"] = 1.0
        evidence["size"] = _size(best) / 7.0
    evidence["several_words"] = float(" " in one.folded)
    simple = " " not in one.folded
    evidence["common_word"] = float(simple and one.folded in word_list("common_words"))
    evidence["first_name"] = float(simple and one.folded in word_list("first_names"))
    evidence["surname"] = float(simple and one.folded in word_list("surnames"))
    evidence["small_elsewhere"] = float(simple and one.folded in small)
    evidence["capitals"] = float(one.words.isupper() and len(one.words) > 3)
    evidence["acronym"] = float(one.words.isupper() and len(one.words) <= 4 and one.kind == "name")
    evidence["county"] = float(one.folded.endswith((" county", " parish", " province")))


def _size(place: Place) -> float:
    """Return how large a place is on a scale of powers of ten."""
    ranks = {"country": 7.0, "province": 6.0, "area": 5.0, "spot": 4.5, "district": 2.5}
    if place.kind in ranks:
        return ranks[place.kind]
    return math.log10(place.population + 10)


def _around(text: str, tokens: Sequence[Token], one: Seen) -> None:
    """Note what the words before and after say."""
    evidence = one.evidence
    before = tokens[one.first - 1] if one.first else None
    gap = tokens[one.first].gap
    opens = one.first == 0 or opens_sentence(list(tokens[one.first - 1 : one.first + 1]), 1)
    evidence["opens_sentence"] = float(opens)
    if before is not None and not opens:
        _before(tokens, one, before, gap)
    if one.last < len(tokens):
        _after(one, tokens[one.last])
    evidence["dateline"] = float(
        opens and _DATELINE.match(text[one.end : one.end + 60]) is not None
    )


def _before(tokens: Sequence[Token], one: Seen, before: Token, gap: str) -> None:
    evidence = one.evidence
    word = before.word.lower()
    if not _SPACE.match(gap):
        evidence["hyphen_before"] = float(gap in ("-", "‑", "–"))
        if "." in gap and (len(word) == 1 or word in words("titles")):
            evidence["initial" if len(word) == 1 else "title"] = 1.0
        return
    at = one.first - 1
    while word in words("directions") and at > 0 and _SPACE.match(tokens[at].gap):
        evidence["direction"] = 1.0
        at -= 1
        word = tokens[at].word.lower()
    if word in words("strong_prepositions"):
        evidence["strong_preposition"] = 1.0
    elif word in words("weak_prepositions"):
        evidence["weak_preposition"] = 1.0
        division = tokens[at - 1].word.lower() if at else ""
        if word == "of" and division in words("divisions") | words("settlements"):
            evidence["division_of"] = 1.0
            one.said_kind = words_for_kinds().get(division, "")
    elif word in ("the", "a", "an"):
        evidence[f"article_{'the' if word == 'the' else 'a'}"] = 1.0
    elif word in words("titles"):
        evidence["title"] = 1.0
    elif word in word_list("first_names") and tokens[at].is_capital:
        evidence["given_name"] = 1.0
    elif tokens[at].is_capital and "direction" not in evidence:
        evidence["capital_before"] = 1.0


def _after(one: Seen, after: Token) -> None:
    evidence = one.evidence
    if after.gap in ("'", "’") and after.word == "s":
        evidence["owner"] = 1.0
        return
    if not _SPACE.match(after.gap):
        evidence["hyphen_after"] = float(after.gap in ("-", "‑", "–"))
        return
    word = after.word
    if word in words("bodies"):
        evidence["body_after"] = 1.0
    elif word in words("roads") or word in words("nature"):
        evidence["feature_after"] = 1.0
    elif word in words("sites"):
        evidence["site_after"] = 1.0
    elif word in words("divisions") or word in words("settlements"):
        evidence["division_after"] = 1.0
        one.said_kind = words_for_kinds().get(word, "")
    elif word in words("speech"):
        evidence["speech_after"] = 1.0
    elif after.is_capital:
        evidence["capital_after"] = 1.0
        if word.lower() in word_list("surnames"):
            evidence["surname_after"] = 1.0


def _chained(text: str, seen: Sequence[Seen], number: int) -> None:
    """Note a larger place after a comma ("Paris, Texas"), or a smaller one before it."""
    one = seen[number]
    if number + 1 < len(seen):
        after = seen[number + 1]
        if _COMMA.match(text[one.end : after.start]) and holds_any(after.places, one.places):
            one.evidence["chain_up"] = 1.0
            one.holders = after.places
        elif (state := state_after(text, one, after)) is not None:
            one.evidence["chain_up"] = 1.0
            one.holders = (state,)
    if number:
        before = seen[number - 1]
        gap = text[before.end : one.start]
        if _COMMA.match(gap) and holds_any(one.places, before.places):
            one.evidence["chain_down"] = 1.0
        elif _COMMA.match(gap):
            one.evidence["comma_before"] = 1.0
    is_code = one.kind == "short" and one.places[0].kind == "province"
    chained = one.evidence.keys() & {"chain_down", "comma_before"}
    one.evidence["bare_code"] = float(is_code and not chained)
    if one.kind == "feature":
        word = one.words.split()[-1].rstrip(".")
        for group in ("roads", "nature", "sites"):
            one.evidence[f"feature_{group}"] = float(word in words(group))


def holds_any(outer: Sequence[Place], inner: Sequence[Place]) -> bool:
    """Tell whether one of the outer places holds one of the inner ones."""
    return any(holds(large, small) for large in outer for small in inner)


def holds(large: Place, small: Place) -> bool:
    """Tell whether a country or province holds the other place."""
    if large.kind == "country":
        return small.country_code == large.country_code and small.kind != "country"
    if large.kind == "province":
        return small.province == large.id and small.id != large.id
    if large.kind == "district":
        return (
            small.kind == "town"
            and small.admin2 == large.admin2
            and (small.province == large.province)
        )
    return False


def _elsewhere(seen: Sequence[Seen]) -> None:
    """Note what the same name shows in the rest of the text."""
    by_name: dict[str, list[Seen]] = {}
    for one in seen:
        by_name.setdefault(one.folded, []).append(one)
    signs = ("strong_preposition", "chain_up", "division_of", "division_after", "dateline")
    people = ("title", "given_name", "initial")
    for same in by_name.values():
        place = [one for one in same if any(one.evidence.get(sign) for sign in signs)]
        person = [one for one in same if any(one.evidence.get(sign) for sign in people)]
        for one in same:
            one.evidence["place_elsewhere"] = float(any(other is not one for other in place))
            one.evidence["person_elsewhere"] = float(any(other is not one for other in person))
            one.evidence["repeated"] = float(len(same) > 1)
