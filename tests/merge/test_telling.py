"""What one article tells of one happening, read off its claims."""

from __future__ import annotations

from dataclasses import replace

import pytest

from khabar.errors import KnowledgeError
from khabar.merge.chiefs import with_chiefs
from khabar.merge.telling import best_days, best_where, day_number, whole
from khabar.merge.topics import alike, topics
from khabar.merge.wording import folded, read_wording, telling_words, tells_of_several
from khabar.model import Unlinked
from tests.merge.make import BRIGADE, FRONT, article, day, harm, parties, span, telling, town

MARKET = {"market": 1.0}


def test_tellings_of_one_happening_know_what_any_of_them_states() -> None:
    first = telling("a", harm(5), where=None, actors=parties(BRIGADE))
    more = telling("a", when=None, actors=parties(FRONT), words=span("a", "bomb", 50))
    both = whole([first, more])
    assert both.where == town()
    assert both.days == first.days
    assert both.actors.names == {"red_brigade", "northern_front"}
    assert both.killed == {(5, 5)}
    assert both.ids == tuple(sorted((first.id, more.id)))


def test_groups_add_up_where_no_total_is_told() -> None:
    assert telling("a", harm(3, group="guards"), harm(4, group="guests")).killed == {(7, 7)}
    assert telling("a", harm(9), harm(4, group="guests")).killed == {(9, 9)}
    open_end = telling("a", harm(3, group="guards", open_end=True), harm(4, group="guests"))
    assert open_end.killed == {(7, None)}


def test_a_description_that_fits_anybody_names_nobody() -> None:
    assert telling(actors=parties(("two gunmen", None))).actors.names == frozenset()
    assert telling(actors=parties(("bakers", None))).actors.names == {"bakers"}


def test_a_date_that_is_none_is_not_known() -> None:
    odd = replace(day("2024-02-28"), start="2024-02-31", end="2024-02-31")
    assert telling(when=odd).days is None
    assert telling(when=Unlinked(span("a", "that day"), "open")).days is None


def test_an_open_place_gives_its_words() -> None:
    told = telling(where=Unlinked(span("a", "Torun Pass"), "not on the map"))
    assert told.where is None
    assert told.place_words == {"torun", "pass"}


@pytest.mark.parametrize(("iso", "last", "says"), [
    ("2024", False, "2024-01-01"), ("2024", True, "2024-12-31"), ("2024-02", True, "2024-02-29"),
    ("2024-05-04T10:00", False, "2024-05-04"),
])  # fmt: skip
def test_a_beginning_of_a_date_runs_from_its_first_day_to_its_last(
    iso: str, last: bool, says: str
) -> None:
    assert day_number(iso, last) == day_number(says)


def test_the_narrowest_days_and_the_most_exact_place_are_told() -> None:
    assert best_days([(1, 30), (5, 5), None]) == (5, 5)
    assert best_days([None]) is None
    country = town("Varia", precision="country")
    assert best_where([country, None, town()]) == town()


def test_the_chief_telling_alone_keeps_the_articles_topic() -> None:
    chief = telling("a", harm(5), topic=MARKET)
    aside = telling("a", topic=MARKET, role="background", words=span("a", "bomb", 90))
    other_type = telling("a", topic=MARKET, event_type="COERCE", role="background")
    topics_of = {t.id: t.topic for t in with_chiefs([chief, aside, other_type])}
    assert topics_of == {chief.id: MARKET, aside.id: {}, other_type.id: MARKET}


def test_a_topic_is_names_and_what_an_article_dwells_on() -> None:
    bakers = "The bakers of Belsk struck. Bakers in Belsk want flour, ovens, sleep, wages, salt."
    weavers = "The weavers of Belsk marched. Weavers want looms, thread, light, wages, dye, wool."
    found = topics([article("a", text=bakers), article("b", text=weavers)]).of
    assert list(found["a"])[:2] == ["belsk", "baker"]
    assert sum(weight**2 for weight in found["a"].values()) == pytest.approx(1)
    assert 0 < alike(found["a"], found["b"]) < alike(found["a"], found["a"])


def test_a_text_of_few_telling_words_is_about_anything() -> None:
    assert topics([article("a", text="A bomb in Belsk.")]).of == {"a": {}}


@pytest.mark.parametrize(
    ("word", "plain"), [("Bakers", "baker"), ("Béla’s", "bela"), ("mass", "mass"), ("gas", "gas")]
)
def test_words_are_compared_without_case_accents_and_plural(word: str, plain: str) -> None:
    assert folded(word) == plain


def test_words_that_anybody_uses_tell_nothing() -> None:
    assert telling_words("The police said on Monday that mortars hit") == ["mortar", "hit"]


def test_many_acts_are_told_by_their_words() -> None:
    assert tells_of_several("a series of raids")
    assert tells_of_several("the attacks")
    assert not tells_of_several("the attack")


def test_a_broken_word_list_is_named() -> None:
    with pytest.raises(KnowledgeError, match="vague"):
        read_wording({"common": "the", "several": {"acts": "", "phrases": []}})
    with pytest.raises(KnowledgeError, match="acts and phrases"):
        read_wording({"common": "the", "vague": "man", "several": {}})
