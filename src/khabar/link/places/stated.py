"""Towns that a text names with their state and that the gazetteer lacks: "Kufa, North Dakota"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from khabar.link.gazetteer.place import Place
from khabar.link.places.names import Seen

# Where newspapers write the state after a town. Elsewhere two names may be a list of towns.
_STATED = ("USA", "CAN", "AUS")
# Fewer letters before a comma are a state's short form, not a town.
SHORTEST_NAME = 4
_LOCAL = ("town", "district")
_COMMA = re.compile(r"\s*,\s*")
# "Houston, Texas and Ohio": a list, no town with its state.
_LISTED = re.compile(r",? (?:and|or) [A-Z]")


def state_after(text: str, one: Seen, after: Seen) -> Place | None:
    """Return the state told right after a town; None where the name is no town's or goes on."""
    is_name = one.kind in ("name", "unknown") and len(one.folded) >= SHORTEST_NAME
    if not is_name or any(p.kind not in _LOCAL for p in one.places):
        return None
    if not _COMMA.fullmatch(text, one.end, after.start) or _LISTED.match(text, after.end):
        return None
    states = [p for p in after.places if p.kind == "province" and p.country_code in _STATED]
    # "Kufa, Georgia" may be in either.
    abroad = any(p.kind == "country" for p in after.places)
    return states[0] if states and not abroad else None


def unlisted(mentions: Sequence[Seen]) -> Iterator[Place]:
    """Yield the towns that one name's mentions put into states where the gazetteer has none.

    They have a name, state and country, and no point.
    """
    known = {place.province for one in mentions for place in one.places}
    states = {p.id: p for one in mentions for p in one.holders if p.country_code in _STATED}
    for state in states.values():
        if state.kind == "province" and state.id not in known:
            yield Place(
                id=f"unlisted:{mentions[0].folded},{state.id}",
                name=_written(mentions),
                kind="town",
                country_code=state.country_code,
                country=state.country,
                admin1=state.name,
                province=state.id,
            )


def _written(mentions: Sequence[Seen]) -> str:
    """Return the name as it is mostly written, not in a dateline's capitals."""
    plain = (one.words for one in mentions if not one.words.isupper())
    return next(plain, mentions[0].words.title())
