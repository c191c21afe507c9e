"""The tables of codes, and the way from PLOVER to CAMEO, ACLED and UCDP."""

from __future__ import annotations

from dataclasses import replace
from typing import get_args

import pytest

from khabar import model as m
from khabar.errors import KnowledgeError
from khabar.link.registry.rows import SECTORS
from khabar.view.export.crosswalk.read import (
    acled_rules,
    acled_types,
    cameo,
    countries,
    hxl_tags,
    intensities,
    read_table,
    sectors,
)
from khabar.view.export.selection import Known, Told
from khabar.view.export.sides import cameo_of, inter_of, sides_of, sub_event_of, violence_of
from khabar.view.phrases import PHRASES
from tests.view.export.make import a_selection, a_told_claim, an_attack
from tests.view.make import a_party, an_article

ARMY = replace(a_party("Example Army", "shoppers"), id="example_army")
FRONT = replace(a_party("Example Front", "Example Front"), id="example_front")
PEOPLE = replace(a_party("people", "shoppers"), id="example_people")
NOBODY: tuple[m.Party, ...] = ()


def told(event_type: str, mode: str | None, *sides: tuple[m.Party, ...], said: str = "") -> Told:
    actors, targets = (*sides, NOBODY, NOBODY)[:2]
    event = an_attack(event_type=event_type, mode=mode, actors=actors, targets=targets)
    claim = a_told_claim()
    if said:
        article = an_article(f"Title\n\n{said}")
        claim = replace(claim, words=m.Span(article.id, 7, 7 + len(said), said))
    return Told(event, (claim,), (), None, None)


def sub_event(
    event_type: str, mode: str | None, *sides: tuple[m.Party, ...], said: str = ""
) -> str | None:
    one = told(event_type, mode, *sides, said=said)
    return sub_event_of(one, sides_of(a_selection(), one))


def test_every_act_has_a_cameo_code_and_an_intensity() -> None:
    for event_type, mode in PHRASES.acts:
        assert (event_type, "") in cameo()
        assert (event_type, "") in intensities()
        if mode != "any":
            assert (event_type, mode) in cameo()


def test_every_sector_of_the_registry_has_a_side() -> None:
    assert sectors().keys() == SECTORS


def test_quad_class_follows_the_root_code() -> None:
    quads = {code.code[:2]: code.quad for code in cameo().values()}
    assert quads["04"] == "1"
    assert quads["08"] == "2"
    assert quads["13"] == "3"
    assert quads["18"] == "4"
    assert all(-10 <= float(code.goldstein) <= 10 for code in cameo().values())


def test_countries_have_their_numbers() -> None:
    found = countries()["AFG"]
    assert (found.iso, found.iso2, found.fips, found.gwno) == ("4", "af", "AF", "700")
    assert (found.acled, found.ucdp) == ("Caucasus and Central Asia", "Asia")
    assert countries()["PAK"].acled == "South Asia"
    assert countries()["IRN"].acled == "Middle East"
    assert len({c.iso for c in countries().values() if c.iso}) == len(countries()) - 1


def test_acled_has_25_types_and_all_of_them_can_be_reached_or_are_known() -> None:
    assert len(acled_types()) == 25
    reached = {rule.sub_event for rule in acled_rules()} - {None}
    assert reached == set(acled_types())


