"""What a noun names: persons, places, things, means of attack."""

from __future__ import annotations

from khabar.extract.grammar import SALVOS, after_preposition
from khabar.extract.nouns import nouns
from khabar.extract.parse import Parsed
from khabar.extract.tree import Token


def kind_of(parsed: Parsed, token: Token) -> str:
    """Tell "persons" from "places" and "things", as far as the words show it."""
    word = token.lower_
    known = nouns()
    if is_called_thing(token):
        return "things"
    if word in known.people or token.tag_ in ("PRP", "CD", "WP"):
        return "persons"
    mention = parsed.mention_of(token)
    if word in known.places or (mention and mention.kind == "place"):
        return "places"
    if mention and mention.kind == "actor":
        return "persons"
    named = token.tag_ in ("NNP", "NNPS") and word not in known.vehicles
    return "persons" if named else "things"


def weapon_mode(token: Token) -> str | None:
    """Return the mode that a means of attack gives to an act, None for other words."""
    weapons = nouns().weapons
    counted = after_preposition(token, "of") if token.lower_ in SALVOS else []
    token = counted[0] if counted else token
    if token.i and (pair := f"{token.nbor(-1).lower_} {token.lower_}") in weapons:
        return weapons[pair]
    return weapons.get(token.lower_)


def is_means(token: Token) -> bool:
    """Tell whether the token names a weapon or blast, which is nobody's name."""
    return weapon_mode(token) is not None and token.lower_ not in nouns().people


def is_called_thing(token: Token) -> bool:
    """ "The Morning Star, a cargo ship": a name of what carries people or arms."""
    named = token.tag_ in ("NNP", "NNPS")
    return named and any(c.dep_ == "appos" and c.lower_ in nouns().vehicles for c in token.children)
