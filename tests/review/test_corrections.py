from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.model import Claim, Dispute, Joined, Reading, When
from khabar.review.corrections import (
    correct_claims,
    correct_events,
    corrected,
    with_claim_ids,
    with_subject_ids,
)
from tests.make import claim, decision, event


def when(found: Claim) -> When:
    assert isinstance(found.when, When)
    return found.when


@pytest.mark.parametrize(
    ("field", "value", "found"),
    [
        ("mode", "drone", lambda c: c.mode),
        ("harm.0.low", "2", lambda c: str(c.harm[0].low)),
        ("actors.0.name", "Red Front", lambda c: c.actors[0].name),
        ("when.start", "2024-05", lambda c: when(c).start),
        ("factuality", "denied", lambda c: c.factuality),
    ],
)
def test_a_field_takes_the_new_value(field: str, value: str, found) -> None:  # type: ignore[no-untyped-def]
    assert found(corrected(claim(), field, value)) == value


def test_a_year_stays_words_where_words_belong() -> None:
    assert when(corrected(claim(), "when.start", "2024")).start == "2024"


def test_null_means_not_known() -> None:
    assert corrected(claim(), "where", "null").where is None


def test_the_record_itself_stays_as_it_was() -> None:
    one = claim()
    corrected(one, "harm.0.low", "2")
    assert one == claim()


@pytest.mark.parametrize(
    ("field", "value", "fault"),
    [
        ("words", "x", "expected a field among actors"),
        ("coder", "x", "expected a field among"),
        ("harm.7.low", "2", "'7' leads nowhere; there is 1 entries"),
        ("when.begin", "2024", "'begin' leads nowhere"),
        ("targets.0.name", "x", "leads nowhere; there is nothing"),
        ("mode.0", "x", "leads nowhere"),
        ("factuality", "maybe", "Input should be"),
        ("harm.0.low", "9", "harm runs backwards"),
        ("harm.0.low", "many", "valid integer"),
    ],
)
def test_what_does_not_fit_is_refused_with_the_reason(field: str, value: str, fault: str) -> None:
    with pytest.raises(ValueError, match=fault):
        corrected(claim(), field, value)


def test_a_correction_that_changes_a_claims_id_is_noted() -> None:
    one = claim()
    made = correct_claims([one], [decision(one.id, "correct", field="mode", value="drone")])
    (now,) = made.claims
    assert now.mode == "drone"
    assert made.stored == {now.id: one.id}
    assert made.now == {one.id: now.id}


def test_several_corrections_of_one_claim_all_count() -> None:
    one = claim()
    fields = {"mode": "drone", "factuality": "alleged"}
    made = [decision(one.id, "correct", field=field, value=v) for field, v in fields.items()]
    (now,) = correct_claims([one], made).claims
    assert (now.mode, now.factuality) == ("drone", "alleged")


def test_a_correction_that_fits_no_more_is_reported_and_changes_nothing() -> None:
    one = claim()
    lost = decision(one.id, "correct", field="harm.3.low", value="2")
    made = correct_claims([one], [lost])
    assert made.claims == [one]
    assert made.unfit == [lost]


def test_an_event_can_be_corrected_but_not_what_is_computed_from_its_claims() -> None:
    one = event(claim())
    fine = decision(one.id, "correct", field="mode", value="drone")
    bad = decision(one.id, "correct", field="independent", value="9")
    (now,) = correct_events([one], [fine, bad])
    assert now == replace(one, mode="drone")


def test_events_of_corrected_claims_become_events_of_the_stored_ones() -> None:
    one = replace(
        event(claim()),
        claims=("new", "same"),
        readings=(Reading("A", "killed", 1, 1, None, False, ("new",), None),),
        disputes=(Dispute("figures", "they differ", ("same", "new")),),
        joined=(Joined("new", "same", 1.0, ()),),
    )
    (made,) = with_claim_ids([one], {"new": "old"})
    assert made.claims == ("old", "same")
    assert made.readings[0].claims == ("old",)
    assert made.disputes[0].claims == ("same", "old")
    assert (made.joined[0].one, made.joined[0].other) == ("old", "same")


def test_decisions_follow_corrected_claims() -> None:
    (made,) = with_subject_ids([decision("old", "merge", value="other")], {"old": "new"})
    assert (made.subject, made.value) == ("new", "other")
