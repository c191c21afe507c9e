"""What a whole article says of where it plays: the country, and the province, if there is one."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from khabar.link.places.choose import Choice

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


def is_namesake(one: Choice, choices: Sequence[Choice]) -> bool:
    """Tell whether a town merely shares its name with one of the country that the text is about."""
    place = one.place
    if place is None or place.kind != "town" or one.seen.holders or place.is_capital:
        return False
    country = country_of_story(choices, without=one)
    return country not in (None, place.country_code) and place.population < NAMESAKE
