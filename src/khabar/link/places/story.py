"""What a whole article says of where it plays: the country, and the province, if there is one."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence

from khabar.link.gazetteer.place import Place
from khabar.link.places.choose import Choice

# Below this lead over the next best place, both are kept and none is chosen. Of the towns chosen
# with less, half are wrong in annotated news; of those with more, one in ten.
LEAST_LEAD = 1.25
# What follows a town's name in that of its police.
_POLICE = re.compile(r"(?:['’]s)?,? (?:(?:city|[A-Z]\w+) ){0,2}(?:police|Police|PD\b|[Ss]heriff)")
# "Kabul said": its government did, wherever it happened.
_SPEAKS = re.compile(
    r"\s+(?:said|says|denied|denies|accused|claimed|warned|vowed|announced|condemned|rejected)\b"
)
# A text that names a town as often as this dwells on it.
DWELLS = 2
# A country is an article's own if at least this share of the names lie in it.
FOCUS_SHARE = 0.6
# A lone town of fewer people in a country that the article speaks of nowhere else is a namesake.
NAMESAKE = 500_000


def country_of_story(choices: Sequence[Choice], without: Choice | None = None) -> str | None:
    """Return the country that most of a text's names lie in, None where none stands out."""
    folded = without.seen.folded if without else None
    named = [c for c in choices if c.place is not None and c.seen.folded != folded]
    codes = Counter(one.place.country_code for one in named if one.place)
    if not codes:
        return None
    code, number = codes.most_common(1)[0]
    return code if number >= FOCUS_SHARE * sum(codes.values()) else None


def province_of_story(choices: Sequence[Choice], country: str) -> str | None:
    """Return the id of the province that all names in a country lie in, its capital's aside.

    Names that may as well lie elsewhere tell of none.
    """
    found = {
        one.place.province
        for one in choices
        if one.place is not None
        and one.place.country_code == country
        and one.place.kind not in ("country", "area")
        and not one.place.is_capital
        and one.lead >= LEAST_LEAD
    }
    return next(iter(found)) if len(found) == 1 else None


def town_of_story(text: str, choices: Sequence[Choice]) -> Place | None:
    """Return the town that a site in the story lies in: that of the police or the dateline, else
    the only town that the text names at all."""
    town = town_of_news(text, choices)
    named = [c for c in _towns(choices) if not _SPEAKS.match(text, c.seen.end)]
    return town or _only(named)


def town_of_news(text: str, choices: Sequence[Choice]) -> Place | None:
    """Return the town that local news is from: the only one whose police the text names, else that
    of its dateline, if nothing in the text lies elsewhere."""
    return town_of_police(text, choices) or _dateline(choices)


def town_of_police(text: str, choices: Sequence[Choice]) -> Place | None:
    """Return the only town whose police the text names."""
    return _only([c for c in _towns(choices) if is_police_of(text, c)])


def _towns(choices: Sequence[Choice]) -> list[Choice]:
    nouns = (c for c in choices if c.seen.kind != "adjective")
    return [c for c in nouns if c.place is not None and c.place.kind == "town"]


def _only(towns: Sequence[Choice]) -> Place | None:
    """Return the place if all choices mean one, and surely."""
    ids = {c.place.id for c in towns if c.place}
    sure = len(ids) == 1 and towns[0].lead >= LEAST_LEAD
    return towns[0].place if sure else None


def _dateline(choices: Sequence[Choice]) -> Place | None:
    """Return the town of the dateline where all that is named lies in its province.

    Reporters write of a whole country from its capital, and of one province from the next: a
    dateline by itself places nothing.
    """
    here = _only([c for c in _towns(choices) if c.seen.evidence.get("dateline")][:1])
    if here is None or here.is_capital:
        return None
    others = Counter(c.place.id for c in _towns(choices) if c.place and c.place.id != here.id)
    dwells = max(others.values(), default=0) >= DWELLS
    alone = province_of_story(choices, here.country_code or "") == here.province
    return here if alone and not dwells else None


def is_police_of(text: str, one: Choice) -> bool:
    """Tell whether the text names a place's police: "Lakeview police", "Lakeview's sheriff"."""
    return _POLICE.match(text, one.seen.end) is not None


def is_namesake(one: Choice, choices: Sequence[Choice]) -> bool:
    """Tell whether a town merely shares its name with one of the country that the text is about."""
    place = one.place
    if place is None or place.kind != "town" or one.seen.holders or place.is_capital:
        return False
    country = country_of_story(choices, without=one)
    return country not in (None, place.country_code) and place.population < NAMESAKE


def namesake_of_part(one: Choice, text: str, choices: Sequence[Choice]) -> Place | None:
    """Return the town that a name means a part of, which far away is the name of a town.

    "The Uptown neighborhood" lies in the story's town; so does, where a town's police speak, any
    name of a lesser town of a province that the text names nowhere else.
    """
    place = one.place
    if place is None or place.kind != "town" or one.seen.holders:
        return None
    others = [c for c in choices if c.seen.folded != one.seen.folded]
    is_part = any(c.seen.said_kind == "part" and c.seen.folded == one.seen.folded for c in choices)
    town = town_of_story(text, others) if is_part else town_of_police(text, others)
    if town is None or town.province == place.province:
        return None
    named = any(c.place is not None and c.place.province == place.province for c in others)
    return None if named or not (is_part or place.population < NAMESAKE) else town
