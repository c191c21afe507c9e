"""Events out of clusters of claims: what most say, every reading, and how well it is evidenced."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence

from khabar.merge.cluster import clusters, joined_pairs
from khabar.merge.readings import claimant, disputes, readings
from khabar.model import (
    Article,
    Claim,
    CopyGroup,
    Decision,
    Event,
    Grade,
    Joined,
    Party,
    When,
    Where,
    content_id,
)

_TIME = ("day", "month", "approximate", "year")
_PLACE = ("exact", "near", "admin2", "admin1", "region", "country")


def merge_claims(
    claims: Sequence[Claim],
    articles: Mapping[str, Article],
    copies: Sequence[CopyGroup],
    decisions: Sequence[Decision],
    known: Sequence[Event] = (),
) -> list[Event]:
    """Return the events that the claims tell of; a known event keeps its id.

    Only claims of kind "event" make events. An analyst's merges and splits bind.
    """
    told = sorted((c for c in claims if c.kind == "event" and c.event_type), key=lambda c: c.id)
    ids = {claim.id for claim in told}
    members = {event.id: [c for c in event.claims if c in ids] for event in known}
    joined = [*_merged_by_hand(decisions, members), *joined_pairs(told)]
    groups = clusters(told, joined, _split_by_hand(decisions, members))
    origin = {id: group.original for group in copies for id in (group.original, *group.copies)}
    first_of = {id: event.id for event in reversed(known) for id in event.claims}
    taken: set[str] = set()
    events = []
    for group in groups:
        old = next(
            (first_of[c.id] for c in group if first_of.get(c.id, "") not in taken | {""}), ""
        )
        event_id = old or content_id("event", group[0].id)
        taken.add(event_id)
        events.append(_event(event_id, group, articles, origin, joined))
    return events


def _merged_by_hand(
    decisions: Sequence[Decision], members: Mapping[str, Sequence[str]]
) -> list[Joined]:
    found = []
    for decision in decisions:
        one, other = members.get(decision.subject), members.get(decision.value or "")
        if decision.verdict == "merge" and one and other:
            found.append(Joined(one[0], other[0], 1.0, ((f"merged by {decision.who}", 1.0),)))
    return found


def _split_by_hand(
    decisions: Sequence[Decision], members: Mapping[str, Sequence[str]]
) -> frozenset[tuple[str, str]]:
    pairs = set()
    for decision in decisions:
        if decision.verdict == "split" and decision.value:
            for other in members.get(decision.subject, ()):
                low, high = sorted((decision.value, other))
                pairs.add((low, high))
    return frozenset(p for p in pairs if p[0] != p[1])


def _event(
    event_id: str,
    group: Sequence[Claim],
    articles: Mapping[str, Article],
    origin: Mapping[str, str],
    joined: Sequence[Joined],
) -> Event:
    ids = {claim.id for claim in group}
    tellers = sorted({claim.article_id for claim in group})
    figures = readings(group, articles)
    differing = disputes(figures, group)
    independent = len({origin.get(id, id) for id in tellers})
    modes = Counter(c.mode for c in group if c.mode)
    kind = group[0].event_type
    assert kind is not None  # merge_claims takes claims with a type alone
    return Event(
        id=event_id,
        claims=tuple(sorted(ids)),
        event_type=kind,
        mode=min(modes, key=lambda m: (-modes[m], m)) if modes else None,
        actors=_told_most([p for c in group for p in c.actors]),
        targets=_told_most([p for c in group for p in c.targets]),
        when=_best_when(group),
        where=_best_where(group),
        readings=figures,
        disputes=differing,
        grade=_grade(group, independent, bool(differing)),
        articles=tuple(tellers),
        outlets=tuple(sorted({o for id in tellers if (o := articles[id].outlet)})),
        independent=independent,
        belligerent_only=_belligerents_alone(group),
        joined=tuple(j for j in joined if j.one in ids and j.other in ids),
    )


def _told_most(parties: Sequence[Party]) -> tuple[Party, ...]:
    counts = Counter(p.id or p.name for p in parties)
    first = {p.id or p.name: p for p in reversed(parties)}
    return tuple(first[key] for key in sorted(first, key=lambda k: (-counts[k], k)))


def _best_when(group: Sequence[Claim]) -> When | None:
    told = [c.when for c in group if isinstance(c.when, When)]
    counts = Counter((w.start, w.end) for w in told)
    rank = {id(w): (_TIME.index(w.precision), -counts[w.start, w.end], w.start) for w in told}
    return min(told, key=lambda w: rank[id(w)], default=None)


def _best_where(group: Sequence[Claim]) -> Where | None:
    told = [c.where for c in group if isinstance(c.where, Where)]
    counts = Counter(w.name for w in told)
    rank = {id(w): (_PLACE.index(w.precision), -counts[w.name], w.name) for w in told}
    return min(told, key=lambda w: rank[id(w)], default=None)


def _belligerents_alone(group: Sequence[Claim]) -> bool:
    parties = {p.id or p.name for c in group for p in (*c.actors, *c.targets)}
    speakers = {c.attribution[-1].id or claimant(c) for c in group if c.attribution}
    return bool(speakers) and speakers <= parties


def _grade(group: Sequence[Claim], independent: int, disputed: bool) -> Grade:
    """Grade by the published rule (after Airwars); analysts confirm or discount."""
    if disputed:
        return Grade("contested", "The sources differ on figures or on who did it.")
    responsible = {p.id for c in group for p in c.actors if p.id}
    owned = any(
        s.stance == "claims_responsibility" and s.id in responsible
        for c in group
        for s in c.attribution
    )
    if owned:
        return Grade("confirmed", "The party held responsible says that it did it.")
    if independent > 1:
        return Grade("fair", f"{independent} independent sources tell of it.")
    return Grade("weak", "One independent source tells of it.")
