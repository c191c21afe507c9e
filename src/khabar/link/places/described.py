"""Places that words only describe: "the city", "that area", "its southeast", "the country"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from khabar.link.gazetteer.atlas import Atlas
from khabar.link.gazetteer.place import Place
from khabar.link.places.choose import Choice
from khabar.link.places.naming import site_of
from khabar.link.places.phrase import Relation, name_of
from khabar.link.places.story import country_of_story
from khabar.model import Span

_SETTLED = ("town",)
_DIVIDED = ("province", "area", "district")
_BELOW_COUNTRY = (*_SETTLED, *_DIVIDED, "spot")
_KINDS: dict[str, tuple[str, ...]] = {
    "city": _SETTLED,
    "town": _SETTLED,
    "village": _SETTLED,
    "suburb": (*_SETTLED, "district"),
    "neighborhood": (*_SETTLED, "district"),
    "neighbourhood": (*_SETTLED, "district"),
    "district": ("district", "town"),
    "province": _DIVIDED,
    "governorate": _DIVIDED,
    "state": _DIVIDED,
    "region": (*_DIVIDED, "spot"),
    "territory": _DIVIDED,
    "area": _BELOW_COUNTRY,
    "areas": _BELOW_COUNTRY,
    "vicinity": _BELOW_COUNTRY,
    "country": ("country",),
}
_PARTS = frozenset(
    """north south east west northeast northwest southeast southwest north-east north-west
    south-east south-west center centre outskirts suburbs countryside""".split()
)
# A capital inside, as in "Kufa village", tells the name.
_NAMED = re.compile(r"\b[A-Z]")
_WHOLE = frozenset("city town country province region village".split())


@dataclass(frozen=True, slots=True)
class Meant:
    """The place that a description means, how it is tied to it, and the name to give it."""

    place: Place
    relation: Relation
    name: str


def meant_by(words: Span, choices: Sequence[Choice], atlas: Atlas) -> Meant | None:
    """Return the place that a description points back to; None where no earlier name fits."""
    if _NAMED.search(name_of(words.words)):
        return None
    plain = words.words.lower().replace("’", "'").split()
    last = plain[-1]
    owners = [word.removesuffix("'s") for word in plain[:-1] if word.endswith("'s")]
    if last in _PARTS:
        whole = next((owner for owner in owners if owner in _WHOLE), "country")
        return _part(words, last, _told_before(whole, words.start, choices, atlas))
    place = _told_before(last, words.start, choices, atlas)
    return Meant(place, "in", place.name) if place else None


def _part(words: Span, side: str, whole: Place | None) -> Meant | None:
    if whole is None:
        return None
    if whole.kind == "town":
        site = site_of(f"{name_of(words.words)} of ")
        return Meant(whole, "in", f"{_owned(site)}, {whole.name}" if site else whole.name)
    return Meant(whole, "part", f"{side} {whole.name}")


def _owned(site: str) -> str:
    """Return "historic center" for "city's historic center"."""
    return site.replace("’", "'").rpartition("'s ")[2]


def _told_before(noun: str, before: int, choices: Sequence[Choice], atlas: Atlas) -> Place | None:
    """Return the nearest place named before that a noun such as "city" can mean."""
    if noun == "country":
        code = country_of_story(choices)
        return atlas.country(code) if code else None
    kinds = _KINDS.get(noun, ())
    for one in reversed([c for c in choices if c.seen.end <= before]):
        known = one.place is not None and one.place.kind in kinds
        if known and one.seen.kind != "adjective" and not one.seen.evidence.get("dateline"):
            return one.place
    return None
