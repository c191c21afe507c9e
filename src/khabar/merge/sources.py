"""Who speaks: the innermost source of a claim, and how many independent ones an event has."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from khabar.model import Article, Claim, CopyGroup, Source

UNSPECIFIED = "unspecified"


@dataclass(frozen=True, slots=True)
class Origins:
    """Where each article's text comes from: the original it copies, and the agency credited.

    `version` is that of its text, and `leads` are the articles that were the first with one.
    """

    original: Mapping[str, str]
    agency: Mapping[str, str]
    version: Mapping[str, int]
    leads: frozenset[str]

    def root(self, article: str) -> str:
        """Return the id of the article whose text this one carries, or its own."""
        return self.original.get(article, article)


def origins(copies: Iterable[CopyGroup]) -> Origins:
    """Return the origins that the groups of copies tell."""
    groups = list(copies)
    original = {id: g.original for g in groups for id in (g.original, *g.copies)}
    agency = {g.original: g.origin for g in groups if g.origin}
    version: dict[str, int] = {}
    leads: dict[tuple[str, int], str] = {}
    for group in groups:
        for id in (group.original, *group.copies):
            if (number := group.version_of(id)) is not None:
                version[id] = number
                leads.setdefault((group.original, number), id)
    return Origins(original, agency, version, frozenset(leads.values()))


def speaker(claim: Claim) -> Source | None:
    """Return the innermost source that is named; an outlet only where it names nobody."""
    named = [source for source in claim.attribution if source.name != UNSPECIFIED]
    return named[-1] if named else None


def claimant(claim: Claim) -> str:
    """Return the name of the innermost source that is named."""
    source = speaker(claim)
    return source.name if source else UNSPECIFIED


def quotes_somebody(claim: Claim) -> bool:
    """Say whether a claim names a source beside the outlet that carries it."""
    return speaker(claim) is not None and speaker(claim) is not claim.attribution[0]


def independent_sources(
    claims: Sequence[Claim], articles: Mapping[str, Article], came: Origins
) -> frozenset[str]:
    """Return the sources behind an event, each once however many outlets carry it.

    The claims come in the order of their ids.

    A text counts once with all its copies. One that quotes somebody on the event adds those whom
    it, or a later version, quotes; one that quotes nobody adds the agency credited, else its
    outlet.
    """
    by_text: defaultdict[str, list[Claim]] = defaultdict(list)
    for claim in claims:
        by_text[came.root(claim.article_id)].append(claim)
    found: set[str] = set()
    for root, told in by_text.items():
        own = [claim for claim in told if _leads(claim, root, came)] or told
        quoted = {_key(claim) for claim in own if quotes_somebody(claim)}
        found |= quoted or {_voice(root, own, articles, came)}
    return frozenset(found)


def _leads(claim: Claim, root: str, came: Origins) -> bool:
    return claim.article_id == root or claim.article_id in came.leads


def _key(claim: Claim) -> str:
    source = speaker(claim)
    return (source.id or source.name.casefold()) if source else UNSPECIFIED


def _voice(root: str, told: Sequence[Claim], articles: Mapping[str, Article], came: Origins) -> str:
    """Return whose own words a text is."""
    if agency := came.agency.get(root):
        return agency.casefold()
    first = told[0]
    if first.attribution and first.attribution[0].name != UNSPECIFIED:
        return first.attribution[0].id or first.attribution[0].name.casefold()
    article = articles.get(root)
    return article.outlet.casefold() if article and article.outlet else f"text {root}"


def belligerents_alone(claims: Sequence[Claim]) -> bool:
    """Say whether every innermost source is an actor or target of the event itself."""
    parties = {
        name for c in claims for p in (*c.actors, *c.targets) for name in (p.id, p.name.casefold())
    }
    sources = [speaker(claim) for claim in claims if quotes_somebody(claim)]
    quoted = {(s.id, s.name.casefold()) for s in sources if s}
    own = {c.article_id for c in claims if not quotes_somebody(c)}
    carried = {c.article_id for c in claims if quotes_somebody(c)}
    if not quoted or own - carried:
        return False
    return all(id in parties or name in parties for id, name in quoted)
