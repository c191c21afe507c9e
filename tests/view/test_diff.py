from __future__ import annotations

from dataclasses import replace

from khabar.model import Claim
from khabar.view.diff import Known, difference
from tests.make import article, claim


def known(claims: dict[str, Claim], event: str = "e1", **row: str) -> Known:
    told = {a.id: a for a in [article()]}
    rows = {event: {"event_id": event, "mode": "firearms", **row}}
    return Known(told, claims, rows, dict.fromkeys(claims, event), [])


def test_a_text_that_a_later_coder_read_anew_is_a_reason() -> None:
    old, new = claim(), replace(claim(), coder="toy 2")
    found = difference(known({old.id: old}), known({new.id: new}, mode="drone"))
    [change] = found.events
    assert change.fields == (("mode", "firearms", "drone"),)
    assert change.because == ("a.txt was read anew by toy 2",)
    assert (found.claims_added, found.claims_removed) == (1, 1)


def test_the_same_claims_told_otherwise_are_the_programs_doing() -> None:
    one = claim()
    [change] = difference(known({one.id: one}), known({one.id: one}, mode="drone")).events
    assert change.because == (
        "another version of khabar gathers the same claims otherwise, read by toy 1",
    )


def test_an_event_that_went_into_another_says_where_it_is() -> None:
    one = claim()
    after = replace(known({one.id: one}, "e2"), moved={"e1": "e2"})
    came, went = sorted(difference(known({one.id: one}), after).events, key=lambda c: c.what)
    assert (came.what, came.because) == ("added", (f"claim {one.id} (a.txt) came from event e1",))
    assert went.what == "removed"
    assert went.because[0] == "its claims are in event e2 now"


def test_an_article_that_is_gone_takes_its_claims_with_it() -> None:
    one = claim()
    after = replace(known({}), articles={}, event_of={}, events={})
    found = difference(known({one.id: one}), after)
    assert found.articles_removed == ("a.txt",)
    assert found.events[0].because == ("a.txt is there no more",)


def test_a_claim_that_went_to_another_event_says_so_on_both_sides() -> None:
    one = claim()
    before = known({one.id: one})
    before = replace(before, events={"e1": {"claims": "1"}})
    after = replace(
        known({one.id: one}, "e2"), events={"e1": {"claims": "0"}, "e2": {"claims": "1"}}
    )
    left, came = difference(before, after).events
    assert left.because == (f"claim {one.id} (a.txt) went to event e2",)
    assert came.because == (f"claim {one.id} (a.txt) came from event e1",)
