"""Sentences as agencies write them, each with one thing that is easily read wrong."""

from __future__ import annotations

import pytest

from khabar.model import Claim
from tests.extract.make import code


def only(text: str, event_type: str = "ASSAULT") -> Claim:
    """Return the one claim of a type that a text makes."""
    (claim,) = [claim for claim in code(text) if claim.event_type == event_type]
    return claim


def names(claim: Claim) -> tuple[list[str], list[str]]:
    return [p.name for p in claim.actors], [p.name for p in claim.targets]


def figures(claim: Claim) -> list[tuple[str, int | None, str | None]]:
    return [(harm.outcome, harm.low, harm.group) for harm in claim.harm]


def test_those_among_the_dead_are_a_part_of_them() -> None:
    claim = only(
        "Troops shelled Belsk, killing 11 people, among them four children, officials said."
    )
    assert figures(claim) == [("killed", 11, None), ("killed", 4, "children")]


def test_including_is_no_part_of_a_groups_name() -> None:
    claim = only("Air strikes on Belsk killed 100 people, including children.")
    assert figures(claim)[1] == ("killed", 2, "children")


def test_a_state_whose_fire_kills_is_the_actor() -> None:
    claim = only("Two farmers were killed by Selmarkian fire near Torun Pass.")
    assert names(claim) == (["Selmarkian"], ["farmers"])


def test_no_injuries_do_not_undo_the_attack() -> None:
    claim = only("Rebels fired a volley of rockets at Belsk; no injuries were reported.")
    assert (claim.kind, claim.factuality, claim.mode) == ("event", "asserted", "heavy-weapons")
    assert figures(claim) == [("injured", 0, None)]


def test_whom_weapons_were_fired_at_is_the_target() -> None:
    claim = only("Selmark launched 60 drones and 12 missiles at Varia on Monday.")
    assert names(claim) == (["Selmark"], ["Varia"])


def test_a_doubt_about_who_they_are_is_none_about_the_killing() -> None:
    claim = only("Armed men believed to be smugglers killed 17 farmers in Belsk, police said.")
    assert claim.factuality == "asserted"
    assert names(claim)[1] == ["farmers"]


def test_victims_of_one_ambush_are_of_one_event() -> None:
    text = "A guard was killed and two others were wounded when their patrol was ambushed in Belsk."
    assert figures(only(text))[:2] == [("killed", 1, None), ("injured", 2, None)]


def test_a_clash_lies_where_the_other_side_is_met() -> None:
    claim = only("Protesters clashed with police in Belsk on Tuesday.")
    assert claim.where is not None
    assert claim.where.words.words == "Belsk"


def test_a_source_who_asks_for_no_name_requests_nothing() -> None:
    text = "Gunmen killed a guard in Belsk, said a teacher who asked not to be named."
    assert {claim.event_type for claim in code(text)} == {"ASSAULT"}


def test_a_truce_that_ends_is_no_retreat() -> None:
    text = "The rebels said a ceasefire with Varia had ended and ordered them to carry out attacks."
    assert not {claim.event_type for claim in code(text)} & {"RETREAT", "SANCTION"}


def test_who_comes_under_fire_is_the_target() -> None:
    claim = only("A Green Crescent convoy came under fire from gunmen near Torun Pass.")
    assert names(claim)[0] == ["gunmen"]


def test_fighting_that_displaces_is_not_done_by_the_displaced() -> None:
    text = (
        "More than 2,000 people have been displaced by fighting in Belsk, the Green Crescent said."
    )
    assert not any(claim.actors for claim in code(text))
    displaced = only(text, "SANCTION")
    assert displaced.where is not None


def test_an_age_is_no_part_of_a_name() -> None:
    claim = only("Rebels in Belsk wounded a 72-year-old woman on Monday.")
    assert names(claim)[1] == ["woman"]


def test_a_camp_of_the_displaced_counts_nobody() -> None:
    claim = only("A jet bombed a camp for displaced people in Belsk, killing dozens.")
    assert {harm.outcome for harm in claim.harm} == {"killed"}


def test_the_killing_in_a_clause_about_the_place_is_the_attacks() -> None:
    claim = only("Rebels attacked a mosque in Belsk that was full, killing at least 47 people.")
    assert names(claim)[0] == ["Rebels"]


