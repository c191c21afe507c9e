"""Claims linked to the world: their parties, sources, dates and places. Nothing is dropped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from khabar.link.actors import ActorLinker, Named
from khabar.link.dates import resolve_time
from khabar.link.lexicon import World
from khabar.model import Article, Claim, Party, Source, Unlinked, When, Where

UNSPECIFIED = "unspecified"


class Linker:
    """Links the claims of one article after another. Loads nothing; the world is given."""

    def __init__(self, world: World) -> None:
        self.world = world
        self.actors = ActorLinker(world)

    def link(self, article: Article, claims: Iterable[Claim]) -> list[Claim]:
        """Return the claims with names, ids, dates and places filled in where they are known."""
        return [self._claim(article, claim) for claim in claims]

    def _claim(self, article: Article, claim: Claim) -> Claim:
        when, where = self._when(article, claim), self._where(article, claim)
        day = when.start if isinstance(when, When) else article.published
        because = list(claim.because)
        actors = tuple(self._party(article, claim, p, day, because) for p in claim.actors)
        targets = tuple(self._party(article, claim, p, day, because) for p in claim.targets)
        sources = tuple(
            self._source(article, claim, source, number == 0, because)
            for number, source in enumerate(claim.attribution)
        )
        return replace(
            claim, when=when, where=where, actors=actors, targets=targets, attribution=sources,
            because=tuple(dict.fromkeys(because)),
        )  # fmt: skip

    def _party(
        self, article: Article, claim: Claim, party: Party, day: str | None, because: list[str]
    ) -> Party:
        words = (party.meant or party.words).words
        named = self.actors.resolve(words, article, day, claim.words.words)
        because.append(_reason(words, named))
        return replace(party, name=named.name, id=named.id, candidates=named.candidates)

    def _source(
        self, article: Article, claim: Claim, source: Source, first: bool, because: list[str]
    ) -> Source:
        if source.name == UNSPECIFIED:
            return source
        outlet = self.world.outlet(source.name) if first or source.words is None else None
        if outlet is not None:
            return replace(source, name=outlet.name, id=outlet.id)
        if first:
            return source
        named = self.actors.resolve(source.name, article, article.published, claim.words.words)
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


def link(world: World, article: Article, claims: Iterable[Claim]) -> list[Claim]:
    """Return an article's claims linked to the world; `Linker` does the same for many articles."""
    return Linker(world).link(article, claims)


def _reason(words: str, named: Named) -> str:
    if named.id is not None:
        return f"link: {words!r} is {named.id} ({named.because})"
    if named.candidates:
        return f"link: {words!r} may be {' or '.join(named.candidates)} ({named.because})"
    return f"link: {words!r} is {named.because}"
