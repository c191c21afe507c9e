"""Sentences read and linked to the world, as `khabar code` does."""

from __future__ import annotations

from tests.test_framing import read


def test_weapons_are_given_to_who_gets_them() -> None:
    (claim,) = read("Washington said it would give Ukraine long-range missiles.")
    assert (claim.event_type, claim.factuality) == ("AID", "planned")
    assert [p.id for p in claim.actors] == ["united_states"]
    assert [p.id for p in claim.targets] == ["ukraine"]


def test_a_branch_is_loyal_to_its_parent_not_to_itself() -> None:
    text = "The ADF, which has pledged allegiance to the Islamic State, is active in eastern Congo."
    (bond,) = (c for c in read(text) if c.relation == "allied")
    assert [p.id for p in bond.actors] == ["allied_democratic_forces"]
    assert [p.id for p in bond.targets] == ["islamic_state"]