def test_what_was_approved_is_planned() -> None:
    claim = only("The council of Varia approved sending troops to Selmark.", "MOBILIZE")
    assert claim.factuality == "planned"


def test_a_name_after_a_title_is_who_is_meant() -> None:
    claim = only(
        "Police in Belsk arrested the opposition leader Anna Lind, her lawyer said.", "COERCE"
    )
    assert "Anna Lind" in names(claim)[1][0]


def test_a_reporter_who_was_shot_is_no_source_of_it() -> None:
    claim = only("A journalist who reported on gangs was shot dead in Belsk.")
    assert [source.name for source in claim.attribution] == ["Daily Courier"]


def test_a_state_that_is_accused_is_not_where_it_happened() -> None:
    claim = only("Varia accused Selmark of shelling its villages.", "ACCUSE")
    assert claim.where is None


def test_talks_about_a_release_release_nobody() -> None:
    claims = code(
        "Egypt is mediating talks between Israel and Hamas on a truce and the release of hostages."
    )
    assert {c.event_type for c in claims} == {"CONSULT"}


def test_who_is_set_against_another_speaks_for_himself() -> None:
    text = (
        "Rebels struck the camp, killing eight people, village elders said, "
        "while the army said the raid had killed two smugglers."
    )
    spoken = {c.harm[0].low: [s.name for s in c.attribution[1:]] for c in code(text)}
    assert spoken == {8: ["village elders"], 2: ["army"]}


@pytest.mark.parametrize(
    ("text", "killed", "injured"),
    [
        ("Gunmen wounded three officers, two of whom died in hospital.", 2, 3),
        ("A roadside bomb hit an army truck, wounding two soldiers, one of whom later died.", 1, 2),
    ],
)
def test_the_hurt_who_die_are_of_the_same_attack(text: str, killed: int, injured: int) -> None:
    (claim,) = code(text)
    told = {(h.outcome, h.low) for h in claim.harm}
    assert told >= {("killed", killed), ("injured", injured)}


def test_victims_counted_in_between_do_not_part_an_attack_from_its_dead() -> None:
    text = "Eleven people were killed, including four children, when shells hit a school."
    (claim,) = code(text)
    assert {(h.low, h.group) for h in claim.harm} == {(11, None), (4, "children")}


def speakers(claim: Claim) -> list[tuple[str, str]]:
    return [(source.name, source.stance) for source in claim.attribution[1:]]


def test_what_follows_but_is_no_longer_said() -> None:
    text = "Two generals agreed to a truce, the envoy said, but rebels attacked a camp on Monday."
    claims = {c.event_type: speakers(c) for c in code(text)}
    assert claims == {"AGREE": [("envoy", "says")], "ASSAULT": []}


def test_who_speaks_is_not_one_more_of_the_victims() -> None:
    claim = only(
        "The army launched air strikes on a village, killing 11 farmers, including five children, "
        "a doctor and villagers said."
    )
    assert [(h.low, h.group) for h in claim.harm if h.group] == [(11, "farmers"), (5, "children")]
    assert speakers(claim) == [("doctor and villagers", "says")]


def test_who_denies_a_part_in_a_killing_does_not_deny_the_killing() -> None:
    claims = {
        c.event_type: c for c in code("The rebels denied a part in the killing of the judge.")
    }
    assert (claims["ASSAULT"].factuality, speakers(claims["ASSAULT"])) == ("asserted", [])
    assert speakers(claims["REJECT"]) == [("rebels", "denies")]


def test_who_condemns_one_thing_and_does_another_condemns_only_the_first() -> None:
    text = "The union condemned the coup in the capital and suspended the parliament."
    claims = {c.event_type: speakers(c) for c in code(text)}
    assert claims["COERCE"] == []


def test_a_channel_on_which_a_group_speaks_is_no_target() -> None:
    claim = only("The rebels claimed responsibility for the bombing on their Telegram channel.")
    assert names(claim) == (["rebels"], [])


def test_an_attack_that_nobody_claims_has_happened() -> None:
    text = "No group has claimed responsibility for the blast that killed 12 people in Belsk."
    claim = only(text)
    assert (claim.kind, claim.factuality, claim.actors) == ("event", "asserted", ())
    assert figures(claim) == [("killed", 12, None)]


