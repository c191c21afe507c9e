from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from khabar.model import Decision
from khabar.review.decisions import current, kept, status, with_status
from tests.make import claim, decision, event

SUBJECTS = st.sampled_from(["c1", "c2", "c3"])
DECISIONS = st.one_of(
    st.builds(decision, SUBJECTS, st.sampled_from(["accept", "reject", "undo"])),
    st.builds(
        lambda s, f: decision(s, "correct", field=f, value="x"), SUBJECTS, st.sampled_from("ab")
    ),
    st.builds(
        lambda s, v, o: decision(s, v, value=o),
        SUBJECTS,
        st.sampled_from(["merge", "split"]),
        SUBJECTS,
    ),
)  # fmt: skip


def test_the_latest_answer_to_a_question_stands() -> None:
    made = [decision("c1", "reject"), decision("c1", "accept")]
    assert current(made) == made[1:]


def test_each_field_is_a_question_of_its_own() -> None:
    made = [decision("c1", "correct", field=field, value="x") for field in ("mode", "role")]
    assert current(made) == made


def test_whether_two_claims_are_one_event_is_one_question_whoever_is_named_first() -> None:
    made = [decision("c1", "merge", value="c2"), decision("c2", "split", value="c1")]
    assert current(made) == made[1:]


def test_undo_takes_back_the_latest_and_the_one_before_stands_again() -> None:
    made = [decision("c1", "reject"), decision("c1", "accept"), decision("c1", "undo")]
    assert current(made) == made[:1]


def test_undo_twice_takes_back_two() -> None:
    made = [decision("c1", "reject"), decision("c1", "accept"), *[decision("c1", "undo")] * 2]
    assert current(made) == []


def test_undo_of_a_field_leaves_the_others() -> None:
    mode, role = (decision("c1", "correct", field=field, value="x") for field in ("mode", "role"))
    assert current([mode, role, decision("c1", "undo", field="mode")]) == [role]


@pytest.mark.parametrize("named", ["c1", "c2"])
def test_undo_takes_back_a_merge_under_either_name(named: str) -> None:
    assert current([decision("c1", "merge", value="c2"), decision(named, "undo")]) == []


def test_undo_with_nothing_to_take_back_does_nothing() -> None:
    made = [decision("c1", "undo"), decision("c1", "reject")]
    assert current(made) == made[1:]


@given(st.lists(DECISIONS))
def test_what_stands_was_made_and_stands_alone_when_folded_again(made: list[Decision]) -> None:
    standing = current(made)
    assert all(one in made for one in standing)
    assert current(standing) == standing
    assert not any(one.verdict == "undo" for one in standing)


@pytest.mark.parametrize(
    ("verdict", "wanted"), [("accept", "accepted"), ("reject", "rejected"), ("correct", "open")]
)
def test_status_follows_the_verdict(verdict: str, wanted: str) -> None:
    assert status("c1", [decision("c1", verdict)]) == wanted
    assert status("other", [decision("c1", verdict)]) == "open"


def test_a_rejected_claim_is_left_out() -> None:
    one, other = claim(mode="firearms"), claim(mode="drone")
    assert kept([one, other], [decision(one.id)]) == [other]


def test_events_come_with_their_status() -> None:
    one = event(claim())
    assert with_status([one], [decision(one.id, "accept")]) == [(one, "accepted")]
