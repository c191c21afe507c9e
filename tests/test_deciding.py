"""What an analyst asks for becomes decisions on claims, and the events follow, quickly or not."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.deciding import Decided, decide, now
from khabar.engine import LocalEngine
from khabar.errors import UsageError
from khabar.model import Article, CopyGroup, Decision, Event
from khabar.pipeline import code, gather
from khabar.review.decisions import current
from khabar.store.content import dump
from khabar.store.store import Store, open_store
from tests.make import page
from tests.real_merging import TEXTS, MergingAll, RealMerging


class NeverMerging(RealMerging):
    def merge(self, *_: object) -> Sequence[Event]:
        raise AssertionError("this needs no merging")


STEPS = RealMerging()


def filled() -> Store:
    store = open_store(":memory:")
    code([page(text, f"{n}.txt") for n, text in enumerate(TEXTS)], store, STEPS, LocalEngine())
    return store


@pytest.fixture
def store() -> Iterator[Store]:
    with filled() as made:
        yield made


def ask(store: Store, verdict: str, subject: str, steps=STEPS, **more: str) -> Decided:  # type: ignore[no-untyped-def]
    wanted = Decision(subject, verdict, "Ana", now(), "seen", **more)  # type: ignore[arg-type]
    return decide(store, steps, wanted)


def groups(store: Store) -> list[int]:
    return sorted(len(event.claims) for event in store.events())


def the_three(store: Store) -> Event:
    return max(store.events(), key=lambda event: len(event.claims))


def test_the_stage_is_set(store: Store) -> None:
    assert groups(store) == [1, 3]


@pytest.mark.parametrize(
    ("verdict", "more"),
    [("accept", {}), ("reject", {}), ("correct", {"field": "mode", "value": "drone"})],
)
def test_what_is_said_of_an_event_needs_no_merging(
    store: Store, verdict: str, more: dict[str, str]
) -> None:
    event = the_three(store)
    decided = ask(store, verdict, event.id, NeverMerging(), **more)
    assert decided.events == (event.id,)
    undone = ask(store, "undo", event.id, NeverMerging())
    assert undone.events == (event.id,)
    assert store.event(event.id) == event


def test_accepting_a_claim_needs_no_merging(store: Store) -> None:
    (claim, *_) = the_three(store).claims
    assert ask(store, "accept", claim, NeverMerging()).events == (the_three(store).id,)


def test_merging_two_events_says_so_of_the_claims_of_both(store: Store) -> None:
    one, other = store.events()
    decided = ask(store, "merge", other.id, value=one.id)
    first, *rest = other.claims
    assert {d.subject for d in decided.decisions} == {first}
    assert {d.value for d in decided.decisions} == {*one.claims, *rest}
    assert groups(store) == [4]
    (left,) = store.events()
    assert decided.events == (left.id,)
    assert {decided.redirect, left.id} == ({None, other.id} if left.id == other.id else {left.id})


def test_undoing_a_merge_by_the_event_parts_it_again(store: Store) -> None:
    one, other = store.events()
    ask(store, "merge", one.id, value=other.id)
    (merged,) = store.events()
    assert len(ask(store, "undo", merged.id).events) == 2
    assert groups(store) == [1, 3]


def test_merging_an_event_with_itself_is_refused(store: Store) -> None:
    event = the_three(store)
    with pytest.raises(UsageError, match="two events"):
        ask(store, "merge", event.id, value=event.id)
    with pytest.raises(UsageError, match="no event or claim"):
        ask(store, "merge", event.id, value="nothing")
    assert store.decisions() == []


def test_split_claims_leave_together_and_the_rest_stays(store: Store) -> None:
    event = the_three(store)
    chosen, rest = event.claims[:2], event.claims[2:]
    decided = ask(store, "split", event.id, value=",".join(chosen))
    assert {(d.subject, d.value) for d in decided.decisions} == {(c, rest[0]) for c in chosen}
    assert {frozenset(one.claims) for one in store.events()} >= {frozenset(chosen), frozenset(rest)}
    assert len(decided.events) == 2


def test_one_claim_split_off_is_split_off_from_all_the_others(store: Store) -> None:
    claim, *rest = the_three(store).claims
    decided = ask(store, "split", claim, value=rest[0])
    assert {d.value for d in decided.decisions} == set(rest)
    assert groups(store) == [1, 1, 2]


def test_undoing_a_split_takes_back_every_pair_of_it(store: Store) -> None:
    event = the_three(store)
    ask(store, "split", event.id, value=event.claims[0])
    ask(store, "undo", event.claims[0])
    assert current(store.decisions()) == []
    assert groups(store) == [1, 3]


def test_undoing_a_split_leaves_what_was_decided_since(store: Store) -> None:
    event = the_three(store)
    split = ask(store, "split", event.id, value=event.claims[0]).decisions
    accepted = ask(store, "accept", event.claims[0]).decisions
    ask(store, "undo", event.claims[1])
    assert current(store.decisions()) == list(accepted)
    assert len(split) == 2


@pytest.mark.parametrize("value", ["", "nothing", None, "all"])
def test_a_split_without_two_sides_is_refused(store: Store, value: str | None) -> None:
    event = the_three(store)
    more = {} if value is None else {"value": ",".join(event.claims) if value == "all" else value}
    with pytest.raises(UsageError, match="split: expected"):
        ask(store, "split", event.id, **more)
    assert store.decisions() == []


def test_undo_without_a_decision_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no decision stands"):
        ask(store, "undo", the_three(store).id)


def test_a_correction_that_does_not_fit_writes_nothing(store: Store) -> None:
    with pytest.raises(UsageError, match="expected a field among"):
        ask(store, "correct", the_three(store).id, field="independent", value="9")
    assert store.decisions() == []


def test_a_decision_on_nothing_is_refused(store: Store) -> None:
    with pytest.raises(UsageError, match="no event or claim"):
        ask(store, "accept", "nothing")


def test_events_may_be_left_to_follow_later(store: Store) -> None:
    one, other = store.events()
    wanted = Decision(one.id, "merge", "Ana", now(), "seen", value=other.id)
    assert not decide(store, MergingAll(), wanted, gather_now=False).gathered
    assert groups(store) == [1, 3]
    gather(store, STEPS)
    assert groups(store) == [4]


def test_copies_are_looked_for_only_after_an_article_came_in(store: Store) -> None:
    class Looking(RealMerging):
        looked = 0

        def copies(self, articles: Sequence[Article]) -> Sequence[CopyGroup]:
            self.looked += 1
            return super().copies(articles)

    steps = Looking()
    event = the_three(store)
    ask(store, "split", event.id, steps, value=event.claims[0])
    assert steps.looked == 0
    code([page(TEXTS[0], "copy.txt")], store, steps, LocalEngine())
    ask(store, "undo", event.claims[0], steps)
    assert steps.looked == 1
    assert len(store.copies()) == 1


FIELDS = (
    ("mode", "drone"), ("mode", "null"), ("when.start", "2024-05"), ("when", "null"),
    ("when.end", "2024-05-09"), ("when.start", "2024-05-08"), ("grade.value", "fair"),
)  # fmt: skip
WANTED = st.tuples(
    st.sampled_from(["accept", "reject", "correct", "undo", "accept", "correct", "merge", "split"]),
    st.sampled_from(["event", "event", "claim"]),
    st.integers(0, 3),
    st.sampled_from(FIELDS),
)


def subject_of(store: Store, kind: str, at: int) -> str:
    events = sorted(store.events(rejected=True), key=lambda event: event.id)
    claims = sorted(store.claims(), key=lambda claim: claim.id)
    return events[at % len(events)].id if kind == "event" else claims[at % len(claims)].id


@settings(max_examples=15, deadline=None)
@given(st.lists(WANTED, min_size=1, max_size=7))
def test_quick_or_not_the_store_is_as_after_gathering_all_again(asked: list) -> None:  # type: ignore[type-arg]
    with filled() as quick, filled() as whole:
        for verdict, kind, at, (field, value) in asked:
            more = {"field": field, "value": value} if verdict == "correct" else {}
            if verdict in ("merge", "split"):
                more = {"value": subject_of(quick, "claim", at + 1)}
            try:
                made = ask(quick, verdict, subject_of(quick, kind, at), **more).decisions
            except UsageError:
                continue
            for decision in made:
                whole.decide(decision)
            gather(whole, STEPS)
            with quick.read() as one, whole.read() as other:
                assert list(dump(one)) == list(dump(other))
