"""The name of a place as a reader would write it: "mosque, Herat", not the whole phrase."""

from __future__ import annotations

import re

from khabar.link.places.choose import Choice
from khabar.link.places.names import words
from khabar.link.places.phrase import Relation, name_of

# What links a site to the place that holds it; "of" does so only where nothing else does.
_LINK = re.compile(r"\s*,\s*|\s+(?:in|at|on|inside|within|near|outside|from|for)\s+", re.I)
_OF = re.compile(r"\s+of\s+(?!.*\sof\s)", re.I)
# "Quetta's Sariab area": a part of it, by its own name.
_PART = re.compile(r"['’]s?\s+([A-Z]\S*(?:\s+\S+){0,2}?\s+([a-z]+))\b")
_DIVISION_AFTER = re.compile(r"\s+([a-z]+)\b")
# More capitals than this are a dateline's or a headline's, no short form's.
LONGEST_ACRONYM = 4
_ARTICLE = re.compile(r"^(?:the|a|an|its|their|his|her|this|that)\s+", re.I)


def place_name(phrase: str, offset: int, anchor: Choice, relation: Relation) -> str:
    """Return "site, place" for a phrase that `offset` puts into the text of the anchor's offsets.

    A place beside the one named keeps the words that say so: "near Maiduguri".
    """
    start = max(0, anchor.seen.start - offset)
    before, name = phrase[:start], _anchor_name(phrase, offset, anchor)
    if anchor.seen.kind == "adjective" and anchor.seen.said_kind:
        return name_of(" ".join(phrase.split()))
    if relation in ("near", "away"):
        return " ".join(name_of(before + name).split())
    site = site_of(before) or _part_of(phrase, offset, anchor)
    directed = " ".join((*_directions(before), name))
    return f"{site}, {directed}" if site else directed


def _anchor_name(phrase: str, offset: int, anchor: Choice) -> str:
    """Return the anchor's own words, with the "province" or "airport" after them."""
    seen = anchor.seen
    if anchor.place is not None and seen.kind == "adjective":
        return anchor.place.name
    inside = phrase[max(0, seen.start - offset) : seen.end - offset] or seen.words
    after = _DIVISION_AFTER.match(phrase[seen.end - offset :]) if seen.end > offset else None
    if after is not None and after[1] in words("divisions") | words("named_with"):
        inside = f"{inside} {after[1]}"
    plain = " ".join(inside.split())
    return plain.title() if plain.isupper() and len(plain) > LONGEST_ACRONYM else plain


def site_of(before: str) -> str:
    """Return the site that the words before a place tell of: "a mosque in the city of" a mosque."""
    words_before = _ARTICLE.sub("", " ".join(before.split())) + " "
    parts = _LINK.split(words_before, maxsplit=1)
    parts = parts if len(parts) > 1 else _OF.split(words_before, maxsplit=1)
    if len(parts) < 2:
        return ""
    site = parts[0].strip()
    plain = site.lower().split()
    vague = words("vague_sites") | words("settlements") | words("divisions") | words("directions")
    if not plain or not re.search(r"[A-Za-z]", site):
        return ""
    return "" if plain[-1] in vague and not _is_named_part(site) else site


def _is_named_part(site: str) -> bool:
    """Tell whether it is a part with a name: "Karrada district", "Solino neighbourhood"."""
    *_, name, kind = ["", *site.split()]
    parts = words("settlements") | words("divisions")
    return kind in parts and name[:1].isupper() and name.lower() not in words("directions")


def _part_of(phrase: str, offset: int, anchor: Choice) -> str:
    """Return the part whose owner the anchor is."""
    found = _PART.match(phrase[max(0, anchor.seen.end - offset) :])
    return found[1] if found is not None and _is_named_part(found[1]) else ""


def _directions(before: str) -> list[str]:
    """Return the "northern" right before a name; that of "Mali's northern" is said of Mali."""
    found: list[str] = []
    for word in reversed(before.split()):
        if word.lower() not in words("directions"):
            return [] if word.endswith(("'s", "’s", "'", "’")) else found
        found.insert(0, word)
    return found
