from __future__ import annotations

from khabar.link.linker import link
from khabar.model import Source, Unlinked, When, Where
from tests.link.make import article, claim, party, span, world

TEXT = "Gunmen of the IS-K killed two Hazaras in Kabul on Monday, the Taliban told Reuters."


def test_parties_and_sources_get_names_and_ids() -> None:
    where = article(TEXT)
    told = (
        Source("thomson reuters", "reports"),
        Source("the Taliban", "says", span(where, "the Taliban")),
    )
    before = claim(where, (party(where, "IS-K"),), (party(where, "two Hazaras"),), told)
    (after,) = link(world(), where, [before])
    assert [p.id for p in after.actors] == ["islamic_state_khorasan"]
    assert [p.name for p in after.targets] == ["Hazaras"]
    assert [s.id for s in after.attribution][1] == "taliban"


def test_the_outlet_gets_its_canonical_name() -> None:
    where = article(TEXT)
    (after,) = link(world(), where, [claim(where, sources=(Source("nytimes.com", "reports"),))])
    assert after.attribution[0].name == "New York Times"
    (after,) = link(world(), where, [claim(where, sources=(Source("The Village", "reports"),))])
    assert after.attribution[0] == Source("The Village", "reports")


def test_what_a_pronoun_stands_for_is_linked() -> None:
    where = article(TEXT)
    before = claim(where, (party(where, "Gunmen", meant="IS-K"),))
    (after,) = link(world(), where, [before])
    assert after.actors[0].id == "islamic_state_khorasan"
    assert after.actors[0].words.words == "Gunmen"


def test_an_open_date_and_place_are_resolved() -> None:
    where = article(TEXT)
    when = Unlinked(span(where, "on Monday"), "open")
    place = Unlinked(span(where, "in Kabul"), "open")
    from dataclasses import replace

    (after,) = link(world(), where, [replace(claim(where), when=when, where=place)])
    assert isinstance(after.when, When)
    assert after.when.start == "2023-05-01"
    assert isinstance(after.where, Where)
    assert after.where.country_code == "AFG"


def test_nothing_is_dropped_and_every_link_says_why() -> None:
    where = article(TEXT)
    before = claim(where, (party(where, "Gunmen"),), (party(where, "two Hazaras"),))
    (after,) = link(world(), where, [before])
    assert after.id == before.id
    assert after.because[0] == "frame: attack"
    assert any("hazaras" in why for why in after.because)
    assert any("'Gunmen'" in why for why in after.because)


def test_an_agentless_source_stays_unspecified() -> None:
    where = article(TEXT)
    told = (Source("Reuters", "reports"), Source("unspecified", "believes"))
    (after,) = link(world(), where, [claim(where, sources=told)])
    assert after.attribution[1] == told[1]
