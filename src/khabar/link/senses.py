"""What a name that several actors bear means here: by the countries near it and the date."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import lru_cache

from khabar.link.names import NameFinder
from khabar.link.registry.records import Registry, Sense, within

# Of the countries that tell the senses of a name apart, the share that settles it ...
CLEAR_SHARE = 0.7
# ... and the share below which a sense is out of the question. Between the two, nobody can tell.
SLIGHT_SHARE = 0.25
# How many texts' countries are kept in mind.
REMEMBERED = 256


class CountryFinder:
    """Counts the countries that a text speaks of, by name, adjective, people or capital."""

    def __init__(self, registry: Registry) -> None:
        self._names = NameFinder(
            (name, state.country)
            for state in registry.states.values()
            for name in (*state.names, *state.adjectives, *state.people, *state.capitals)
        )
        # One sentence is asked for again with each party and source of its claims.
        self._named = lru_cache(REMEMBERED)(self._read)

    def count(self, text: str) -> Counter[str]:
        """Return how often the text names each country."""
        return Counter(self._named(text)) if text else Counter()

    def _read(self, text: str) -> tuple[str, ...]:
        return tuple(found.ids[0] for found in self._names.find(text))


def company_of(registry: Registry, named: Iterable[str]) -> Counter[str]:
    """Return the countries of the actors that a text names, each actor counted once.

    Names that can mean several actors tell nothing here.
    """
    open_names = {sense.id for senses in registry.senses.values() for sense in senses}
    sure = (registry.actors[id] for id in named if id in registry.actors and id not in open_names)
    return Counter(actor.country for actor in sure if actor.country)


def choose_sense(
    senses: Sequence[Sense],
    day: str | None,
    near: Counter[str],
    whole: Counter[str],
    company: Counter[str] | None = None,
) -> tuple[tuple[str, ...], str]:
    """Return the ids that fit, one where the text is clear, and the reason.

    `near` counts the countries named close by, which decide before those of the `whole` text;
    last come those of the actors named in its `company`.
    """
    beside = company or Counter()
    valid = [s for s in senses if day is None or within(day, s.since, s.until)]
    valid = [s for s in valid if "alone" not in s.roles or _is_alone(s, valid, whole + beside)]
    if len(valid) == 1:
        return (valid[0].id,), "the one sense that fits date and countries"
    for counts, where in (
        (near, "countries named in the sentence"),
        (whole, "countries named in the article"),
        (beside, "actors named in the article"),
    ):
        clear = [s for s in valid if _share(s, valid, counts) >= CLEAR_SHARE]
        if len(clear) == 1:
            return (clear[0].id,), f"sense by the {where}"
    possible = [s for s in valid if _share(s, valid, whole) >= SLIGHT_SHARE]
    usual = [s for s in valid if "usual" in s.roles]
    if not possible and usual:
        return (usual[0].id,), "the usual sense of the name"
    return tuple(dict.fromkeys(s.id for s in (possible or valid))), "several actors bear the name"


def _is_alone(sense: Sense, rivals: Sequence[Sense], counts: Counter[str]) -> bool:
    others = {c for rival in rivals if rival is not sense for c in rival.countries}
    named = any(counts[one] for one in sense.countries)
    return named and not any(counts[one] for one in others - sense.countries)


def _share(sense: Sense, rivals: Sequence[Sense], counts: Counter[str]) -> float:
    deciding = frozenset().union(*(rival.countries for rival in rivals))
    total = sum(counts[one] for one in deciding)
    return sum(counts[one] for one in sense.countries) / total if total else 0.0
