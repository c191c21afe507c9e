"""Whether a point can lie in a country: roughly, by the rectangle about the country."""

from __future__ import annotations

import unicodedata
from functools import cache

from khabar.view.page.outlines import Box, countries

# Outlines are drawn small and leave out islets; half a degree is some 50 km.
SLACK_DEGREES = 0.5


def in_country(name: str, latitude: float, longitude: float) -> bool | None:
    """Tell whether the point lies in the rectangle about the country, None for one not known."""
    box = next((found for one in country_names(name) if (found := _boxes().get(_plain(one)))), None)
    if box is None:
        return None
    west, south, east, north = box
    across = west - SLACK_DEGREES <= longitude <= east + SLACK_DEGREES
    return across and south - SLACK_DEGREES <= latitude <= north + SLACK_DEGREES


def country_names(name: str) -> tuple[str, ...]:
    """Return what a country may be called: "Yemen (North Yemen)" is also each of the two."""
    before, opened, after = name.partition("(")
    parts = (name, before, after.rstrip(") ")) if opened else (name,)
    return tuple(part.strip() for part in parts if part.strip())


@cache
def _boxes() -> dict[str, Box]:
    boxes = {_plain(name): one.box for one in countries() for name in one.names}
    return boxes | {one.code.casefold(): one.box for one in countries() if one.code}


def _plain(name: str) -> str:
    letters = unicodedata.normalize("NFKD", name).casefold()
    return "".join(letter for letter in letters if letter.isalpha())
