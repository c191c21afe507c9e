"""What stands in the rows of each layout: what it holds is what was found."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from khabar import model as m
from khabar.view.export.acled import interaction
from khabar.view.export.sheets import How
from khabar.view.export.ucdp import priogrid
from khabar.view.export.write import export
from khabar.view.figures import Settlement
from tests.view.export import readers
from tests.view.export.make import a_front, a_selection, a_told_claim, an_attack
from tests.view.make import a_claim, a_party, a_reading, words

PLAIN = How()


def acled(*events: m.Event) -> readers.Rows:
    files, _ = export(a_selection(events or None), "acled", PLAIN)
    return readers.read_acled(files[0].content)


def ucdp(*events: m.Event) -> readers.Rows:
    files, _ = export(a_selection(events or None), "ucdp", PLAIN)
    return readers.read_ucdp(files[0].content)


def left_out(format: str, *events: m.Event) -> dict[str, int]:
    return export(a_selection(events), format, PLAIN)[1].left_out


def test_acled_row_says_who_says_so_and_what_is_disputed() -> None:
    (row,) = acled()
    assert row["sub_event_type"] == "Suicide bomb"
    assert (row["actor1"], row["inter1"]) == ("Example Front", "Rebel group")
    assert (row["actor2"], row["inter2"]) == ("shoppers", "Civilians")
    assert row["interaction"] == "Rebel group-Civilians"
    assert row["civilian_targeting"] == "Civilian targeting"
    assert row["event_date"] == "2023-05-03"
    assert (row["iso"], row["region"]) == ("4", "Caucasus and Central Asia")
    assert row["fatalities"] == "12"
    assert "According to: Example Wire, citing Example Ministry" in row["notes"]
    assert "Responsibility disputed: the Example Front denies it" in row["notes"]
    assert "rule “range”" in row["notes"]


def test_acled_has_no_blank_toll_so_unknown_is_told_as_such() -> None:
    event = an_attack(readings=())
    (row,) = acled(event)
    assert row["fatalities"] == "0"
    assert "fatalities not stated" in row["tags"]
    losses = export(a_selection([event]), "acled", PLAIN)[1]
    assert losses.forced["fatalities 0 where no source states a number of dead"] == 1


def test_acled_leaves_out_what_it_cannot_place_or_date() -> None:
    event = an_attack()
    assert event.where is not None
    assert event.when is not None
    country = replace(event.where, precision="country")
    assert left_out("acled", replace(event, where=country)) == {"no place nearer than a country": 1}
    assert left_out("acled", replace(event, when=None)) == {"no date stated": 1}
    year = replace(event.when, start="2023", end="2023", precision="year")
    assert left_out("acled", replace(event, when=year)) == {"a date wider than a month": 1}
    talks = replace(event, event_type="CONSULT", mode=None)
    assert left_out("acled", talks) == {"a type that ACLED does not code": 1}


def test_what_is_only_planned_or_denied_is_no_event_elsewhere() -> None:
    told = a_claim(actors=(a_front(),), factuality="denied")
    selection = a_selection([an_attack()], [told])
    for format in ("acled", "ucdp", "polecat", "plover", "gdelt"):
        found = export(selection, format, PLAIN)[1].left_out
        assert found == {"planned, supposed, denied or said not to be so": 1}


@pytest.mark.parametrize(
    ("one", "other", "words"),
    [
        ("1", "2", "State forces-Rebel group"),
        ("7", "2", "Rebel group-Civilians"),
        ("7", "8", "External/Other forces-Civilians"),
        ("", "7", "Civilians only"),
        ("", "", ""),
    ],
)
def test_interaction_names_the_lower_code_first_but_for_one(
    one: str, other: str, words: str
) -> None:
    assert interaction(one, other) == interaction(other, one) == words


def test_ucdp_row_keeps_the_claimant_and_the_outlet_apart() -> None:
    event = an_attack(readings=(a_reading("Example Ministry", 12, 15),))
    (row,) = ucdp(event)
    assert row["type_of_violence"] == "3"
    assert (row["side_a"], row["side_b"]) == ("Example Front", "Civilians")
    assert (row["source_office"], row["source_original"]) == ("Example Wire", "Example Ministry")
    assert (row["low"], row["best"], row["high"]) == ("12", "12", "15")
    assert row["deaths_civilians"] == "12"
    assert row["geom_wkt"] == "POINT (62.199670 34.348170)"
    assert (row["country_id"], row["region"]) == ("700", "Asia")


def test_ucdp_high_is_never_below_a_figure_that_a_source_states() -> None:
    readings = (a_reading("Mayor", 133, 133), a_reading("Clinic", 137, None))
    (row,) = ucdp(an_attack(readings=readings))
    assert (row["low"], row["best"], row["high"]) == ("133", "133", "137")


def test_ucdp_puts_the_government_on_side_a() -> None:
    army = replace(a_party("Example Army", "shoppers"), id="example_army")
    (row,) = ucdp(an_attack(targets=(army,)))
    assert row["type_of_violence"] == "1"
    assert row["dyad_name"] == "Government of Afghanistan - Example Front"
    assert (row["gwnoa"], row["gwnob"]) == ("700", "")
    assert row["deaths_unknown"] == "12"


def test_ucdp_leaves_out_what_killed_nobody_and_whom_nobody_names() -> None:
    assert left_out("ucdp", an_attack(readings=())) == {"no number of dead stated": 1}
    spared = an_attack(readings=(a_reading("Example Ministry", 0, 0),))
    assert left_out("ucdp", spared) == {"nobody killed": 1}
    gunmen = replace(a_party("gunmen", "Militants"), id=None)
    for unnamed in (an_attack(actors=()), an_attack(actors=(gunmen,))):
        assert left_out("ucdp", unnamed) == {"parties not named, or not known to be armed": 1}


@pytest.mark.parametrize(
    ("latitude", "longitude", "cell"), [(34.5, 69.2, 179779), (-90, -180, 1), (0.1, 0.1, 129961)]
)
def test_cells_of_prio_grid(latitude: float, longitude: float, cell: int) -> None:
    assert priogrid(latitude, longitude) == cell


def test_polecat_has_a_row_for_each_pair() -> None:
    event = an_attack(actors=(a_front(), a_front("other", "Other Front")))
    rows = readers.read_polecat(export(a_selection([event]), "polecat", PLAIN)[0][0].content)
    pairs = [(row["Actor Name"], row["Recipient Name"]) for row in rows]
    assert pairs == [("Example Front", "shoppers"), ("Other Front", "shoppers")]
    assert rows[0]["Intensity"] == "-9.5"
    nobody = readers.read_polecat(
        export(a_selection([an_attack(actors=())]), "polecat", PLAIN)[0][0].content
    )
    assert nobody[0]["Actor Name"] == "None"


def test_plover_keeps_claims_readings_and_disputes_under_its_extension() -> None:
    files, losses = export(a_selection(), "plover", PLAIN)
    (record,) = readers.read_plover(files[0].content)
    assert record["actor"][0] | {"entity_text": ""} == {
        "code": "AFG", "sector": "REB", "entity_text": "", "identifier_id": "Q1",
        "identifier_text": "Example Front",
    }  # fmt: skip
    extension = record["khabar"]
    assert [reading["low"] for reading in extension["readings"]] == [12, 30]
    assert extension["settled"]["killed"] == {"low": 12, "high": None}
    assert extension["disputes"][0]["about"] == "responsibility"
    chain = extension["claims"][0]["attribution"]
    assert [link["source"] for link in chain] == ["Example Wire", "Example Ministry"]
    assert losses.lost == {}


def test_gdelt_has_one_row_an_event_and_the_claim_in_its_mentions() -> None:
    event = an_attack(targets=(a_party("shoppers", "shoppers"), a_party("buyers", "shoppers")))
    files, _ = export(a_selection([event]), "gdelt", PLAIN)
    (row,), (mention,) = readers.read_gdelt(files[0].content, files[1].content)
    assert (row[26], row[29], row[30]) == ("1831", "4", "-10")
    assert (row[5], row[6], row[12]) == ("AFGREB", "EXAMPLE FRONT", "REB")
    assert (row[51], row[53]) == ("4", "AF")
    claim = json.loads(mention[15])
    assert claim["attribution"][1]["source"] == "Example Ministry"
    assert claim["harm"][0]["low"] == 12


def test_gdelt_has_a_code_for_claiming_an_attack() -> None:
    claimed = a_told_claim(attribution=(m.Source("Example Front", "claims_responsibility"),))
    files, _ = export(a_selection([an_attack()], [claimed]), "gdelt", PLAIN)
    _, (mention,) = readers.read_gdelt(files[0].content, files[1].content)
    assert json.loads(mention[15])["cameo"] == "015"


def test_geojson_draws_a_point_only_for_a_point() -> None:
    event = an_attack()
    assert event.where is not None
    province = replace(event, id="event-2", where=replace(event.where, precision="admin1"))
    files, losses = export(a_selection([event, province]), "geojson", PLAIN)
    point, area = readers.read_geojson(files[0].content)
    assert point["geometry"]["coordinates"] == [62.19967, 34.34817]
    assert area["geometry"] is None
    assert area["properties"]["place_precision"] == "admin1"
    assert losses.lost["a point: no place, or none nearer than a district"] == 1
    assert point["properties"]["killed_high"] is None


def test_timemap_can_be_filtered_by_who_says_so() -> None:
    files, _ = export(a_selection(), "timemap", PLAIN)
    (event,) = readers.read_timemap({file.name: file.content for file in files})
    assert event["date"] == "05/03/2023"
    assert event["associations"] == ["According to/Example Ministry", "Status/asserted"]
    assert event["killed"] == "at least 12"
    undated = export(a_selection([an_attack(when=None)]), "timemap", PLAIN)[1]
    assert list(undated.left_out) == ["no date stated, which TimeMap drops"]


def test_followthemoney_links_events_parties_and_articles() -> None:
    files, _ = export(a_selection(), "ftm", PLAIN)
    entities = readers.read_ftm(files[0].content)
    event = entities["khabar-event-event-1"]["properties"]
    assert event["startDate"] == ["2023-05-03"]
    assert event["country"] == ["af"]
    assert "khabar-actor-example-front" in event["involved"]
    actor = entities["khabar-actor-example-front"]
    assert actor["schema"] == "Organization"
    assert actor["properties"]["alias"] == ["the Front"]


def test_only_what_a_person_reviewed_is_a_claim_review() -> None:
    claim = a_told_claim()
    decision = m.Decision(claim.id, "accept", "Ana", "2024-06-01T10:00:00+00:00", "checked")
    for reviewed, expected in ({}, ["Claim"]), ({claim.id: decision}, ["Claim", "ClaimReview"]):
        selection = a_selection(told=[claim], reviewed=reviewed)
        document = json.loads(export(selection, "claim", PLAIN)[0][0].content)
        assert [node["@type"] for node in document["@graph"]] == expected


def test_khabars_own_csv_leaves_unknown_empty() -> None:
    files, _ = export(a_selection([an_attack(readings=(), when=None)]), "csv", PLAIN)
    columns = files[0].content.decode().split("\r\n", 1)[0].split(",")
    (row,) = readers.read_csv(files[0].content, columns)
    assert row["killed_low"] == row["date_start"] == ""
    assert row["settlement_rule"] == "range"
    assert words("shoppers").words in row["targets"]


def test_a_denial_is_a_mention_with_a_code_of_its_own() -> None:
    claim = a_told_claim()
    chain = (m.Source("Example Wire", "reports"), m.Source("Example Front", "denies"))
    denial = a_told_claim(kind="statement", factuality="denied", attribution=chain, mode=None)
    dispute = m.Dispute("responsibility", "the Front denies it", (claim.id, denial.id))
    selection = a_selection([an_attack(disputes=(dispute,))], [claim, denial])
    files, _ = export(selection, "gdelt", PLAIN)
    (row,), mentions = readers.read_gdelt(files[0].content, files[1].content)
    assert row[31] == "2"
    assert [json.loads(mention[15]).get("cameo") for mention in mentions] == [None, "016"]
    (record,) = readers.read_plover(export(selection, "plover", PLAIN)[0][0].content)
    assert record["khabar"]["statements"][0]["factuality"] == "denied"


def test_no_machine_row_is_called_confirmed() -> None:
    event = an_attack(grade=m.Grade("confirmed", "the Front says that it did it"))
    decision = m.Decision(event.id, "accept", "Ana", "2024-06-01T10:00:00+00:00", "checked")
    for reviewed, grade in ({}, "confirmed (suggested)"), ({event.id: decision}, "confirmed"):
        files, _ = export(a_selection([event], reviewed=reviewed), "geojson", PLAIN)
        (feature,) = readers.read_geojson(files[0].content)
        assert feature["properties"]["evidence_grade"] == grade
        assert json.loads(feature["properties"]["record"])["grade"]["value"] == grade


def test_where_the_rule_gives_no_figure_nobody_is_said_to_state_none() -> None:
    event = an_attack(readings=(a_reading("Mayor", 12, 12),))
    selection = replace(a_selection([event]), settlement=Settlement("analyst", lambda _: {}))
    (file, *_), losses = export(selection, "acled", PLAIN)
    assert "fatalities not settled" in file.content.decode()
    assert "fatalities 0 where the rule gives no figure" in losses.forced
    _, losses = export(selection, "ucdp", PLAIN)
    assert losses.left_out == {"the rule gives no number of dead": 1}


def test_each_claim_has_its_own_unnamed_source() -> None:
    chain = (m.Source("unspecified", "reports"), m.Source("Mayor", "says"))
    told = [a_told_claim(attribution=chain), a_told_claim(mode="drone", attribution=chain)]
    (file, *_), _ = export(a_selection([], told), "prov", PLAIN)
    named = [line for line in file.content.decode().split() if line == '"unspecified"']
    assert len({claim.id for claim in told}) == len(named) == 2
