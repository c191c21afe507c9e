"""Events, actors and articles as FollowTheMoney entities, one JSON object a line.

Written without the followthemoney library, whose dependency PyICU needs a C++ compiler; the
properties used are listed in `ftm.tsv` and checked against it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from khabar.model import Article, Event, Party, content_id
from khabar.view.export import facts
from khabar.view.export.accounts import account, deed
from khabar.view.export.crosswalk.read import countries
from khabar.view.export.losses import Losses
from khabar.view.export.selection import Known, Selection, Told, address
from khabar.view.export.sheets import File, How, text_file
from khabar.view.jsonl import json_line
from khabar.view.wording import where_words

HOLDS = frozenset({
    facts.OUTLETS, facts.ADDRESSES, facts.CHAINS, facts.READINGS, facts.DISPUTES, facts.DAYS,
    facts.PLACE, facts.SIDES, facts.MANY, facts.REGISTRY, facts.GRADE, facts.INDEPENDENCE,
})  # fmt: skip
SCHEMAS = {
    "person": "Person", "office": "Person", "government": "PublicBody", "state": "PublicBody",
    "ministry": "PublicBody", "military": "PublicBody", "police": "PublicBody",
    "parliament": "PublicBody", "court": "PublicBody", "embassy": "PublicBody",
    "intelligence": "PublicBody", "agency": "PublicBody",
}  # fmt: skip
Entity = dict[str, object]
_PLAIN_ID = re.compile("[0-9a-zA-Z_]+")


def ftm(selection: Selection, losses: Losses, how: How) -> list[File]:  # noqa: ARG001
    """Return the file, each entity once."""
    entities: dict[str, Entity] = {}
    for told in selection.told():
        losses.keep(told)
        for entity in _entities(selection, told):
            entities.setdefault(str(entity["id"]), entity)
    losses.rows = len(entities)
    lines = "".join(f"{json_line(entity)}\n" for entity in entities.values())
    return [text_file("entities.ftm.json", lines)]


def _entities(selection: Selection, told: Told) -> Iterator[Entity]:
    event = told.event
    named = (p for claim in told.claims for p in (*claim.actors, *claim.targets))
    for party in (*event.actors, *event.targets, *named):
        yield _actor(party, selection.known(party, told))
    for article in told.articles:
        yield _article(article)
    yield _event(selection, told)
    for actor in event.actors:
        for target in event.targets:
            yield _link(event, actor, target)
    for claim in told.claims:
        for party in (*claim.actors, *claim.targets):
            yield _mention(claim.article_id, party)


def _entity(id: str, schema: str, **properties: list[str | None]) -> Entity:
    found = {
        name: list(dict.fromkeys(value for value in values if value))
        for name, values in properties.items()
    }
    return {
        "id": f"khabar-{id}",
        "schema": schema,
        "properties": {name: values for name, values in found.items() if values},
    }


def _actor_id(party: Party) -> str:
    if party.id is None:
        return f"party-{content_id(party.name.casefold())}"
    # FollowTheMoney drops what points to an id with other signs than these.
    plain = _PLAIN_ID.fullmatch(party.id)
    return f"actor-{party.id.replace('_', '-') if plain else content_id(party.id)}"


def _actor(party: Party, known: Known) -> Entity:
    country = countries().get(known.country or "")
    schema = SCHEMAS.get(known.kind or "", "Organization") if party.id else "LegalEntity"
    return _entity(
        _actor_id(party),
        schema,
        name=[party.name],
        alias=list(known.aliases),
        country=[country.iso2 if country else None],
        wikidataId=[known.wikidata],
        notes=[f"PLOVER sector {known.sector}" if known.sector else None],
    )


def _article(article: Article) -> Entity:
    return _entity(
        f"article-{article.id}",
        "Article",
        name=[article.title or address(article)],
        title=[article.title],
        fileName=[article.source.rsplit("/", 1)[-1]],
        sourceUrl=[_web(article)],
        publisher=[article.outlet],
        publishedAt=[article.published],
    )


def _web(article: Article) -> str | None:
    found = address(article)
    return found if found.startswith(("http://", "https://")) else None


def _event(selection: Selection, told: Told) -> Entity:
    event, when, where = told.event, told.event.when, told.event.where
    country = countries().get(where.country_code or "") if where else None
    parties = (*event.actors, *event.targets)
    return _entity(
        f"event-{event.id}",
        "Event",
        name=[deed(told)],
        summary=[deed(told)],
        description=[account(selection, told)],
        startDate=[when.start if when else None],
        endDate=[when.end if when else None],
        country=[country.iso2 if country else None],
        location=[where_words(where) if where else None],
        sourceUrl=[_web(article) for article in told.articles],
        publisher=list(event.outlets),
        recordId=[event.id],
        involved=[f"khabar-{_actor_id(party)}" for party in parties],
        proof=[f"khabar-article-{article.id}" for article in told.articles],
    )


def _link(event: Event, actor: Party, target: Party) -> Entity:
    pair = content_id(event.id, _actor_id(actor), _actor_id(target))
    return _entity(
        f"link-{pair}",
        "UnknownLink",
        subject=[f"khabar-{_actor_id(actor)}"],
        object=[f"khabar-{_actor_id(target)}"],
        role=[f"{event.event_type} {event.mode or ''}".strip()],
        startDate=[event.when.start if event.when else None],
        endDate=[event.when.end if event.when else None],
        recordId=[event.id],
    )


def _mention(article_id: str, party: Party) -> Entity:
    named = content_id(article_id, _actor_id(party), party.words.words)
    return _entity(
        f"mention-{named}",
        "Mention",
        document=[f"khabar-article-{article_id}"],
        resolved=[f"khabar-{_actor_id(party)}"],
        name=[party.words.words or party.name],
    )
