"""Countries by any of their names, and whether a point can lie in one: by the box about it."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

from khabar.link.registry.read import load_registry
from khabar.link.registry.records import Registry
from khabar.query_names import Meanings
from khabar.view.page.outlines import country_outline

# Outlines are drawn small and leave out islets; half a degree is some 50 km.
SLACK_DEGREES = 0.5


class Countries:
    """Looks countries up by name or code, as other projects write them. Loads names when asked."""

    def __init__(self, registry: Callable[[], Registry] = load_registry) -> None:
        self._meanings = Meanings(registry)
        self.code = lru_cache(1_000)(self._code)

    def _code(self, name: str) -> str | None:
        """Return the ISO code of a country, None for one that is not known."""
        found = (self._meanings("country", one) for one in _names(name))
        return next((codes[0] for codes in found if codes), None)

    def hold(self, name: str, latitude: float, longitude: float) -> bool | None:
        """Tell whether a country can hold the point, None where its outline is not known."""
        outline = country_outline(self.code(name))
        if outline is None:
            return None
        west, south, east, north = outline.box
        across = west - SLACK_DEGREES <= longitude <= east + SLACK_DEGREES
        return across and south - SLACK_DEGREES <= latitude <= north + SLACK_DEGREES


def _names(name: str) -> tuple[str, ...]:
    """Return what a country may be called: "Yemen (North Yemen)" is also each of the two."""
    before, opened, after = name.partition("(")
    parts = (name, before, after.rstrip(") ")) if opened else (name,)
    return tuple(part.strip() for part in parts if part.strip())