@pytest.mark.parametrize(
    "text",
    [
        "No group has claimed responsibility for the blast in Belsk.",
        "Nobody immediately claimed the attack in Belsk.",
        "The bombing has not been claimed by any group.",
        "No group has said it was behind the blast in Belsk.",
    ],
)
def test_that_nobody_claims_an_attack_is_a_statement(text: str) -> None:
    told = code(f"A bomb killed four guards in Belsk. {text}")
    (statement,) = [claim for claim in told if claim.kind == "statement"]
    assert (statement.event_type, statement.factuality) == (None, "negated")


def test_a_town_falls_to_those_who_take_it() -> None:
    fallen, taken = only("The town fell to the rebels."), only("The rebels took the town.")
    assert names(fallen) == names(taken) == (["rebels"], ["town"])


def test_only_a_weapon_strikes_where_it_lands() -> None:
    assert names(only("A shell landed on a market in Belsk."))[1] == ["market"]
    assert not code("After the raid the minister landed in Belsk.")[1:]


def test_a_bomb_that_went_off_as_people_died_killed_them() -> None:
    claim = only("Ten mourners died as a bomb went off in Belsk.")
    assert (claim.mode, figures(claim)) == (
        "explosives", [("killed", 10, None), ("killed", 10, "mourners")],
    )  # fmt: skip


def test_those_who_hold_hostages_ask_for_the_ransom() -> None:
    text = "Gunmen holding ten farmers captive in Belsk have demanded money."
    assert only(text).factuality == "asserted"
    assert names(only(text, "REQUEST"))[0] == ["Gunmen"]


def sources(claim: Claim) -> list[tuple[str, str]]:
    return [(source.name, source.stance) for source in claim.attribution[1:]]


def test_planes_are_flown_by_whose_they_are() -> None:
    claim = only("The army said its planes had bombed a depot.")
    assert names(claim)[0] == ["army"]


def test_who_fought_for_a_town_did_not_take_it() -> None:
    text = "The militia captured the town of Belsk after two days of clashes with Varian troops."
    capture, clash = [claim for claim in code(text) if claim.event_type == "ASSAULT"]
    assert names(capture) == (["militia"], ["town of Belsk"])
    assert sorted(names(clash)[0]) == ["Varian troops", "militia"]


def test_money_that_is_demanded_is_no_party() -> None:
    claim = only("Bandits are demanding two million rupees for their release.", "REQUEST")
    assert "rupees" not in names(claim)[1]


def test_an_air_strike_that_is_launched_is_no_walkout() -> None:
    claim = only("The junta launched an air strike on a monastery in Belsk, killing nine.")
    assert (claim.mode, names(claim)) == ("aerial", (["junta"], ["monastery"]))


def test_somebody_freed_during_a_raid_was_freed_there() -> None:
    claim = only("Troops rescued nine hostages during an operation in Belsk.", "AID")
    assert claim.where is not None
    assert claim.where.words.words == "Belsk"


def test_only_a_clause_about_somebody_accuses_them() -> None:
    text = "Troops killed nine men belonging to the cell in Belsk, the army's media wing said."
    assert not [claim for claim in code(text) if claim.event_type == "ACCUSE"]


def test_a_semicolon_ends_what_is_said_before_it() -> None:
    text = "The rebels said they fired on a ship off Belsk; the ministry said nobody was hurt."
    claim = next(claim for claim in code(text) if claim.event_type == "ASSAULT")
    assert sources(claim) == [("rebels", "says")]


def test_what_others_say_meanwhile_is_not_what_the_first_says() -> None:
    text = (
        "The ministry said nine medics had been killed since Monday, "
        "while Selmark accused the militia of hiding arms."
    )
    assert "ministry" not in dict(sources(only(text, "ACCUSE")))


def test_a_name_after_somebody_told_as_an_aside_is_who_says_it() -> None:
    text = (
        "A missile hit a flat in Belsk, killing four people, among them a boy, "
        "regional governor Petro Lind wrote on his channel."
    )
    assert sources(only(text)) == [("Petro Lind", "says")]


