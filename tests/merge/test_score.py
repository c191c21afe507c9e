"""How a score is made up, and by which table."""

from __future__ import annotations

import pytest

from khabar.errors import KnowledgeError
from khabar.merge.bonds import bonds
from khabar.merge.cluster import FARTHEST_DAYS, Clustering, ruled_out
from khabar.merge.score import read_table, table_for
from tests.merge.make import day, span, telling, town

TOPIC = {"market": 1.0}


def test_each_kind_of_pair_has_its_table() -> None:
    assert table_for(telling("a"), telling("a", words=span("a", "bomb", 9))) == "within"
    assert table_for(telling("a", topic=TOPIC), telling("b", topic=TOPIC)) == "news"
    assert table_for(telling("a", topic=TOPIC), telling("b")) == "mentions"


@pytest.mark.parametrize("entry", [{"same_dya": 1.0}, {"same_day": "much"}])
def test_a_bad_weight_is_named(entry: dict[str, object]) -> None:
    with pytest.raises(KnowledgeError, match=r"weights.toml.*news\.same_d"):
        read_table("news", entry)


def test_what_no_happening_can_have_is_ruled_out() -> None:
    assert ruled_out(telling("a"), telling("b", event_type="COERCE"))
    assert ruled_out(telling("a"), telling("b", where=town(country="SEL")))
    assert ruled_out(telling("a"), telling("b", when=day("2024-05-08")))
    assert not ruled_out(telling("a"), telling("b", when=day("2024-05-07")))
    assert FARTHEST_DAYS == 3


def test_the_news_of_two_articles_may_have_a_day_misread() -> None:
    one, other = telling("a", topic=TOPIC), telling("b", topic=TOPIC, when=day("2024-07-08"))
    assert not ruled_out(one, other)


def test_every_pair_in_a_group_that_was_compared_says_why() -> None:
    told = [telling(name) for name in "abc"]
    groups = Clustering(told, bonds(())).run([(0, 1), (0, 2), (1, 2)])
    assert [len(group) for group in groups.groups] == [3]
    assert len(groups.joined) == 3
    for pair in groups.joined:
        assert sum(share for _, share in pair.signals) == pytest.approx(pair.score, abs=0.01)