@pytest.mark.parametrize(
    ("found", "expected"),
    [
        (sub_event("ASSAULT", None, (ARMY,), (FRONT,)), "Armed clash"),
        (sub_event("ASSAULT", "firearms", (FRONT,), (PEOPLE,)), "Attack"),
        (sub_event("ASSAULT", "firearms", NOBODY, (ARMY,)), "Armed clash"),
        (sub_event("ASSAULT", "aerial", (ARMY,), (PEOPLE,)), "Air/drone strike"),
        (sub_event("ASSAULT", "heavy-weapons", (ARMY,), (PEOPLE,)),
         "Shelling/artillery/missile attack"),
        (sub_event("ASSAULT", "heavy-weapons", (ARMY, FRONT)), "Armed clash"),
        (sub_event("ASSAULT", "explosives", (FRONT,), (PEOPLE,), said="They threw a grenade."),
         "Grenade"),
        (sub_event("ASSAULT", "explosives", (FRONT,), (PEOPLE,)), "Remote explosive/landmine/IED"),
        (sub_event("ASSAULT", None, (ARMY,), (FRONT,), said="The army retook the valley."),
         "Government regains territory"),
        (sub_event("ASSAULT", "firearms", (ARMY,), (PEOPLE,), said="Troops shot at protesters."),
         "Excessive force against protesters"),
        (sub_event("ASSAULT", "abduct", (FRONT,), (PEOPLE,)), "Abduction/forced disappearance"),
        (sub_event("COERCE", "arrest", (ARMY,), (PEOPLE,)), "Arrests"),
        (sub_event("COERCE", "cyber", (ARMY,), (PEOPLE,)), None),
        (sub_event("PROTEST", "demo", (PEOPLE,)), "Peaceful protest"),
        (sub_event("PROTEST", "riot", (PEOPLE,), (ARMY,)), "Violent demonstration"),
        (sub_event("RETREAT", "ceasefire", (ARMY, FRONT)), "Agreement"),
        (sub_event("CONSULT", "visit", (PEOPLE,)), None),
    ],
)  # fmt: skip
def test_plover_leads_to_acled(found: str | None, expected: str | None) -> None:
    assert found == expected


@pytest.mark.parametrize(
    ("actors", "targets", "expected"),
    [
        ((ARMY,), (FRONT,), "1"), ((FRONT,), (FRONT,), "2"), ((FRONT,), (PEOPLE,), "3"),
        ((ARMY,), (PEOPLE,), "3"), (NOBODY, (PEOPLE,), None), ((PEOPLE,), (PEOPLE,), None),
    ],
)  # fmt: skip
def test_parties_lead_to_ucdps_type(
    actors: tuple[m.Party, ...], targets: tuple[m.Party, ...], expected: str | None
) -> None:
    one = told("ASSAULT", None, actors, targets)
    assert violence_of(sides_of(a_selection(), one)) == expected


@pytest.mark.parametrize(
    ("mode", "targets", "code"),
    [(None, (ARMY,), "190"), (None, (PEOPLE,), "180"), ("drone", (ARMY,), "195"),
     ("suicide-attack", (PEOPLE,), "1831"), ("destroy", (PEOPLE,), "1712")],
)  # fmt: skip
def test_plover_leads_to_cameo(mode: str | None, targets: tuple[m.Party, ...], code: str) -> None:
    one = told("ASSAULT", mode, (FRONT,), targets)
    assert cameo_of(one, sides_of(a_selection(), one))[0] == code


def test_forces_of_another_country_are_external() -> None:
    army = Known("MIL", "PAK", "military")
    assert inter_of(army, "PAK") == "1"
    assert inter_of(army, "AFG") == "8"
    assert inter_of(Known("REB", "PAK", "armed_group"), "AFG") == "2"
    assert inter_of(Known("PRM", "AFG", "communal_militia"), "AFG") == "4"
    assert inter_of(Known(None, "AFG", "state"), "AFG") == "1"
    assert inter_of(Known(), "AFG") == ""


def test_every_tag_belongs_to_a_layout() -> None:
    assert {layout for layout, _ in hxl_tags()} == {"acled", "ucdp", "csv"}


def test_a_bad_row_is_named_by_file_and_line() -> None:
    with pytest.raises(KnowledgeError, match=r"made\.tsv, entry line 3: expected 2 cells"):
        read_table("made.tsv", "a\tb\n1\t2\n1\n", dict)


def test_event_types_are_those_of_the_model() -> None:
    assert {rule.type for rule in acled_rules()} <= set(get_args(m.EventType))
