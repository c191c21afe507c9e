from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.extract.factuality.judge import factuality_of
from khabar.model import Factuality
from tests.extract.reading import read, read_marked


def label(text: str) -> Factuality:
    return factuality_of(*read_marked(text))[0]


@pytest.mark.parametrize(
    "text",
    [
        "Rebels [attacked] the town on Monday.",
        "Police said that gunmen [killed] two farmers.",
        "The army said it had [captured] the bridge.",
        "The [attack] killed ten people.",
        "The minister condemned the [attack].",
        "The army used drones to [kill] the commander.",
        "Villagers were forced to [flee].",
        "Ten people were [killed], the governor confirmed.",
        "Envoys marked the anniversary of the [bombing].",
        "Not only soldiers were [killed].",
        "The guards barely [escaped].",
    ],
)
def test_what_is_told_plainly_is_asserted(text: str) -> None:
    assert label(text) == "asserted"


@pytest.mark.parametrize(
    "text",
    [
        "The alleged mastermind of the bombing was [killed].",
        "The suspected planner of the raid was [arrested].",
        "The army was not aware of the identity of the man that it [killed].",
        "The council did not say when he was [killed].",
        "It is not known how many people were [wounded].",
        "It was not clear who [attacked] the convoy.",
        "Nobody knows why the troops [withdrew].",
        "The attackers, whose names were not given, [fled].",
        "The rebels did not take part in the talks after they [attacked] the port.",
    ],
)
def test_a_cue_on_something_else_leaves_the_event_a_fact(text: str) -> None:
    assert label(text) == "asserted"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The rebels allegedly [burned] the village.", "alleged"),
        ("The jet reportedly [hit] a school.", "alleged"),
        ("The militia was accused of [burning] the village.", "alleged"),
        ("The group was blamed for the [bombing].", "alleged"),
        ("He is believed to have [planned] the raid.", "alleged"),
        ("The rebels claimed they [shot] down a jet.", "alleged"),
    ],
)
def test_accusation_and_hearsay_are_alleged(text: str, expected: Factuality) -> None:
    assert label(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "The rebels may have [crossed] the river.",
        "The army appears to have [left] the valley.",
        "The bomb probably [went] off too early.",
        "Analysts think that the militia [moved] its guns.",
    ],
)
def test_what_only_seems_so_is_hedged(text: str) -> None:
    assert label(text) == "hedged"


@pytest.mark.parametrize(
    "text",
    [
        "If the rebels [attack], the city will fall.",
        "The army could [attack] at any time.",
        "Residents fear that the rebels will [attack].",
        "Aid workers are worried about militants [attacking] the camp.",
        "Envoys warned of a new [offensive].",
        "The threat of more [attacks] emptied the market.",
        "The council called on the army to [withdraw].",
        "The council demanded that the town be [evacuated].",
        "Had the guards [fired], many would have died.",
        "The rebels must not [attack] the camp.",
        "The troops will not leave until the rebels [disarm].",
        "The army pledged to prevent any group from [attacking] its neighbours.",
        "The navy rehearsed an [attack] on the port.",
        "The court cannot sentence him without [hearing] him.",
        "Would the rebels [attack]?",
        "If no truce is [signed], the talks will end.",
        "The rebels vowed that they would block any attempt to [take] the town.",
    ],
)
def test_fears_demands_drills_and_conditions_are_hypothetical(text: str) -> None:
    assert label(text) == "hypothetical"


@pytest.mark.parametrize(
    "text",
    [
        "The army will [withdraw] on Friday.",
        "The rebels vowed to [retaliate].",
        "The group planned to [bomb] the market.",
        "The two sides agreed to [exchange] prisoners.",
        "The army said it would [withdraw].",
        "The army said it would [withdraw] after the talks.",
        "The city is preparing for a [siege].",
    ],
)
def test_pledges_and_plans_are_planned(text: str) -> None:
    assert label(text) == "planned"


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("The army denied [shelling] the hospital.", "denied"),
        ("The army rejected claims that it [shelled] the hospital.", "denied"),
        ("The army did not [shell] the hospital.", "negated"),
        ("No group [attacked] the town.", "negated"),
        ("Nobody was [killed].", "negated"),
        ("The police foiled an [attack] on the airport.", "negated"),
        ("An aborted [raid] cost the general his post.", "negated"),
        ("The troops failed to [retake] the town.", "negated"),
        ("The troops left without [firing].", "negated"),
        ("The general decided against [storming] the town.", "negated"),
        ("The general could not be reached for [comment].", "negated"),
        ("The army did not lift the siege, nor did it [stop] the raids.", "negated"),
        ("There was no evidence [linking] the group to the blast.", "negated"),
    ],
)
def test_what_is_denied_or_did_not_happen(text: str, expected: Factuality) -> None:
    assert label(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "It could not be verified that the army [shelled] the camp.",
        "It is unclear whether the rebels [attacked] first.",
        "An unconfirmed report said gunmen [entered] the hotel.",
        "Unverified reports said that troops [shot] two men.",
    ],
)
def test_what_nobody_could_check_is_unverified(text: str) -> None:
    assert label(text) == "unverified"


def test_the_stay_of_past_waiting_is_no_condition() -> None:
    assert label("The troops stayed until the rebels [disarmed].") == "asserted"


@pytest.mark.parametrize("side", ["rebels", "army", "police", "Northern Front"])
def test_the_side_changes_no_label(side: str) -> None:
    assert label(f"The {side} did not [attack] the camp.") == "negated"
    assert label(f"The {side} may have [attacked] the camp.") == "hedged"
    assert label(f"The {side} [attacked] the camp.") == "asserted"


def test_the_cue_that_decided_is_named() -> None:
    assert factuality_of(*read_marked("The army foiled an [attack]."))[1] == "foiled"


@settings(max_examples=30, deadline=None)
@given(
    st.lists(st.sampled_from("the army did not attack if it may and denied".split()), min_size=1)
)
def test_every_word_gets_one_label(words: list[str]) -> None:
    for parsed in read(" ".join(words)):
        for token in parsed.doc:
            assert factuality_of(parsed, token)[1]
