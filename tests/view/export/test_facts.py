"""A format loses nothing but what its report names: each fact changed alone shows, or is lost."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar import model as m
from khabar.view.export import facts
from khabar.view.export.formats import FORMATS
from khabar.view.export.selection import Selection
from khabar.view.export.write import export
from tests.view.export.make import a_front, a_selection, a_told_claim, an_attack
from tests.view.make import TEXT, a_party, a_reading, an_article

WHERE, WHEN = an_attack().where, an_attack().when
assert WHERE is not None
assert WHEN is not None
DEAD = a_reading("Example Ministry", 12, 12)
RANGED = replace(DEAD, high=15)
HURT = replace(DEAD, outcome="injured", low=30, high=30)
HELD = replace(DEAD, outcome="detained", low=3, high=3)
WOMEN = replace(DEAD, group="women", low=4, high=4)
OTHER = a_front("other_front", "Other Front")
JOINED = m.Joined("a", "b", 0.9, (("same day", 0.5),))


def with_event(**changes: object) -> Selection:
    """Return a selection with one event, whose claim tells the harm of its readings."""
    event = an_attack(**changes)
    harm = [
        m.Harm(r.outcome, r.low, r.high, r.group, r.approximate, alike("12"))
        for r in event.readings
    ]
    chain = speaking("Example Wire", event.readings[0].claimant)
    return a_selection([event], [a_told_claim(harm=tuple(harm), attribution=chain)])


def with_claim(**changes: object) -> Selection:
    told = a_told_claim(**changes)
    return a_selection([replace(an_attack(), claims=(told.id,))], [told])


def with_article(**changes: object) -> Selection:
    outlets = (str(changes["outlet"]),) if "outlet" in changes else ("Example Wire",)
    return a_selection([an_attack(outlets=outlets)], articles=[an_article(TEXT, **changes)])


def speaking(*names: str) -> tuple[m.Source, ...]:
    return tuple(m.Source(name, "says") for name in names)


def alike(name: str) -> m.Span:
    return replace(a_party("x", "shoppers").words, start=0, end=len(name), words=name)


PAIRS: dict[str, tuple[Selection, Selection]] = {
    facts.OUTLETS: (with_article(outlet="Wire"), with_article(outlet="Other Wire")),
    facts.ADDRESSES: (with_article(source="a.txt"), with_article(source="b.txt")),
    facts.CHAINS: (
        with_claim(attribution=speaking("Wire", "the police")),
        with_claim(attribution=speaking("Wire", "a doctor", "the police")),
    ),
    facts.READINGS: (
        with_event(readings=(DEAD, HURT)),
        with_event(readings=(replace(DEAD, claimant="the police"), HURT)),
    ),
    facts.DISPUTES: (
        with_event(),
        with_event(disputes=(m.Dispute("figures", "they differ", ()),)),
    ),
    facts.FACTUALITY: (with_claim(), with_claim(factuality="alleged")),
    facts.RANGE: (with_event(readings=(RANGED,)), with_event(readings=(replace(RANGED, high=20),))),
    facts.KILLED: (with_event(readings=(DEAD,)), with_event(readings=(replace(DEAD, low=9),))),
    facts.INJURED: (with_event(readings=(DEAD,)), with_event(readings=(DEAD, HURT))),
    facts.OTHER_HARM: (with_event(readings=(DEAD,)), with_event(readings=(DEAD, HELD))),
    facts.GROUPS: (with_event(readings=(DEAD,)), with_event(readings=(DEAD, WOMEN))),
    facts.DAYS: (with_event(), with_event(when=replace(WHEN, start="2023-05-02"))),
    facts.DATE_PRECISION: (with_event(), with_event(when=replace(WHEN, precision="approximate"))),
    facts.PLACE: (with_event(), with_event(where=replace(WHERE, name="Elsewhere"))),
    facts.PLACE_PRECISION: (with_event(), with_event(where=replace(WHERE, precision="near"))),
    facts.SIDES: (
        with_event(targets=(OTHER,)),
        with_event(actors=(OTHER,), targets=(a_front(),)),
    ),
    facts.MANY: (with_event(), with_event(actors=(a_front(), OTHER))),
    facts.MODE: (with_event(mode="aerial"), with_event(mode="drone")),
    facts.WORDS: (with_claim(), with_claim(words=alike("Market"))),
    facts.GRADE: (with_event(), with_event(grade=m.Grade("fair", "two sources"))),
    facts.INDEPENDENCE: (with_event(), with_event(independent=2)),
    facts.PART_OF: (with_event(), with_event(part_of="another")),
    facts.MERGE: (with_event(), with_event(joined=(JOINED,))),
    facts.REGISTRY: (with_event(), with_event(actors=(a_front("the_front"),))),
}
EVENT_FORMATS = sorted(set(FORMATS) - {"claim", "jsonl"})


def test_every_fact_is_tried() -> None:
    assert PAIRS.keys() == facts.EVERY_FACT


@pytest.mark.parametrize("format", EVENT_FORMATS)
@pytest.mark.parametrize("fact", sorted(PAIRS))
def test_a_fact_shows_in_the_export_or_is_named_as_lost(format: str, fact: str) -> None:
    one, other = PAIRS[fact]
    (files, _), (changed, losses) = export(one, format), export(other, format)
    if losses.left_out:
        return
    assert files != changed or fact in losses.lost
    assert files != changed or fact not in FORMATS[format].holds
