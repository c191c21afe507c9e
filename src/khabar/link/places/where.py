"""Where a phrase of an article puts something: the name it is tied to, and how exact that is."""

from __future__ import annotations

import re
from collections.abc import Sequence

from khabar.link.gazetteer.atlas import Atlas
from khabar.link.gazetteer.place import Place
from khabar.link.places.choose import Choice
from khabar.link.places.described import Meant, meant_by
from khabar.link.places.names import words as site_words
from khabar.link.places.naming import place_name
from khabar.link.places.phrase import Anchor, Relation, anchor_of, name_of
from khabar.link.places.story import (
    LEAST_LEAD,
    country_of_story,
    is_namesake,
    namesake_of_part,
    province_of_story,
    town_of_story,
)
from khabar.model import PlacePrecision, Span, Unlinked, Where

_PRECISION: dict[str, PlacePrecision] = {
    "spot": "exact",
    "town": "exact",
    "district": "admin2",
    "province": "admin1",
    "area": "region",
    "country": "country",
}
_CAPITAL_OF = re.compile(r"\bcapital(?: city)?(?:,)? of (?:the )?$", re.I)
_OWN_CAPITAL = re.compile(r"^(?:['’]s?)? capital\b(?! punishment)", re.I)
_AWAY = re.compile(r"^(?:[\w ]* )?(?:north|south|east|west)[\w-]* of (?=the |its |that )", re.I)
_THE_CAPITAL = re.compile(r"^(?:\w+ )?(?:the )?(?:country['’]s )?capital(?: city)?$", re.I)
# What may stand between "a mosque" and the place that it is in, and between that and a closer one.
_LEADS_ON = re.compile(
    r"^,? (?:in|at|of|near|outside|on|inside|within)"
    r"(?: [a-z][\w-]*| [A-Z][a-z]+i?(?= city| town| capital| province)){0,6} $"
)
_NAMED = re.compile(r"\b[A-Z]")
_COMMA = re.compile(r"^, ?$")
_GOES_ON = re.compile(r"^(?:['’]s)?(?: (?:capital|city|province|district|town|of|in))*,? ?$")
LONGEST_LINK = 80


def where_of(words: Span, text: str, choices: Sequence[Choice], atlas: Atlas) -> Where | Unlinked:
    """Return where the phrase says. `choices` are those of the whole text, in order."""
    inside = [one for one in choices if _overlap(one, words)]
    nouns = [one for one in inside if one.seen.kind != "adjective"]
    capital = _capital(words, inside, choices, atlas)
    if capital is not None:
        return _where(words, capital, "in", capital.name)
    anchor = (
        anchor_of(words.words, words.start, nouns)
        or _named_later(words, text, choices)
        or anchor_of(words.words, words.start, [one for one in inside if one.seen.said_kind])
    )
    if anchor is None or anchor.choice.place is None or is_namesake(anchor.choice, choices):
        return _told_elsewhere(words, text, choices, atlas)
    anchor = _town_before(anchor, text, choices)
    town = namesake_of_part(anchor.choice, text, choices)
    if town is not None:
        return _where(words, town, "part", f"{_name(words, anchor)}, {town.name}")
    if anchor.choice.lead < LEAST_LEAD:
        ids = tuple(place.id for place in anchor.choice.candidates[:5])
        return Unlinked(words, "two or more places of this name fit about equally", ids)
    assert anchor.choice.place is not None  # a town before its state has one too
    return _where(words, anchor.choice.place, anchor.relation, _name(words, anchor))


def town_told(words: Span, town: Place) -> Where:
    """Return a town as the place that some words tell of."""
    return _where(words, town, "in", town.name)


def whole_country(words: Span, code: str, atlas: Atlas) -> Where | None:
    """Return a country, by its code, as the place that some words tell of."""
    country = atlas.country(code)
    return _where(words, country, "in", country.name) if country else None


def _told_elsewhere(
    words: Span, text: str, choices: Sequence[Choice], atlas: Atlas
) -> Where | Unlinked:
    """Return where a described place or an unknown name lies, as far as the article tells."""
    away = _AWAY.match(words.words)
    inner = _inner(words, away.end()) if away else words
    capital = _capital(inner, [], choices, atlas)
    meant = Meant(capital, "in", capital.name) if capital else meant_by(inner, choices, atlas)
    if meant is not None:
        name = f"{away[0]}{meant.name}" if away else meant.name
        return _where(words, meant.place, "away" if away else meant.relation, name)
    town = town_of_story(text, choices) if _is_site(words, choices) else None
    if town is not None:
        return _where(words, town, "in", f"{name_of(words.words)}, {town.name}")
    country = country_of_story(choices)
    place = atlas.country(country) if country else None
    if country is None or place is None or not _NAMED.search(name_of(words.words)):
        return Unlinked(words, "names no place that the gazetteer has")
    province = province_of_story(choices, country)
    held = atlas.with_id(province) if province else None
    return _where(words, held or place, "in", name_of(words.words))


