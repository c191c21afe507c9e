"""What analysts decide holds, and of what is at odds the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Literal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.merge import merge_claims
from khabar.merge.bonds import bonds
from khabar.model import Claim, Decision
from tests.merge.make import articles, claim, day, harm

Verdict = Literal["merge", "split"]
NAMES = "abcd"
ARTICLES = articles(*NAMES)
# Four happenings as far as the texts tell.
TOLD = {
    name: claim(name, harm(3 + n), when=day(f"2024-0{n + 1}-04")) for n, name in enumerate(NAMES)
}


def decided(verdict: Verdict, one: str, other: str) -> Decision:
    subject, value = TOLD[one].id, TOLD[other].id
    return Decision(subject, verdict, "Ana", "2024-06-01", "seen", value=value)


def grouped(decisions: Sequence[Decision], told: Sequence[Claim] = ()) -> set[str]:
    """The articles of each event, as one word."""
    events = merge_claims(list(told) or list(TOLD.values()), ARTICLES, [], decisions)
    return {"".join(event.articles) for event in events}


def test_merges_tie_in_chains() -> None:
    assert grouped([decided("merge", "a", "b"), decided("merge", "b", "c")]) == {"abc", "d"}


def test_a_later_split_of_a_chains_ends_parts_it_at_its_oldest_link() -> None:
    chain = [decided("merge", "a", "b"), decided("merge", "b", "c")]
    assert grouped([*chain, decided("split", "a", "c")]) == {"a", "bc", "d"}


def test_a_later_chain_overrules_a_split_of_its_ends() -> None:
    chain = [decided("merge", "a", "b"), decided("merge", "b", "c")]
    assert grouped([decided("split", "a", "c"), *chain]) == {"abc", "d"}


def test_the_oldest_of_three_that_cannot_all_hold_gives_way() -> None:
    told = [decided("merge", "a", "b"), decided("split", "a", "c"), decided("merge", "b", "c")]
    assert grouped(told) == {"a", "bc", "d"}


def test_of_two_answers_on_one_pair_the_later_holds() -> None:
    merge, split = decided("merge", "a", "b"), decided("split", "b", "a")
    assert grouped([merge, split]) == {"a", "b", "c", "d"}
    assert grouped([split, merge]) == {"ab", "c", "d"}


def test_what_is_joined_by_hand_is_kept_apart_as_one() -> None:
    """b is with c by hand and apart from a: then c, which is much like a, is apart from it too."""
    alike = {**TOLD, "c": replace(TOLD["a"], article_id="c")}
    told = [alike["a"], alike["b"], alike["c"]]
    by_hand = Decision(alike["b"].id, "merge", "Ana", "", "seen", value=alike["c"].id)
    assert grouped([], told) == {"ac", "b"}
    assert grouped([decided("split", "a", "b"), by_hand], told) == {"a", "bc"}


@pytest.mark.parametrize("verdict", ["accept", "reject", "correct", "undo"])
def test_other_decisions_bind_nothing(verdict: str) -> None:
    other = replace(decided("merge", "a", "b"), verdict=verdict)  # type: ignore[arg-type]
    assert bonds([other]).bound == {}


PAIRS = st.tuples(
    st.sampled_from(("merge", "split")), st.sampled_from(NAMES), st.sampled_from(NAMES)
).filter(lambda one: one[1] != one[2])


@given(st.lists(PAIRS, max_size=8))
@settings(max_examples=80, deadline=None)
def test_the_latest_decision_always_holds_and_none_that_is_kept_is_broken(
    asked: list[tuple[Verdict, str, str]],
) -> None:
    decisions = [decided(*one) for one in asked]
    events = merge_claims(list(TOLD.values()), ARTICLES, [], decisions)
    event_of = {id: event.id for event in events for id in event.claims}
    kept = bonds(decisions)
    for one, other in map(sorted, kept.together):
        assert event_of[one] == event_of[other]
    for last in decisions[-1:]:
        same = event_of[last.subject] == event_of[last.value or ""]
        assert same == (last.verdict == "merge")
    for one, other in map(sorted, kept.apart):
        assert event_of[one] != event_of[other]
