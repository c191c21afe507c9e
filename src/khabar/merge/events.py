"""Claims gathered into events: within each article first, then across articles."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import combinations
from operator import itemgetter

from khabar.merge.about import about
from khabar.merge.block import candidates
from khabar.merge.bonds import Bonds, bonds
from khabar.merge.chiefs import with_chiefs
from khabar.merge.cluster import Clustering, Groups
from khabar.merge.facts import Happening, event_of
from khabar.merge.naming import name_events
from khabar.merge.sources import origins
from khabar.merge.spread import Spread, joined_up
from khabar.merge.telling import Telling, published_days, tell, whole
from khabar.merge.topics import topics
from khabar.merge.traces import Trace, traces
from khabar.merge.wholes import parts
from khabar.model import Article, Claim, CopyGroup, Decision, Event, Joined
from khabar.pause import without_search_for_circles

Keep = Callable[[Iterator[Trace]], None]


def merge_claims(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    copies: Sequence[CopyGroup],
    decisions: Sequence[Decision],
    known: Sequence[Event] = (),
    spread: Spread | None = None,
    keep: Keep | None = None,
) -> list[Event]:
    """Return the events that the claims tell of, by id, whatever the order of the claims.

    Only claims of kind "event" make or join events; denials of one show in its disputes. A
    decision to merge or split binds, and a known event keeps its id. With `spread` the work across
    articles is done there; the events are the same. `keep` is given what `merge_again` needs.
    """
    with without_search_for_circles():
        return _merged(claims, articles, copies, decisions, known, spread, keep)


def _merged(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    copies: Sequence[CopyGroup],
    decisions: Sequence[Decision],
    known: Sequence[Event],
    spread: Spread | None,
    keep: Keep | None,
) -> list[Event]:
    statements = sorted((c for c in claims if c.kind == "statement"), key=lambda c: c.id)
    published = published_days(articles)
    bound, read = bonds(decisions), topics(articles.values())
    inside = within(tellings_about(claims, published, read.of), bound)
    tellings = told_once(inside.groups)
    merged = _across(tellings, bound, spread)
    by_id = named(merged.groups, known)
    denials = about(statements, by_id, published)
    outlines = {id: whole(group) for id, group in by_id.items()}
    part_of = parts(outlines)
    if keep is not None:
        keep(traces(tellings, merged.likely, read, outlines, part_of))
    came = origins(copies)
    joined = joined_of([*inside.joined, *merged.joined], by_id)
    return [
        event_of(
            Happening(id, group, denials.get(id, []), joined.get(id, []), part_of.get(id)),
            articles,
            came,
        )
        for id, group in sorted(by_id.items())
    ]


def tellings_of(
    claims: Iterable[Claim], articles: Mapping[str, Article], published: Mapping[str, int | None]
) -> dict[str, list[Telling]]:
    """Return each claim of an event as a telling, by article, in the order of their ids.

    `published` gives the day of each article.
    """
    return tellings_about(claims, published, topics(articles.values()).of)


def tellings_about(
    claims: Iterable[Claim],
    published: Mapping[str, int | None],
    about_what: Mapping[str, Mapping[str, float]],
) -> dict[str, list[Telling]]:
    """Return the same where it is known what each article is about."""
    told = {c.id: c for c in claims if c.kind == "event" and c.event_type}
    found: defaultdict[str, list[Telling]] = defaultdict(list)
    for id, claim in sorted(told.items(), key=itemgetter(0)):
        at = claim.article_id
        found[at].append(tell(id, claim, published.get(at), about_what.get(at, {})))
    return found


def within(by_article: Mapping[str, Sequence[Telling]], bound: Bonds) -> Groups:
    """Join the tellings of each article that speak of one happening."""
    groups, joined = [], []
    for article in sorted(by_article):
        tellings = by_article[article]
        found = Clustering(tellings, bound).run([*combinations(range(len(tellings)), 2)])
        groups += found.groups
        joined += found.joined
    return Groups(groups, joined)


def told_once(groups: Iterable[Sequence[Telling]]) -> list[Telling]:
    """Return what each article tells of each happening as one telling, by id, chiefs marked."""
    return with_chiefs(sorted(map(whole, groups), key=lambda t: t.id))


def _across(tellings: Sequence[Telling], bound: Bonds, spread: Spread | None) -> Groups:
    """Join what different articles tell of one happening."""
    if spread is not None:
        return joined_up(tellings, bound, spread)
    return Clustering(tellings, bound).run(candidates(tellings))


def named(
    groups: Sequence[Sequence[Telling]],
    known: Iterable[Event],
    in_use: Callable[[str], bool] = lambda _: False,
) -> dict[str, list[Telling]]:
    """Return the groups by the ids of their events; see `name_events`."""
    ids = [sorted(id for t in group for id in t.ids) for group in groups]
    names = name_events(ids, known, in_use)
    return {id: list(group) for id, group in zip(names, groups, strict=True)}


def joined_of(
    joined: Iterable[Joined], by_id: Mapping[str, Sequence[Telling]]
) -> dict[str, list[Joined]]:
    """Return the pairs that were compared by the event that both are in."""
    event_of_claim = {claim: id for id, group in by_id.items() for t in group for claim in t.ids}
    found: defaultdict[str, list[Joined]] = defaultdict(list)
    for pair in joined:
        found[event_of_claim[pair.one]].append(pair)
    return found
