"""Claims linked to the world: their parties, sources, dates and places. Nothing is dropped."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace

from khabar.link.actors import ActorLinker, Named, Setting, main_country
from khabar.link.dates.find import resolve_time
from khabar.link.dates.story import dated_by_story, day_of_story
from khabar.link.lexicon import World
from khabar.link.party_words import party_words
from khabar.model import Article, Claim, Party, Source, Unlinked, When, Where

UNSPECIFIED = "unspecified"
# Acts between governments, for which their capitals stand.
_OF_WORDS = frozenset(
    "ACCUSE REQUEST REJECT THREATEN AGREE SUPPORT CONCEDE SANCTION AID CONSULT COOPERATE".split()
)
# What a state's own forces or people do at home, if the article plays there.
_AT_HOME = ("ASSAULT", "COERCE", "MOBILIZE", "PROTEST")

_OFFICERS = re.compile(r"\b(?:police|officers?|sheriff|deputies|detectives?|investigators)\b", re.I)


class Linker:
    """Links the claims of one article after another. Loads nothing; the world is given."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.actors = ActorLinker(world)

    def link(self, article: Article, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims with names, ids, dates and places filled in where they are known."""
        placed = [(claim, self._where(article, claim)) for claim in claims]
        countries = Counter(w.country_code for _, w in placed if isinstance(w, Where))
        scene = main_country(Counter({c: n for c, n in countries.items() if c}))
        linked = [self._claim(article, claim, where, scene) for claim, where in placed]
        day = day_of_story(article, linked)
        return [_on_day(claim, day, linked) for claim in linked] if day else linked

    def _claim(
        self, article: Article, claim: Claim, where: Where | Unlinked | None, scene: str | None
    ) -> Claim:
        when = self._when(article, claim)
        day = when.start if isinstance(when, When) else article.published
        country = where.country_code if isinstance(where, Where) else None
        told = claim.kind == "statement" or claim.relation is not None
        of_words = told or claim.event_type in _OF_WORDS
        setting = Setting(day, claim.words.words, country, scene=scene, of_words=of_words)
        because = list(claim.because)
        if where is None and (found := self._home(article, claim)) is not None:
            where, rule = found
            because.append(f"place: {where.words.words!r} {rule}")
        actors = self._parties(article, claim.actors, setting, because)
        own = frozenset(p.id for p in actors if p.id) if claim.relation else frozenset()
        hit = replace(setting, part="target", beside=own)
        targets = self._parties(article, claim.targets, hit, because)
        if of_words:
            actors = tuple(self._unless_to_itself(p, targets, because) for p in actors)
        return replace(
            claim, when=when, where=where, actors=actors, targets=targets,
            attribution=self._chain(article, claim, setting, because),
            because=tuple(dict.fromkeys(because)),
        )  # fmt: skip

    def _parties(
        self, article: Article, parties: Iterable[Party], setting: Setting, because: list[str]
    ) -> tuple[Party, ...]:
        """Return the parties linked, each once; "both sides" gives two."""
        found: list[Party] = []
        for party in parties:
            sides = self.actors.sides.of(party.name, article)
            if sides:
                because.append(f"link: {party.name!r} is {' and '.join(sides)} (the two sides)")
            named = [replace(party, name=self.world.name_of(id), id=id) for id in sides]
            found += named or [self._party(article, party, setting, because)]
        return tuple({(p.id, p.name): p for p in reversed(found)}.values())[::-1]

    def _party(self, article: Article, party: Party, setting: Setting, because: list[str]) -> Party:
        if party.id is not None and party.id in self.world.actors_by_id:
            state = self.world.state_of(party.id)
            because.append(f"link: {party.name!r} is {state} (a state's adjective)")
            return replace(party, name=self.world.name_of(state), id=state)
        # "Foreign minister of X" out of a list of ministers has a name that is not its words.
        words = party.meant.words if party.meant else party.name
        named = self.actors.resolve(words, article, setting)
        because.append(_reason(words, named))
        return replace(party, name=named.name, id=named.id, candidates=named.candidates)

    def _unless_to_itself(
        self, party: Party, targets: Iterable[Party], because: list[str]
    ) -> Party:
        """ "The government asked for Varian help" is not Varia's: nobody asks himself."""
        told = party.words.words.lower().removeprefix("the ")
        if party.id is None or party_words().short_for.get(told) != "government":
            return party
        countries = {self._country_of(target.id) for target in targets} - {None}
        if self._country_of(party.id) not in countries:
            return party
        because.append(f"link: {told!r} would speak to itself as {party.id}; left open")
        return replace(party, name=told, id=None)

    def _country_of(self, id: str | None) -> str | None:
        actor = self.world.actors_by_id.get(id or "")
        return actor.country if actor is not None else None

    def _chain(
        self, article: Article, claim: Claim, setting: Setting, because: list[str]
    ) -> tuple[Source, ...]:
        """Return the sources linked; they speak on the day of publication."""
        speaking = replace(setting, day=article.published, part="source")
        return tuple(
            self._outlet(source)
            if number == 0
            else self._speaker(article, source, speaking, because)
            for number, source in enumerate(claim.attribution)
        )

    def _outlet(self, source: Source) -> Source:
        outlet = self.world.outlet(source.name)
        return replace(source, name=outlet.name, id=outlet.id) if outlet else source

    def _speaker(
        self, article: Article, source: Source, setting: Setting, because: list[str]
    ) -> Source:
        if source.name == UNSPECIFIED:
            return source
        named = self.actors.resolve(source.name, article, setting)
        because.append(_reason(source.name, named))
        return replace(source, name=named.name, id=named.id)

    def _when(self, article: Article, claim: Claim) -> When | Unlinked | None:
        if isinstance(claim.when, Unlinked):
            return resolve_time(claim.when.words, article)
        return claim.when

    def _where(self, article: Article, claim: Claim) -> Where | Unlinked | None:
        if isinstance(claim.where, Unlinked):
            return self.world.gazetteer.resolve(claim.where.words, article)
        return claim.where

    def _home(self, article: Article, claim: Claim) -> tuple[Where, str] | None:
        """Return where force was used that no place is told of, and which rule says so."""
        if claim.kind != "event" or claim.event_type not in _AT_HOME:
            return None
        homes = self._homes(article, claim)
        return next(((where, rule) for where, rule in homes if where is not None), None)

    def _homes(self, article: Article, claim: Claim) -> Iterator[tuple[Where | None, str]]:
        """Yield the beat of the police who speak or act, the town of the news, the parties'
        country."""
        gazetteer = self.world.gazetteer
        parties = [party.words for party in (*claim.actors, *claim.targets)]
        speakers = [source.words.words for source in claim.attribution if source.words]
        if any(_OFFICERS.search(words) for words in (*speakers, *(p.name for p in claim.actors))):
            yield gazetteer.beat_of(article), "is the town whose police speak or act"
        if claim.event_type == "ASSAULT" and claim.role == "main":
            yield gazetteer.news_town_of(article), "is the town that the news is from"
        yield gazetteer.home_of(parties, article), "says whose force or country it is"


def link(world: World, article: Article, claims: Iterable[Claim]) -> list[Claim]:
    """Return an article's claims linked to the world; `Linker` does the same for many articles."""
    return Linker(world).link(article, claims)


def _on_day(claim: Claim, day: When, claims: Iterable[Claim]) -> Claim:
    """Return the claim on the story's day, if it has none of its own."""
    if not dated_by_story(claim, day, claims):
        return claim
    because = f"date: {day.words.words!r}, the only day that the article tells of an attack"
    return replace(claim, when=day, because=(*claim.because, because))


def _reason(words: str, named: Named) -> str:
    if named.id is not None:
        return f"link: {words!r} is {named.id} ({named.because})"
    if named.candidates:
        return f"link: {words!r} may be {' or '.join(named.candidates)} ({named.because})"
    return f"link: {words!r} is {named.because}"
