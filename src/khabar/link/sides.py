"""Who "both sides" are where the text never sets two names against each other."""

from __future__ import annotations

from collections import Counter

from khabar.link.lexicon import World
from khabar.link.party_words import party_words
from khabar.link.senses import CountryFinder
from khabar.model import Article

# The two sides share this much of an article's mentions of states and armed groups ...
SIDES_SHARE = 0.5
# ... and each is named at least this many times as often as the next.
AHEAD_OF_NEXT = 1.5
_ARMED = frozenset(("armed_group", "paramilitary", "communal_militia", "opposition"))


class Sides:
    """Finds the two states or groups that an article is about."""

    def __init__(self, world: World, countries: CountryFinder) -> None:
        self.world = world
        self._countries = countries

    def of(self, words: str, article: Article) -> tuple[str, ...]:
        """Return the ids of the two that words such as "both sides" mean; nothing if unclear."""
        if not party_words().sides.fullmatch(" ".join(words.split())):
            return ()
        counts = self._powers(article)
        ranked = counts.most_common(3)
        if len(ranked) < 2 or sum(n for _, n in ranked[:2]) < SIDES_SHARE * counts.total():
            return ()
        if len(ranked) == 3 and ranked[1][1] < AHEAD_OF_NEXT * ranked[2][1]:
            return ()
        return tuple(id for id, _ in ranked[:2])

    def _powers(self, article: Article) -> Counter[str]:
        """Return how often each state, by any of its names, and each armed group is named."""
        states = self.world.registry.states
        named = self._countries.count(article.text)
        counts = Counter({states[code].id: n for code, n in named.items() if code in states})
        for mention in self.world.actors(article.text):
            if mention.sort in _ARMED and len(mention.ids) == 1:
                counts[mention.ids[0]] += 1
        return counts
