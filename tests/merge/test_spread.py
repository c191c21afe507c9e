"""An engine that joins tables makes the events that this process makes by itself."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterable, Iterator, Sequence
from random import Random
from typing import TypeVar

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.engine import InMemory, Pair, choose_engine
from khabar.merge import block, merge_claims, spread
from khabar.merge.bonds import bonds
from khabar.merge.cluster import Clustering
from khabar.merge.events import Keep, tellings_of, told_once
from khabar.merge.telling import Telling, published_days
from khabar.merge.traces import Trace
from khabar.model import Event
from tests.merge.crowd import Crowd, crowd
from tests.merge.make import telling

A = TypeVar("A")
B = TypeVar("B")


class Travelling(InMemory):
    """Pickles steps, items and results on their way, as an engine on other machines does."""

    spreads = True

    def grouped(
        self,
        keys: Callable[[A], Iterable[str]],
        step: Callable[[list[A]], Iterable[B]],
        items: Iterable[A],
    ) -> Iterator[B]:
        return iter(there(list(super().grouped(keys, there(step), there(list(items))))))

    def paired(
        self, pairs: Iterable[Pair], step: Callable[[A, A], B], items: Sequence[A]
    ) -> Iterator[B]:
        return iter(there(list(super().paired(pairs, there(step), there(items)))))


def there(thing: A) -> A:
    made: A = pickle.loads(pickle.dumps(thing))
    return made


def merged(
    told: Crowd, spread: spread.Spread | None = None, keep: Keep | None = None
) -> list[Event]:
    return merge_claims(told.claims, told.articles, [], told.decisions, (), spread, keep)


@given(st.randoms(use_true_random=False).map(crowd))
@settings(max_examples=40, deadline=None)
def test_joins_give_the_events_of_this_process_whatever_was_decided(told: Crowd) -> None:
    mine: list[Trace] = []
    theirs: list[Trace] = []
    assert merged(told, Travelling(), theirs.extend) == merged(told, None, mine.extend)
    assert theirs == mine


@given(st.randoms(use_true_random=False).map(crowd))
@settings(max_examples=10, deadline=None)
def test_an_engine_that_knows_the_events_leaves_them_their_ids(told: Crowd) -> None:
    known = merged(told)
    again = merge_claims(told.claims, told.articles, [], told.decisions, known, Travelling())
    assert again == merge_claims(told.claims, told.articles, [], told.decisions, known)


@given(st.randoms(use_true_random=False).map(crowd))
@settings(max_examples=10, deadline=None)
def test_groups_and_the_pairs_inside_them_come_in_the_same_order(told: Crowd) -> None:
    found = tellings_of(told.claims, told.articles, published_days(told.articles))
    tellings = told_once([[one] for of in found.values() for one in of])
    bound = bonds(told.decisions)
    here = Clustering(tellings, bound).run(block.candidates(tellings))
    assert spread.joined_up(tellings, bound, Travelling()) == here


@pytest.mark.parametrize("size", [0, 1, block.SMALL, block.SMALL + 1, 4 * block.SMALL])
def test_the_same_tellings_meet_in_small_and_in_crowded_blocks(size: int) -> None:
    draw = Random(size)
    days = ("2024-05-04", "2024-05-06", "2024-05-11", None)
    told: list[Telling] = [
        telling(f"a{number // 2}", published=draw.choice(days), role="main", when=None)
        for number in range(size)
    ]
    assert spread.candidates(told, Travelling()) == block.candidates(told)


@pytest.mark.filterwarnings(
    # Daft leaves the ends of its workers' pipes to be closed by Python, which says so.
    "ignore:Exception ignored in. <_io.FileIO:pytest.PytestUnraisableExceptionWarning"
)
def test_daft_gives_the_events_of_this_process() -> None:
    told = crowd(Random(3), most=60)
    events = merged(told)
    assert 10 < len(events) < len(told.claims) - 10
    assert merged(told, choose_engine("daft", workers=2)) == events
