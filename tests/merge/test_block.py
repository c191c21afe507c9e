"""Which tellings are compared: those that share a key or two, and in a crowd only neighbours."""

from __future__ import annotations

from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from khabar.merge.block import NEXT, SMALL, candidates, keys
from khabar.merge.telling import Telling
from tests.merge.make import BRIGADE, FRONT, day, parties, telling, town

NOTHING: dict[str, Any] = {"when": None, "where": None, "actors": (), "role": "background"}


def test_two_that_share_a_day_and_a_place_are_compared() -> None:
    assert candidates([telling("a"), telling("b")]) == [(0, 1)]


def test_two_of_one_article_are_not() -> None:
    assert candidates([telling("a"), telling("a")]) == []


def test_two_types_are_never_compared() -> None:
    assert candidates([telling("a"), telling("b", event_type="COERCE")]) == []


def test_a_party_alone_is_no_reason_to_compare() -> None:
    one, other = (telling(id, **{**NOTHING, "actors": parties(BRIGADE)}) for id in "ab")
    assert candidates([one, other]) == []


def test_a_party_and_a_word_for_a_target_are() -> None:
    given: dict[str, Any] = {
        **NOTHING,
        "actors": parties(BRIGADE),
        "targets": parties(("bakers", None)),
    }
    assert candidates([telling("a", **given), telling("b", **given)]) == [(0, 1)]


def test_two_words_of_the_news_are_a_reason_and_one_is_none() -> None:
    topics = [{"market": 0.8, "bakers": 0.6}, {"market": 0.8, "bakers": 0.6}, {"market": 1.0}]
    told = [telling(f"a{n}", topic=topic, **NOTHING) for n, topic in enumerate(topics)]
    assert candidates(told) == [(0, 1)]


def test_a_night_or_a_time_zone_does_not_part_two() -> None:
    for other in ("2024-05-03", "2024-05-05"):
        assert candidates([telling("a"), telling("b", when=day(other))])


def test_news_without_a_day_meets_the_days_before_it() -> None:
    undated = telling("b", when=None, published="2024-05-07")
    assert candidates([telling("a"), undated]) == [(0, 1)]


def test_a_crowd_meets_its_neighbours_in_time_alone() -> None:
    given: dict[str, Any] = {"where": town(number=9), "actors": ()}
    crowd = [telling(f"a{n:02}", when=day(f"2024-{n // 28 + 1:02}-{n % 28 + 1:02}"), **given)
             for n in range(3 * SMALL)]  # fmt: skip
    met = candidates(crowd)
    assert {other - one for one, other in met} == set(range(1, NEXT + 1))


def both_ways(told: list[Telling]) -> set[frozenset[str]]:
    """The pairs by the slow way: every pair, by the keys that they share."""
    found = set()
    for one, other in combinations(told, 2):
        shared = {*keys(one)} & {*keys(other)}
        alone = any(key[0] in ("when", "where") for key in shared)
        if one.article != other.article and (alone or len(shared) > 1):
            found.add(frozenset((one.article, other.article)))
    return found


TELLINGS: st.SearchStrategy[dict[str, Any]] = st.builds(
    dict,
    when=st.sampled_from((None, day("2024-05-04"), day("2024-05-06"))),
    where=st.sampled_from((None, town(), town("Oran", number=8))),
    actors=st.sampled_from(((), parties(BRIGADE), parties(FRONT), parties(BRIGADE, FRONT))),
    targets=st.sampled_from(((), parties(("bakers", None)), parties(("old bakers", None)))),
    topic=st.sampled_from(({}, {"market": 0.8, "bakers": 0.6}, {"bakers": 0.9, "bridge": 0.4})),
)


@given(st.lists(TELLINGS, max_size=SMALL))
@settings(max_examples=60, deadline=None)
def test_the_short_way_finds_the_pairs_that_the_slow_way_finds(many: list[dict[str, Any]]) -> None:
    told = [telling(f"a{n:02}", **one) for n, one in enumerate(many)]
    met = {frozenset((told[one].article, told[other].article)) for one, other in candidates(told)}
    assert met == both_ways(told)