def _is_site(words: Span, choices: Sequence[Choice]) -> bool:
    """Tell whether the words name a street or building, as stand in towns."""
    last = words.words.split()[-1].lower().rstrip(".,")
    features = [c for c in choices if c.seen.kind == "feature" and _overlap(c, words)]
    return last in site_words("site_nouns") or any(
        c.seen.evidence.get("feature_roads") or c.seen.evidence.get("feature_sites")
        for c in features
    )


def _town_before(anchor: Anchor, text: str, choices: Sequence[Choice]) -> Anchor:
    """Return the town of "Kufa, Iraq" where only "Iraq" was told as the place."""
    state = anchor.choice
    for one in choices:
        beside = _COMMA.match(text[one.seen.end : state.seen.start]) is not None
        if beside and one.place and one.place.kind == "town" and state.place in one.seen.holders:
            return Anchor(one, anchor.relation)
    return anchor


def _name(words: Span, anchor: Anchor) -> str:
    """Return the name; the place of a site stands after the phrase where it is told later."""
    seen, relation = anchor.choice.seen, anchor.relation
    if seen.start < words.end:
        return place_name(words.words, words.start, anchor.choice, relation)
    site = name_of(words.words)
    return f"{site}, {seen.words}" if relation == "in" else site


def _inner(words: Span, cut: int) -> Span:
    """Return the words from a number of letters on."""
    return Span(words.article_id, words.start + cut, words.end, words.words[cut:])


def _overlap(one: Choice, words: Span) -> bool:
    return one.seen.start < words.end and words.start < one.seen.end


def _named_later(words: Span, text: str, choices: Sequence[Choice]) -> Anchor | None:
    """Return the place that the text names right after these words, here or at another mention."""
    found = _anchor_after(words.end, text, choices)
    name = name_of(words.words)
    if found is not None or not any(letter.isupper() for letter in name):
        return found
    for other in re.finditer(re.escape(name), text):
        found = _anchor_after(other.end(), text, choices)
        if found is not None:
            return found
    return None


def _anchor_after(end: int, text: str, choices: Sequence[Choice]) -> Anchor | None:
    nouns = [one for one in choices if one.seen.start >= end and _is_noun(one)][:3]
    if not nouns or nouns[0].seen.start - end > LONGEST_LINK:
        return None
    between = text[end : nouns[0].seen.start].replace("\u00a0", " ")
    if not _LEADS_ON.match(between) and not _COMMA.match(between):
        return None
    tied = nouns[:1]
    for one in nouns[1:]:
        if not _GOES_ON.match(text[tied[-1].seen.end : one.seen.start]):
            break
        tied.append(one)
    return anchor_of(text[end : tied[-1].seen.end], end, tied)


def _is_noun(one: Choice) -> bool:
    return one.seen.kind in ("name", "short")


def _capital(
    words: Span, inside: Sequence[Choice], choices: Sequence[Choice], atlas: Atlas
) -> Place | None:
    """Return the capital that the phrase means without its name: "the Sudanese capital"."""
    countries = [one for one in inside if one.place is not None and one.place.kind == "country"]
    if any(one.place is not None and one.place.kind != "country" for one in inside):
        return None
    for one in countries:
        before = words.words[: max(0, one.seen.start - words.start)]
        after = words.words[one.seen.end - words.start :]
        if one.place and (_CAPITAL_OF.search(before) or _OWN_CAPITAL.match(after)):
            return atlas.capital(one.place.country_code or "")
    if not countries and _THE_CAPITAL.match(name_of(words.words)):
        return atlas.capital(country_of_story(choices) or "")
    return None


def _where(words: Span, place: Place, relation: Relation, name: str) -> Where:
    precision = _precise(place, relation)
    away = relation == "away"
    point = place.point if precision in ("exact", "near") else None
    return Where(
        name=name,
        country=place.country,
        country_code=place.country_code,
        admin1=None if away else place.admin1,
        admin2=None if away else place.admin2,
        geonames_id=None if away else place.geonames_id,
        latitude=point[0] if point else None,
        longitude=point[1] if point else None,
        precision=precision,
        words=words,
    )


def _precise(place: Place, relation: Relation) -> PlacePrecision:
    precision = _PRECISION[place.kind]
    if relation == "away" or (relation == "part" and place.kind == "country"):
        return "region"
    if relation in ("near", "part") and precision == "exact":
        return "near"
    return precision
