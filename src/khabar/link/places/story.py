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
    """Return the id of the province that all names in a country lie in, its capital's aside."""
    found = {
        one.place.province
        for one in choices
        if one.place is not None
        and one.place.country_code == country
        and one.place.kind not in ("country", "area")
        and not one.place.is_capital
    }
    return next(iter(found)) if len(found) == 1 else None


def town_of_story(text: str, choices: Sequence[Choice]) -> Place | None:
    """Return the town that a site in the story lies in: the only town whose police the text
    names, or the only town that it names at all."""
    police = [c for c in choices if is_police_of(text, c)]
    for named in (police, [c for c in choices if c.seen.kind != "adjective"]):
        towns = {c.place.id: c for c in named if c.place is not None and c.place.kind == "town"}
        if len(towns) == 1:
            (only,) = towns.values()
            return only.place if only.lead >= LEAST_LEAD else None
    return None


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