def test_a_town_is_taken_also_where_the_parser_takes_its_name_for_an_adverb() -> None:
    assert names(only("The rebels had taken Belsk by Monday.")) == (["rebels"], ["Belsk"])
    claim = only("Fighters of the clan had taken the eastern part of Belsk.")
    assert names(claim)[1] == ["Belsk"]


def test_those_among_whom_somebody_died_are_counted() -> None:
    claim = only("A child was among three people killed by shelling in Belsk, medics said.")
    assert figures(claim) == [("killed", 3, None), ("killed", 1, "child")]


def test_the_number_of_people_killed_is_the_figure_that_it_reached() -> None:
    claim = only("The number of people killed in the attack on Belsk has risen to 143.")
    assert figures(claim) == [("killed", 143, None)]


def test_whose_car_explodes_has_not_blown_it_up() -> None:
    claim = only("The general was killed when his car exploded in Belsk.")
    assert names(claim) == ([], ["general"])


def test_police_of_a_town_shoot_there() -> None:
    claim = only("Police in Belsk fired at demonstrators, killing two, witnesses said.")
    assert claim.where is not None
    assert claim.where.words.words == "Belsk"


def test_a_persons_own_soldiers_are_not_that_person() -> None:
    claim = only("President Anna Lind said nine of his soldiers were killed in the raid.")
    assert "Lind" not in str(names(claim)[1])


def test_throats_are_nobody() -> None:
    claim = only("Insurgents killed nine farmers near Belsk, slitting their throats.")
    assert figures(claim) == [("killed", 9, None), ("killed", 9, "farmers")]


def test_who_is_accused_is_told_without_an_accusation() -> None:
    found = code("A mob lynched two men accused of blasphemy in Belsk on Thursday.")
    assert [claim.event_type for claim in found] == ["ASSAULT"]


def test_a_shot_into_a_crowd_counts_nobody() -> None:
    claim = only("Witnesses said soldiers shot into the crowd in Belsk.")
    assert (names(claim)[0], figures(claim)) == (["soldiers"], [])


def test_rivals_of_each_other_are_no_rivals_of_others() -> None:
    found = code("Five guards were found beheaded after a riot between rival gangs in Belsk.")
    assert [claim.relation for claim in found if claim.kind == "relation"] == []


def test_who_is_forced_to_evacuate_is_displaced() -> None:
    text = "Rebels and troops clashed in Belsk, forcing 600 families to evacuate."
    claim = only(text, "SANCTION")
    assert figures(claim)[0] == ("displaced", 600, None)


def test_missiles_that_are_tested_attack_nobody() -> None:
    text = "The kingdom of Selmark test-fired two missiles off its coast, the ministry said."
    assert [claim.event_type for claim in code(text)] == ["MOBILIZE"]


def test_a_ship_is_no_person_though_it_has_a_name() -> None:
    text = "Selmark fighters seized the Morning Star, a cargo ship, and took 25 sailors hostage."
    found = {claim.mode: claim for claim in code(text)}
    assert names(found["seize"])[1] == ["Morning Star"]
    assert figures(found["abduct"])[0] == ("abducted", 25, None)


def test_raids_in_which_police_arrest_somebody_are_no_attacks() -> None:
    found = code("Police arrested 59 suspected rebels in a series of raids in Belsk.")
    assert [claim.event_type for claim in found] == ["COERCE"]


def test_who_calls_a_charge_unfounded_rejects_it() -> None:
    text = "Guards killed nine farmers, the charity said; Selmark called the charge unfounded."
    assert [c.event_type for c in code(text)] == ["ASSAULT", "REJECT"]


def test_a_bomb_that_was_planted_and_killed_is_one_attack() -> None:
    claim = only("A bomb planted in a minibus killed four people in Belsk, police said.")
    assert figures(claim) == [("killed", 4, None)]


def test_all_of_those_among_the_dead_are_a_part_of_them() -> None:
    text = "Rebels shelled Belsk on Monday. Among the dead were three children and a nurse."
    claim = [claim for claim in code(text) if claim.harm][-1]
    assert all(harm.group for harm in claim.harm)


