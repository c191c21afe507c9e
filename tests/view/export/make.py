"""Selections to export: some by hand, some made up, each with what its parties are known to be."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from typing import get_args

from hypothesis import strategies as st

from khabar import model as m
from khabar.view.export.selection import Known, Selection
from khabar.view.figures import Figure, Settlement
from tests.view.make import a_claim, a_party, a_reading, an_article, an_event, findings
from tests.view.strategies import claims, texts, whens, wheres

KNOWN = {
    "example_front": Known("REB", "AFG", "armed_group", "Q1", ("the Front",)),
    "example_army": Known("MIL", "AFG", "military"),
    "example_people": Known("CVL", "AFG", "people"),
    "example_state": Known(None, "PAK", "state"),
}


def who(party: m.Party, day: str | None) -> Known:
    return KNOWN.get(party.id or "", Known("CVL" if party.name == "shoppers" else None))


def figures(event: m.Event) -> Mapping[m.Outcome, Figure]:
    """Return the range of the standing totals."""
    found: dict[m.Outcome, Figure] = {}
    for outcome in get_args(m.Outcome):
        told = [r for r in event.readings if r.outcome == outcome and r.group is None]
        if told:
            lows = [r.low for r in told if r.low is not None]
            highs = [r.high for r in told]
            high = None if None in highs else max(h for h in highs if h is not None)
            found[outcome] = min(lows, default=None), high
    return found


def a_front(id: str = "example_front", name: str = "Example Front") -> m.Party:
    return replace(a_party(name, "Example Front"), id=id)


def a_told_claim(**changes: object) -> m.Claim:
    return a_claim(None, **{"actors": (a_front(),), **changes})


def an_attack(**changes: object) -> m.Event:
    """Return an event with everything: two readings, a dispute, two claims, one of them alleged."""
    first = a_told_claim()
    reading = a_reading("Example Ministry", 12, None, claims=(first.id,))
    hurt = replace(reading, outcome="injured", low=30, high=30)
    dispute = m.Dispute("responsibility", "the Example Front denies it", (first.id,))
    given: dict[str, object] = {"readings": (reading, hurt), "disputes": (dispute,), **changes}
    return an_event([first], **given)


def a_selection(
    events: Sequence[m.Event] | None = None,
    told: Sequence[m.Claim] | None = None,
    articles: Sequence[m.Article] = (),
    reviewed: Mapping[str, m.Decision] | None = None,
) -> Selection:
    events = [an_attack()] if events is None else events
    told = [a_told_claim()] if told is None else told
    found = findings(events, told, articles or [an_article()])
    return Selection(found, Settlement("range", figures), who, reviewed or {}, coder="khabar 0")


ids = st.text("0123456789abcdef", min_size=16, max_size=16)


@st.composite
def readings(draw: st.DrawFn) -> m.Reading:
    low, high = sorted((draw(st.integers(0, 999)), draw(st.integers(0, 999))))
    bounds = draw(st.sampled_from([(low, high), (low, low), (low, None), (None, high)]))
    outcome = draw(st.sampled_from(get_args(m.Outcome)))
    group = draw(st.sampled_from([None, None, "women"]))
    return m.Reading(
        draw(texts), outcome, *bounds, group, draw(st.booleans()), ("c",), "2023-05-04"
    )


def _known_parties(parties: Sequence[m.Party], ids: Sequence[str | None]) -> tuple[m.Party, ...]:
    return tuple(replace(p, id=id) for p, id in zip(parties, ids, strict=False))


@st.composite
def events(draw: st.DrawFn, told: m.Claim) -> m.Event:
    article = an_article()
    known = st.sampled_from([*KNOWN, None])
    ids_of = st.lists(known, min_size=3, max_size=3)
    grade = m.Grade(draw(st.sampled_from(("confirmed", "fair", "weak", "contested"))), "because")
    return an_event(
        [told],
        id=draw(ids),
        event_type=draw(st.sampled_from(get_args(m.EventType))),
        mode=draw(st.sampled_from([None, "suicide-attack", "firearms", "riot", "arrest"])),
        actors=_known_parties(told.actors, draw(ids_of)),
        targets=_known_parties(told.targets, draw(ids_of)),
        when=draw(st.none() | whens(article)),
        where=draw(st.none() | wheres(article)),
        readings=tuple(draw(st.lists(readings(), max_size=3))),
        grade=grade,
        independent=draw(st.integers(1, 5)),
        part_of=draw(st.none() | ids),
    )


@st.composite
def selections(draw: st.DrawFn) -> Selection:
    """Make up to four claims, some of them gathered into events, in one article."""
    told = draw(st.lists(claims(), max_size=4, unique_by=lambda claim: claim.id))
    made = [draw(events(claim)) for claim in told if claim.kind == "event"]
    unique = {event.id: event for event in made}
    title = draw(st.none() | texts)
    article = an_article(title=title, url=draw(st.none() | st.just("https://example.org/a")))
    return a_selection(list(unique.values()), told, [article])