@pytest.mark.parametrize(
    "text",
    [
        "Four soldiers were killed in Belsk, the Hill Post reported, citing two officials.",
        "The Hill Post, citing two officials, reported that four soldiers were killed in Belsk.",
        "The Hill Post reported that four soldiers were killed in Belsk, quoting two officials.",
        "Citing two officials, the Hill Post said four soldiers were killed in Belsk.",
    ],
)
def test_who_is_cited_speaks_first(text: str) -> None:
    assert [name for name, _ in sources(only(text))] == ["Hill Post", "two officials"]


def test_whose_statement_is_cited_speaks() -> None:
    text = "Four soldiers were killed in Belsk, the Hill Post reported, citing a {} statement."
    for owner in ("defence ministry", "Green Front"):
        assert sources(only(text.format(owner)))[-1][0].endswith(owner.split()[-1])


def test_what_is_cited_as_a_reason_says_nothing() -> None:
    text = "The Hill Post said four soldiers were killed in Belsk, citing poor roads for the delay."
    assert [name for name, _ in sources(only(text))] == ["Hill Post"]


def test_a_village_that_people_flee_to_has_not_lost_them() -> None:
    assert not code("Shells fell on Belsk as people fled toward the village.")[0].harm


def test_weapons_act_for_who_uses_them() -> None:
    claim = only("Armed drones operated by a task force killed nine people in Belsk.")
    assert names(claim)[0] == ["task force"]


def test_wounded_men_who_are_flown_out_are_no_attack() -> None:
    text = "A helicopter was fired on in Belsk while it tried to evacuate wounded soldiers."
    assert [claim.harm for claim in code(text) if claim.event_type == "ASSAULT"] == [()]


def test_who_is_under_house_arrest_is_the_target() -> None:
    text = "Anna Lind, who is under house arrest in Belsk, denies the accusation."
    assert names(only(text, "COERCE"))[1] == ["Anna Lind"]


def test_nobody_hurt_does_not_undo_the_shelling() -> None:
    claim = only("Nobody was hurt when a mortar shell landed near the barracks in Belsk.")
    assert (claim.kind, claim.factuality, claim.mode) == ("event", "asserted", "heavy-weapons")
    assert figures(claim) == [("injured", 0, None)]
    assert claim.targets == ()


def test_reports_that_are_rejected_are_denied() -> None:
    claim = only("The ministry rejected reports that its planes had bombed a hospital in Belsk.")
    assert (claim.kind, claim.factuality, claim.mode) == ("statement", "denied", "aerial")
    assert sources(claim) == [("ministry", "denies")]


def test_who_claims_to_hold_a_town_was_not_captured() -> None:
    claim = only("The army refuted a claim by the rebels that they had captured Belsk.")
    assert (claim.factuality, names(claim)[1]) == ("denied", ["Belsk"])


@pytest.mark.parametrize(
    "text",
    [
        "Officials put the death toll from Monday's bombing in Belsk at 23.",
        "Officials put the toll at 23 after the bombing in Belsk.",
    ],
)
def test_who_gives_a_toll_is_its_source(text: str) -> None:
    told = [claim for claim in code(text) if claim.harm]
    assert [(figures(claim), sources(claim)) for claim in told] == [
        ([("killed", 23, None)], [("Officials", "says")])
    ]


def test_a_third_is_one_more() -> None:
    claim = only("Two guards were killed and a third was wounded in Belsk on Monday.")
    assert ("injured", 1, None) in figures(claim)


def test_a_third_of_them_is_a_share() -> None:
    assert ("injured", 1, None) not in figures(only("A third of the guards were wounded in Belsk."))


def test_who_denies_beside_a_report_is_the_source_of_the_denial() -> None:
    text = "Two men were shot in Belsk, police said, as the Northern Front denied a part in it."
    denied = next(claim for claim in code(text) if claim.event_type == "REJECT")
    assert sources(denied) == [("Northern Front", "denies")]


def test_it_is_never_the_one_who_acts() -> None:
    told = code("The Northern Front attacked a ship near Belsk, saying it had targeted it.")
    assert all("Northern Front" not in names(claim)[1] for claim in told)


def test_insisting_that_something_is_so_asks_for_nothing() -> None:
    text = "The army insisted that it had only fired warning shots in Belsk."
    assert all(claim.event_type != "REQUEST" for claim in code(text))
